// The rules of the reader: those about words with their measure, those that are broken, and the others folded.
import { $, buildMeter, make, readAside, sayUnreachable, seen, show, t } from "./composer.js";
import { nameRule } from "./names.js";
import { COLON, phrase } from "./phrases.js";
import { buildActual, buildRequirement, requirementText } from "./rule-measures.js";
import { page, reader } from "./brief.js";

const COUNTED = { words: "rules.of", pages: "rules.of-pages" };
const PROMINENT = ["words", "pages", "speaking-time", "deadline"];
/** Milliseconds without a change after which the pages are laid out and counted. */
const PAUSE = 1500;

const words = (outcome) => t(`rules.${outcome.replace(" ", "-")}`);

function buildLong(rule) {
  const details = [t("rules.asks", { text: requirementText(rule) }), !rule.is_verified && t("rules.unverified"),
    t("rules.source", { text: rule.source })];
  return details.filter(Boolean).join(". ");
}

function buildRule(rule) {
  if (rule.kind === "pages" && !rule.count) {
    return make("div", { class: "rule waiting", title: buildLong(rule), "data-rule": rule.code },
      make("span", { class: "figure" }, t("rules.counting-pages")), make("span", { class: "quiet" }, ...buildRequirement(rule)));
  }
  const isBroken = rule.outcome === "broken" || (rule.limit > 0 && rule.count > rule.limit);
  const kind = isBroken ? rule.severity || "warning" : "met";
  if (rule.limit) {
    const over = isBroken ? t("home.over", { n: rule.count - rule.limit }) : "";
    const part = rule.requirement.replace(/^[\d,.\s]+(words|pages)\s*/, "");
    return make("div", { class: `rule ${kind}`, title: buildLong(rule), "data-rule": rule.code },
      make("span", { class: "figure" }, t(COUNTED[rule.kind], { n: rule.count, limit: rule.limit })),
      buildMeter(rule), make("span", { class: "quiet" }, ...(over ? [over] : part ? phrase(part) : [])));
  }
  return make("div", { class: `rule ${kind}`, title: buildLong(rule), "data-rule": rule.code },
    make("span", { class: "figure" }, nameRule(rule)),
    make("span", { class: "quiet" }, words(rule.outcome), ...(rule.actual ? [COLON, ...buildActual(rule)] : [])));
}

let timer = 0, counted = { revision: "", pages: 0 };

/** Counts the pages in the background, where a rule is about them; the newest text only. */
function countPages(view) {
  clearTimeout(timer);
  if (!view.has_document || !view.rules.some((rule) => rule.kind === "pages")) return;
  const wish = JSON.stringify([seen.revision, reader()]);
  if (counted.revision === wish) return;
  timer = setTimeout(async () => {
    const found = await readAside("pages", reader()).catch(() => {
      sayUnreachable();
      if (page.view === view) countPages(view);
    });
    if (!found) return;
    counted = { revision: wish, pages: found.pages };
    if (wish === JSON.stringify([seen.revision, reader()])) showRules(view);
  }, PAUSE);
}

export function showRules(view) {
  countPages(view);
  const pages = counted.revision === JSON.stringify([seen.revision, reader()]) ? counted.pages : 0;
  for (const rule of view.rules) if (rule.kind === "pages") rule.count = pages;
  const isProminent = (rule) => PROMINENT.includes(rule.kind) || rule.outcome === "broken";
  const others = view.rules.filter((rule) => !isProminent(rule));
  const wasOpen = $("#rules details")?.open;
  const rows = others.map((rule) => make("tr", { title: buildLong(rule) }, make("th", { scope: "row" }, nameRule(rule), " ", make("code", {}, rule.code)),
    make("td", {}, ...buildRequirement(rule)), make("td", {}, ...buildActual(rule)), make("td", {}, words(rule.outcome))));
  const fold = make("details", { open: wasOpen }, make("summary", {}, t("rules.others", { n: others.length })),
    make("div", { class: "sheet" }, make("table", {}, make("tbody", {}, ...rows))));
  show($("#rules"), view.rules, () => [...view.rules.filter(isProminent).map(buildRule), ...(others.length ? [fold] : [])]);
}

const close = () => { const fold = $("#rules details"); if (fold) fold.open = false; };
document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
document.addEventListener("click", (event) => { if (!event.target.closest("#rules details")) close(); });
