// Questions about the whole plan: what would help, compared with today, which year, what it costs.
import { answerBox, ask } from "./answers.js";
import { alarm, calm, post } from "./api.js";
import { busily, button, el, quiet, redraw, underWay } from "./dom.js";
import { result } from "./job.js";
import { path, reload, store, update } from "./store.js";
import { say, typed } from "./words.js";
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
  const more = key === "rollout" ? ["first", "starts", "budget"].map((name) => el("input", { type: "text", inputmode: "decimal", id: "rollout-" + name, class: "n", autocomplete: "off", "data-focus": "rollout " + name })) : [];
  const go = async (event) => {
    const asked = { years: Number(years.value) };
    for (const field of more) {
      const value = field.value.trim() === "" ? null : typed(field.value);
      field.toggleAttribute("aria-invalid", false);
      if (Number.isNaN(value)) {
        field.setAttribute("aria-invalid", "true");
        field.focus();
        return void alarm(say("notANumber"));
      }
      asked[field.id.split("-")[1]] = value;
    }
    calm();
    const got = await busily(key, event.currentTarget, say("thinking"), (tell) => result(post(path("/" + key), asked), key, tell));
    if (!got) return;
    viewWide(say("q_" + key), got);
    await reload();
  };
  const [first, starts, budget] = more;
  const field = (name, input) => el("p", { class: "inline" }, el("label", { for: input.id }, say(name)), input);
  const optional = more.length ? [field("rolloutFirst", first), field("rolloutStarts", starts), field("rolloutBudget", budget)] : [];
  return el("div", { class: "row" }, field("years", years), ...optional, underWay(key) ?? button(say("q_" + key + "_go"), go, { class: "quiet", id: "ask-" + key, "data-focus": "q " + key }));
}
