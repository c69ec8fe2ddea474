// What a reader sees otherwise in a brief than in an older version of it, in the frame in which nothing runs.
import { $, address, buildProblemBox, follow, make, pageAddress, queue, readView, t } from "./composer.js";
import { phraseText } from "./phrases.js";

const parameters = new URLSearchParams(location.search);
const reader = () => Object.fromEntries(["brief", "language", "recipient"].map((name) => [name, parameters.get(name)]).filter(([, value]) => value));
const select = $("#versions select"), frame = $("#comparison");

$("#back").textContent = parameters.get("brief");
$("#back").href = pageAddress("brief", reader());
$("#versions").addEventListener("submit", (event) => event.preventDefault());

/** The chosen version as the view names it: `since` a revision, or `against` a file. */
function chosen() {
  const [kind, ...rest] = select.value.split(":");
  return select.value ? { [kind]: rest.join(":") } : {};
}

function buildGroup(key, options) {
  return options.length ? [make("optgroup", { label: t(key) }, ...options.map(([value, words]) => make("option", { value }, words)))] : [];
}

async function refresh() {
  const version = chosen();
  if (select.value) $("#state").textContent = t("compare.reading");
  const view = await readView("compare", { ...reader(), ...version }).finally(() => { $("#state").textContent = ""; });
  if (!view) return;
  const value = select.value;
  select.replaceChildren(make("option", { value: "" }, t("compare.choose")),
    ...buildGroup("compare.files", view.files.map((file) => [`against:${file.name}`, [file.name, file.language, file.recipient, file.built].filter(Boolean).join(" · ")])),
    ...buildGroup("compare.revisions", view.revisions.map((revision) => [`since:${revision.id}`, `${revision.day} · ${revision.words}`])));
  select.value = value;
  $("#none").hidden = view.files.length + view.revisions.length > 0;
  $("#found-problems").hidden = view.problems.length === 0;
  $("#found-problems").replaceChildren(...view.problems.map(buildProblemBox));
  const isSame = !view.passages && !view.numbers.length && !view.figures.length;
  $("#state").textContent = !view.has_page ? "" : isSame ? t("compare.same") : [
    t("compare.passages", { n: view.passages }), view.figures.length && t("compare.figures", { n: view.figures.length })].filter(Boolean).join(" · ");
  frame.hidden = !view.has_page;
  const page = address("comparison", { ...reader(), ...version });
  if (view.has_page && frame.src !== page) frame.src = page; else if (view.has_page) frame.contentWindow.location.reload();
}

/** What the comparison itself says in its page, beside the texts of the brief, in the language of this page. */
frame.addEventListener("load", () => {
  for (const node of frame.contentDocument?.querySelectorAll(".label, .changes :is(h2, li)") ?? []) {
    node.textContent = phraseText(node.textContent);
    (node.closest(".changes") ?? node).lang = document.documentElement.lang;
  }
});
select.addEventListener("change", () => queue(refresh));
follow(refresh, { slow: true });
