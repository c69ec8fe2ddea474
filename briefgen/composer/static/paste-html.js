// Reads HTML that an office program puts on the clipboard. The policy of the page lets no text become HTML, and nothing of it
// is ever put into the page: it is divided into tags and words here, and only `paste-markdown.js` sees them.

const TOKEN = /<!--[\s\S]*?(?:-->|$)|<!\[[^>]*>|<[!?][^>]*>|<(\/?)([a-zA-Z][\w:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;
const ATTRIBUTE = /([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const VOID = new Set("area base br col embed hr img input link meta source wbr".split(" "));
/** Their content is no text. */
const RAW = new Set("script style title xml head noscript template object".split(" "));
export const BLOCKS = new Set(
  "address article aside blockquote body caption center dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul".split(" "));
/** What a new tag ends that is still open, and what keeps it from looking further up. */
const ENDS = {
  li: [["li"], ["ul", "ol"]],
  dt: [["dt", "dd"], ["dl"]],
  dd: [["dt", "dd"], ["dl"]],
  td: [["td", "th"], ["tr", "table"]],
  th: [["td", "th"], ["tr", "table"]],
  tr: [["tr", "td", "th"], ["table"]],
  tbody: [["thead", "tbody", "tr", "td", "th"], ["table"]],
  tfoot: [["thead", "tbody", "tr", "td", "th"], ["table"]],
};
const LATIN = ("nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo "
  + "frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc "
  + "Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc "
  + "iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml").split(" ");
const GREEK = "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho . Sigma Tau Upsilon Phi Chi Psi Omega".split(" ");
const ENTITIES = new Map([
  ["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["apos", "'"],
  ...LATIN.map((name, index) => [name, String.fromCharCode(160 + index)]),
  ...GREEK.map((name, index) => [name, String.fromCharCode(0x391 + index)]),
  ...GREEK.map((name, index) => [name.toLowerCase(), String.fromCharCode(0x3b1 + index)]),
  ...Object.entries({
    OElig: "Œ", oelig: "œ", Scaron: "Š", scaron: "š", Yuml: "Ÿ", fnof: "ƒ", circ: "ˆ", tilde: "˜", sigmaf: "ς", ensp: "\u2002", emsp: "\u2003", thinsp: "\u2009",
    zwnj: "\u200c", zwj: "\u200d", lrm: "\u200e", rlm: "\u200f", ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", sbquo: "‚", ldquo: "“", rdquo: "”", bdquo: "„",
    dagger: "†", Dagger: "‡", bull: "•", hellip: "…", permil: "‰", prime: "′", Prime: "″", lsaquo: "‹", rsaquo: "›", oline: "‾", frasl: "⁄", euro: "€", trade: "™",
    larr: "←", uarr: "↑", rarr: "→", darr: "↓", harr: "↔", minus: "−", infin: "∞", asymp: "≈", ne: "≠", le: "≤", ge: "≥", sum: "∑", radic: "√", part: "∂", loz: "◊",
  }),
]);

/** Text with its entities as signs; one that nobody knows stays as it is typed. */
export const decode = (text) => text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));?/gi, (whole, hex, number, name) => {
  if (name) return ENTITIES.get(name) ?? whole;
  const code = hex ? parseInt(hex, 16) : Number(number);
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : "";
});

function readStyle(text) {
  const style = {};
  for (const part of (text || "").split(";")) {
    const [name, ...value] = part.split(":");
    if (value.length) style[name.trim().toLowerCase()] = value.join(":").trim().toLowerCase();
  }
  return style;
}

function readAttributes(text) {
  const attributes = {};
  for (const [, name, double, single, bare] of text.matchAll(ATTRIBUTE)) {
    attributes[name.toLowerCase()] ??= decode(double ?? single ?? bare ?? "").replace(/\s+/g, " ").trim();
  }
  return attributes;
}

const buildNode = (tag, attributes = {}) => ({ tag, attributes, style: readStyle(attributes.style), children: [] });

/** The tree of a text in HTML: nodes with `tag`, `attributes`, `style` and `children`; words are texts. */
export function parseHtml(html) {
  const top = buildNode("html"), open = [top];
  const add = (child) => open.at(-1).children.push(child);
  const close = (index) => { open.length = index; };
  let position = 0;

  function start(tag, attributes, isEmpty) {
    const [ended, limits] = ENDS[tag] ?? [[], []];
    for (let index = open.length - 1; index > 0 && !limits.includes(open[index].tag); index -= 1) {
      if (ended.includes(open[index].tag)) close(index);
    }
    if (BLOCKS.has(tag)) {  // a paragraph ends where the next block starts
      for (let index = open.length - 1; index > 0 && (!BLOCKS.has(open[index].tag) || open[index].tag === "p"); index -= 1) {
        if (open[index].tag === "p") { close(index); break; }
      }
    }
    const node = buildNode(tag, attributes);
    add(node);
    if (!VOID.has(tag) && !isEmpty) open.push(node);
  }

  function end(tag) {
    for (let index = open.length - 1; index > 0; index -= 1) {
      if (open[index].tag === tag) { close(index); return; }
      if (open[index].tag === "table" || (open[index].tag === "td" && !BLOCKS.has(tag))) return;
    }
  }

  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(html); found; found = TOKEN.exec(html)) {
    if (found.index > position) add(decode(html.slice(position, found.index)));
    position = TOKEN.lastIndex;
    if (!found[2]) continue;
    const tag = found[2].toLowerCase();
    if (found[1]) end(tag);
    else if (RAW.has(tag)) {
      const last = html.slice(position).search(new RegExp(`</${tag}\\s*>`, "i"));
      TOKEN.lastIndex = position = last < 0 ? html.length : html.indexOf(">", position + last) + 1;
    } else start(tag, readAttributes(found[3]), found[3].endsWith("/"));
  }
  if (position < html.length) add(decode(html.slice(position)));
  return top;
}
