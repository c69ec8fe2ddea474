// The sections with their blocks: chosen by click or arrow keys, moved by dragging, by Alt with the arrow keys or by buttons.
import { $, $$, act, formatNumber, make, say, t } from "./composer.js";
import { nameCut, nameKind } from "./names.js";
import { phrase } from "./phrases.js";
import { choose, nameSection, openText, page, reader } from "./brief.js";

const host = $("#sections");
let dragged = "";
const lists = () => $$("ul[data-section]", host);
const rowOf = (block) => $(`li[data-block="${CSS.escape(block)}"]`, host);
const titleOf = (section) => nameSection(page.view.sections.find(({ id }) => id === section) ?? { id: section });
const blockOf = (id) => page.view.sections.flatMap((section) => section.blocks).find((block) => block.id === id);

function buildDetails(block) {
  const cuts = make("select", {
    "aria-label": t("sections.cut"),
    onchange: ({ target }) => {
      rows.delete(block.id); // it shows more than its state
      act("cut", { ...reader(), block: block.id, cut: target.value });
    },
  }, make("option", { value: "" }, t("sections.cut-automatic")),
  ...block.cuts.map((cut) => make("option", { value: cut.name }, t("sections.cut-words", { cut: nameCut(cut.name), n: cut.words }))));
  cuts.value = block.stated_cut;
  const labels = [block.status, block.sensitivity].map((name) => make("span", { class: `label ${name}` }, t(`sections.${name}`)));
  return make("div", { class: "details" },
    block.cuts.length ? make("label", { class: "field" }, make("span", {}, t("sections.cut")), cuts) : "",
    make("p", { class: "labels" }, make("span", { class: "label" }, nameKind(block.kind)), ...labels),
    make("p", { class: "reason" }, make("b", {}, t(block.is_on ? "sections.why-here" : "sections.why-not")), " ", ...phrase(block.reason)),
    make("div", { class: "buttons" },
      block.is_on ? make("button", { type: "button", class: "up", onclick: () => step(block.id, -1, ".up") }, t("sections.up")) : "",
      block.is_on ? make("button", { type: "button", class: "down", onclick: () => step(block.id, 1, ".down") }, t("sections.down")) : "",
      make("button", { type: "button", class: "edit", onclick: () => openText(block.id) }, t("sections.edit"))));
}

function buildRow(block) {
  const isChosen = block.id === page.block;
  const number = make("span", { class: "words-of" }, block.is_on ? formatNumber(block.words) : "");
  return make("li", { "data-block": block.id, class: [isChosen && "is-chosen", !block.is_on && "is-off"].filter(Boolean).join(" ") },
    make("div", { class: "row" },
      make("span", { class: "grip", draggable: block.is_on, "aria-hidden": "true" }),
      make("input", { type: "checkbox", checked: block.is_on, tabIndex: -1, "aria-label": t("sections.print", { title: block.title }),
        onchange: () => toggle(block.id) }),
      make("button", { type: "button", class: "title", lang: block.language, tabIndex: -1, "aria-expanded": String(isChosen),
        "aria-describedby": "keys", onclick: () => choose(isChosen ? "" : block.id, { from: "list" }) }, block.title,
        block.cut ? make("span", { class: "cut", lang: document.documentElement.lang }, nameCut(block.cut)) : ""),
      number),
    isChosen ? buildDetails(block) : "");
}

/** What is drawn, by id: the state that each node shows. */
const rows = new Map(), sections = new Map();
let displayed = "";
document.addEventListener("act-refused", () => { displayed = ""; rows.clear(); if (page.view) showSections(page.view); });

/** A node that is drawn, where it shows this state already; else a new one. */
function reuse(drawn, id, state, build) {
  const text = JSON.stringify(state), found = drawn.get(id);
  if (found?.text === text) return found.node;
  const node = build();
  drawn.set(id, { text, node });
  return node;
}

/** Puts nodes into a host in this order, and takes out all others. Those that are in their place stay there. */
function arrange(host, nodes) {
  const kept = new Set(nodes);
  for (const child of [...host.children]) if (!kept.has(child)) child.remove();
  let place = host.firstElementChild;
  for (const node of nodes) {
    if (place !== node && place?.nextElementSibling === node) { // one that comes later
      place.remove();
      place = node;
    }
    if (place === node) place = node.nextElementSibling;
    else host.insertBefore(node, place);
  }
}

const buildSection = (section) => make("section", { class: "section", "data-depth": section.depth },
  make("h3", { id: `h-${section.id}` }, nameSection(section), " ", make("span", { class: "count" })),
  make("ul", { "data-section": section.id, "aria-labelledby": `h-${section.id}` }));

function drawSection(section) {
  const node = reuse(sections, section.id, [section.title, section.depth], () => buildSection(section));
  const stop = section.blocks.find((block) => block.id === page.block) ?? section.blocks[0];
  const count = section.blocks.reduce((sum, block) => sum + (block.is_on ? block.words : 0), 0), host = $(".count", node);
  const text = count ? t("sections.words", { n: count }) : "";
  if (host.textContent !== text) host.textContent = text;
  const own = section.blocks.map((block) => reuse(rows, block.id, [block, block.id === page.block], () => buildRow(block)));
  own.forEach((row, index) => { $(".title", row).tabIndex = section.blocks[index] === stop ? 0 : -1; });
  arrange($("ul", node), own.length ? own : [make("li", { class: "empty" }, t("sections.empty"))]);
  return node;
}

/** Shows what is new in the sections; what had the focus has it afterwards. A drag is not interrupted. */
export function showSections(view, keepFocus = true) {
  const state = JSON.stringify([view.sections, page.block]);
  if (state === displayed || dragged) return;
  displayed = state;
  const held = host.contains(document.activeElement) ? document.activeElement : null;
  const heldBlock = held?.closest("li")?.dataset.block;
  const heldClass = held && ["title", "up", "down", "edit"].find((name) => held.classList.contains(name));
  const heldTag = held?.tagName.toLowerCase();
  arrange(host, view.sections.map(drawSection));
  const ids = new Set(view.sections.flatMap((section) => section.blocks.map((block) => block.id)));
  for (const id of rows.keys()) if (!ids.has(id)) rows.delete(id);
  if (keepFocus && heldBlock && document.activeElement !== held) focusRow(heldBlock, heldClass ? `.${heldClass}` : heldTag);
}

/** Scrolls the list, and nothing else, to a block that was chosen elsewhere. */
export function revealRow(block) {
  const row = rowOf(block), list = $("#left");
  if (!row) return;
  const box = row.getBoundingClientRect(), seen = list.getBoundingClientRect();
  if (box.top < seen.top) list.scrollTop += box.top - seen.top;
  else if (box.bottom > seen.bottom) list.scrollTop += box.bottom - seen.bottom;
}

function focusRow(block, selector = ".title") {
  const row = rowOf(block);
  const target = row && ($(selector, row) ?? $(".title", row));
  if (!target) return;
  for (const button of $$(".title", row.parentElement)) button.tabIndex = button.closest("li") === row ? 0 : -1;
  target.focus({ preventScroll: false });
}

function toggle(id) {
  const block = blockOf(id), isOn = !block.is_on;
  block.is_on = isOn; // shown at once; the files follow
  showSections(page.view);
  act("switch", { ...reader(), block: id, on: isOn },
    () => say(t(isOn ? "sections.is-on" : "sections.is-off", { title: block.title })));
}

/** Blocks that are on, by section, as the page shows them. */
const order = () => page.view.sections.map((section) => ({ id: section.id, blocks: section.blocks.filter((block) => block.is_on).map((block) => block.id) }));

function step(id, by, focus) {
  const sections = order();
  const from = sections.findIndex((section) => section.blocks.includes(id));
  if (from < 0) return;
  let to = from, index = sections[from].blocks.indexOf(id) + by;
  if (index < 0 || index >= sections[from].blocks.length) {
    to = from + by;
    if (!sections[to]) { say(t(by < 0 ? "sections.first" : "sections.last")); return; }
    index = by > 0 ? 0 : sections[to].blocks.length;
  }
  place(id, sections[to].id, index);
  focusRow(id, focus);
}

/** Puts a block at a position among those of a section that are on: shown at once; the files follow. */
function place(id, section, index) {
  const block = blockOf(id);
  for (const other of page.view.sections) other.blocks = other.blocks.filter((held) => held !== block);
  const target = page.view.sections.find((found) => found.id === section);
  const next = target.blocks.filter(({ is_on: isOn }) => isOn)[index];
  target.blocks.splice(next ? target.blocks.indexOf(next) : target.blocks.length, 0, block);
  showSections(page.view);
  const count = target.blocks.filter(({ is_on: isOn }) => isOn).length;
  act("move", { ...reader(), block: id, section, index },
    () => say(t("sections.moved", { title: block.title, n: index + 1, count, section: titleOf(section) })));
}

host.addEventListener("keydown", (event) => {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const title = event.target.closest(".title");
  if (!title) return;
  const id = title.closest("li").dataset.block;
  if (event.key === " ") { event.preventDefault(); toggle(id); return; }
  if (!by) return;
  event.preventDefault();
  if (event.altKey) { step(id, by); return; }
  const all = $$(".title", host);
  const next = all[all.indexOf(title) + by];
  if (next) focusRow(next.closest("li").dataset.block);
});
host.addEventListener("keyup", (event) => { if (event.key === " " && event.target.matches(".title")) event.preventDefault(); });

const mark = (row, isAfter) => {
  for (const old of $$(".before, .after", host)) old.classList.remove("before", "after");
  row?.classList.add(isAfter ? "after" : "before");
};
const isLowerHalf = (event, row) => { const box = row.getBoundingClientRect(); return event.clientY > box.top + box.height / 2; };

host.addEventListener("dragstart", (event) => {
  dragged = event.target.closest("li").dataset.block;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged);
  event.dataTransfer.setDragImage(event.target.closest("li"), 10, 10);
});
host.addEventListener("dragover", (event) => {
  const row = event.target.closest("li");
  if (!dragged || !row) return;
  event.preventDefault();
  mark(row, isLowerHalf(event, row));
});
host.addEventListener("dragend", () => { dragged = ""; mark(null); showSections(page.view); });
host.addEventListener("drop", (event) => {
  const row = event.target.closest("li"), id = dragged;
  event.preventDefault();
  dragged = "";
  mark(null);
  if (!row || !id || row.dataset.block === id) return;
  const section = row.parentElement.dataset.section;
  const rest = order().find((found) => found.id === section).blocks.filter((block) => block !== id);
  const rows = [...row.parentElement.children].slice(0, [...row.parentElement.children].indexOf(row) + (isLowerHalf(event, row) ? 1 : 0));
  const index = rows.filter(({ dataset }) => rest.includes(dataset.block)).length;
  place(id, section, index);
});
