// A searching list of works, facts, people, blocks and pictures, and the chips that show which of them a text names.
import { $, $$, make, t } from "./composer.js";

const WRITTEN = {
  citation: (key, more) => `[@${key}${more ? `, ${more}` : ""}]`,
  fact: (key) => `{{ fact("${key}") }}`,
  person: (key) => `{{ person("${key}") }}`,
  reference: (key) => `{{ ref("${key}") }}`,
  image: (key, more) => `![${more}](${key})`,
};
const MORE = { citation: "editor.pinpoint", image: "editor.alternative" };
const CITATION = /\[([^\[\]]*@[^\[\]]*)\](?!\()/gu;
const WORK = /(?<![\p{L}\d])@([\p{L}\d_][^\s,;\]]*)((?:\{[^}]*\}|[^;{])*)/gu;
const CALL = /(\{\{\s*(fact|person|ref)\((["']))([^"']+)\3[^{}]*\}\}/g;
const MOST = 60;

const dialog = $("#picker"), search = $("#picker-search"), list = $("#picker-list"), more = $("#picker-value");
let entries = [], chosen = 0, kind = "", take = () => {};

/** Opens the list of one kind; `take` gets the text that is put into the block, and what takes the place of a mention. */
export function openPicker(name, insertions, action, value = "", filter = "") {
  kind = name;
  take = action;
  entries = insertions.filter((entry) => entry.kind === kind);
  $("#picker-title").textContent = t(`editor.${kind}`);
  $("#picker-more").hidden = !MORE[kind];
  $("#picker-more span").textContent = MORE[kind] ? t(MORE[kind]) : "";
  more.value = value;
  $("#picker-file").hidden = kind !== "image";
  search.value = filter;
  find();
  document.activeElement?.blur(); // a text that has the focus again when the dialog closes would take no words
  dialog.showModal();
  (filter ? more : search).focus();
}

function find() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter((entry) => words.every((word) => `${entry.key} ${entry.printed}`.toLowerCase().includes(word)));
  list.replaceChildren(...found.slice(0, MOST).map((entry, index) => make("li",
    { id: `picked-${index}`, role: "option", "data-key": entry.key, onclick: () => finish(entry.key) },
    make("span", {}, entry.printed), make("code", {}, entry.key))));
  if (!found.length) list.append(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("editor.none-found")));
  choose(0);
}

function choose(index) {
  const options = $$("[data-key]", list);
  chosen = Math.max(0, Math.min(index, options.length - 1));
  options.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
  search.setAttribute("aria-activedescendant", options.length ? options[chosen].id : "");
  options[chosen]?.scrollIntoView({ block: "nearest" });
}

function finish(key) {
  dialog.close();
  const value = more.value.trim();
  take(WRITTEN[kind](key, value), kind === "citation" ? `@${key}${value ? `, ${value}` : ""}` : key);
}

search.addEventListener("input", find);
dialog.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) choose(chosen + step);
  else if (event.key === "Enter" && event.target.matches("input")) {
    const option = $$("[data-key]", list)[chosen];
    if (option) finish(option.dataset.key);
  } else return;
  event.preventDefault();
});
$("#picker-file input").addEventListener("change", ({ target }) => {
  const [file] = target.files;
  target.value = "";
  dialog.close();
  if (file) document.dispatchEvent(new CustomEvent("picture-chosen", { detail: { file } }));
});
$("#picker-close").addEventListener("click", () => dialog.close());

/** What a text names, each from `start` to `end`: a work with its pinpoint, a fact by its key alone. What is around it, such as `see` or a unit, stays. */
function* findMentions(text) {
  for (const cited of text.matchAll(CITATION)) {
    for (const found of cited[1].matchAll(WORK)) {
      const start = cited.index + 1 + found.index;
      yield { kind: "citation", key: found[1], more: found[2].replace(/^,\s*/, "").trim(), start, end: start + found[0].trimEnd().length };
    }
  }
  for (const found of text.matchAll(CALL)) {
    const start = found.index + found[1].length;
    yield { kind: found[2] === "ref" ? "reference" : found[2], key: found[4], more: "", start, end: start + found[4].length };
  }
}

/** Shows what a text names, in its order, each as it is printed. A click chooses another in its place. */
export function showChips(text, insertions) {
  const known = new Map(insertions.map((entry) => [`${entry.kind} ${entry.key}`, entry.printed]));
  const mentions = [...findMentions(text)].sort((first, second) => first.start - second.start);
  $("#editor-chips").replaceChildren(...mentions.map((mention) => {
    const printed = known.get(`${mention.kind} ${mention.key}`);
    const isUnknown = printed === undefined && mention.kind !== "reference";
    return make("li", {}, make("button", {
      type: "button", class: isUnknown ? "unknown" : "", "data-kind": mention.kind,
      "data-start": mention.start, "data-end": mention.end, "data-more": mention.more,
    }, [isUnknown ? t("editor.unknown", { key: mention.key }) : printed ?? mention.key, mention.more].filter(Boolean).join(", ")));
  }));
}
