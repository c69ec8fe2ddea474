// Builds the files of the brief, as `briefgen build` does. The page can be used meanwhile.
import { $, $$, make, post, t } from "./composer.js";
import { page, reader } from "./brief.js";

const dialog = $("#make"), start = $("#make-start");

$("#make-open").addEventListener("click", () => {
  const chosen = $$("#make-formats input:checked").map((box) => box.value);
  $("#make-formats").replaceChildren(...(page.view?.formats ?? []).map((format) => make("label", {},
    make("input", { type: "checkbox", value: format, checked: !chosen.length || chosen.includes(format) }), t(`make.${format}`))));
  dialog.showModal();
});

start.addEventListener("click", async () => {
  const formats = $$("#make-formats input:checked").map((box) => box.value);
  start.disabled = true;
  $("#make-files").replaceChildren();
  $("#make-problems").replaceChildren();
  $("#make-state").textContent = t("make.making");
  try {
    const { ok, news } = await post("build", { ...reader(), formats });
    if (ok) showBuilt(news.built);
    else $("#make-state").textContent = news.diagnostics.map((problem) => [problem.message, ...problem.hints].join(". ")).join(" ");
  } catch {
    $("#make-state").textContent = t("base.unreachable");
  }
  start.disabled = false;
});

function showBuilt(built) {
  $("#make-state").textContent = built.files.length ? t("make.made", { n: built.files.length }) : t("make.none");
  $("#make-files").replaceChildren(...built.files.map((file) => make("li", {}, make("code", {}, file.path),
    make("span", { class: "quiet" }, [file.pages && t("make.pages", { n: file.pages }), t("editor.words", { n: file.words })].filter(Boolean).join(" · ")))));
  $("#make-problems").replaceChildren(...built.problems.map((problem) => make("li", { class: problem.severity },
    [problem.message, ...problem.hints].join(". "))));
}
