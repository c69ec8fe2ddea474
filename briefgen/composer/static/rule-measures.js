// What a rule asks for and what there is, in the language of the page: lists of names by the kind of the rule, other measures by their phrases.
import { make, t } from "./composer.js";
import { listWords, nameFormat, nameKey, nameLanguage, nameSectionId } from "./names.js";
import { phrase, phraseText } from "./phrases.js";

const split = (text) => text.split(/, | or /);

/** The keys of a brief as the check lists them: `date; submitters: name, contact`. */
const readKeys = (text) => text.split("; ").flatMap((group) => {
  const [first, inner] = group.split(": ");
  return inner ? inner.split(", ").map((key) => `${first}.${key}`) : [first];
});

const without = (read) => (text) => (text.startsWith("without ") ? t("rules.without", { list: read(text.slice("without ".length)).join(", ") }) : phraseText(text));
const nameKeys = (text) => readKeys(text).map(nameKey);
const nameSections = (text) => split(text).map(nameSectionId);
const listAvoided = (text) => t("rules.without", { list: listWords(split(text.replace(/^not /, "")), "disjunction") });
const listStates = (text) => listWords(split(text).map((part) => (/^[A-Z]{3}$/.test(part) ? part : phraseText(part))));

/** By kind: what is required, and what there is. */
const MEASURES = {
  fields: [(text) => listWords(nameKeys(text)), without(nameKeys)],
  sections: [(text) => listWords(nameSections(text)), without(nameSections)],
  languages: [(text) => listWords(split(text).map(nameLanguage), "disjunction"), nameLanguage],
  formats: [(text) => listWords(split(text).map(nameFormat), "disjunction"), (text) => listWords(split(text).map(nameFormat))],
  fonts: [(text) => listWords(split(text), "disjunction"), (text) => listWords(split(text))],
  deadline: [String, phraseText], // by the clocks of a city
  avoid: [listAvoided, (text) => (text === "none" ? phraseText(text) : listWords(split(text)))],
  "one-state": [phraseText, listStates],
};

const measureText = (rule, text, part) => (text && MEASURES[rule.kind] ? MEASURES[rule.kind][part](text) : null);

export const requirementText = (rule) => measureText(rule, rule.requirement, 0) ?? phraseText(rule.requirement);

const buildMeasure = (rule, text, part) => {
  const measure = measureText(rule, text, part);
  return measure === null ? phrase(text) : [make("span", {}, measure)];
};

export const buildRequirement = (rule) => buildMeasure(rule, rule.requirement, 0);
export const buildActual = (rule) => buildMeasure(rule, rule.actual, 1);
