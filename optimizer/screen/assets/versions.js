// The plans of this project, what was changed by hand, and two plans side by side.
import { get, post } from "./api.js";
import { announce, button, el, redraw } from "./dom.js";
import { result } from "./job.js";
import { answer, path, store } from "./store.js";
import { day, say } from "./words.js";
import { viewer } from "./viewer.js";

let compared = null;

export function drawVersions(box) {
  const { project } = store;
  const line = (plan) =>
    el("li", {}, el("strong", {}, plan.name), plan.plan === project.current ? el("span", { class: "bubble" }, say("planNow")) : null, el("span", { class: "soft" }, day(plan.made)), el("p", {}, plan.summary));
  const log = el("section", { id: "log" }, el("h3", {}, say("changesTitle")), el("p", { class: "soft" }, say("changesNone")));
  redraw(box, el("h3", {}, say("plansTitle")), el("ul", { class: "plans" }, ...project.plans.map(line)), comparing(box), log, compared ? viewer(say("compareTitle"), compared) : null);
  return list(log);
}

// What was changed by hand since the plan; undone changes are told too, as they can be done again.
async function list(log) {
  const changes = await answer(get(path("/changes")));
  if (!changes?.length || !log.isConnected) return;
  redraw(log, el("h3", {}, say("changesTitle")), el("ol", { class: "log" }, ...changes.map((one) => el("li", { class: one.undone ? "undone" : null }, one.text, one.undone ? el("span", { class: "soft" }, say("undoneMark")) : null))));
}

function comparing(box) {
  const { project } = store;
  if (project.plans.length < 2 && !project.undo) return el("p", { class: "soft" }, say("compareOne"));
  const before = project.plans.filter(({ plan }) => plan !== project.current);
  const choice = (id, chosen) => el("select", { id, "data-focus": id }, ...project.plans.map(({ plan, name }) => el("option", { value: plan, selected: plan === chosen }, name)));
  const a = choice("compare-a", before.at(-1)?.plan);
  const b = choice("compare-b", project.current);
  const go = async () => {
    announce(say("thinking"));
    const got = await result(post(path("/compare"), { a: a.value, b: b.value }));
    if (!got) return;
    compared = got.url;
    drawVersions(box);
    announce(say("compareReady"));
  };
  return el("div", { class: "compare" }, el("h3", {}, say("compareTitle")), el("div", { class: "row" }, el("label", { for: "compare-a" }, say("compareA")), a, el("label", { for: "compare-b" }, say("compareB")), b, button(say("compareGo"), go, { id: "compare", "data-focus": "compare" })));
}
