// The page of one brief. It keeps which block is at hand, and hands the view to each part of the page.
// Its parts listen to three events on the document. `block-open`: a text is to be edited. `brief-shown`: the text is new. `brief-checked`: what is wrong in it is new.
import { $, $$, act, fillSelect, follow, isOvertaken, make, queue, readBehindActs, readView, sayUnreachable, t, whenReleased } from "./composer.js";
import { nameLanguage, nameSectionId } from "./names.js";
import { phrase, phraseText, translateTitles } from "./phrases.js";
import { askForDocument, showDocument, markBlock, chooseFormat, documentShown } from "./brief-document.js";
import { showLibrary } from "./brief-library.js";
import { showProblems } from "./brief-problems.js";
import { showRules } from "./brief-rules.js";
import { revealRow, showSections } from "./brief-sections.js";

const parameters = new URLSearchParams(location.search);
/** Until then, parts of the page do not listen yet. */
const allPartsRun = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
export const page = { view: null, block: "" };

/** The brief and the reader that every request names. */
export const reader = () => Object.fromEntries(
  ["brief", "language", "recipient", "internal"].map((name) => [name, parameters.get(name)]).filter(([, value]) => value));

/** Takes a block to hand: it is marked in all parts of the page. */
export function choose(block, { scroll = true, from = "" } = {}) {
  page.block = block;
  if (!page.view) return;
  showSections(page.view, from === "list");
  if (from !== "list") revealRow(block);
  showProblems(page.view);
  markBlock(block, scroll);
}

/** What lists call a section: its heading, or its id where it prints none. */
export const nameSection = (section) => section.title || t("sections.untitled", { id: nameSectionId(section.id) });

/** Asks for the text of a block to be opened. */
export const openText = (block) => document.dispatchEvent(new CustomEvent("block-open", { detail: { block } }));

function setChoice(name, value) {
  if (value) parameters.set(name, value); else parameters.delete(name);
  history.replaceState(null, "", `?${parameters}`);
  queue(refresh);
}

function showChoices(view) {
  $("#languages").replaceChildren(...view.languages.map((language) => make("button", {
    type: "button", "aria-pressed": String(language === view.language),
    onclick: () => setChoice("language", language === view.languages[0] ? "" : language),
  }, nameLanguage(language))));
  $("#audiences-label").hidden = !view.audience_name;
  fillSelect($("#audiences"), translateTitles(view.audiences));
  $("#audiences").value = view.audience_name;
  const select = $("#recipient");
  $("#recipient-label").hidden = view.recipients.length === 0;
  select.replaceChildren(make("option", { value: "" }, t("brief.nobody")),
    ...view.recipients.map(({ id, name }) => make("option", { value: id }, name)));
  select.value = view.recipient;
  for (const button of $$("#views button")) {
    button.setAttribute("aria-pressed", String((button.dataset.internal === "1") === view.is_internal));
  }
  $("#internal").hidden = !view.is_internal;
  document.body.classList.toggle("is-internal", view.is_internal);
  $("#withheld").hidden = !view.is_internal || view.withheld.length === 0;
  $("#withheld ul").replaceChildren(...view.withheld.map(({ name, reason }) => make("li", {},
    make("code", {}, name), make("span", { class: "quiet" }, ...phrase(reason)))));
}

let checkedFor = ""; // the reader whose problems the page has
let checking = new AbortController(); // of the text that is on the page

/** After an edit, the text comes first, and what is wrong in it after it, for which no act waits; another reader gets both at once. */
async function refresh() {
  checking.abort();
  const mine = checking = new AbortController();
  const wish = JSON.stringify(reader()), isEdit = wish === checkedFor;
  if (isEdit) askForDocument();
  const view = await readView(isEdit ? "outline" : "brief", reader());
  if (!view || isOvertaken()) return;
  await allPartsRun;
  page.view = { ...page.view, ...view };
  document.title = view.title;
  $("#title").textContent = view.title;
  $("#audience").textContent = [view.audience && t("brief.for", { audience: phraseText(view.audience) }),
    view.ceiling && t(`sections.${view.ceiling}`), view.file].filter(Boolean).join(" · ");
  showChoices(view);
  showSections(page.view);
  showDocument(view);
  document.dispatchEvent(new CustomEvent("brief-shown"));
  if (isEdit) check(mine.signal).catch(() => { if (!mine.signal.aborted) sayUnreachable(); });
  else showChecked(wish);
  if (parameters.has("block")) { // a link from another page
    const block = parameters.get("block");
    parameters.delete("block");
    history.replaceState(null, "", `?${parameters}`);
    choose(block);
    openText(block);
  }
}

/** Reads what is wrong in the text once its document is there. The next act ends it. */
async function check(signal) {
  const wish = JSON.stringify(reader());
  await documentShown();
  if (signal.aborted) return;
  const checked = await readBehindActs("brief", reader(), signal);
  await whenReleased();
  if (!checked || signal.aborted) return;
  const { library, rules, words, problems } = checked;
  page.view = { ...page.view, library, rules, words, problems };
  showChecked(wish);
}

function showChecked(wish) {
  checkedFor = wish;
  showRules(page.view);
  showLibrary(page.view);
  showProblems(page.view);
  document.dispatchEvent(new CustomEvent("brief-checked"));
}

let chosenTimer = 0;
$("#audiences").addEventListener("change", ({ target }) => { // by keyboard, each arrow chooses: the last one is meant
  clearTimeout(chosenTimer);
  chosenTimer = setTimeout(() => act("set-key", { ...reader(), key: "audience", value: target.value }), 500);
});
document.addEventListener("act-refused", () => { if (page.view) showChoices(page.view); });
$("#recipient").addEventListener("change", ({ target }) => setChoice("recipient", target.value));
$("#views").addEventListener("click", ({ target }) => {
  if (target.matches("button")) setChoice("internal", target.dataset.internal);
});
$("#formats").addEventListener("click", ({ target }) => {
  if (!target.matches("button")) return;
  for (const button of $$("#formats button")) button.setAttribute("aria-pressed", String(button === target));
  chooseFormat(target.dataset.format);
});
follow(refresh);
