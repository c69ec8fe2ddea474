// What left the house: which copies are out of date, what is noted as sent, and noting more of it.
import { $, $$, act, buildProblemBox, fillSelect, follow, make, pageAddress, readView, say, t } from "./composer.js";
import { phrase, phraseText } from "./phrases.js";
import { request, watchRuns } from "./run.js";

const form = $("#note");
let view = null;

function buildPart(key, rows, build) {
  return rows.length ? [make("h3", {}, t(key, { n: rows.length })), make("ul", { class: "plain" }, ...rows.map((row) => make("li", {}, ...build(row))))] : [];
}

const buildText = (change) => [make("b", {}, phraseText(change.name)), ": ", ...phrase(change.reason)];

function buildCorrection(due) {
  return make("li", { class: "card" },
    make("p", {}, make("b", {}, due.to), ` · ${due.on} · `,
      make("a", { href: pageAddress("brief", { brief: due.brief, language: due.language }) }, due.brief), ` (${due.language})`),
    make("p", { class: "quiet" }, due.files.map((file) => file.name).join(", ")),
    ...buildPart("sent.withdrawn", due.withdrawn, buildText),
    ...buildPart("sent.figures", due.figures, (figure) => [make("b", {}, figure.label || figure.fact), ": ", make("del", {}, figure.old), " → ",
      figure.new ? make("ins", {}, figure.new) : t("sent.gone"), figure.why ? ` (${figure.why})` : ""]),
    ...buildPart("sent.changed", due.changed, buildText));
}

function showFiles() {
  const chosen = new Set($$("#files input:checked").map((box) => box.value));
  $("#files").replaceChildren(...(view.files.length ? view.files.map((file) => make("label", { class: "file" },
    make("input", { type: "checkbox", value: file.name, checked: chosen.has(file.name) }), " ", make("code", {}, file.name),
    make("span", { class: "quiet" }, [file.brief, file.language, file.recipient, file.built].filter(Boolean).join(" · ")))) : [make("p", {}, t("sent.no-files"))]));
}

function showFormats() {
  $("#notices").hidden = view.corrections.length === 0;
  if ($("#notice-formats").hasChildNodes()) return;
  $("#notice-formats").replaceChildren(...view.formats.map((name) => make("label", { class: "file" },
    make("input", { type: "checkbox", value: name, checked: name === "docx" }), " ", t(`build.${name}`))));
}

follow(async () => {
  view = await readView("sent", {});
  if (!view) return;
  $("#found-problems").hidden = view.problems.length === 0;
  $("#found-problems").replaceChildren(...view.problems.map(buildProblemBox));
  $("#no-corrections").hidden = view.corrections.length > 0;
  $("#corrections").replaceChildren(...view.corrections.map(buildCorrection));
  showFiles();
  showFormats();
  const day = form.elements.on;
  day.value ||= view.today;
  day.max = view.today;
  $("#note-campaign").hidden = view.campaigns.length === 0;
  fillSelect($("#note-campaign select"), view.campaigns);
  $("#no-deliveries").hidden = view.deliveries.length > 0;
  $("#deliveries").hidden = view.deliveries.length === 0;
  $("#deliveries tbody").replaceChildren(...view.deliveries.map((sent) => make("tr", {}, make("td", {}, sent.on), make("td", {}, sent.to), make("td", {}, make("code", {}, sent.name)))));
  await watchRuns((run) => run.name === "", () => view.corrections.length > 0);
}, { slow: true });

$("#notices").addEventListener("submit", (event) => {
  event.preventDefault();
  request(() => ({ formats: $$("#notice-formats input:checked").map((box) => box.value) }));
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const files = $$("#files input:checked").map((box) => box.value);
  if (!files.length) { say(t("sent.choose"), "error"); return; }
  act("sent", { files, to: form.elements.to.value, on: form.elements.on.value, campaign: "" }, () => {
    for (const box of $$("#files input")) box.checked = false;
    say(t("sent.written", { n: files.length }));
  });
});

$("#note-campaign").addEventListener("submit", (event) => {
  event.preventDefault();
  const campaign = $("#note-campaign select").value;
  act("sent", { files: [], to: "", on: form.elements.on.value, campaign }, () => say(t("sent.written-campaign", { campaign })));
});
