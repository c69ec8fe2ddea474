// Facts, sources and recipients: a table, and a form for one row. What is typed is checked as it is typed, and
// written when the field is left; what has an error stays in the field and is not written.
import { $, $$, buildProblemBox, describe, fillSelect, follow, make, prose, queue, readAside, readView, sayUnreachable, send, t } from "./composer.js";
import { showImpact } from "./table-impact.js";

const main = $("#content"), table = main.dataset.table;
const editor = $("#editor"), fields = $("#fields"), body = $("#rows tbody");
let view = null, choice = new URLSearchParams(location.search).get("choice") || "", open = null, isNew = false;
let at = 0, replaced = "";

/** What a column is called: in words, where there are some for it; else as its file names it. */
function label(column) {
  const key = `${table}.${column.key}`, word = t(key);
  return word === key ? column.label : word;
}
/** What a cell says; a choice in words, where there are some. */
function shown(column, text) {
  const key = `${table}.${column.key}-${text}`, word = t(key);
  return column.kind === "choice" && word !== key ? word : text;
}

/** A day or a month: it is not broken at its hyphens. */
const DAY = /^\d{4}-\d\d(-\d\d)?$/;

// --- The table ---------------------------------------------------------------------------------

function buildRow(row, index) {
  const columns = view.columns.filter((column) => column.in_row);
  const errors = row.problems.filter((problem) => problem.severity === "error").length;
  const button = make("button", { type: "button", tabIndex: index === at ? 0 : -1, "data-row": row.id, onclick: () => openRow(row.id) }, row.id);
  const draft = sessionStorage.getItem(draftKey(row.id)) ? make("span", { class: "error" }, ` ${t("tables.not-written")}`) : "";
  const state = row.problems.length ? make("span", { class: errors ? "error" : "warning" }, ` ${t("tables.problems", { n: row.problems.length })}`) : "";
  return make("tr", { class: errors ? "has-errors" : null },
    make("th", { scope: "row" }, button, draft, state),
    ...columns.map((column) => make("td", { class: DAY.test(row.cells[column.key]) ? "day" : null }, shown(column, row.cells[column.key] || ""))),
    table === "recipients" ? "" : make("td", { class: "used" }, String(row.used)));
}

function showTable() {
  if (!view) return; // somebody searches while the page is loading
  const sought = $("#filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  const rows = view.rows.filter((row) => {
    const text = [row.id, ...Object.values(row.cells)].join(" ").toLowerCase();
    return sought.every((part) => text.includes(part));
  });
  at = Math.max(0, Math.min(at, rows.length - 1));
  const focused = document.activeElement?.dataset?.row;
  $("#rows thead").replaceChildren(make("tr", {}, make("th", { scope: "col" }, t("tables.id")),
    ...view.columns.filter((column) => column.in_row).map((column) => make("th", { scope: "col" }, label(column))),
    table === "recipients" ? "" : make("th", { scope: "col" }, t("tables.used"))));
  body.replaceChildren(...rows.map(buildRow));
  if (focused) $$("button", body).find((button) => button.dataset.row === focused)?.focus();
  $(".table-scroll").hidden = view.rows.length === 0;
  $("#empty").hidden = view.rows.length > 0;
  const count = t("tables.count", { n: rows.length });
  if ($("#count").textContent !== count) $("#count").textContent = count;
}

body.addEventListener("keydown", (event) => {
  const buttons = $$("button", body), here = buttons.indexOf(event.target);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (here < 0 || next === undefined || !buttons[next]) return;
  event.preventDefault();
  buttons[here].tabIndex = -1;
  at = next;
  buttons[next].tabIndex = 0;
  buttons[next].focus();
});
$("#filter").addEventListener("input", () => { at = 0; showTable(); });
$("#choice").addEventListener("change", ({ target }) => { choice = target.value; at = 0; queue(refresh); });

// --- What is typed and not written yet ---------------------------------------------------------

const draftKey = (row) => `${table}/${view.choice}/${row}`;
const readDraft = (row) => JSON.parse(sessionStorage.getItem(draftKey(row)) || "{}");
/** Keeps what differs from the file at each key: a browser that ends loses nothing. */
function keepDraft() {
  const values = isNew ? { ...typed(), "id:": control("id:").value } : changed();
  const isKept = isNew ? Object.values(values).some(Boolean) : Object.keys(values).length > 0;
  if (isKept) sessionStorage.setItem(draftKey(isNew ? "" : open.id), JSON.stringify(values));
  else sessionStorage.removeItem(draftKey(isNew ? "" : open.id));
}
/** What was written is no draft, even if its form is closed by now. */
function forgetDraft(row, key, value) {
  const { [key]: draft, ...rest } = readDraft(row);
  if (draft !== value) return; // somebody types on
  if (Object.keys(rest).length) sessionStorage.setItem(draftKey(row), JSON.stringify(rest));
  else sessionStorage.removeItem(draftKey(row));
  showTable();
}
function restoreDraft() {
  const values = Object.entries(readDraft(isNew ? "" : open.id)).filter(([key]) => control(key) && !control(key).disabled);
  for (const [key, text] of values) control(key).value = text;
  return values.length > 0;
}

// --- The form of one row -----------------------------------------------------------------------

const control = (key) => $(`[name="${CSS.escape(key)}"]`, fields);
const typed = () => Object.fromEntries($$("[name]", fields).filter((field) => !field.disabled && field.name !== "id:").map((field) => [field.name, field.value]));
const changed = () => Object.fromEntries(Object.entries(typed()).filter(([key, text]) => text !== (open.cells[key] || "")));

function buildField(column) {
  const id = `field-${column.key}`, text = open.cells[column.key] || "";
  const common = { id, name: column.key, "aria-describedby": `${id}-found`, disabled: Boolean(open.fixed) || open.fixed_cells.includes(column.key) };
  let input;
  if (column.kind === "choice") {
    const options = ["", ...column.options, ...(text && !column.options.includes(text) ? [text] : [])];
    input = make("select", common, ...options.map((option) => make("option", { value: option, selected: option === text }, option ? shown(column, option) : t("tables.unset"))));
  } else if (column.kind === "long") input = make("textarea", { ...common, value: text });
  else input = make("input", { ...common, type: "text", value: text, placeholder: column.kind === "date" ? "2026-11-29" : "" });
  input.addEventListener("input", () => { keepDraft(); check(column.key); });
  if (!isNew) input.addEventListener("change", () => write(column.key));
  const found = make("span", { id: `${id}-found`, class: "found" },
    open.fixed_cells.includes(column.key) ? t("tables.fixed-cell") : "");
  return make("div", { class: "field" }, make("label", { for: id }, label(column)), input, found);
}

function buildIdField() {
  const input = make("input", { id: "field-id", name: "id:", type: "text", required: true, autocomplete: "off", "aria-describedby": "field-id-hint" });
  input.addEventListener("input", () => { keepDraft(); check(""); });
  return make("div", { class: "field" }, make("label", { for: "field-id" }, t("tables.id")), input,
    make("span", { id: "field-id-hint", class: "found quiet" }, t("tables.id-hint")));
}

/** Why a row or a table cannot be changed here, and what to do instead. */
function explainFixed(fixed) {
  return fixed ? `${t(`reasons.${fixed.reason}`, fixed.values)}. ${t(`reasons.${fixed.reason}-hint`)}` : "";
}

function showForm() {
  $("#editor-title").textContent = isNew ? t(`tables.add-${table}`) : open.id;
  $("#editor-note").hidden = !open.fixed;
  $("#editor-note").textContent = explainFixed(open.fixed);
  fields.replaceChildren(...(isNew ? [buildIdField()] : []), ...view.columns.map(buildField));
  $("#printed").textContent = "";
  tell("");
  $("#create").hidden = !isNew;
  $("#remove").hidden = isNew || Boolean(open.fixed);
  $("#impact").hidden = isNew || table === "recipients";
  const isDraft = restoreDraft();
  if (!editor.open) editor.showModal();
  if (isDraft) tell(t("tables.draft"), "error");
  if (!isNew) { check(Object.keys(changed())[0] || ""); updateImpact(); }
}

function openRow(id) {
  open = view.rows.find((row) => row.id === id);
  if (!open) return;
  isNew = false;
  replaced = "";
  $("#impact-lists").replaceChildren(make("p", { class: "quiet" }, t("impact.waiting")));
  showForm();
}

$("#add").addEventListener("click", () => queue(async () => { // the page may still be loading
  if (!view || $("#add").disabled) return;
  open = { id: "", cells: {}, fixed: null, fixed_cells: [], problems: [] };
  isNew = true;
  showForm();
}));

let told = "";
function tell(text, kind = "") {
  const status = $("#editor-status");
  told = text;
  status.replaceChildren(...prose(text));
  status.className = kind;
}

let judgement = "";
/** Says what is wrong with the whole form. Where nothing is, what else the status says stays, such as what was written. */
function tellJudgement(text, kind) {
  if (text || told === judgement) tell(text, kind);
  judgement = text;
}

/** The field that a problem is about: the first that its message names; else the one that was typed in, if any. */
function findField(problem, key) {
  const named = [...problem.message.matchAll(/`([^`]+)`/g)].map(([, name]) => control(name)).find(Boolean);
  return [named, key && control(key)].find((field) => field && !field.disabled) ?? null;
}

let timer = 0, turn = 0, asked = null;
/** Checks what the form holds, shortly after the last key. */
function check(key) {
  clearTimeout(timer);
  timer = setTimeout(() => { judge(key).catch(sayUnreachable); }, 200);
}

const isError = (problem) => problem.severity === "error";

function showAtField(field, problems) {
  const place = $(`#${CSS.escape(field.id)}-found`), hasError = problems.some(isError);
  place.replaceChildren(...prose(problems.map(describe).join(" ")));
  place.dataset.found = "1";
  place.className = `found ${hasError ? "error" : "warning"}`;
  if (hasError) field.setAttribute("aria-invalid", "true");
}

/** What is wrong with the form: shown at the field that was typed in. Whether it can be written; null where a newer check took over. */
async function judge(key) {
  const row = isNew ? control("id:")?.value.trim() : open?.id;
  if (!row) return false;
  turn += 1;
  const mine = turn;
  asked?.abort();
  asked = new AbortController();
  const values = JSON.stringify(isNew ? typed() : changed());
  let found = null;
  try {
    found = await readAside("cell", { table, choice: view.choice, row, values }, asked.signal);
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
  if (mine !== turn) return null;
  if (!found) return false;
  $("#printed").textContent = found.printed.length ? t("tables.printed", { text: found.printed.join(" · ") }) : "";
  const errors = found.problems.filter(isError);
  for (const field of $$("[name]", fields)) field.removeAttribute("aria-invalid");
  for (const place of $$(".found:not(.quiet)", fields)) if (!place.textContent || place.dataset.found) { place.textContent = ""; delete place.dataset.found; }
  const placed = found.problems.map((problem) => [findField(problem, key), problem]);
  for (const field of new Set(placed.map(([own]) => own))) if (field) showAtField(field, placed.filter(([own]) => own === field).map(([, problem]) => problem));
  const others = placed.filter(([own]) => !own).map(([, problem]) => problem);
  tellJudgement(others.map(describe).join(" "), others.some(isError) ? "error" : "");
  return errors.length === 0;
}

/** The row that is open, as an act names it. Taken when a key is pressed: at the act's turn another row may be open. */
const nameRow = () => ({ table, choice: view.choice, row: open.id });

function write(key) {
  clearTimeout(timer);
  if (!open || isNew) return null;
  const { row, ...rest } = nameRow(), value = control(key).value;
  return queue(async () => {
    const before = view.rows.find((entry) => entry.id === row)?.cells[key] || "";
    if (value === before) return;
    // Null: somebody types in the next field already. The act checks this one, too, and that of a form that is closed.
    if (open?.id === row && await judge(key) === false) return;
    const what = label(view.columns.find((column) => column.key === key));
    const isDone = await send("set-cells", { ...rest, row, values: { [key]: value } });
    if (isDone) forgetDraft(row, key, value);
    if (open?.id !== row) return;
    if (isDone) {
      tell(t("tables.written", { what }));
      if (key === "value") { replaced = before; updateImpact(); }
    } else tell($("#status").textContent, "error");
  });
}

$("#create").addEventListener("click", () => queue(async () => {
  const row = control("id:").value.trim();
  if (!row) { control("id:").focus(); return; }
  if (await judge("") === false) return;
  const values = Object.fromEntries(Object.entries(typed()).filter(([, text]) => text.trim()));
  if (!(await send("add-row", { table, choice: view.choice, row, values }))) { tell($("#status").textContent, "error"); return; }
  sessionStorage.removeItem(draftKey(""));
  openRow(row);
  tell(t("tables.added", { row }));
}));

$("#remove").addEventListener("click", () => {
  const removed = nameRow();
  queue(async () => {
    const isDone = await send("remove-row", removed);
    if (open?.id !== removed.row) return;
    if (isDone) editor.close();
    else tell($("#status").textContent, "error");
  });
});

editor.addEventListener("close", () => {
  const row = open?.id;
  open = null;
  showTable();
  ($$("button", body).find((button) => button.dataset.row === row) || $("#add")).focus();
});

async function updateImpact() {
  if (!open || isNew || table === "recipients") return;
  const id = open.id;
  const impact = await readAside("impact", { library: view.choice, kind: table === "facts" ? "fact" : "source", name: id }).catch(sayUnreachable);
  if (open?.id !== id || !impact) return;
  const isLate = impact.deliveries.some((sent) => !sent.is_current);
  const offer = isLate && replaced && !open.cells.was && replaced !== open.cells.value;
  showImpact(impact, offer ? make("p", { class: "offer" }, make("button", { type: "button", onclick: keepOld }, t("impact.keep-old", { value: replaced }))) : null);
}

/** Those who received the old figure are told what it was: the correction keeps it. */
function keepOld() {
  const corrected = { ...nameRow(), values: { was: replaced } };
  return queue(async () => {
    const isDone = await send("set-cells", corrected);
    if (open?.id !== corrected.row) return;
    if (isDone) control("why").focus();
    else tell($("#status").textContent, "error");
  });
}

/** The row as the files have it now; what is being typed, and what could not be written, stays. */
function renewForm(before) {
  const now = view.rows.find((row) => row.id === open.id);
  if (!now) { editor.close(); return; }
  open = now;
  for (const field of $$("[name]", fields)) {
    const was = before.cells[field.name] || "", is = now.cells[field.name] || "";
    if (was !== is && field.value === was) field.value = is;
  }
  updateImpact();
}

async function refresh() {
  const found = await readView("table", { table, ...(choice ? { choice } : {}) });
  if (!found) return;
  view = found;
  fillSelect($("#choice"), view.choices);
  $("#choice").value = view.choice;
  $("#fixed").hidden = !view.fixed;
  $("#fixed").textContent = explainFixed(view.fixed);
  $("#add").disabled = Boolean(view.fixed) || !view.choice;
  const problems = $("#table-problems");
  problems.hidden = view.problems.length === 0;
  problems.replaceChildren(...view.problems.map(buildProblemBox));
  showTable();
  if (open && !isNew) renewForm(open);
}

follow(refresh);
