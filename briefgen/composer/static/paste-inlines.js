// Writes words of an office program as Markdown of one line, so that no character of theirs becomes markup.

const MARKUP = /[\\`*[\]<>{}~|]|(?<!\[)\^|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}_])@(?=[\p{L}\p{N}_{])|&(?=#?\w+;)|-(?=-)|(?<=-)-/gu;
const LIST_MARKER = /^(\(?)(\d{1,9}|\p{L}|[ivxlcdm]{1,6}|[IVXLCDM]{1,6})([.)])(?=\s|$)/u;
const FIRST = /^(?:[#>+\-:%](?!\w)|[#=]|!!!)/;
const ADDRESS = /^(?:https?|mailto|tel):/i;
const SIGN = /[\p{L}\p{N}]/u;

const escapeWords = (text) => text.replace(MARKUP, "\\$&");

/** A written paragraph that does not start as a list, a heading or a quotation does. */
export function escapeStart(line) {
  const marker = LIST_MARKER.exec(line);
  if (marker) return marker[1] ? `\\${line}` : `${marker[2]}\\${line.slice(marker[2].length)}`;
  return FIRST.test(line) ? `\\${line}` : line;
}

const same = (first, second) => ["isBold", "isItalic", "script", "address", "raw"].every((key) => first[key] === second[key]);

/** Runs of the same look become one; white space is moved out of marks, and between two words there is one space. */
function joinRuns(runs) {
  const joined = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (last && !run.raw && same(last, run)) last.text += run.text;
    else joined.push({ ...run });
  }
  const tidied = [];
  for (const run of joined) {
    if (run.raw) { tidied.push(run); continue; }
    const text = run.text.replace(/[ \t\r\n\f]+/g, " ");
    const [, before, words, after] = /^(\s*)(.*?)(\s*)$/su.exec(text);
    const isBlank = !words;
    if (before) tidied.push({ text: before });
    if (!isBlank) tidied.push({ ...run, text: words });
    if (!isBlank && after) tidied.push({ text: after });
  }
  return tidied;
}

function writeRun(run, before, after) {
  if (run.raw) return run.text;
  let text = escapeWords(run.text);
  const isPlain = SIGN.test(run.text[0]) && SIGN.test(run.text.at(-1)) && !SIGN.test(before) && !SIGN.test(after) && before !== "*";
  if (run.script) text = `<${run.script}>${text}</${run.script}>`;
  if (run.isItalic) text = isPlain && !run.isBold && !run.script ? `*${text}*` : `<em>${text}</em>`;
  if (run.isBold) text = isPlain && !run.isItalic && !run.script ? `**${text}**` : `<strong>${text}</strong>`;
  if (!run.address) return text;
  const target = run.address.replace(/[<> ]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return run.text === run.address ? `<${target}>` : `[${text}](<${target}>)`;
}

export const isAddress = (text) => ADDRESS.test(text ?? "");

/** The Markdown of runs: `{text, isBold, isItalic, script, address}`, or `{raw, text}` for what is Markdown already. */
export function writeRuns(runs) {
  const parts = joinRuns(runs);
  let written = "";
  parts.forEach((run, index) => {
    const before = written.at(-1) ?? "", after = parts[index + 1]?.text[0] ?? "";
    written += writeRun(run, before, after);
  });
  return written.replace(/ {2,}/g, " ").replace(/(?: ?<br> ?)+$/, "").replace(/^(?:<br>)+/, "").trim();
}
