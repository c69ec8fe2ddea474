// The first page: all briefs; the numbers of each come one after the other.
import { $, address, buildMeter, buildProblemBox, describeCount, follow, formatNumber, make, prose, readAside, readView, say, t } from "./composer.js";

const body = $("#briefs tbody");
const words = new URLSearchParams(location.search).get("words");
let turn = 0;

const pageOf = (id) => address("page/brief", words ? { brief: id, words } : { brief: id });

function buildRow(brief) {
  const name = make("th", { scope: "row" }, make("a", { href: pageOf(brief.id) }, brief.title),
    make("span", { class: "id" }, [brief.id, brief.language, brief.date].filter(Boolean).join(" · ")));
  const length = make("td", { class: "length" }, brief.problem ? "" : t("home.counting"));
  const problems = make("td", { class: "found" }, brief.problem ? make("span", { class: "error" }, prose(brief.problem)) : "");
  return make("tr", { "data-brief": brief.id }, name, make("td", {}, brief.audience), length, problems);
}

function describeLength(summary) {
  const rule = summary.length;
  if (!rule) return [make("span", {}, formatNumber(summary.words))];
  const over = rule.count - rule.limit;
  const text = over > 0 ? t("home.over", { n: over }) : "";
  return [
    make("span", {}, t("home.of", { n: rule.count, limit: rule.limit })), buildMeter(rule),
    text && make("span", { class: "over" }, text),
  ];
}

function describeProblems(summary) {
  if (!summary.errors && !summary.warnings) return [make("span", { class: "quiet" }, t("home.none"))];
  return [make("span", { class: summary.errors ? "error" : "warning" },
    describeCount(summary.errors, summary.warnings))];
}

async function fill(briefs, mine) {
  for (const brief of briefs.filter((entry) => !entry.problem)) {
    const summary = await readAside("summary", { brief: brief.id });
    if (mine !== turn) return;
    const row = [...body.rows].find((candidate) => candidate.dataset.brief === brief.id);
    if (!row || !summary) continue;
    $(".length", row).replaceChildren(...describeLength(summary).filter(Boolean));
    $(".found", row).replaceChildren(...describeProblems(summary));
    row.classList.toggle("is-over", Boolean(summary.length && summary.length.count > summary.length.limit));
  }
}

follow(async () => {
  const view = await readView("home", {});
  if (!view) return;
  $("#title").textContent = view.organisation || view.folder;
  document.title = `${t("home.title")}: ${view.organisation || view.folder}`;
  $("#empty").hidden = view.briefs.length > 0 || view.problems.length > 0;
  $("#briefs").hidden = view.briefs.length === 0;
  body.replaceChildren(...view.briefs.map(buildRow));
  const list = $("#project-problems");
  list.hidden = view.problems.length === 0;
  list.replaceChildren(...view.problems.map(buildProblemBox));
  turn += 1;
  fill(view.briefs, turn).catch(() => say(t("base.unreachable"), "error"));
});
