// How good the plan is: each objective in words with what is proved of it.
import { el, items, redraw } from "./dom.js";
import { store } from "./store.js";
import { say } from "./words.js";

export function drawFigures(box) {
  const { plan } = store;
  const one = (value) =>
    el("li", {}, el("h4", {}, value.title), el("p", {}, el("strong", {}, value.text)), el("p", {}, value.sentence), el("p", { class: "soft" }, value.meaning));
  return redraw(box, el("h3", {}, say("figuresTitle")), plan.summary.length ? items(plan.summary) : null, el("ol", { class: "tiers" }, ...plan.values.map(one)));
}
