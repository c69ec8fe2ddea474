// The problems: errors first, folded by kind, each with what to do and a button where the page can do it.
import { $, act, buildPlace, describeCount, formatNumber, make, nameArea, prose, show, t, translateProblem } from "./composer.js";
import { choose, page, reader } from "./brief.js";
import { showPart } from "./brief-parts.js";
import { nameCut, nameRule } from "./names.js";
import { COLON } from "./phrases.js";

const opened = new Set();
const host = $("#problems"), only = $("#only-this");

function buildRemedy(remedy) {
  const perform = (more = {}) => act(remedy.act, { ...reader(), ...remedy.arguments, ...more });
  const values = remedy.values.cut ? { ...remedy.values, cut: nameCut(remedy.values.cut) } : remedy.values;
  if (!remedy.needs_value) return make("button", { type: "button", onclick: () => perform() }, t(remedy.words, values));
  const field = make("input", { type: remedy.needs_value, required: true, autocomplete: "off" });
  return make("form", { class: "remedy", onsubmit: (event) => { event.preventDefault(); perform({ value: field.value }); } },
    make("label", {}, t(remedy.words, values), field), make("button", {}, t("problems.write")));
}

function buildProblem(problem) {
  const { message, hints, language } = translateProblem(problem);
  return make("li", { class: "problem" },
    make("p", { class: "message", ...language }, prose(message)),
    ...hints.map((hint) => make("p", { class: "hint", ...language }, prose(hint))),
    make("div", { class: "buttons" },
      problem.block ? make("button", { type: "button", class: "go", onclick: () => { choose(problem.block); showPart("document"); } }, t("problems.go")) : "",
      ...problem.remedies.map(buildRemedy)),
    problem.place ? make("p", { class: "place" }, buildPlace(problem)) : "");
}

/** The problems of one kind: what it is and what to do once, then each message. */
function buildGroup(group) {
  const rule = page.view.rules.find(({ code }) => `rule-${code}` === group.code);
  const { title, advice } = translateProblem(group.rows[0]);
  const touches = group.rows.some((row) => page.block && row.block === page.block);
  const fold = make("details", { class: `group ${group.severity}`, "data-code": group.code, open: opened.has(group.code) || touches },
    make("summary", {},
      make("span", { class: "code" }, make("span", {}, prose(title || nameArea(group.code)), rule ? [COLON, nameRule(rule)] : []),
        make("span", { class: "kind" }, make("span", { class: `mark ${group.severity}` }, t(`problems.${group.severity}`)), make("code", {}, group.code))),
      make("span", { class: "count" }, String(group.rows.length))),
    advice && make("p", { class: "advice" }, prose(advice)),
    make("ul", {}, ...group.rows.map(buildProblem)));
  fold.addEventListener("toggle", () => { if (fold.open) opened.add(group.code); else opened.delete(group.code); });
  return fold;
}

export function showProblems(view) {
  const count = (severity) => view.problems.filter((group) => group.severity === severity).reduce((sum, group) => sum + group.rows.length, 0);
  const errors = count("error"), warnings = count("warning");
  $("#problems-summary").textContent = describeCount(errors, warnings);
  $("#parts-count").textContent = errors + warnings ? `(${formatNumber(errors + warnings)})` : "";
  $("#only-block").hidden = !page.block;
  const isShown = (row) => !page.block || !only.checked || row.block === page.block;
  const groups = view.problems.map((group) => ({ ...group, rows: group.rows.filter(isShown) })).filter((group) => group.rows.length);
  const isFirst = !host.hasChildNodes();
  if (isFirst && groups[0]?.severity === "error") opened.add(groups[0].code);
  show(host, [groups, page.block], () => groups.map(buildGroup));
}

only.addEventListener("change", () => showProblems(page.view));
