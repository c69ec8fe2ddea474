// The rules of the reader: those about words with their measure, those that are broken, and the others folded.
import { $, formatNumber, make, t } from "./composer.js";

const words = (outcome) => t(`rules.${outcome.replace(" ", "-")}`);

function buildLong(rule) {
  const details = [t("rules.asks", { text: rule.requirement }), !rule.is_verified && t("rules.unverified"),
    t("rules.source", { text: rule.source })];
  return details.filter(Boolean).join(". ");
}

function buildRule(rule) {
  const isBroken = rule.outcome === "broken";
  const kind = isBroken ? rule.severity || "warning" : "met";
  if (rule.limit) {
    const meter = make("span", { class: "meter", "aria-hidden": "true" }, make("i", {}));
    meter.firstChild.style.setProperty("inline-size", `${Math.min(100, (100 * rule.count) / rule.limit)}%`);
    const over = isBroken ? t("home.over", { n: formatNumber(rule.count - rule.limit) }) : "";
    const part = rule.requirement.replace(/^[\d,.\s]+words\s*/, "");
    return make("div", { class: `rule ${kind}`, title: buildLong(rule), "data-rule": rule.code },
      make("span", { class: "figure" }, t("rules.of", { n: formatNumber(rule.count), limit: formatNumber(rule.limit) })),
      meter, make("span", { class: "quiet" }, over || part));
  }
  return make("div", { class: `rule ${kind}`, title: buildLong(rule), "data-rule": rule.code },
    make("span", { class: "figure" }, rule.code),
    make("span", { class: "quiet" }, [words(rule.outcome), rule.actual].filter(Boolean).join(": ")));
}

export function showRules(view) {
  const isProminent = (rule) => rule.limit || rule.outcome === "broken";
  const others = view.rules.filter((rule) => !isProminent(rule));
  const wasOpen = $("#rules details")?.open;
  const rows = others.map((rule) => make("tr", {}, make("th", { scope: "row" }, rule.requirement || rule.code),
    make("td", {}, rule.actual), make("td", {}, words(rule.outcome))));
  const fold = make("details", { open: wasOpen }, make("summary", {}, t("rules.others", { n: others.length })),
    make("div", { class: "sheet" }, make("table", {}, make("tbody", {}, ...rows))));
  $("#rules").replaceChildren(...view.rules.filter(isProminent).map(buildRule), ...(others.length ? [fold] : []));
}
