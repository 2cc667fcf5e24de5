// The plans of this project, what was changed by hand, and two plans side by side.
import { get, post } from "./api.js";
import { announce, busily, button, el, quiet, redraw, underWay } from "./dom.js";
import { result } from "./job.js";
import { answer, change, path, reload, store } from "./store.js";
import { viewWide } from "./viewer.js";
import { day, say } from "./words.js";

export function drawVersions(box) {
  const { plans } = store.project;
  const log = el("section", { id: "log" }, el("h3", {}, say("changesTitle")));
  redraw(box, el("h3", {}, say("plansTitle")), el("ul", { class: "plans" }, ...[...plans].reverse().map(line)), log, comparing());
  listChanges(log);
}

function line({ plan, name, made, summary }) {
  const now = plan === store.project.current;
  const choose = async () => {
    if (!(await change("/current", { plan }))) return;
    await reload();
    announce(say("planChosen", { name }));
  };
  return el("li", {}, el("strong", {}, name), now ? el("span", { class: "bubble" }, say("planNow")) : null, el("span", { class: "soft" }, day(made)), el("p", {}, summary), now ? null : quiet(say("planChoose"), choose, { "data-focus": "plan " + plan, disabled: store.running }));
}

// What was changed by hand since the plan; what was undone is told too, as it can be done again.
async function listChanges(box) {
  const changes = await answer(get(path("/changes")));
  if (!changes || !box.isConnected) return;
  const one = ({ text, undone }) => el("li", { class: undone ? "undone" : null }, text, undone ? el("span", { class: "soft" }, say("undoneMark")) : null);
  redraw(box, el("h3", {}, say("changesTitle")), changes.length ? el("ol", { class: "log" }, ...changes.map(one)) : el("p", { class: "soft" }, say("changesNone")));
}

function comparing() {
  const { project } = store;
  if (project.plans.length < 2 && !project.changed) return el("p", { class: "soft" }, say("compareOne"));
  const before = project.plans.filter(({ plan }) => plan !== project.current);
  const choice = (id, chosen) => el("select", { id, "data-focus": id }, ...project.plans.map(({ plan, name }) => el("option", { value: plan, selected: plan === chosen }, name)));
  const a = choice("compare-a", project.changed ? project.current : before.at(-1)?.plan);
  const b = choice("compare-b", project.current);
  const go = async (event) => {
    const got = await busily("compare", event.currentTarget, say("thinking"), () => result(post(path("/compare"), { a: a.value, b: b.value })));
    if (!got) return;
    viewWide(say("compareTitle"), got);
    await reload();
  };
  return el("div", { class: "compare" }, el("h3", {}, say("compareTitle")), el("div", { class: "row" }, el("label", { for: "compare-a" }, say("compareA")), a, el("label", { for: "compare-b" }, say("compareB")), b, underWay("compare") ?? button(say("compareGo"), go, { id: "compare", "data-focus": "compare" })));
}
