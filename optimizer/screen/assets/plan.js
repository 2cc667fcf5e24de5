// The plan: what can be done with it above, the map beside the list, and what is asked about it.
import { redo, undo, whatChanged } from "./changes.js";
import { byId, el, quiet, redraw } from "./dom.js";
import { drawFamily } from "./family.js";
import { drawFigures } from "./figures.js";
import { drawList } from "./list.js";
import { planMap } from "./map.js";
import { drawQuestions } from "./questions.js";
import { searching } from "./search.js";
import { listen, store, update } from "./store.js";
import { drawUnplaced } from "./unplaced.js";
import { drawVersions } from "./versions.js";
import { num, say } from "./words.js";

const TABS = { list: drawList, unplaced: drawUnplaced, figures: drawFigures, versions: drawVersions, questions: drawQuestions };

export function drawPlan(main) {
  const { project } = store;
  if (!project.families.joining) {
    main.append(el("h2", { tabindex: "-1" }, say("step_plan")), el("p", { class: "alarm" }, say("nobodyJoins")));
    return null;
  }
  if (!project.current) return first(main);
  const searchBox = el("section", { id: "search", "aria-labelledby": "search-title" });
  const bar = el("div", { id: "bar", role: "group", "aria-label": say("bar") });
  const frame = el("div", { id: "frame" }, el("div", { id: "map" }), el("div", { id: "map-tools" }));
  const mapSide = el("section", { id: "map-side", "aria-labelledby": "map-title" }, el("h2", { id: "map-title", class: "unseen" }, say("map")), frame, el("div", { id: "legend" }), el("p", { id: "attribution" }));
  const panel = el("section", { id: "panel", "aria-labelledby": "panel-title" }, el("h2", { id: "panel-title", class: "unseen" }, say("parts")), el("div", { id: "changed" }), el("div", { id: "broken" }), el("div", { id: "tabs", role: "tablist", "aria-label": say("parts") }), el("div", { id: "part", role: "tabpanel", tabindex: "0" }));
  main.append(el("h2", { id: "plan-title", class: "unseen", tabindex: "-1" }, say("step_plan")), el("div", { class: "top-line" }, bar, searchBox), el("div", { class: "split" }, mapSide, panel));
  const map = planMap(byId("map"), byId("map-tools"), byId("legend"), byId("attribution"));
  const stopSearch = searching(searchBox);
  const show = (now, before) => {
    toolbar(bar);
    redraw(byId("changed"), whatChanged());
    redraw(byId("broken"), broken());
    tabs();
    part(now, before);
    map.refresh(now, before);
  };
  const forget = listen(show);
  show(store, store);
  return () => {
    forget();
    stopSearch();
    map.close();
  };
}

// Before there is a plan, there is one thing to do.
function first(main) {
  const box = el("section", { id: "search", class: "first box", "aria-labelledby": "search-title" });
  main.append(box);
  const stop = searching(box);
  const forget = listen((now) => {
    if (!now.project.current) return;
    forget();
    stop();
    main.replaceChildren();
    leaveFirst = drawPlan(main);
    byId("plan-title").focus();
  });
  let leaveFirst = null;
  return () => {
    forget();
    stop();
    leaveFirst?.();
  };
}

function toolbar(bar) {
  const { project, plan, running } = store;
  const tool = (key, act, on, attributes = {}) => quiet(say(key), act, { disabled: !on || running, "data-focus": "bar " + key, ...attributes });
  redraw(
    bar,
    tool("undo", undo, project.undo, { "aria-keyshortcuts": "Control+Z", title: project.undo && say("undoKeys", { what: project.undo }) }),
    tool("redo", redo, project.redo, { "aria-keyshortcuts": "Control+Y", title: project.redo && say("redoKeys", { what: project.redo }) }),
    el("span", { class: "verdict " + (plan.broken.length ? "bad" : "good") }, say(plan.broken.length ? "verdictBroken" : "verdictGood")),
    project.settings_changed ? el("span", { class: "soft" }, say("settingsOld")) : null,
  );
}

function tabs() {
  const bubbles = { unplaced: store.plan.unplaced.length, list: store.plan.constellations.length };
  const keys = Object.keys(TABS);
  const choose = (key) => update({ tab: key, family: null });
  const one = (key) =>
    el(
      "button",
      { type: "button", role: "tab", id: "tab-" + key, "aria-controls": "part", "aria-selected": String(store.tab === key), tabindex: store.tab === key ? 0 : -1, "data-focus": "tab " + key, onclick: () => choose(key) },
      say("tab_" + key),
      bubbles[key] ? el("span", { class: "bubble" }, num(bubbles[key])) : null,
    );
  const bar = byId("tabs");
  redraw(bar, keys.map(one));
  byId("part").setAttribute("aria-labelledby", "tab-" + store.tab);
  bar.onkeydown = (event) => {
    const at = keys.indexOf(store.tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: keys.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = keys[(to + keys.length) % keys.length];
    choose(next);
    byId("tab-" + next).focus();
  };
}

// A chosen family stands in place of the list it was chosen from.
function part(now, before) {
  const box = byId("part");
  const fresh = now.family !== before.family || now.tab !== before.tab || now === before;
  if (fresh) box.scrollTop = 0;
  if (now.family) drawFamily(box, now.family, fresh);
  else TABS[now.tab](box);
  if (before.family && !now.family && !document.activeElement?.closest("#tabs")) (box.querySelector(`[data-focus="${CSS.escape("f " + before.family)}"]`) || box).focus();
}

// The rules that the plan breaks, in red, where every part shows them.
function broken() {
  const { plan } = store;
  if (!plan.broken.length) return null;
  const first = plan.broken.slice(0, 3);
  const more = plan.broken.slice(3);
  const line = (one) => el("li", {}, one.text);
  return el(
    "div",
    { class: "broken", role: "group", "aria-label": say("brokenTitle") },
    el("strong", {}, say("brokenTitle")),
    el("ul", {}, ...first.map(line)),
    more.length ? el("details", {}, el("summary", {}, say("brokenMore", { n: num(more.length) })), el("ul", {}, ...more.map(line))) : null,
  );
}
