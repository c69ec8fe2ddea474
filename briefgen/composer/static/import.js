// A finished text becomes blocks and a brief: its report is shown first, and nothing is written before it was seen.
import { $, address, buildProblemBox, follow, make, queue, readView, send, t, upload } from "./composer.js";
import { buildReport } from "./report.js";

const form = $("#settings");
const state = (text) => { $("#state").textContent = text; };
let file = "", asked = {}, view = null;

const settings = () => Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, value.trim()]).filter(([, value]) => value));

function showChoices() {
  $("#libraries").replaceChildren(...view.libraries.map((name) => make("option", { value: name })));
  for (const [key, names, none] of [["audience", view.audiences, "import.audience-none"], ["sources", view.libraries, "import.sources-none"]]) {
    const select = form.elements[key], chosen = select.value;
    select.replaceChildren(make("option", { value: "" }, t(none)), ...names.map((name) => make("option", { value: name }, name)));
    select.value = chosen;
  }
}

function showImport() {
  showChoices();
  $("#found-problems").hidden = view.problems.length === 0;
  $("#found-problems").replaceChildren(...view.problems.map(buildProblemBox));
  $("#import").hidden = !view.report;
  $("#import-title").textContent = t("import.becomes", { brief: view.brief, library: view.library });
  $("#about-file").textContent = t("import.files", { n: view.files.length });
  $("#write").disabled = view.files.length === 0;
  $("#report").replaceChildren(...buildReport(view.report));
}

const look = () => queue(async () => { asked = { upload: file, ...settings() }; }).then(() => queue(refresh));

$("#file").addEventListener("change", async ({ target }) => {
  if (!target.files.length) return;
  $("#written").hidden = true;
  await queue(async () => { file = await upload(target.files[0]) ?? ""; });
  $("#look").disabled = !file;
  asked = {};
  if (file) await look();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (file) look();
});
// What is shown is no longer what the form says: it must be looked at again before it is written.
form.addEventListener("input", () => { $("#write").disabled = true; });

$("#write").addEventListener("click", () => queue(async () => {
  const shown = view, values = asked;
  $("#write").disabled = true;
  asked = {}; // what is written is not read again
  if (!(await send("import", values))) { asked = values; await refresh(); return; }
  $("#open").textContent = t("import.open", { brief: shown.brief });
  $("#written").dataset.brief = shown.brief;
  $("#open").href = address("page/brief", { brief: shown.brief });
  $("#written summary").textContent = t("import.files", { n: shown.files.length });
  $("#written ul").replaceChildren(...shown.files.map((name) => make("li", {}, make("code", {}, name))));
  $("#written").hidden = false;
  $("#import").hidden = false;
  $("#import-title").textContent = t("import.report");
  $("#report").replaceChildren(...buildReport(shown.report));
  $("#about-file").textContent = "";
  $("#written-title").focus();
}));

async function refresh() {
  if (asked.upload) state(t("import.reading"));
  const found = await readView("import", asked);
  state("");
  if (!found) return;
  const written = $("#written"), keepsReport = !asked.upload && !written.hidden && found.briefs.includes(written.dataset.brief);
  view = found;
  if (!keepsReport) written.hidden = true; // it was taken back
  if (keepsReport) showChoices(); else showImport();
}

follow(refresh);
