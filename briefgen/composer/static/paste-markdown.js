// Turns the tree of a clipboard into Markdown: headings, lists, tables, notes, bold and italics stay, styles go. What is left out is counted.
import { BLOCKS } from "./paste-html.js";
import { escapeStart, isAddress, writeRuns } from "./paste-inlines.js";

const NOTE_BODY = /^_?(ftn|edn|sdfootnote|sdendnote)(\d+)$/;
const NOTE_CALL = /#(?:_(ftn|edn)(\d+)|(sdfootnote|sdendnote)(\d+)sym)$/;
const NOTE_RETURN = /#(?:_(ftn|edn)ref(\d+)|(sdfootnote|sdendnote)(\d+)anc)$/;
/** Notes of pages of the web, and of documents that were made here. */
const PAGE_NOTE = /^(?:fn|footnote|endnote|note|cite_note)[-_:]?[\w.:-]*\d[\w.:-]*$/, PAGE_CALL = /^(?:fnref|footnote-ref|note-ref|cite_ref)/;
const LABEL = /^\(?(\d{1,3}|[a-z]|[A-Z]|[ivxlc]+|[IVXLC]+)[.)]$/;
const TAIL_OF_NUMBER = /(\d+)[.)]?$/;
const LOOK = /^(?:color|background|background-color|font-family|font-size|mso-highlight)$/;

const find = (pattern, text) => { const found = pattern.exec(text ?? ""); return found ? (found[1] ?? found[3]) + (found[2] ?? found[4]) : ""; };
/** The note that a link calls; empty for any other link. */
function findCall(node) {
  const own = find(NOTE_CALL, node.attributes.href), place = /#([^#]+)$/.exec(node.attributes.href ?? "")?.[1] ?? "";
  return own || (node.tag === "a" && PAGE_NOTE.test(place) && !PAGE_CALL.test(place) ? place : "");
}
const isReturn = (node) => node.tag === "a" && (find(NOTE_RETURN, node.attributes.href) || node.attributes.role === "doc-backlink"
  || PAGE_CALL.test((node.attributes.href ?? "").replace(/^.*#/, "")));
const flat = (node) => (typeof node === "string" ? node : node.children.map(flat).join(""));
const words = (node) => flat(node).replace(/\s+/g, " ").trim();
const isBlock = (node) => typeof node !== "string" && (BLOCKS.has(node.tag) || node.children.some(isBlock));
function* walk(node) {
  if (typeof node === "string") return;
  yield node;
  for (const child of node.children) yield* walk(child);
}

const isBold = (node, before) => {
  const weight = node.style["font-weight"];
  if (weight) return weight === "bold" || weight === "bolder" || Number(weight) >= 600;
  return ["b", "strong"].includes(node.tag) || before;
};
const isItalic = (node, before) => {
  const slant = node.style["font-style"];
  if (slant) return slant === "italic" || slant === "oblique";
  return ["i", "em", "cite", "dfn"].includes(node.tag) || before;
};
const findScript = (node, before) => ({ super: "sup", sub: "sub", baseline: "" })[node.style["vertical-align"]]
  ?? (["sup", "sub"].includes(node.tag) ? node.tag : before);
const isHidden = ({ style }) => style.display === "none" || style["mso-hide"] === "all" || style.visibility === "hidden";
const hasClass = (node, pattern) => pattern.test(node.attributes.class ?? "");

/** `level1` of a paragraph that Word shows as an item of a list; 0 for any other. */
const findLevel = (node) => Number(/level(\d+)/.exec(node.style["mso-list"] ?? "")?.[1] ?? 0);

function findHeading(node) {
  const tag = /^h([1-6])$/.exec(node.tag)?.[1];
  if (tag) return Number(tag);
  if (node.tag !== "p") return 0;
  const outline = Number(node.style["mso-outline-level"] ?? 0);
  return outline >= 1 && outline <= 6 ? outline : hasClass(node, /^(?:Mso)?title\b/i) ? 1 : 0;
}

const ROMANS = [[100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
function toRoman(number) {
  let rest = number, text = "";
  for (const [value, sign] of ROMANS) for (; rest >= value; rest -= value) text += sign;
  return text;
}
const toLetter = (number) => String.fromCharCode(97 + ((number - 1) % 26));
function writeLabel(number, { type, style }) {
  const kind = { a: toLetter, A: (n) => toLetter(n).toUpperCase(), i: toRoman, I: (n) => toRoman(n).toUpperCase() };
  const named = { "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I" };
  return `${(kind[named[style["list-style-type"]] ?? type] ?? String)(number)}.`;
}

/** Notes keep the order in which they are called; `isTaken` says which labels the text has already. */
class Conversion {
  constructor(tree, isTaken) {
    this.isTaken = isTaken;
    this.bodies = new Map();
    this.notes = [];
    this.labels = new Map();
    this.dropped = new Set();
    this.gone = {};
    for (const node of walk(tree)) this.findNote(node);
  }

  count(list, key, number = 1) { list[key] = (list[key] ?? 0) + number; }

  findNote(node) {
    const id = node.attributes.id ?? "", isOnPage = PAGE_NOTE.test(id) && !PAGE_CALL.test(id);
    const own = /^(?:div|li|p|section|aside)$/.test(node.tag) ? find(NOTE_BODY, id) || (isOnPage ? id : "") : "";
    if (own) { this.bodies.set(own, node); return; }
    if (node.tag !== "p") return;
    const back = [...walk(node)].find((child) => child.tag === "a" && find(NOTE_RETURN, child.attributes.href));
    const key = back ? find(NOTE_RETURN, back.attributes.href) : "";
    if (key && !this.bodies.has(key)) this.bodies.set(key, node);
  }

  isNoteBody(node) { return [...this.bodies.values()].includes(node); }

  callNote(key) {
    if (!this.labels.has(key)) {
      let number = this.labels.size + 1;
      while (this.isTaken(`note${number}`) || [...this.labels.values()].includes(`note${number}`)) number += 1;
      this.labels.set(key, `note${number}`);
      this.notes.push(key);
    }
    return `[^${this.labels.get(key)}]`;
  }

  /** The blocks of a note. */
  note(key) {
    const node = this.bodies.get(key);
    this.bodies.delete(key);
    this.isInNote = true;
    const blocks = settleDepths([...this.blocks(node.tag === "p" ? [node] : node.children)]);
    this.bodies.set(key, node);
    this.isInNote = false;
    return blocks;
  }

  /** The runs of inline nodes. */
  * runs(node, look = {}) {
    if (typeof node === "string") { yield { ...look, text: node.replace(/\u00ad/g, "") }; return; }
    if (this.isLeftOut(node)) return;
    if (node.tag === "br") { yield { raw: true, text: "<br>" }; return; }
    if (isReturn(node)) return;
    if (node.tag === "a") {
      const called = this.isInNote ? "" : findCall(node);  // a note that names another one keeps its words
      if (called && this.bodies.has(called)) { yield { raw: true, text: this.callNote(called) }; return; }
      if (called) this.count(this.gone, "lost-notes");
    }
    if (node.tag === "u" || node.style["text-decoration"]?.includes("underline")) this.count(this.gone, "underlined");
    if (["s", "strike"].includes(node.tag) || node.style["text-decoration"]?.includes("line-through")) this.count(this.gone, "struck");
    if (Object.keys(node.style).some((name) => LOOK.test(name)) || node.tag === "font") this.gone.look = true;
    const inner = {
      isBold: isBold(node, look.isBold), isItalic: isItalic(node, look.isItalic), script: findScript(node, look.script),
      address: node.tag === "a" && isAddress(node.attributes.href) ? node.attributes.href : look.address,
    };
    for (const child of node.children) yield* this.runs(child, inner);
  }

  /** Counts and drops what is no text of the author: pictures, comments, deleted and hidden words, other programs' marks. */
  isLeftOut(node) {
    const kind = node.tag === "img" || node.tag === "v:imagedata" ? "pictures"
      : node.style["mso-element"] === "comment" || hasClass(node, /\bMsoCommentReference\b/) ? "comments"
      : node.tag === "del" ? "deleted"
      : isHidden(node) ? "hidden"
      : node.tag === "div" && /^(?:header|footer)$/.test(node.attributes.title ?? "") ? "margins" : "";
    if (kind && (kind === "pictures" || words(node))) this.count(this.gone, kind);
    if (kind) for (const child of walk(node)) this.dropped.add(findCall(child));
    return Boolean(kind) || node.style["mso-list"] === "ignore" || node.style["mso-element"] === "comment-list" || hasClass(node, /^note-number$/) || hasClass(node, /\bmsocom/i) || node.tag === "hr";
  }

  inline(nodes, look = {}) { return writeRuns(nodes.flatMap((node) => [...this.runs(node, look)])); }

  /** The blocks of nodes: paragraphs of loose words between real ones. */
  * blocks(nodes) {
    let loose = [];
    const flush = () => { const text = this.inline(loose); loose = []; return text ? [{ kind: "text", text: escapeStart(text) }] : []; };
    for (const node of nodes) {
      if (isBlock(node)) { yield* flush(); yield* this.block(node); } else loose.push(node);
    }
    yield* flush();
  }

  * block(node) {
    if (this.isNoteBody(node) || (BLOCKS.has(node.tag) && this.isLeftOut(node))) return;
    if (Object.keys(node.style).some((name) => LOOK.test(name))) this.gone.look = true;
    const heading = findHeading(node), level = findLevel(node);
    if (heading) {
      const text = this.inline(node.children.flatMap((child) => child)).replace(/\*\*|<\/?strong>/g, "").replace(/<br>/g, " ");
      if (text) yield { kind: "heading", level: heading, text };
    } else if (level) yield { kind: "item", depth: level - 1, ...this.readMarker(node), blocks: [{ kind: "text", text: this.inline(node.children) }] };
    else if (node.tag === "ul" || node.tag === "ol") yield* this.list(node, 0);
    else if (node.tag === "table") yield* this.table(node);
    else if (node.tag === "blockquote" || hasClass(node, /^Mso(?:Intense)?Quote/)) yield { kind: "quotation", blocks: [...this.blocks(node.children)] };
    else yield* this.blocks(node.children);
  }

  readMarker(node) {
    const own = [...walk(node)].find((child) => child.style["mso-list"] === "ignore");
    const text = own ? words(own).replace(/[\s\u00a0]+/g, "") : "";
    if (LABEL.test(text)) return { marker: text.length === 1 ? "-" : text };
    return { marker: /^[\d.]+[.)]?$/.test(text) && TAIL_OF_NUMBER.test(text) ? `${TAIL_OF_NUMBER.exec(text)[1]}.` : "-" };
  }

  /** The items of a list, and of the lists in it: LibreOffice puts an inner list beside the items, not into one. */
  * list(node, depth) {
    let number = Number(node.attributes.start) || 1;
    for (const child of node.children) {
      if (typeof child === "string") continue;
      if (child.tag === "ul" || child.tag === "ol") { yield* this.list(child, depth + 1); continue; }
      if (this.isNoteBody(child)) continue;
      if (child.tag !== "li") { yield* this.blocks([child]); continue; }
      const inner = child.children.filter((part) => ["ul", "ol"].includes(part.tag));
      const level = Math.max(depth, (Number(child.attributes["aria-level"] ?? child.attributes["data-aria-level"]) || 1) - 1);
      const blocks = [...this.blocks(child.children.filter((part) => !inner.includes(part)))];
      if (blocks.length) {
        const marker = node.tag === "ul" ? "-" : writeLabel(Number(child.attributes.value) || number, { type: node.attributes.type, style: { ...node.style, ...child.style } });
        number += 1;
        yield { kind: "item", depth: level, marker, blocks };
      }
      for (const list of inner) yield* this.list(list, depth + 1);
    }
  }

  * table(node) {
    const rows = [...walk(node)].filter((part) => part.tag === "tr" && this.owner(node, part) === node);
    const caption = node.children.find((child) => child.tag === "caption");
    if (caption) yield* this.blocks(caption.children);
    const grid = rows.map((row) => row.children.filter((cell) => ["td", "th"].includes(cell.tag)).flatMap((cell) => {
      const width = Math.min(Number(cell.attributes.colspan) || 1, 60);
      if (width > 1 || Number(cell.attributes.rowspan) > 1) this.count(this.gone, "merged");
      return [this.cell(cell, row === rows[0]), ...Array(width - 1).fill("")];
    }));
    this.fillDown(rows, grid);
    const width = Math.max(0, ...grid.map((row) => row.length));
    if (!grid.some((row) => row.some(Boolean))) return;
    const lines = grid.map((row) => `| ${[...row, ...Array(width - row.length).fill("")].join(" | ")} |`);
    yield { kind: "table", text: [lines[0], `|${"---|".repeat(width)}`, ...lines.slice(1)].join("\n") };
  }

  /** An empty cell for each row that a merged cell reaches down to, so that those beside it stay below their heads. */
  fillDown(rows, grid) {
    rows.forEach((row, index) => {
      let column = 0;
      for (const cell of row.children.filter((part) => ["td", "th"].includes(part.tag))) {
        const width = Math.min(Number(cell.attributes.colspan) || 1, 60), height = Number(cell.attributes.rowspan) || 1;
        while (cell.column === undefined && row.taken?.has(column)) column += 1;
        for (let below = 1; below < height && rows[index + below]; below += 1) {
          rows[index + below].taken ??= new Set();
          for (let step = 0; step < width; step += 1) rows[index + below].taken.add(column + step);
        }
        column += width;
      }
      for (const place of [...(row.taken ?? [])].sort((a, b) => a - b)) grid[index].splice(place, 0, "");
    });
  }

  owner(table, row) { return [...walk(table)].filter((part) => part.tag === "table" && [...walk(part)].includes(row)).at(-1); }

  cell(node, isHead) {
    const parts = [...this.blocks(node.children)].flatMap((block) => this.flatten(block));
    const text = parts.join("<br>");
    return isHead ? text.replace(/\*\*|<\/?strong>/g, "") : text;
  }

  flatten(block) {
    if (block.kind === "item") return block.blocks.flatMap((inner) => this.flatten(inner)).map((text) => `${block.marker === "-" ? "•" : block.marker} ${text}`);
    if (block.blocks) return block.blocks.flatMap((inner) => this.flatten(inner));
    return block.kind === "table" ? block.text.split("\n").filter((line) => !line.startsWith("|---")).map((line) => line.replace(/^\| | \|$/g, "").replace(/ \| /g, ", ")) : [block.text];
  }

  write(blocks, lowest) {
    const parts = [];
    for (const block of blocks) {
      const text = this.writeBlock(block, lowest);
      if (text) parts.push({ text, block });
    }
    return parts.map(({ text, block }, index) => (index ? (isSameList(parts[index - 1].block, block) ? "\n" : "\n\n") : "") + text).join("");
  }

  writeBlock(block, lowest) {
    const indent = (text, by) => text.replace(/\n(?=[^\n])/g, `\n${by}`);
    switch (block.kind) {
      case "heading": return `${"#".repeat(Math.min(6, 2 + block.level - lowest))} ${block.text}`;
      case "item": {
        const by = "    ".repeat(block.depth);
        return `${by}${block.marker} ${indent(this.write(block.blocks, lowest), `${by}    `)}`;
      }
      case "quotation": return this.write(block.blocks, lowest).split("\n").map((line) => (line ? `> ${line}` : ">")).join("\n");
      default: return block.text;
    }
  }
}

/** Items start at the left, and none is more than one level below the one before. */
function settleDepths(blocks) {
  let before = -1;
  for (const block of blocks) {
    if (block.kind !== "item") { before = -1; continue; }
    block.depth = Math.min(block.depth, before + 1);
    before = block.depth;
  }
  return blocks;
}

/** Whether two blocks are items behind each other; an item with dots behind one with a number, on the left, starts another list. */
const isSameList = (before, block) => before.kind === "item" && block.kind === "item"
  && (block.depth > 0 || before.depth > 0 || (before.marker === "-") === (block.marker === "-"));

const isIn = (blocks, kind) => blocks.filter((block) => block.kind === kind).length;

/**
 * The Markdown of a tree: `text`, the `notes` below it, what was `kept` and what is `gone`, by kind. `isInline`: words of one
 * paragraph, which can stand in a sentence.
 */
export function toMarkdown(tree, isTaken = () => false) {
  const conversion = new Conversion(tree, isTaken);
  const blocks = settleDepths([...conversion.blocks(tree.children)]);
  const called = new Set(conversion.notes);
  const alone = [...conversion.bodies.keys()].filter((key) => !called.has(key) && !conversion.dropped.has(key));
  for (const key of alone) blocks.push(...conversion.note(key));  // somebody copied the note itself
  const lowest = Math.min(6, ...blocks.filter((block) => block.kind === "heading").map((block) => block.level));
  const text = conversion.write(blocks, lowest);
  const notes = [];
  for (const key of conversion.notes) {
    const body = conversion.write(conversion.note(key), lowest);
    notes.push(`[^${conversion.labels.get(key)}]: ${body.replace(/\n(?=[^\n])/g, "\n    ") || "–"}`);
  }
  const kept = {
    headings: isIn(blocks, "heading"), items: isIn(blocks, "item"), tables: isIn(blocks, "table"), quotations: isIn(blocks, "quotation"), notes: notes.length, uncalled: alone.length,
  };
  const isInline = blocks.length <= 1 && (!blocks.length || blocks[0].kind === "text");
  return { text: isInline ? text.replace(/^\\(?=[#>+\-:%=])/, "") : text, notes: notes.join("\n\n"), kept, gone: conversion.gone, isInline };
}
