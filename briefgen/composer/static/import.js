// A finished text becomes blocks and a brief: its report is shown first, and nothing is written before it was seen.
import { $, buildProblemBox, fillSelect, follow, make, pageAddress, queue, readView, send, t, upload } from "./composer.js";
import { translateTitles } from "./phrases.js";
import { buildReport } from "./report.js";

const form = $("#settings");
const state = (text) => { $("#state").textContent = text; };
let file = "", asked = {}, shown = "", view = null;

const settings = () => Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, value.trim()]).filter(([, value]) => value));

function showChoices() {
  $("#libraries").replaceChildren(...view.libraries.map((name) => make("option", { value: name })));
  fillSelect(form.elements.audience, translateTitles(view.audiences), t("import.audience-none"));
  fillSelect(form.elements.sources, view.libraries, t("import.sources-none"));
}

/** What is written is what was shown: a form that says something else since is looked at first. */
const isShown = () => shown === JSON.stringify({ upload: file, ...settings() });
const showWhetherWritable = () => { $("#write").disabled = !view?.files.length || !isShown(); };

function showImport() {
  showChoices();
  shown = JSON.stringify(asked);
  $("#found-problems").hidden = view.problems.length === 0;
  $("#found-problems").replaceChildren(...view.problems.map(buildProblemBox));
  $("#import").hidden = !view.report;
  $("#import-title").textContent = t("import.becomes", { brief: view.brief, library: view.library });
  $("#about-file").textContent = t("import.files", { n: view.files.length });
  showWhetherWritable();
  $("#report").replaceChildren(...buildReport(view.report));
}

const look = () => queue(async () => { asked = { upload: file, ...settings() }; }).then(() => queue(refresh));

$("#file").addEventListener("change", async ({ target }) => {
  if (!target.files.length) return;
  $("#written").hidden = true;
  $("#write").disabled = true; // it would write the file before this one
  await queue(async () => { file = await upload(target.files[0]) ?? ""; });
  $("#look").disabled = !file;
  asked = {};
  if (file) await look();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (file) look();
});
form.addEventListener("input", showWhetherWritable);

$("#write").addEventListener("click", () => queue(async () => {
  const written = view, values = asked;
  $("#write").disabled = true;
  asked = {}; // what is written is not read again
  if (!(await send("import", values))) { asked = values; await refresh(); return; }
  $("#open").textContent = t("import.open", { brief: written.brief });
  $("#written").dataset.brief = written.brief;
  $("#open").href = pageAddress("brief", { brief: written.brief });
  $("#written summary").textContent = t("import.files", { n: written.files.length });
  $("#written ul").replaceChildren(...written.files.map((name) => make("li", {}, make("code", {}, name))));
  $("#written").hidden = false;
  $("#import").hidden = false;
  $("#import-title").textContent = t("import.report");
  $("#report").replaceChildren(...buildReport(written.report));
  $("#about-file").textContent = "";
  $("#written-title").focus();
}));

async function refresh() {
  if (asked.upload) state(t("import.reading"));
  const found = await readView("import", asked).finally(() => state(""));
  if (!found) return;
  const written = $("#written"), keepsReport = !asked.upload && !written.hidden && found.briefs.includes(written.dataset.brief);
  view = found;
  if (!keepsReport) written.hidden = true; // it was taken back
  if (keepsReport) showChoices(); else showImport();
}

follow(refresh, { slow: true });
