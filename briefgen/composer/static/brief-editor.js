// The text of one block. What is typed is saved as soon as the fingers rest, and within a second if they do not, to the lines of the block's file that it concerns.
import { $, $$, listProblems, make, queue, readAside, say, send, t, upload } from "./composer.js";
import { nameCut } from "./names.js";
import { page, reader } from "./brief.js";
import { tellPasted } from "./brief-paste.js";
import { insert, useMark } from "./brief-marks.js";
import { openPicker, showChips } from "./brief-picker.js";

const SHORTEST_REST = 50, LONGEST_REST = 250;
const GOES_ON_WITHIN = 1000; // what is typed so soon after a save is one step of undo with it
const SAVE_WITHIN = 700;
const TRY_AGAIN_AFTER = 3000;
const MAX_PICTURE = 20_000_000;
const editor = $("#editor"), body = $("#editor-body");
let open = null, isChanged = false, isSaving = false, timer = 0, latest = Infinity;
let rest = LONGEST_REST, savedAt = -Infinity; // a rest is a third of what the last save took with all that follows: a slow machine saves less often

const name = () => ({ ...reader(), block: open.block, file: open.file });

function showState() {
  const state = isChanged ? t("editor.saving") : t("editor.saved");
  $("#editor-state").textContent = `${t("editor.words", { n: open.words })} · ${state}`;
}

/** Whether the file has all that was typed. Where it has not, the text stays on the page, and the status says so. */
function isSaved() {
  if (!isChanged) return true;
  editor.hidden = false;
  $("#editor-text").value = open.file;
  say(t("editor.unsaved"), "error");
  return false;
}

/** Opens a text; without a file, the one that the brief prints. */
function openText(block, file = "") {
  save();
  queue(async () => {
    if (!isSaved()) return;
    const view = await readAside("block", { ...reader(), block, ...(file && { file }) });
    if (!view || !isSaved()) return;
    open = view;
    body.value = view.body;
    editor.hidden = false;
    $("#editor-conflict").hidden = true;
    show();
    body.focus();
    body.setSelectionRange(0, 0);
    body.scrollTop = 0;
  });
}

/** In which language and direction a text is read, written and spelled. */
const setLanguage = (node, { language, direction }) => { node.lang = language; node.dir = direction; };

function show() {
  $("#editor-title").textContent = open.title;
  for (const node of [$("#editor-title"), body]) setLanguage(node, open);
  const select = $("#editor-text");
  select.replaceChildren(...open.texts.map((text) => make("option", { value: text.file },
    [text.name ? nameCut(text.name) : t("editor.own"), text.language].filter(Boolean).join(" · "))));
  select.value = open.file;
  select.parentElement.hidden = open.texts.length < 2;
  showOriginal(open.original);
  showOwnProblems();
  showForm();
  showChips(body.value, open.insertions);
  showState();
}

/** The problems of the page that are in this text. */
function showOwnProblems() {
  const own = page.view.problems.flatMap((group) => group.rows).filter((row) => row.file === open.file);
  $("#editor-problems").replaceChildren(...listProblems(own));
}

/** The words of an original, those that changed since it was translated marked. */
const markWords = (parts) => parts.map(({ kind, text }) => (kind === "same" ? text
  : make(kind === "added" ? "ins" : "del", { title: t(`original.${kind}`) }, kind === "added" ? text : ` ${text} `)));

function showOriginal(original) {
  $("#editor-original-box").hidden = !original;
  if (!original) return;
  const standing = original.standing.replace(" ", "-");
  $("#editor-standing").className = standing;
  setLanguage($("#editor-original"), original);
  $("#editor-standing span").textContent = t(`original.${standing}`);
  $("#editor-accept").hidden = standing === "current";
  $("#editor-original").replaceChildren(
    original.title.length ? make("p", { class: "original-title" }, markWords(original.title)) : "",
    make("pre", {}, markWords(original.text)));
}

function showForm() {
  const held = document.activeElement;
  if ($("#editor-form").contains(held) && held.matches("input")) { // what is being typed stays
    for (const { key, value } of open.fields) {
      const control = $(`#editor-form [name="${key}"]`);
      if (control && control !== held) control.value = value;
    }
    return;
  }
  $("#editor-form .fields").replaceChildren(...open.fields.map((field) => {
    const change = ({ target }) => setKey(field.key, target.value);
    const control = field.choices.length
      ? make("select", { name: field.key, onchange: change }, make("option", { value: "" }, t("editor.not-stated")),
          ...field.choices.map((choice) => make("option", { value: choice }, t(`sections.${choice}`))))
      : make("input", { name: field.key, disabled: field.is_fixed, onchange: change });
    control.value = field.value;
    return make("label", {}, make("span", {}, t(`editor.${field.key}`)), control);
  }), ...(open.consent ? [buildConsent(open.consent)] : []));
}

/** The consent of the people in the block. It is written once its first three texts are there, or once none is. */
function buildConsent(consent) {
  const note = make("p", { class: "quiet" }, t("editor.consent-note"));
  const inputs = Object.entries(consent).map(([key, value]) => make("input",
    { name: `consent-${key}`, type: ["until", "withdrawn"].includes(key) ? "date" : "text", value, onchange: change }));
  const labels = inputs.map((input) => make("label", {}, make("span", {}, t(`editor.${input.name}`)), input));
  function change() {
    const values = Object.fromEntries(inputs.map((input) => [input.name.replace("consent-", ""), input.value.trim()]));
    const isWhole = values.given && values.audiences && values.places;
    if (!isWhole && Object.values(values).some(Boolean)) return;
    const act = { ...name(), ...values };
    save();
    queue(() => send("set-consent", act));
  }
  return make("fieldset", {}, make("legend", {}, t("editor.consent")), note, ...labels);
}

function setKey(key, value) {
  const values = { ...name(), key, value };
  save();
  queue(() => send("set-block-key", values));
}

/** Saves what was typed, and tries again until it is saved. A file that changed elsewhere is not written over: the reader of the page decides. */
function save() {
  clearTimeout(timer);
  latest = Infinity;
  if (!open || !isChanged || !$("#editor-conflict").hidden) return;
  const text = name();  // as it was when this was typed: the page may show another reader by the time of its turn
  queue(async () => {
    if (!isChanged) return; // an earlier turn has saved it
    const typed = body.value, start = performance.now();
    let isWritten = false;
    isSaving = true;
    try {
      isWritten = await send("write-body", { ...text, base: open.base, body: typed, "goes-on": start - savedAt < GOES_ON_WITHIN });
      if (isWritten) {
        savedAt = performance.now();
        rest = Math.min(Math.max((savedAt - start) / 3, SHORTEST_REST), LONGEST_REST);
        open.body = typed;
        isChanged = body.value !== typed;
      }
      await readAgain();
    } finally {
      isSaving = false;
      // It may be no more than news of another file, which the page has seen by now; or a full disk; or no answer.
      if (!isWritten) editor.hidden = false;
      if (isChanged) wait(isWritten ? rest : TRY_AGAIN_AFTER);
    }
  });
}

/** Saves after some milliseconds without a key, and not much later while somebody goes on typing. */
function wait(milliseconds) {
  const now = Date.now();
  latest = Math.min(latest, now + Math.max(milliseconds, SAVE_WITHIN));
  clearTimeout(timer);
  timer = setTimeout(save, Math.min(milliseconds, latest - now));
}

/** Reads the text again: after each save, and when the files have changed. */
async function readAgain() {
  const view = await readAside("block", name());
  if (!view) return;
  const isOther = view.body !== open.body && view.body !== body.value;  // `open.body` is what this page read or saved last
  const base = isChanged && isOther ? open.base : view.base;
  if (isChanged && isOther) $("#editor-conflict").hidden = false;
  else if (!isChanged && isOther) body.value = view.body;
  open = { ...view, base };
  show();
}

/** Puts a picture of this machine into the library, then asks what it shows. */
document.addEventListener("picture-chosen", ({ detail }) => queue(async () => {
  const { file } = detail, megabytes = Math.ceil(file.size / 1e6);
  tellPasted();
  if (file.size > MAX_PICTURE) { tellPasted(t("paste.too-large", { n: megabytes, most: MAX_PICTURE / 1e6 })); return; }
  const token = await upload(file);
  if (!token) return;
  const taken = new Set(open.insertions.map((entry) => entry.key.replace(/\.\w+$/, "")));
  const start = file.name.replace(/\.\w+$/, "").normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40) || "picture";
  let stem = start, number = 1;
  while (taken.has(`images/${stem}`)) { number += 1; stem = `${start}-${number}`; }
  if (!(await send("add-picture", { ...name(), upload: token, stem }))) { tellPasted($("#status").textContent); return; }
  await readAgain();
  openPicker("image", open.insertions, (text) => insert(body, text), "", `images/${stem}`);
}));
document.addEventListener("block-open", ({ detail }) => openText(detail.block));
document.addEventListener("brief-shown", () => { if (open && !editor.hidden && !isSaving) queue(readAgain); }); // a save reads it itself
document.addEventListener("act-refused", () => { if (open) showForm(); });
document.addEventListener("brief-checked", () => { if (open) showOwnProblems(); });
body.addEventListener("input", () => {
  isChanged = true;
  showState();
  showChips(body.value, open.insertions);
  wait(rest);
});
body.addEventListener("blur", save);
$("#editor-text").addEventListener("change", ({ target }) => openText(open.block, target.value));
$("#editor-close").addEventListener("click", () => {
  if (!$("#editor-conflict").hidden && !isSaved()) return;
  save();
  editor.hidden = true;
  $(`[data-block="${CSS.escape(page.block)}"] .title`)?.focus();
});
$("#approve").addEventListener("submit", (event) => {
  event.preventDefault();
  const { by, role } = event.target.elements, text = name();
  save();
  queue(async () => {
    if (!isSaved()) return;
    if (await send("approve", { ...text, base: open.base, by: by.value, role: role.value })) say(t("editor.approved", { by: by.value }));
  });
});
$("#editor-accept").addEventListener("click", () => {
  const text = name();
  save();
  queue(async () => {
    if (!isSaved()) return;
    await send("accept-translation", { ...text, base: open.base });
    $("#editor-body").focus();
  });
});
$("#editor-mine").addEventListener("click", () => queue(async () => {
  const view = await readAside("block", name());
  if (!view) return;
  open.base = view.base;
  $("#editor-conflict").hidden = true;
  save();
}));
$("#editor-theirs").addEventListener("click", () => {
  isChanged = false;
  openText(open.block, open.file);
});
$("#editor-marks").addEventListener("click", ({ target }) => {
  if (target.dataset.mark) useMark(body, target.dataset.mark);
  if (target.dataset.pick) openPicker(target.dataset.pick, open.insertions, (text) => insert(body, text));
});
$("#editor-marks").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const buttons = $$("#editor-marks button"), next = buttons[buttons.indexOf(event.target) + step];
  if (!next) return;
  event.target.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
});
$("#editor-chips").addEventListener("click", ({ target }) => {
  const chip = target.closest("button");
  if (!chip) return;
  const { start, end, kind } = chip.dataset;
  openPicker(kind, open.insertions, (_, mention) => {
    body.setSelectionRange(Number(start), Number(end));
    insert(body, mention);
  }, chip.dataset.more);
});
window.addEventListener("beforeunload", (event) => {
  if (!isChanged) return;
  save();
  event.preventDefault();
});
window.addEventListener("offline", () => say(t("base.unreachable"), "error"));
