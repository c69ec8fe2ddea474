// What the page calls what has a short name in the files: rules, kinds of blocks, sections, keys, cuts, languages, formats.
import { t } from "./composer.js";

const names = JSON.parse(document.body.dataset.names), own = document.documentElement.lang;

/** A name that is not in the table is a project's own, and stays as it is. */
const name = (group) => (value) => names[`${group}.${value}`] ?? value;

export const nameKind = name("kinds");
export const nameSectionId = name("sections");
export const nameKey = name("keys");
export const nameCut = name("cuts");

/** A rule by its code, and one of a project's own by what it is about. */
export const nameRule = ({ code, kind }) => names[`rules.${code}`] ?? names[`rule-kinds.${kind}`] ?? code;

export function nameLanguage(code) {
  try {
    return new Intl.DisplayNames(own, { type: "language" }).of(code);
  } catch {
    return code;
  }
}

/** A word of the page by its key; what has no words stays as it is. */
const nameByWords = (group) => (value) => { const word = t(`${group}.${value}`); return word === `${group}.${value}` ? value : word; };

export const nameFormat = nameByWords("build");
export const nameLevel = nameByWords("sections");

/** A list in words: a `disjunction` where one of it is enough. */
export const listWords = (words, type = "conjunction") => new Intl.ListFormat(own, { type }).format(words);

/** A time as the rules measure it, `12 days 1 hour`, in the language of the page. */
export const nameDuration = (text) => text.replace(/(\d+) (day|hour|minute)s?/g,
  (_, number, unit) => new Intl.NumberFormat(own, { style: "unit", unit, unitDisplay: "long" }).format(Number(number)));
