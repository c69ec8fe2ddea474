// Marks of Markdown that buttons put into a text. The browser's own undo takes each back.
import { t } from "./composer.js";

/** Puts a text in the place of the selection. `execCommand` is the only way that the browser's undo knows. */
export function insert(body, text) {
  body.focus();
  document.execCommand("insertText", false, text);
}

/** Puts a mark before and behind the selection; where nothing is selected, what is typed next is between them. */
const wrap = (mark) => (body, chosen) => {
  insert(body, `${mark}${chosen}${mark}`);
  const inside = body.selectionStart - mark.length;
  if (!chosen) body.setSelectionRange(inside, inside);
};

/** Puts a mark before each line of the selection. */
const prefix = (mark) => (body) => {
  const { value } = body;
  const start = value.lastIndexOf("\n", body.selectionStart - 1) + 1;
  const found = value.indexOf("\n", body.selectionEnd);
  const end = found < 0 ? value.length : found;
  const lines = value.slice(start, end).split("\n").map((line, index) => mark(index) + line);
  const before = start > 1 && value[start - 2] !== "\n" ? "\n" : "";
  body.setSelectionRange(start, end);
  insert(body, before + lines.join("\n"));
};

function addTable(body) {
  const head = `| ${t("editor.column")} 1 | ${t("editor.column")} 2 |`;
  insert(body, `\n\n${head}\n|---|---|\n| ${t("editor.cell")} | ${t("editor.cell")} |\n\n`);
}

function addNote(body, chosen) {
  let number = 1;
  while (body.value.includes(`[^note${number}]`)) number += 1;
  insert(body, `${chosen}[^note${number}]`);
  body.setSelectionRange(body.value.length, body.value.length);
  insert(body, `${body.value.endsWith("\n") ? "" : "\n"}\n[^note${number}]: ${t("editor.note-text")}\n`);
  const end = body.value.length - 1;
  body.setSelectionRange(end - t("editor.note-text").length, end);
}

const MARKS = {
  heading: prefix(() => "## "),
  bold: wrap("**"),
  italic: wrap("*"),
  list: prefix(() => "- "),
  numbered: prefix((index) => `${index + 1}. `),
  quotation: prefix(() => "> "),
  table: addTable,
  note: addNote,
};

/** Puts a mark where the selection is. */
export function useMark(body, mark) {
  MARKS[mark](body, body.value.slice(body.selectionStart, body.selectionEnd));
}
