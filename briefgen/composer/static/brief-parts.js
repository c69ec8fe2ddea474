// In a narrow window, one part of the page is seen at a time: the sections, the document or the problems.
import { $, $$ } from "./composer.js";

/** Brings a part to the front: `sections`, `document` or `problems`. In a wide window all of them are seen. */
export function showPart(part) {
  $("#content").dataset.part = part;
  for (const button of $$("#parts button")) button.setAttribute("aria-pressed", String(button.dataset.part === part));
}

$("#parts").addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (button) showPart(button.dataset.part);
});
document.addEventListener("block-open", () => showPart("document")); // a text is edited beside its document
