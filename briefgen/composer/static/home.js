// The first page: all briefs and campaigns; the numbers of each brief come one after the other.
import {
  $, $$, buildMeter, buildPlace, buildProblemBox, describeCount, fillSelect, follow, formatNumber, make, pageAddress, prose, queue, readAside, readView, sayUnreachable, send, t, translateProblem,
} from "./composer.js";
import { phrase, phraseText, translateTitles } from "./phrases.js";

const body = $("#briefs tbody"), campaigns = $("#campaigns tbody");
const TRY_AGAIN_AFTER = 1000; // milliseconds
let turn = 0;

/** A cell that names its column where the table is folded into a list. */
const cell = (kind, title, ...children) => make("td", { class: kind, "data-title": title }, ...children);
function error(problem) {
  const { title, message, language } = translateProblem(problem);
  return [title && make("span", { class: "error" }, prose(title)), make("span", { class: title ? "id" : "error", ...language }, prose(message)), make("span", { class: "id" }, buildPlace(problem))];
}


function describeDays(entry) {
  const days = entry.days_left;
  if (days === null || days === undefined) return [make("span", { class: "quiet" }, "–")];
  const text = days < 0 ? t("home.over-since", { n: -days }) : days ? t("home.days", { n: days }) : t("home.today");
  return [make("span", { class: days < 0 ? "error" : days <= 7 ? "warning" : "" }, text), make("span", { class: "id" }, entry.deadline)];
}

function describeSent(sent) {
  if (!sent) return [make("span", { class: "quiet" }, t("home.not-sent"))];
  return [make("span", {}, sent.on), make("span", { class: "id" },
    [sent.to, sent.others ? t("home.more-sent", { n: sent.others }) : ""].filter(Boolean).join(" · "))];
}

function buildRow(brief) {
  const name = make("th", { scope: "row" }, make("a", { href: pageAddress("brief", { brief: brief.id }) }, brief.title),
    make("span", { class: "id" }, [brief.id, brief.language, brief.date].filter(Boolean).join(" · ")));
  const waiting = () => (brief.problem ? "" : t("home.counting"));
  return make("tr", { "data-brief": brief.id }, name, cell("", t("home.reader"), phraseText(brief.audience)),
    cell("length", t("home.words"), waiting()),
    cell("days", t("home.deadline"), ...describeDays(brief)),
    cell("found", t("home.problems"), ...(brief.problem ? error(brief.problem) : [])),
    cell("stale", t("home.translations"), waiting()),
    cell("sent", t("home.sent"), ...describeSent(brief.sent)));
}

function buildCampaign(campaign, briefs) {
  const own = briefs.filter((brief) => campaign.briefs.includes(brief.id));
  const first = own.filter((brief) => brief.days_left !== null).sort((a, b) => a.days_left - b.days_left)[0];
  const links = own.map((brief) => make("a", { class: "part", href: pageAddress("brief", { brief: brief.id }) }, brief.title));
  const people = campaign.problem ? "" : make("a", { href: pageAddress("recipients", { choice: campaign.id }) }, formatNumber(campaign.recipients));
  const waiting = () => (campaign.problem ? "" : t("home.counting"));
  return make("tr", { "data-campaign": campaign.id },
    make("th", { scope: "row" }, make("a", { href: pageAddress("campaign", { campaign: campaign.id }) }, campaign.id),
      make("span", { class: "id" }, [...campaign.languages, ...campaign.formats].join(" · "))),
    cell("", t("home.campaign-briefs"), ...links),
    cell("", t("tables.recipients"), people),
    cell("days", t("home.deadline"), ...describeDays(first ?? {})),
    cell("found", t("home.problems"), ...(campaign.problem ? error(campaign.problem) : [waiting()])),
    cell("stale", t("home.translations"), waiting()),
    cell("sent", t("home.sent"), ...describeSent(campaign.sent)));
}

function describeLength(summary) {
  const rule = summary.length;
  if (!rule) return [make("span", {}, formatNumber(summary.words))];
  const over = rule.count - rule.limit;
  const text = over > 0 ? t("home.over", { n: over }) : "";
  return [
    make("span", {}, t("home.of", { n: rule.count, limit: rule.limit })), buildMeter(rule),
    text && make("span", { class: "over" }, text),
  ].filter(Boolean);
}

const describeProblems = (errors, warnings) => [errors || warnings
  ? make("span", { class: errors ? "error" : "warning" }, describeCount(errors, warnings))
  : make("span", { class: "quiet" }, t("home.none"))];

const describeStale = (stale) => (stale.length
  ? stale.map((entry) => make("span", { class: "warning part" }, t("home.stale", { language: entry.language, n: entry.count }))) : [make("span", { class: "quiet" }, t("home.none-stale"))]);

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const find = (rows, name, value) => [...rows].find((row) => row.dataset[name] === value);

function fillCampaign(campaign, summaries) {
  const row = find(campaigns.rows, "campaign", campaign.id);
  const own = campaign.briefs.map((brief) => summaries.get(brief)).filter(Boolean);
  if (!row || campaign.problem || own.length < campaign.briefs.filter((brief) => summaries.has(brief)).length) return;
  $(".found", row).replaceChildren(...describeProblems(sum(own.map((brief) => brief.errors)), sum(own.map((brief) => brief.warnings))));
  const languages = [...new Set(own.flatMap((brief) => brief.stale.map((entry) => entry.language)))].sort();
  $(".stale", row).replaceChildren(...describeStale(languages.map((language) => ({
    language, count: sum(own.flatMap((brief) => brief.stale).filter((entry) => entry.language === language).map((entry) => entry.count)),
  }))));
}

async function fill(view, mine) {
  const summaries = new Map();
  for (const brief of view.briefs) {
    // A brief whose file cannot be read is one error.
    summaries.set(brief.id, brief.problem ? { errors: 1, warnings: 0, stale: [] } : await readAside("summary", { brief: brief.id }));
    if (mine !== turn) return;
    const row = find(body.rows, "brief", brief.id), summary = summaries.get(brief.id);
    if (!row || !summary || brief.problem) continue;
    $(".length", row).replaceChildren(...describeLength(summary));
    $(".found", row).replaceChildren(...describeProblems(summary.errors, summary.warnings));
    $(".stale", row).replaceChildren(...describeStale(summary.stale));
    row.classList.toggle("is-over", Boolean(summary.length && summary.length.count > summary.length.limit));
  }
  for (const campaign of view.campaigns) fillCampaign(campaign, summaries);
}

/** Where nothing answers, the numbers are asked for again. */
function startFilling(view, mine) {
  fill(view, mine).catch(() => {
    sayUnreachable();
    setTimeout(() => { if (mine === turn) startFilling(view, mine); }, TRY_AGAIN_AFTER);
  });
}

const starter = $("#new-brief"), form = $("form", starter);

/** What the chosen reader needs, with what was typed for it. */
async function showNeeds() {
  const audience = form.audience.value;
  const view = await readAside("new-brief", audience ? { audience } : {});
  if (!view) return;
  if (!audience) fillSelect(form.audience, translateTitles(view.audiences));
  if (!audience) fillSelect(form.library, view.libraries);
  form.audience.value = view.audience;
  $("#needs").replaceChildren(...view.needs.map((need) => {
    const control = need.choices.length
      ? make("select", { name: need.key }, make("option", { value: "" }, ""), ...need.choices.map((choice) => make("option", { value: choice }, phraseText(choice))))
      : make("input", { name: need.key, autocomplete: "off" });
    const title = need.title_key ? make("span", {}, prose(t(`needs.${need.title_key}`))) : make("span", {}, ...phrase(need.title));
    return make("label", {}, title, control);
  }));
}

starter.addEventListener("toggle", () => { if (starter.open && !form.audience.value) showNeeds(); });
form.audience.addEventListener("change", showNeeds);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const name = form.elements.name.value.trim();
  const values = Object.fromEntries($$("#needs [name]").map((control) => [control.name, control.value]));
  const brief = { name, audience: form.audience.value, library: form.library.value, values };
  queue(async () => { if (await send("new-brief", brief)) location.assign(pageAddress("brief", { brief: name })); });
});

follow(async () => {
  const view = await readView("home", {});
  if (!view) return;
  $("#title").textContent = view.organisation || view.folder;
  document.title = `${t("home.title")}: ${view.organisation || view.folder}`;
  $("#empty").hidden = view.briefs.length > 0 || view.problems.length > 0;
  $("#briefs").hidden = view.briefs.length === 0;
  body.replaceChildren(...view.briefs.map(buildRow));
  $("#campaigns-part").hidden = view.campaigns.length === 0;
  campaigns.replaceChildren(...view.campaigns.map((campaign) => buildCampaign(campaign, view.briefs)));
  const list = $("#project-problems");
  list.hidden = view.problems.length === 0;
  list.replaceChildren(...view.problems.map(buildProblemBox));
  turn += 1;
  startFilling(view, turn);
});
