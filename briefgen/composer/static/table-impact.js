// What a change of a fact or a source touches: briefs, texts, translations, approvals, files that were built and sent.
import { $, make, t } from "./composer.js";

const late = (isCurrent) => (isCurrent ? "" : make("span", { class: "stale" }, ` ${t("impact.late")}`));

function buildList(key, items, build) {
  if (!items.length) return [];
  return [make("h4", {}, t(`impact.${key}`, { n: items.length })), make("ul", {}, ...items.map((item) => make("li", {}, ...build(item))))];
}

/** Shows the lists; `offer` is what can be done about what was sent. */
export function showImpact(impact, offer) {
  const lists = [
    ...buildList("deliveries", impact.deliveries, (sent) => [`${sent.to}, ${sent.on}: ${sent.name}`, late(sent.is_current)]),
    ...buildList("approvals", impact.approvals, (own) => [`${own.text}: ${own.by}`,
      own.holds ? "" : make("span", { class: "stale" }, ` ${t("impact.lapsed")}`)]),
    ...buildList("files", impact.files, (file) => [file.name, late(file.is_current)]),
    ...buildList("briefs", impact.briefs, (brief) => [brief]),
    ...buildList("translations", impact.translations, (name) => [name]),
    ...buildList("texts", impact.texts, (text) => [text.name, " ", make("code", { class: "quiet" }, text.place)]),
  ];
  $("#impact-lists").replaceChildren(...(offer ? [offer] : []), ...(lists.length ? lists : [make("p", { class: "quiet" }, t("impact.none"))]));
}
