// What the layers below the composer say in English without a code, such as why a block is there, in the language of the page where it has words for it.
import { ENGLISH, make, prose } from "./composer.js";

const COLON = document.documentElement.lang === "fr" ? "\u00a0: " : ": ";
const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** An English phrase as an expression: a name in braces is any text, between backticks any text without one. */
function buildExpression(english) {
  const parts = english.split(/(`\{\w+\}`|\{\w+\})/).map((part) => (/^`\{/.test(part) ? "`([^`]*)`" : /^\{/.test(part) ? "(.+?)" : escape(part)));
  return new RegExp(`^${parts.join("")}$`, "s");
}

/** Phrases with most words of their own first: they are more exact. */
const PHRASES = Object.entries(JSON.parse(document.body.dataset.phrases))
  .map(([english, words]) => ({ expression: buildExpression(english), names: [...english.matchAll(/\{(\w+)\}/g)].map(([, name]) => name), words, own: english.replace(/\{\w+\}/g, "").length }))
  .sort((first, second) => second.own - first.own);

function translate(text) {
  for (const { expression, names, words } of PHRASES) {
    const found = expression.exec(text);
    if (found) return words.replace(/\{(\w+)\}/g, (_, name) => found[names.indexOf(name) + 1]);
  }
  return null;
}

/** The parts of a text: in the language of the page, and what it has no words for as it is, `isEnglish`. */
function divide(text) {
  const whole = translate(text);
  if (whole !== null) return [{ text: whole }];
  for (const mark of text.matchAll(/[,:;] /g)) {
    const start = translate(text.slice(0, mark.index));
    if (start !== null) return [{ text: start + (mark[0] === ": " ? COLON : mark[0]) }, ...divide(text.slice(mark.index + 2))];
  }
  return [{ text, isEnglish: true }];
}

/** A text as nodes: what stays in English says so to what reads the page aloud. */
export const phrase = (text) => divide(text).map((part) => make("span", part.isEnglish ? ENGLISH : {}, prose(part.text)));

/** A text as words. */
export const phraseText = (text) => divide(text).map((part) => part.text).join("");

/** Titles by name, such as those of readers. */
export const translateTitles = (titles) => Object.fromEntries(Object.entries(titles).map(([name, title]) => [name, phraseText(title)]));
