// The changes of a Word file that came back: what can be taken over is ticked and written into the blocks, in one step.
import { $, $$, buildProblemBox, follow, make, pageAddress, queue, readAside, readView, send, t, upload } from "./composer.js";
import { phrase } from "./phrases.js";

const OUTCOMES = {
  "can be accepted": "merge.possible", "already there": "merge.done", "not taken": "merge.left", accepted: "merge.accepted",
  conflict: "merge.conflict", gone: "merge.gone",
};
const state = (text) => { $("#state").textContent = text; };
let file = "", report = null;
const chosen = new Set();
/** The changes that this page wrote; when they can be written again, that was taken back. */
let written = [];

const canBeChosen = (change) => change.decision === "can be accepted";
const slug = (text) => text.replaceAll(/[ ,]+/g, "-");

function describeOutcome(change) {
  const word = t(OUTCOMES[change.status] ?? OUTCOMES[change.decision] ?? "merge.impossible");
  return make("p", { class: canBeChosen(change) ? "outcome" : "outcome quiet" }, word, change.reason ? ": " : "", ...(change.reason ? phrase(change.reason) : []));
}

function buildPlace(change) {
  const place = change.file ? `${change.file}${change.line ? `:${change.line}` : ""}` : "";
  const link = change.block && make("a", {
    href: pageAddress("brief", { brief: report.brief, language: report.language, block: change.block }),
  }, change.block);
  return make("p", { class: "place" }, link, " ", place && make("code", { class: "quiet" }, place));
}

function buildChange(change) {
  const name = [change.number, t(`merge.kind-${slug(change.kind)}`)].filter(Boolean).join(". ");
  const box = canBeChosen(change) && make("input", { type: "checkbox", value: String(change.number), checked: chosen.has(change.number),
    onchange: ({ target }) => { chosen[target.checked ? "add" : "delete"](change.number); count(); } });
  const heading = box ? make("label", { class: "name" }, box, " ", name) : make("b", { class: "name" }, name);
  const authors = change.authors.length ? make("span", { class: "quiet" }, ` ${t("merge.by", { names: change.authors.join(", ") })}`) : "";
  return make("li", { class: box ? "change" : "change is-fixed" },
    make("div", { class: "row" }, heading, authors), buildPlace(change),
    change.old && make("p", {}, make(change.kind === "comment" ? "q" : "del", {}, change.old)), change.new && make("p", {}, make("ins", {}, change.new)),
    ...change.touched.map((name) => make("p", { class: "quiet" }, t("merge.touches"), " ", ...phrase(name))),
    ...change.comments.map((comment) => make("blockquote", {}, make("b", {}, comment.author), `: ${comment.text}`,
      comment.about && comment.about !== change.old ? make("span", { class: "quiet" }, ` (${comment.about})`) : "")),
    change.kind === "comment" ? "" : describeOutcome(change));
}

const buildList = (key, changes) => (changes.length ? [make("h3", {}, t(key, { n: changes.length })),
  make("ul", {}, ...changes.map(buildChange))] : []);

const isHidden = (change) => report.tracking && !change.tracked && change.kind !== "comment";

function count() {
  $("#write").textContent = chosen.size ? t("merge.write-n", { n: chosen.size }) : t("merge.write");
  $("#write").disabled = chosen.size === 0;
}

function showReport(view) {
  report = view.report;
  $("#found-problems").hidden = view.problems.length === 0;
  $("#found-problems").replaceChildren(...view.problems.map(buildProblemBox));
  $("#merge").hidden = !report;
  if (!report) return;
  if (report.changes.some((change) => written.includes(change.number) && canBeChosen(change))) $("#written").hidden = true;
  for (const number of [...chosen]) if (!report.changes.some((change) => change.number === number && canBeChosen(change))) chosen.delete(number);
  $("#merge-title").textContent = report.file;
  $("#about-file").textContent = [t("merge.built-as", { brief: report.brief, language: report.language }), report.recipient,
    report.built?.slice(0, 10), report.format_changes && t("merge.look", { n: report.format_changes })].filter(Boolean).join(" · ");
  const { changes } = report, comments = changes.filter((change) => change.kind === "comment");
  const shown = changes.filter((change) => change.kind !== "comment" && !isHidden(change));
  $("#changes").replaceChildren(
    ...buildList("merge.untracked", changes.filter(isHidden)),
    ...buildList(report.tracking ? "merge.tracked" : "merge.compared", shown), ...buildList("merge.comments", comments),
    ...(changes.length ? [] : [make("p", {}, t("merge.nothing"))]));
  $("#lapse").hidden = report.lapsed.length === 0;
  $("#lapse ul").replaceChildren(...report.lapsed.map((line) => make("li", {}, line)));
  count();
}

$("#merge").addEventListener("click", ({ target }) => {
  if (target.dataset.choose === undefined) return;
  chosen.clear();
  for (const change of report.changes) {
    const fits = target.dataset.choose === "all" || change.kind === target.dataset.choose;
    if (fits && canBeChosen(change) && !isHidden(change)) chosen.add(change.number);
  }
  for (const box of $$("#changes input")) box.checked = chosen.has(Number(box.value));
  count();
});

$("#file").addEventListener("change", async ({ target }) => {
  if (!target.files.length) return;
  [file, written] = ["", []];
  chosen.clear();
  $("#written").hidden = $("#merge").hidden = true; // nothing is chosen in the report of the file before
  state(t("merge.reading"));
  await queue(async () => { file = await upload(target.files[0]) ?? ""; });
  await queue(refresh);
});

/** What was written, which approvals that ends, and what was not taken and why. */
function showWritten(done) {
  const left = done.changes.filter((change) => change.decision === "not taken");
  const part = (key, items, build) => (items.length ? [make("h3", {}, t(key, { n: items.length })), make("ul", {}, ...items.map((item) => make("li", {}, build(item))))] : []);
  $("#written div").replaceChildren(
    make("p", {}, t("merge.taken", { n: done.changes.filter((change) => change.decision === "accepted").length })),
    ...part("merge.files", done.files, (name) => make("code", {}, name)),
    ...part("merge.lapsed", done.lapsed, (line) => line),
    ...part("merge.not-taken", left, (change) => make("span", {}, `${change.number}. ${change.new || change.old}: `, ...phrase(change.reason))));
  $("#written").hidden = false;
  $("#written-title").focus();
}

$("#write").addEventListener("click", () => queue(async () => {
  const values = { upload: file, accept: [...chosen].sort((a, b) => a - b).join(",") };
  if (!values.accept) return;
  state(t("merge.writing"));
  $("#write").disabled = true;
  try {
    const tried = await readAside("merge", values);
    const isDone = tried?.report && (await send("merge", values));
    if (isDone) {
      written = tried.report.changes.filter((change) => change.decision === "accepted").map((change) => change.number);
      showWritten(tried.report);
    }
    else if (tried && !tried.report) showReport(tried);
  } finally {
    state("");
    count();
  }
}));

async function refresh() {
  if (file) state(t("merge.reading"));
  const view = await readView("merge", file ? { upload: file } : {}).finally(() => state(""));
  if (view) showReport(view);
}

follow(refresh, { slow: true });
