// Builds the documents of a campaign, for all its recipients or for some.
import { $, fillSelect, follow, make, readAside, readView } from "./composer.js";
import { request, watchRuns } from "./run.js";

const select = $("#choice select"), only = $("#only");

function showRecipients(recipients) {
  const chosen = new Set([...only.selectedOptions].map((option) => option.value));
  const ids = Object.keys(recipients);
  $("#only-label").hidden = ids.length === 0;
  only.replaceChildren(...ids.map((id) => make("option", { value: id, selected: chosen.has(id) }, recipients[id])));
}

$("#choice").addEventListener("submit", (event) => {
  event.preventDefault();
  request(() => select.value && {
    campaign: select.value, only: [...only.selectedOptions].map((option) => option.value), force: $("#force").checked,
  });
});
select.addEventListener("change", async () => {
  only.replaceChildren(); // of another campaign
  const view = await readAside("campaign", { campaign: select.value });
  if (view) showRecipients(view.recipients);
});

follow(async () => {
  const named = new URLSearchParams(location.search).get("campaign"), isFirst = !select.options.length;
  const view = await readView("campaign", { campaign: select.value || named || "" });
  if (!view) return;
  fillSelect(select, view.campaigns);
  if (isFirst && view.campaigns.includes(named)) select.value = named;
  $("#none").hidden = view.campaigns.length > 0;
  $("#choice").hidden = view.campaigns.length === 0;
  const shown = view.campaigns.includes(named) || !isFirst ? view : await readAside("campaign", { campaign: select.value });
  if (shown) showRecipients(shown.recipients);
  await watchRuns((run) => run.name !== "", () => select.options.length > 0);
});
