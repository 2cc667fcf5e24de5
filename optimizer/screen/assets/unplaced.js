// Families in no constellation, and why.
import { askAbout } from "./answers.js";
import { button, el, quiet, redraw } from "./dom.js";
import { draggable } from "./drag.js";
import { moveDialog } from "./move.js";
import { store, update } from "./store.js";
import { num, say } from "./words.js";

const PAGE = 100;
let listed = PAGE;

export function drawUnplaced(box) {
  const { plan } = store;
  const all = plan.unplaced;
  if (!all.length) {
    redraw(box, el("p", { class: "empty" }, say("allPlaced")));
    return;
  }
  redraw(
    box,
    el("p", { class: "lead" }, say("unplacedHow")),
    el("div", { class: "row" }, quiet(say("askHelps"), () => update({ tab: "questions", asked: "helps" }), { "data-focus": "helps" })),
    el("ul", { class: "unplaced", "aria-label": say("unplacedCaption") }, ...all.slice(0, listed).map(line)),
    all.length > listed ? quiet(say("more", { n: num(Math.min(PAGE, all.length - listed)) }), () => { listed += PAGE; drawUnplaced(box); }, { "data-focus": "unplaced more" }) : null,
  );
}

function line(one) {
  const family = store.plan.familyById.get(one.id);
  const about = [family.provider, family.municipality].filter(Boolean).join(", ");
  const row = el(
    "li",
    { class: "grab", "data-family": one.id },
    el("div", { class: "who" }, el("span", { class: "cross", "aria-hidden": "true" }, "\u00d7"), button(one.id, () => update({ family: one.id }), { class: "link id", "data-focus": "f " + one.id }), el("span", { class: "about" }, about)),
    ...one.reasons.map((reason) => el("p", {}, reason)),
    one.remedies.length ? el("p", { class: "remedy" }, el("strong", {}, say("remedy") + ": "), one.remedies[0]) : null,
    one.remedies.length > 1 ? el("ul", { class: "remedies" }, ...one.remedies.slice(1).map((remedy) => el("li", {}, remedy))) : null,
    el(
      "div",
      { class: "row" },
      quiet(say("moveTo"), () => moveDialog(family), { class: "link", "aria-label": say("moveTitle", { family: one.id }), disabled: store.running || !store.plan.constellations.length, "data-focus": "m " + one.id }),
      quiet(say("askSuggest"), () => askAbout("suggest", family), { class: "link", "data-focus": "s " + one.id }),
    ),
  );
  row.addEventListener("mousedown", (event) => event.target.closest("button") || draggable(family, event));
  return row;
}
