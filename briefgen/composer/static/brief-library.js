// The blocks of the library that the brief does not print: why not, found by words, kind and topic, and added to a section.
import { $, act, fillSelect, formatNumber, make, readAside, say, show, t } from "./composer.js";
import { nameKind } from "./names.js";
import { phrase } from "./phrases.js";
import { nameSection, page, reader } from "./brief.js";

const search = $("#library-search"), kinds = $("#library-kind"), topics = $("#library-topic");

let foundByText = new Set(), timer = 0;

/** Looks through the texts of the blocks, too, once nothing was typed for a moment. */
function searchTexts() {
  clearTimeout(timer);
  foundByText = new Set();
  const sought = search.value.trim();
  if (!sought) return;
  timer = setTimeout(async () => {
    const view = await readAside("library-search", { ...reader(), search: sought }).catch(() => null);
    if (!view || search.value.trim() !== sought) return;
    foundByText = new Set(view.blocks);
    showList();
  }, 150);
}

function isFound(block) {
  const text = [block.id, block.title, block.kind, nameKind(block.kind), ...block.topics].join(" ").toLowerCase();
  const isNamed = search.value.toLowerCase().split(/\s+/).every((word) => text.includes(word));
  return (isNamed || foundByText.has(block.id))
    && (!kinds.value || block.kind === kinds.value) && (!topics.value || block.topics.includes(topics.value));
}

function add(block, section) {
  const found = page.view.sections.find((other) => other.id === section);
  const index = found.blocks.filter(({ is_on: isOn }) => isOn).length;
  act("move", { ...reader(), block: block.id, section, index },
    () => say(t("library.added", { title: block.title, section: nameSection(found) })));
}

function buildAdding(block) {
  const fitting = page.view.sections.find((section) => section.id === block.section);
  if (fitting) return make("button", { type: "button", onclick: () => add(block, fitting.id) }, t("library.add", { section: nameSection(fitting) }));
  return make("select", { "aria-label": t("library.add-to"), onchange: ({ target }) => target.value && add(block, target.value) },
    make("option", { value: "" }, `${t("library.add-to")} …`),
    ...page.view.sections.map((section) => make("option", { value: section.id }, nameSection(section))));
}

function showList() {
  if (!page.view) return; // somebody searches while the page is loading
  const found = page.view.library.filter(isFound);
  const sections = page.view.sections.map((section) => [section.id, nameSection(section)]);
  show($("#library-list"), [found, sections], () => (found.length ? found.map(buildRow) : [make("li", { class: "empty" }, t("library.none"))]));
}

function buildRow(block) {
  return make("li", { "data-block": block.id },
    make("div", { class: "row" }, make("b", {}, block.title), make("span", { class: "words-of" }, formatNumber(block.words))),
    make("p", { class: "labels" }, make("span", { class: "label" }, nameKind(block.kind)), ...block.topics.map((topic) => make("span", { class: "label" }, topic))),
    make("p", { class: "reason" }, make("b", {}, t("sections.why-not")), " ", ...phrase(block.reason)),
    block.can_be_added ? buildAdding(block) : "");
}

export function showLibrary(view) {
  const list = view.library;
  $("#library-count").textContent = formatNumber(list.length);
  fillSelect(kinds, Object.fromEntries([...new Set(list.map((block) => block.kind))].sort().map((kind) => [kind, nameKind(kind)])), t("library.all-kinds"));
  fillSelect(topics, [...new Set(list.flatMap((block) => block.topics))].sort(), t("library.all-topics"));
  showList();
}

search.addEventListener("input", searchTexts);
for (const field of [search, kinds, topics]) field.addEventListener("input", showList);
