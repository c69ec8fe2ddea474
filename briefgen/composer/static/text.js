// A text file of the project as it is. It is written when somebody says so, as one step, and never over a newer one.
import { $, buildProblemLines, follow, make, pageAddress, prose, queue, readView, send, t } from "./composer.js";

const text = $("#text"), parameters = new URLSearchParams(location.search);
const file = parameters.get("file") || "briefgen.yaml", draftKey = `text/${file}`;
let view = null, base = "", written = "";

const isChanged = () => text.value !== written;

function tell(words, kind = "") {
  $("#state").textContent = words;
  $("#state").className = kind;
}

function showState() {
  $("#save").disabled = !view || (!isChanged() && view.exists);
  if (isChanged()) tell(t("text.unsaved"));
}

function showPosition() {
  const lines = text.value.slice(0, text.selectionStart).split("\n");
  $("#position").textContent = t("text.position", { line: String(lines.length), column: String(lines.at(-1).length + 1) });
}

/** Takes the cursor to a line, and shows it in the middle of the field. */
function goTo(line) {
  const lines = text.value.split("\n"), index = Math.max(0, Math.min(line, lines.length) - 1);
  const start = lines.slice(0, index).reduce((sum, { length }) => sum + length + 1, 0);
  text.focus();
  text.setSelectionRange(start, start + lines[index].length);
  text.scrollTop = (text.scrollHeight / lines.length) * index - text.clientHeight / 2;
  showPosition();
}

function take(found) {
  base = found.base;
  written = found.text;
  text.value = found.text;
}

const buildProblem = (problem) => make("div", { class: `problem ${problem.severity}` },
  ...buildProblemLines(problem, problem.line ? make("button", { type: "button", onclick: () => goTo(problem.line) }, t("text.line", { line: String(problem.line) })) : ""));

/** What is typed is kept for a browser that ends. */
function keepDraft() {
  if (isChanged()) sessionStorage.setItem(draftKey, JSON.stringify({ base, written, text: text.value }));
  else sessionStorage.removeItem(draftKey);
}

function restoreDraft() {
  const draft = JSON.parse(sessionStorage.getItem(draftKey) || "null");
  if (!draft) return false;
  ({ base, written } = draft);
  text.value = draft.text;
  return true;
}

function showConflict() {
  const isOther = view.base !== base && view.text !== text.value;
  $("#conflict").hidden = $("#other-box").hidden = !isOther;
  if (!isOther) return;
  $("#conflict-note").textContent = t(view.exists ? "editor.conflict" : "text.deleted");
  $("#theirs").hidden = $("#other-box").hidden = !view.exists;
  $("#other").textContent = view.text;
}

function show() {
  $("#file").replaceChildren(...[...new Set([file, ...view.files])].sort().map((name) => make("option", { value: name, selected: name === file }, name)));
  document.title = `${file}: ${t("text.title")}`;
  $("#encoding").hidden = !view.encoding;
  $("#encoding").textContent = view.encoding ? t("text.encoding", { encoding: view.encoding }) : "";
  $("#text-problems").hidden = view.problems.length === 0;
  $("#text-problems").replaceChildren(...view.problems.map(buildProblem));
  showConflict();
  showState();
}

async function refresh() {
  const found = await readView("text", { file });
  if (!found) { text.disabled = !view; return; }
  const isFirst = !view;
  view = found;
  text.disabled = false;
  let isDraft = false;
  if (isFirst) { take(found); isDraft = restoreDraft(); }
  else if (!isChanged() && (found.exists || found.base === base)) { if (found.base !== base) take(found); }
  else if (found.text === text.value) { base = found.base; written = found.text; keepDraft(); }
  show();
  if (isDraft) tell(t("tables.draft"), "error");
  if (isFirst) goTo(Number(parameters.get("line")) || 1);
}

/** Writes the file. After news of another file, which the page has seen by then, it is tried again. */
async function write() {
  const typed = text.value;
  const values = { file, base, text: typed };
  let isDone = await send("write-file", values);
  if (!isDone && view.base === base && $("#status").textContent === t("base.changed")) isDone = await send("write-file", values);
  if (!isDone) { tell($("#status").textContent, "error"); return; }
  base = view.base;
  written = view.text;
  keepDraft();
  show();
  const errors = view.problems.filter((problem) => problem.severity === "error");
  tell(errors.length ? t("text.saved-with-errors") : t("editor.saved"), errors.length ? "error" : "");
}

const save = () => { if (!$("#save").disabled) queue(write); };

text.addEventListener("input", () => { keepDraft(); showState(); showConflict(); });
for (const name of ["keyup", "click", "select"]) text.addEventListener(name, showPosition);
$("#save").addEventListener("click", save);
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  save();
});
$("#mine").addEventListener("click", () => queue(async () => {
  base = view.base;
  text.focus(); // the button is gone in a moment
  showConflict();
  await write();
}));
$("#theirs").addEventListener("click", () => queue(async () => {
  take(view);
  text.focus();
  keepDraft();
  tell("");
  show();
}));
$("#file").addEventListener("change", ({ target }) => { location.href = pageAddress("text", { file: target.value }); });

follow(refresh);
