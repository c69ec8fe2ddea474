// The report of an import as nodes: headings, lists, tables and code of Markdown; everything else is words.
import { ENGLISH, make } from "./composer.js";
import { nameKind } from "./names.js";
import { phrase } from "./phrases.js";

const cells = (line) => line.replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());

function buildTable(lines) {
  const [head, , ...rows] = lines.map(cells), kind = head.indexOf("kind");
  return make("table", { class: "plain" }, make("thead", {}, make("tr", {}, ...head.map((cell) => make("th", { scope: "col" }, ...phrase(cell))))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell, index) => make("td", {}, ...(index === kind ? [nameKind(cell)] : phrase(cell))))))));
}

/** What a line starts decides what it is, and lines of one kind are one node. */
const KINDS = [
  [/^#+ /, (lines) => lines.map((line) => make("h3", {}, ...phrase(line.replace(/^#+ /, ""))))],
  [/^- /, (lines) => make("ul", { class: "plain" }, ...lines.map((line) => make("li", {}, ...phrase(line.slice(2)))))],
  [/^\|/, buildTable],
  [/^ {2}/, (lines) => make("pre", { tabIndex: 0, ...ENGLISH }, lines.map((line) => line.slice(2)).filter((line) => !line.startsWith("```")).join("\n"))],
  [/./, (lines) => make("p", {}, ...phrase(lines.join(" ")))],
];

export function buildReport(text) {
  const groups = [];
  for (const line of text.split("\n")) {
    const kind = line ? KINDS.findIndex(([mark]) => mark.test(line)) : -1;
    if (kind >= 0 && groups.at(-1)?.kind === kind) groups.at(-1).lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups.filter(({ kind }) => kind >= 0).flatMap(({ kind, lines }) => KINDS[kind][1](lines));
}
