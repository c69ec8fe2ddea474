// How far the building of many documents has come: the server builds in the background, and the page asks.
import { $, buildProblemBox, make, post, queue, readAside, sayUnreachable, t } from "./composer.js";

const POLL = 600; // milliseconds
const start = $("#start"), stop = $("#stop");
let timer = 0, isOwn = () => true, canStart = () => true;

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
  start.disabled = Boolean(run?.is_running) || !canStart();
  const isShown = Boolean(run) && isOwn(run);
  stop.disabled = !isShown || !run.is_running || run.is_stopped;
  $("#run").hidden = !isShown;
  clearTimeout(timer);
  if (run?.is_running) timer = setTimeout(poll, POLL);
  if (!isShown) return;
  $("#run-title").textContent = run.name || t("sent.notices");
  const bar = $("#progress");
  bar.hidden = run.due === null && !run.is_running;
  if (run.due === null) bar.removeAttribute("value");
  else { bar.max = run.due || 1; bar.value = run.due ? run.finished : 1; }
  const words = describeRun(run);
  if ($("#run-state").textContent !== words) $("#run-state").textContent = words;
  $("#failed").hidden = run.failed.length === 0;
  $("#failed ul").replaceChildren(...run.failed.map((name) => make("li", {}, make("code", {}, name))));
  $("#run-problems").replaceChildren(...run.problems.map(({ problem, documents }) => {
    const box = buildProblemBox(problem);
    if (documents > 1) box.append(make("p", { class: "hint" }, t("campaign.documents", { n: documents })));
    return box;
  }));
}

export async function poll() {
  clearTimeout(timer);
  try {
    const view = await readAside("run", {});
    if (view) return showRun(view.run);
  } catch {
    sayUnreachable();
  }
  timer = setTimeout(poll, POLL); // the run goes on, and the next answer may come
}

/** What is asked for is read in its turn: the page may still be loading when a button is pressed. */
export const request = (buildMessage) => queue(async () => {
  const message = buildMessage();
  if (!message) return;
  await post("run", message);
  await poll();
});

/** Which runs this page shows, and whether there is anything to start. */
export function watchRuns(showsRun, hasWork) {
  [isOwn, canStart] = [showsRun, hasWork];
  return poll();
}

stop.addEventListener("click", () => request(() => ({ stop: true })));
