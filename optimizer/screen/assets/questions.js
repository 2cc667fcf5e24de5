// Questions about the whole plan: what would help, compared with today, which year, what it costs.
import { answerBox, ask } from "./answers.js";
import { post } from "./api.js";
import { announce, button, el, quiet, redraw } from "./dom.js";
import { result } from "./job.js";
import { path, store, update } from "./store.js";
import { say } from "./words.js";
import { viewWide } from "./viewer.js";

export function drawQuestions(box) {
  const one = (key, control) => el("section", { class: "question" }, el("h3", {}, say("q_" + key)), el("p", {}, say("q_" + key + "_how")), control);
  const asked = (key) => quiet(say("q_" + key + "_go"), () => ask(key), { id: "ask-" + key, "data-focus": "q " + key });
  redraw(
    box,
    one("helps", asked("helps")),
    one("today", asked("today")),
    answerBox(null),
    one("rollout", page("rollout")),
    one("costs", page("costs")),
  );
  if (store.asked) {
    const kind = store.asked;
    update({ asked: null });
    ask(kind);
  }
  return null;
}

// A roll-out and costs are pages and workbooks of their own, written in the folder of the project.
function page(key) {
  const years = el("input", { type: "number", id: key + "-years", min: 1, max: 10, value: 3, class: "n", "data-focus": key + " years" });
  const go = async () => {
    announce(say("thinking"));
    const got = await result(post(path("/" + key), { years: Number(years.value) }));
    if (got) viewWide(say("q_" + key), got.url);
  };
  return el("div", { class: "row" }, el("label", { for: years.id }, say("years")), years, button(say("q_" + key + "_go"), go, { class: "quiet", id: "ask-" + key, "data-focus": "q " + key }));
}
