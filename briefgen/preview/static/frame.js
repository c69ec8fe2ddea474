// Follows the events of the server: shows the problems, and loads the document again when there is a newer one.
const frame = document.getElementById("document");
const state = document.getElementById("state");
const list = document.getElementById("problems");
let made = 0;

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

function describe(news) {
  if (news.made !== news.version) {
    return news.made ? "an error: this is the last version without one" : "an error: there is no version yet";
  }
  const failed = news.problems.some((problem) => problem.severity === "error");
  return failed ? "as the files are now, but it cannot be built yet" : "as the files are now";
}

function show(news) {
  document.title = "Preview: " + news.title;
  document.getElementById("title").textContent = news.title;
  list.replaceChildren(...news.problems.map((problem) => {
    const item = document.createElement("li");
    item.className = problem.severity;
    item.append(line("b", problem.severity + ": "), problem.text);
    item.append(...problem.hints.map((hint) => line("div", "hint: " + hint)));
    return item;
  }));
  state.textContent = describe(news);
  if (news.made && news.made !== made) {
    if (made) frame.contentWindow.location.reload(); else frame.src = "document";
    made = news.made;
  }
}

const events = new EventSource("events");
events.onmessage = (event) => show(JSON.parse(event.data));
events.onerror = () => { state.textContent = "the preview has ended, or is being started again"; };
