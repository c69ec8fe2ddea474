// Earlier recommendations of a file or of a pasted text: those that are new are shown, and then added to a library.
import { $, buildProblemBox, fillSelect, follow, make, queue, readView, say, send, t, upload } from "./composer.js";

const library = $("#library");
const state = (text) => { $("#state").textContent = text; };
let file = "", view = null;

const settings = () => (file ? { upload: file, ...(library.value && { library: library.value }) } : {});

async function read(chosen) {
  $("#write").disabled = true; // it would write the file before this one
  await queue(async () => { file = await upload(chosen) ?? ""; });
  await queue(refresh);
}

function showFound() {
  fillSelect(library, view.libraries);
  const keys = Object.keys(view.added);
  $("#found-problems").hidden = view.problems.length === 0;
  $("#found-problems").replaceChildren(...view.problems.map(buildProblemBox));
  $("#found").hidden = !file || (keys.length === 0 && view.present === 0);
  $("#found-title").textContent = t("previous.added", { n: keys.length });
  $("#present").textContent = view.present ? t("previous.present", { n: view.present }) : "";
  $("#write").disabled = keys.length === 0;
  $("#added").replaceChildren(...keys.map((key) => make("li", {}, make("code", {}, key), ` ${view.added[key]}`)));
}

async function refresh() {
  if (file) state(t("previous.reading"));
  const found = await readView("previous", settings()).finally(() => state(""));
  if (!found) return;
  view = found;
  showFound();
}

$("#file").addEventListener("change", ({ target }) => { if (target.files.length) read(target.files[0]); });
$("#paste").addEventListener("submit", (event) => {
  event.preventDefault();
  read(new File([event.target.elements.text.value], "pasted.txt", { type: "text/plain" }));
});
library.addEventListener("change", () => queue(refresh));
$("#write").addEventListener("click", () => queue(async () => {
  const n = Object.keys(view.added).length;
  $("#write").disabled = true;
  if (!(await send("import-previous", settings()))) return;
  say(t("previous.written", { n, library: view.library }));
  $("#found-title").focus();
}));

follow(refresh, { slow: true });
