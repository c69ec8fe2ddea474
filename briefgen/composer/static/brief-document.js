// The document in its frame. Nothing runs in the frame; this page marks the block at hand there, and hears its clicks.
import { $, address, seen, t } from "./composer.js";
import { choose, openText, page, reader } from "./brief.js";
import { digestStyles, patchDocument, readBody } from "./brief-patch.js";

const frame = $("#document"), pdf = $("#pdf"), note = $("#pdf-note");
const MARK = `[data-block] { cursor: pointer; }
[data-block].at-hand { outline: 2px solid #2b6c8f; outline-offset: .35em; border-radius: 2px; }`;
let format = "html", shown = "", top = 0;
let isLoading = false, sought = ""; // a block chosen while a document comes is shown once it is there
let styles = null; // of the document that is in the frame: their digest; null while one is loaded
let arrive = () => {}, arrived = Promise.resolve();
let heard = null; // the document whose clicks are heard

const inside = () => frame.contentDocument;

function openClicked(event) {
  const block = event.target.closest?.("[data-block]")?.dataset.block;
  if (event.target.closest?.("a")) { if (!event.target.closest("a[href^='#']")) event.preventDefault(); return; }
  if (!block) return;
  choose(block, { scroll: false });
  openText(block);
}

/** Hears the clicks of a document as soon as it shows anything: it is loaded only with its fonts, and a click before would be lost. */
function hear() {
  const inner = inside();
  if (inner && inner !== heard && inner.URL !== "about:blank") {
    heard = inner;
    inner.addEventListener("click", openClicked);
  }
  if (isLoading) requestAnimationFrame(hear);
}

function prepare() {
  const inner = inside();
  if (!inner?.head) return;
  styles = digestStyles(inner);
  const style = inner.createElement("style");
  style.textContent = MARK;
  inner.head.append(style);
  frame.contentWindow.scrollTo(0, top);
  finish();
  hear();
}

function finish() {
  isLoading = false;
  markBlock(page.block, sought !== "" && sought === page.block);
  sought = "";
  arrive();
}

const nameDocument = () => address(format === "pdf" ? "document.pdf" : "document", { ...reader(), at: seen.revision });
const nameBody = (next) => next.replace("/document?", "/document-body?");
/** Shows the document of an act that is done as soon as it comes, while the server says what else is new. */
export function askForDocument() {
  const next = nameDocument();
  if (format === "html" && styles && next !== shown) showHtml(next);
}

function showHtml(next) {
  shown = next;
  if (!isLoading) arrived = new Promise((resolve) => { arrive = resolve; });
  isLoading = true;
  replaceDocument(next);
}

/** Changes the document in the frame to the newest, or loads that where there is none yet or it looks different. */
async function replaceDocument(next) {
  const own = styles && [inside(), await styles];
  const body = own && await readBody(nameBody(next));
  if (shown !== next) { // a newer one is on its way, or the PDF
    if (format === "pdf") finish();
    return;
  }
  if (body && own[0] === inside()) {
    markBlock("");
    if (patchDocument(inside(), body, own[1])) { finish(); return; }
  }
  styles = null;
  top = frame.contentWindow?.scrollY ?? 0;
  frame.contentWindow.location.replace(next);
  hear();
}

/** Marks a block in the document. */
export function markBlock(block, scroll = true) {
  if (isLoading && scroll) sought = block;
  const inner = inside();
  if (!inner) return;
  for (const old of inner.querySelectorAll(".at-hand")) old.classList.remove("at-hand");
  const found = block && inner.querySelector(`[data-block="${CSS.escape(block)}"]`);
  if (!found) return;
  found.classList.add("at-hand");
  if (scroll) found.scrollIntoView({ block: "center" });
}

/** Loads the document again where it has changed; its place stays. */
export function showDocument(view) {
  $("#no-document").hidden = view.has_document;
  frame.hidden = !view.has_document || format !== "html";
  pdf.hidden = !view.has_document || format !== "pdf";
  note.hidden = pdf.hidden;
  if (!view.has_document) return;
  const next = nameDocument();
  if (next === shown) return;
  if (format === "pdf") {
    shown = next;
    pdf.src = next;
    $("a", note).href = next;
    $("span", note).textContent = t("document.laying-out");
    return;
  }
  showHtml(next);
}

const LONGEST_WAIT = 1000;
/** Until the document that was asked for is there: nothing else keeps the server busy before. */
export const documentShown = () => Promise.race([arrived, new Promise((resolve) => { setTimeout(resolve, LONGEST_WAIT); })]);

export function chooseFormat(name) {
  format = name;
  shown = "";
  if (page.view) showDocument(page.view);
}

frame.addEventListener("load", prepare);
pdf.addEventListener("load", () => { $("span", note).textContent = ""; });
