// What is pasted from an office program becomes Markdown, and the page says what was taken over and what was left out.
import { $, t } from "./composer.js";
import { insert } from "./brief-marks.js";
import { parseHtml } from "./paste-html.js";
import { toMarkdown } from "./paste-markdown.js";

const STRUCTURE = /<(?:p|h[1-6]|li|table|b|strong|i|em|sup|sub|a|blockquote|u|font)\b|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic/i;
/** An editor of programs puts its colours on the clipboard: the words are what is meant. */
const PROGRAM = /<(?:pre|div|span)[^>]*white-space:\s*pre/i;
const MAX_HTML = 20_000_000;

const paragraphEnd = (text) => (!text || text.endsWith("\n\n") ? "" : text.endsWith("\n") ? "\n" : "\n\n");

function insertBlocks(body, text) {
  const before = body.value.slice(0, body.selectionStart), after = body.value.slice(body.selectionEnd);
  const gap = !after.trim() || after.startsWith("\n\n") ? "" : after.startsWith("\n") ? "\n" : "\n\n";
  insert(body, paragraphEnd(before) + text + gap);
}

/** Puts the notes at the end of the text, and the cursor back to where it was. */
function appendNotes(body, notes) {
  const place = body.selectionStart;
  body.setSelectionRange(body.value.length, body.value.length);
  insert(body, `${paragraphEnd(body.value)}${notes}\n`);
  body.setSelectionRange(place, place);
}

const list = (counts) => Object.entries(counts).filter(([, n]) => n).map(([key, n]) => t(`paste.${key}`, n === true ? {} : { n }));

/** Shows what became of the paste; without words, nothing. */
export function tellPasted(...parts) {
  const line = $("#editor-pasted");
  line.textContent = parts.filter(Boolean).join(" ");
  line.hidden = !line.textContent;
}

function paste(body, html) {
  const found = toMarkdown(parseHtml(html), (label) => body.value.includes(`[^${label}]`));
  if (!found.text) return false;
  if (found.isInline) insert(body, found.text); else insertBlocks(body, found.text);
  if (found.notes) appendNotes(body, found.notes);
  const kept = list(found.kept), gone = list(found.gone);
  tellPasted(kept.length ? t("paste.kept", { list: kept.join(", ") }) : "", gone.length ? t("paste.gone", { list: gone.join(", ") }) : "");
  return true;
}

document.addEventListener("block-open", () => tellPasted());
function takePicture(event, data) {
  const file = [...data.files].find((entry) => entry.type.startsWith("image/"));
  if (!file) return;
  event.preventDefault();
  document.dispatchEvent(new CustomEvent("picture-chosen", { detail: { file } }));
}

const field = $("#editor-body");
field.addEventListener("dragover", (event) => { if (event.dataTransfer.types.includes("Files")) event.preventDefault(); });
field.addEventListener("drop", (event) => takePicture(event, event.dataTransfer));
field.addEventListener("paste", (event) => {
  const html = event.clipboardData.getData("text/html");
  if (!html && !event.clipboardData.getData("text/plain")) takePicture(event, event.clipboardData);
  if (!html || html.length > MAX_HTML || !STRUCTURE.test(html) || PROGRAM.test(html)) return;
  if (paste(event.target, html)) event.preventDefault();
});
