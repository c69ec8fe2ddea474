// What the layers below the composer say in English without a code, such as why a block is there, in the language of the page where it has words for it.
import { ENGLISH, formatNumber, make, prose } from "./composer.js";
import { listWords, nameDuration, nameKind, nameLanguage, nameLevel, nameSectionId } from "./names.js";

export const COLON = document.documentElement.lang === "fr" ? "\u00a0: " : ": ";
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What some names in braces stand for; others are any text. */
const DAY = "\\d{4}-\\d{2}-\\d{2}", NUMBER = "[\\d,]+", UNIT = "\\d+ (?:day|hour|minute)s?";
const PLACE = "(?:in the body|in notes|in annexes|on the cover|in the references)";
const FORMS = {
  date: "\\d{4}[\\d-]*|without a date", duration: `${UNIT}(?: ${UNIT})?`, end: DAY, least: NUMBER, listed: "`[^`]*`(?: `[^`]*`)*", most: NUMBER,
  note: "note \\d+|no note", start: DAY, time: "\\d+:\\d{2}", where: `${PLACE}(?: and ${PLACE})*`, year: "\\d{4}",
};

const readNumber = (text) => (/^\d[\d,]*$/.test(text) ? formatNumber(Number(text.replaceAll(",", ""))) : text);

/** What the page calls what some names in braces are filled with. */
const READ = {
  author: (text) => (text === "somebody" ? translate(text) ?? text : text), ceiling: nameLevel, count: readNumber, date: (text) => translate(text) ?? text,
  duration: nameDuration, kind: nameKind, language: nameLanguage, least: readNumber, most: readNumber, note: (text) => translate(text) ?? text,
  reason: (text) => phraseText(text), section: nameSectionId, where: (text) => listWords(text.split(" and ").map((place) => translate(place) ?? place)),
  word: nameLevel,
};

/** An English phrase as an expression: a name in braces is what `FORMS` says, between backticks any text without one. */
function buildExpression(english) {
  const parts = english.split(/(`\{\w+\}`|\{\w+\})/).map((part) => (/^`\{/.test(part) ? "`([^`]*)`" : /^\{/.test(part) ? `(${FORMS[part.slice(1, -1)] ?? ".+?"})` : escape(part)));
  return new RegExp(`^${parts.join("")}$`, "s");
}

/** Phrases with most words of their own first: they are more exact. */
const PHRASES = Object.entries(JSON.parse(document.body.dataset.phrases))
  .map(([english, words]) => ({ expression: buildExpression(english), names: [...english.matchAll(/\{(\w+)\}/g)].map(([, name]) => name), words, own: english.replace(/\{\w+\}/g, "").length }))
  .sort((first, second) => second.own - first.own);

function translate(text) {
  if (/^\d{1,3}(,\d{3})*$/.test(text)) return readNumber(text);
  for (const { expression, names, words } of PHRASES) {
    const found = expression.exec(text);
    if (found) return words.replace(/\{(\w+)\}/g, (_, name) => (READ[name] ?? String)(found[names.indexOf(name) + 1]));
  }
  return null;
}

/** What is between backticks is the user's own. */
const translateOrKeep = (text) => (/^`[^`]*`$/.test(text) ? text : translate(text));

/** The parts of a text: in the language of the page, and what it has no words for as it is, `isEnglish`. */
function divide(text) {
  const whole = translateOrKeep(text);
  if (whole !== null) return [{ text: whole }];
  const marks = [...text.matchAll(/[,:;] /g)], write = (mark) => (mark[0] === ": " ? COLON : mark[0]);
  for (const mark of marks) {
    const start = translateOrKeep(text.slice(0, mark.index));
    if (start !== null) return [{ text: start + write(mark) }, ...divide(text.slice(mark.index + 2))];
  }
  for (const mark of marks) { // behind a heading of the user's own file
    const rest = mark[0] === ": " ? translate(text.slice(mark.index + 2)) : null;
    if (rest !== null) return [{ text: text.slice(0, mark.index), isOwn: true }, { text: COLON + rest }];
  }
  return [{ text, isEnglish: true }];
}

/** A text as nodes: what stays in English says so to what reads the page aloud. */
export const phrase = (text) => divide(text).map((part) => make("span", part.isEnglish ? ENGLISH : { class: part.isOwn && "own" }, prose(part.text)));

/** A text as words. */
export const phraseText = (text) => divide(text).map((part) => part.text).join("");

/** Titles by name, such as those of readers. */
export const translateTitles = (titles) => Object.fromEntries(Object.entries(titles).map(([name, title]) => [name, phraseText(title)]));
