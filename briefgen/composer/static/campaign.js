// Builds the documents of a campaign, for all its recipients or for some.
import { $, fillSelect, follow, make, queue, readView } from "./composer.js";
import { request, watchRuns } from "./run.js";

const select = $("#choice select"), only = $("#only"), named = new URLSearchParams(location.search).get("campaign") ?? "";

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
select.addEventListener("change", () => {
  only.replaceChildren(); // of another campaign
  queue(refresh);
});

async function refresh() {
  const isFirst = !select.options.length;
  const view = await readView("campaign", { campaign: select.value || named });
  if (!view) return;
  fillSelect(select, view.campaigns);
  if (isFirst) select.value = view.campaign;
  $("#none").hidden = view.campaigns.length > 0;
  $("#choice").hidden = view.campaigns.length === 0;
  if (select.value === view.campaign) showRecipients(view.recipients); // another that was chosen meanwhile is read next
  await watchRuns((run) => run.name !== "", () => select.options.length > 0);
}

follow(refresh);
