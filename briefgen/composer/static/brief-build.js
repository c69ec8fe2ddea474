// Builds the files of the brief, as `briefgen build` does. The page can be used meanwhile.
import { $, $$, describe, listProblems, make, pageAddress, post, prose, queue, t } from "./composer.js";
import { page, reader } from "./brief.js";

const dialog = $("#build"), start = $("#build-start");

$("#build-open").addEventListener("click", () => queue(async () => { // the page may still be loading
  if (!page.view) return;
  const chosen = $$("#build-formats input:checked").map((box) => box.value);
  $("#build-formats").replaceChildren(...page.view.formats.map((format) => make("label", {},
    make("input", { type: "checkbox", value: format, checked: !chosen.length || chosen.includes(format) }), t(`build.${format}`))));
  dialog.showModal();
}));

start.addEventListener("click", async () => {
  const formats = $$("#build-formats input:checked").map((box) => box.value);
  start.disabled = true;
  $("#build-files").replaceChildren();
  $("#build-problems").replaceChildren();
  $("#build-state").textContent = t("build.building");
  try {
    const { ok, news } = await post("build", { ...reader(), formats });
    if (ok) showBuilt(news.built);
    else $("#build-state").replaceChildren(...prose(news.diagnostics.map(describe).join(" ")));
  } catch {
    $("#build-state").textContent = t("base.unreachable");
  }
  start.disabled = false;
});

function showBuilt(built) {
  $("#build-state").textContent = built.files.length ? t("build.built", { n: built.files.length }) : t("build.none");
  $("#build-files").replaceChildren(...built.files.map((file) => make("li", {}, make("code", {}, file.path),
    make("span", { class: "quiet" }, [file.pages && t("build.pages", { n: file.pages }), t("editor.words", { n: file.words })].filter(Boolean).join(" · ")))));
  $("#build-problems").replaceChildren(...listProblems(built.problems));
}

document.addEventListener("brief-shown", () => {
  const { brief, language = "", recipient = "" } = reader();
  $("#compare-open").href = pageAddress("compare", { brief, language, recipient });
});
