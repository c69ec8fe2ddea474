// What every page shares: words, nodes, views, acts one after the other, undo, and the stream of revisions.
// No text of a project ever becomes HTML: nodes are built, and texts are set as text.

const root = document.documentElement.dataset.root;
const words = JSON.parse(document.body.dataset.words);
const problemWords = JSON.parse(document.body.dataset.problemWords);
export const seen = { revision: "" };

export const $ = (selector, under = document) => under.querySelector(selector);
export const $$ = (selector, under = document) => [...under.querySelectorAll(selector)];

/** Replaces what is in a node, unless it shows this state already: what somebody types there stays. A focus in it stays in it. */
export function show(host, state, build) {
  const text = JSON.stringify(state);
  if (host.dataset.state === text) return;
  const hadFocus = host.contains(document.activeElement);
  host.dataset.state = text;
  host.replaceChildren(...build());
  if (hadFocus && !host.contains(document.activeElement)) {
    const next = $("summary, button, select", host) ?? host;
    if (next === host) host.tabIndex = -1;
    next.focus();
  }
}

/** The words of a key, filled in, numbers as the language writes them; `key-one` where `n` is 1. */
export function t(key, values = {}) {
  const text = (values.n === 1 && words[`${key}-one`]) || words[key] || key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name] ?? whole;
    return typeof value === "number" ? formatNumber(value) : value;
  });
}

export const formatNumber = (number) => new Intl.NumberFormat(document.documentElement.lang).format(number);

/** A node with properties and children; `class`, `data-…`, `aria-…` and the like are attributes. */
export function make(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && !/-|^(class|list|form|role)$/.test(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

/** Fills a select with names, or with titles by name; what is chosen stays chosen while it is there. `none` is the words of no choice, where there may be none. */
export function fillSelect(select, choices, none) {
  const chosen = select.value, names = Array.isArray(choices) ? choices : Object.keys(choices);
  const options = names.map((name) => make("option", { value: name }, choices[name] ?? name));
  select.replaceChildren(...(none === undefined ? options : [make("option", { value: "" }, none), ...options]));
  if (names.includes(chosen)) select.value = chosen;
}

/** Nodes of a message: what is between backticks is the user's own words, set as code. */
export const prose = (text) => text.split("`").map((part, index) => (index % 2 ? make("code", {}, part) : part));

/** How many errors and warnings, in words; only what there is. */
export const describeCount = (errors, warnings) => [
  errors && t("problems.errors", { n: errors }), warnings && t("problems.warnings", { n: warnings }),
].filter(Boolean).join(", ") || t("problems.none");

let saidTimer = 0, said = "";
export function say(text, kind = "") {
  const status = $("#status");
  said = text;
  status.replaceChildren(...prose(text));
  status.className = kind;
  clearTimeout(saidTimer);
  if (kind !== "error") saidTimer = setTimeout(() => { status.textContent = ""; }, 8000);
}

export const address = (path, parameters) => `${root}/${path}${parameters ? `?${new URLSearchParams(parameters)}` : ""}`;

/** The address of a page, in the language of this one. */
export function pageAddress(page, values) {
  const words = new URLSearchParams(location.search).get("words");
  return address(`page/${page}`, words ? { ...values, words } : values);
}

/** Where a problem is; a click opens the file as text. */
export function buildPlace({ place, file, line }) {
  const code = make("code", {}, place);
  return file ? make("a", { href: pageAddress("text", { file, line }), title: t("text.open") }, code) : code;
}

/** One change after the other: each is made on the revision that the one before left. */
let line = Promise.resolve();
export function queue(step) {
  line = line.then(step).catch(sayUnreachable);
  return line;
}

/** Diagnostics are in English in every language of the pages: what reads a page aloud has to know. */
export const ENGLISH = document.documentElement.lang === "en" ? {} : { lang: "en" };

/** What a problem is about, in the language of the page: the area of its code. */
export function nameArea(code) {
  const area = code.split("-")[0], word = t(`areas.${area}`);
  return word === `areas.${area}` ? t("areas.other") : word;
}

/** A hint that names what is typed after a command; a rule that nobody verified says `--strict` beside its reason. */
const COMMAND = /`(--(?!strict)|briefgen )/;

/** A problem as the page says it: what it is and what to do in the language of the page, and the message of the commands, which is in English.
    In English the message says all of it; what the composer itself refuses has its message in each language. */
export function translateProblem(problem) {
  const own = problem.wordings?.[document.documentElement.lang];
  const code = [problem.code, problem.code.split("-")[0]].find((name) => name in problemWords || `${name}-hint` in problemWords);
  if (own || !code) return { title: "", advice: "", message: problem.message, hints: problem.hints, ...own, language: {} };
  const advice = problemWords[`${code}-hint`] ?? "", isForCommands = (hint) => advice && COMMAND.test(hint);
  return { title: problemWords[code] ?? "", advice, message: problem.message, hints: problem.hints.filter((hint) => !isForCommands(hint)), language: ENGLISH };
}

/** Texts as sentences: messages start small and have no full stop. */
const joinSentences = (texts) => texts.filter(Boolean).map((text) => `${text[0].toUpperCase()}${text.slice(1)}${/[.?!:]$/.test(text) ? "" : "."}`).join(" ");

/** A problem with its hints, as one line. */
export function describe(problem) {
  const { title, advice, message, hints } = translateProblem(problem);
  return joinSentences([title, advice, message, ...hints]);
}

/** The lines of a problem: what it is in bold, what to do, the message, its hints. `lead` comes before the message. */
export function buildProblemLines(problem, lead = "") {
  const { title, advice, message, hints, language } = translateProblem(problem);
  return [
    title && make("p", { class: "what" }, prose(title)), advice && make("p", { class: "advice" }, prose(advice)),
    make("p", { class: "message" }, lead, lead && " ", make("span", language, prose(message))),
    ...hints.map((hint) => make("p", { class: "hint", ...language }, prose(hint))),
  ];
}

/** Problems as lines of a list. */
export const listProblems = (problems) => problems.map((problem) => {
  const { title, advice, message, hints, language } = translateProblem(problem);
  const what = joinSentences([title, advice]);
  return make("li", { class: problem.severity }, what && make("strong", {}, prose(what)), what && " ", make("span", language, prose(joinSentences([message, ...hints]))));
});

/** A problem of a file, in a box of its own. */
export const buildProblemBox = (problem) => make("div", { class: `problem ${problem.severity}` },
  ...buildProblemLines(problem, problem.place ? buildPlace(problem) : ""));

/** How much of a limit is used, as a bar. */
export function buildMeter({ count, limit }) {
  const bar = make("i", {});
  bar.style.setProperty("inline-size", `${Math.min(100, (100 * count) / limit)}%`);
  return make("span", { class: "meter", "aria-hidden": "true" }, bar);
}

/** What cannot be read, in the words of the status: they stay until this view, or that of the page, is read. Without a view nothing answers. */
let complaint = { text: "", view: "" };

function complain(text, view = "") {
  complaint = { text, view };
  say(text, "error");
}

function endComplaint(view) {
  if (complaint.view && complaint.view !== view) return;
  if (complaint.text && said === complaint.text) say("");
  complaint = { text: "", view: "" };
}

export const sayUnreachable = () => complain(t("base.unreachable"));

/** In which language the server says what it refuses. */
const SPOKEN = { "Accept-Language": document.documentElement.lang };

/** The answer of a view; null where it cannot be read, and then the status says why; undefined where an act came first. */
async function ask(name, parameters, signal) {
  const view = address(`view/${name}`, parameters);
  const answer = await fetch(view, { signal, headers: SPOKEN });
  if (answer.status === 204) return undefined;
  const news = await answer.json();
  if (!answer.ok) {
    complain(news.diagnostics.map(describe).join(" "), view);
    return null;
  }
  endComplaint(view);
  return news;
}

/** Until the mouse or finger that is down is up again: what is drawn again between would take the click away. */
let released = Promise.resolve(), endPress = () => {};
const LONGEST_PRESS = 2000;
document.addEventListener("pointerdown", () => {
  endPress();
  released = new Promise((resolve) => { endPress = resolve; });
  setTimeout(endPress, LONGEST_PRESS);
}, true);
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(endPress), true); // after its click

/** Until nobody presses: for what is drawn by itself. */
export const whenReleased = () => released;

/** The value of the view that is the page: its revision is what the page then shows. Null where it cannot be read. */
export async function readView(name, parameters, signal) {
  const news = await ask(name, parameters, signal);
  if (!news) return null;
  await released;
  endComplaint(complaint.view);
  takeNews(news);
  return news.view;
}

/** The value of any other view. It may be older than the page or newer, so its revision is not that of the page. */
export const readAside = async (name, parameters, signal) => (await ask(name, parameters, signal))?.view ?? null;

const ASK_AGAIN_AFTER = 300;
/** The same of a view that gives way to acts: it is asked for again until it is read, or the signal ends it. */
export async function readBehindActs(name, parameters, signal) {
  for (;;) {
    const news = await ask(name, { ...parameters, "gives-way": "1" }, signal);
    if (news !== undefined || signal.aborted) return news?.view ?? null;
    await new Promise((resolve) => { setTimeout(resolve, ASK_AGAIN_AFTER); });
  }
}

function takeNews(news) {
  seen.revision = news.revision;
  for (const name of ["undo", "redo"]) {
    const button = $(`#${name}`), act = news[name];
    button.disabled = !act;
    button.setAttribute("aria-label", act ? t(`base.${name}-act`, { act: t(`acts.${act}`) }) : t(`base.${name}`));
  }
}

let refresh = async () => {}, isSlow = false;
/** What a page does when the files have changed; called now, too. What takes seconds waits until somebody looks at the page. */
export function follow(action, { slow = false } = {}) {
  // Before the script of the page is there, what they send would be lost.
  for (const button of document.querySelectorAll("[data-when-ready]")) button.disabled = false;
  [refresh, isSlow] = [action, slow];
  return queue(refresh);
}

/** An error that the status says is over when something else succeeds. */
const endError = () => { if ($("#status").className === "error") say(""); };

export async function post(path, message) {
  const answer = await fetch(address(path), {
    method: "POST",
    headers: { "Content-Type": "application/json", ...SPOKEN },
    body: JSON.stringify(message),
  });
  const news = await answer.json();
  if (answer.ok) endError();
  else say(answer.status === 409 ? t("base.changed") : news.diagnostics.map(describe).join(" "), "error");
  return { ok: answer.ok, status: answer.status, news };
}

/** Sends a file of this machine. The token by which views and acts name it; null where it cannot be sent. */
export async function upload(file) {
  const most = Number(document.body.dataset.maxUpload);
  if (file.size > most) { say(t("base.too-large", { n: Math.floor(most / 1e6) }), "error"); return null; }
  const answer = await fetch(address("upload", { name: file.name }), {
    method: "POST", headers: { "Content-Type": "application/octet-stream", ...SPOKEN }, body: file,
  });
  const news = await answer.json();
  if (answer.ok) endError();
  else say(news.diagnostics.map(describe).join(" "), "error");
  return news.upload ?? null;
}

/** Acts that wait for their turn, and a number that grows when one is refused: those behind it stood on it, and are dropped. */
let waiting = 0, turn = 0, isRefused = false;

/** Whether an act that the page shows already waits behind the view that was read: only the answer to the last one is shown. */
export const isOvertaken = () => waiting > 0 && !isRefused;

/** Performs an act and shows what came of it; true where it was done. Call it inside `queue`. */
export async function send(act, values) {
  const { ok, news } = await post("act", { act, revision: seen.revision, arguments: values });
  if (ok) takeNews(news);
  if (ok && waiting) return ok; // the answer to the last one is shown
  isRefused = !ok;
  await refresh().finally(() => { isRefused = false; }); // a page that can no longer be read, such as that of a deleted brief, says so
  if (!ok) {
    turn += 1;
    document.dispatchEvent(new Event("act-refused")); // fields on the page that ran ahead go back
  }
  return ok;
}

/** Performs an act in its turn. */
export function act(name, values, after) {
  const mine = turn;
  waiting += 1;
  return queue(async () => {
    waiting -= 1;
    if (mine === turn && (await send(name, values)) && after) await after();
  });
}

function takeBack(again) {
  return queue(async () => {
    const { ok, status, news } = await post("undo", { again });
    if (ok) takeNews(news);
    if (ok && news.done) say(t(again ? "base.redone" : "base.undone", { act: t(`acts.${news.done}`) }));
    if (ok || status === 409) await refresh();
  });
}

$("#undo").addEventListener("click", () => takeBack(false));
$("#redo").addEventListener("click", () => takeBack(true));
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input:not([type=checkbox]), textarea, [contenteditable]");
  if (isTyping || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  event.preventDefault();
  takeBack(event.shiftKey);
});
document.addEventListener("keydown", ({ key }) => { if (key === "Escape" && $("#status").textContent) say(""); });
$("#words").addEventListener("change", ({ target }) => {
  const parameters = new URLSearchParams(location.search);
  parameters.set("words", target.value);
  location.search = parameters.toString();
});

// A browser opens six connections to a server: one window listens to the stream and passes it on to the others.
let newest = "";
const catchUp = () => queue(async () => { if (newest && newest !== seen.revision && !(isSlow && document.hidden)) await refresh(); });
const notice = (revision) => { newest = revision; return catchUp(); };
document.addEventListener("visibilitychange", catchUp);
const channel = new BroadcastChannel(`revisions${root}`);
channel.onmessage = ({ data }) => notice(data);
navigator.locks.request(`events${root}`, () => new Promise(() => {
  const events = new EventSource(address("events"));
  events.onmessage = (event) => {
    const { revision } = JSON.parse(event.data);
    notice(revision);
    channel.postMessage(revision);
  };
  events.onopen = () => endComplaint(""); // it answers again
  events.onerror = () => complain(t("base.ended"));
}));
