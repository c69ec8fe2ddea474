// Builds the documents of a campaign: the server builds in the background, and this page asks how far it has come.
import { $, buildProblemBox, fillSelect, follow, make, post, queue, readAside, readView, sayUnreachable, t } from "./composer.js";

const POLL = 600; // milliseconds
const select = $("#choice select"), start = $("#start"), stop = $("#stop");
let timer = 0;

function describeRun(run) {
  if (run.due === null) return run.is_running ? t("campaign.looking") : t("campaign.refused");
  const parts = [t("campaign.progress", { n: run.finished, due: run.due })];
  if (run.current) parts.push(t("campaign.current", { n: run.current }));
  if (run.failed.length) parts.push(t("campaign.failures", { n: run.failed.length }));
  if (run.is_stopped) parts.push(t(run.is_running ? "campaign.stopping" : "campaign.stopped"));
  else if (!run.is_running) parts.push(t("campaign.done"));
  return parts.join(" · ");
}

function showRun(run) {
  $("#run").hidden = !run;
  start.disabled = Boolean(run?.is_running) || !select.options.length;
  stop.disabled = !run?.is_running || run.is_stopped;
  if (!run) return;
  $("#run-title").textContent = run.campaign;
  const bar = $("#progress");
  bar.hidden = run.due === null && !run.is_running;
  if (run.due === null) bar.removeAttribute("value");
  else { bar.max = run.due || 1; bar.value = run.due ? run.finished : 1; }
  const words = describeRun(run);
  if ($("#state").textContent !== words) $("#state").textContent = words;
  $("#failed").hidden = run.failed.length === 0;
  $("#failed ul").replaceChildren(...run.failed.map((name) => make("li", {}, make("code", {}, name))));
  $("#found-problems").replaceChildren(...run.problems.map(({ problem, documents }) => {
    const box = buildProblemBox(problem);
    if (documents > 1) box.append(make("p", { class: "hint" }, t("campaign.documents", { n: documents })));
    return box;
  }));
  clearTimeout(timer);
  if (run.is_running) timer = setTimeout(poll, POLL);
}

async function poll() {
  clearTimeout(timer);
  try {
    const view = await readAside("campaign", {});
    if (view) return showRun(view.run);
  } catch {
    sayUnreachable();
  }
  timer = setTimeout(poll, POLL); // the run goes on, and the next answer may come
}

/** What is asked for is read in its turn: the page may still be loading when a button is pressed. */
const request = (buildMessage) => queue(async () => {
  const message = buildMessage();
  if (!message) return;
  await post("batch", message);
  await poll();
});

$("#choice").addEventListener("submit", (event) => {
  event.preventDefault();
  request(() => select.value && { campaign: select.value });
});
stop.addEventListener("click", () => request(() => ({ stop: true })));

follow(async () => {
  const view = await readView("campaign", {});
  if (!view) return;
  const named = new URLSearchParams(location.search).get("campaign"), isFirst = !select.options.length;
  fillSelect(select, view.campaigns);
  if (isFirst && view.campaigns.includes(named)) select.value = named;
  $("#none").hidden = view.campaigns.length > 0;
  $("#choice").hidden = view.campaigns.length === 0;
  showRun(view.run);
});
