// Changes by hand: each is judged by the program, told before and after, and can be undone.
import { calm } from "./api.js";
import { announce, el, items, quiet } from "./dom.js";
import { change, patched, reload, store, update } from "./store.js";
import { count, num, say } from "./words.js";

// Asks for a change and shows what it does; ``spoken`` says it to who does not see the screen.
export async function perform(body, spoken) {
  const got = await change("/changes", body);
  return got ? taken(got, spoken) : false;
}

export const undo = () => step("/undo", "undone");
export const redo = () => step("/redo", "redone");

async function step(tail, key) {
  const what = store.project[tail.slice(1)];
  if (!what || store.running) return;
  const got = await change(tail);
  if (got) await taken(got, say(key, { what }));
}

async function taken(got, spoken) {
  calm();
  const { plan: old, project } = store;
  if (got.reload) await reload();
  else update({ project: { ...project, revision: got.revision, changed: got.changed, undo: got.undo, redo: got.redo }, plan: patched(old, got) });
  update({ change: { spoken, lines: got.before ? [...worth(got), ...sizes(old)] : [] } });
  if (document.activeElement === document.body) document.querySelector("[data-focus='changed undo']")?.focus({ preventScroll: true });
  const { broken } = store.plan;
  announce([spoken, broken.length ? count("breaks", broken.length) : say("keepsRules")].join(" "));
  return true;
}

// Each objective that changed, before and after; where rounding hides the change, which way it went.
function worth({ before, after, direction }) {
  const old = new Map(before.values.map((value) => [value.key, value.text]));
  const line = ({ key, title, text }) =>
    old.get(key) === text ? say(direction[key] > 0 ? "slightlyMore" : "slightlyLess", { title, text }) : say("fromTo", { title, before: old.get(key), after: text });
  return after.values.filter(({ key }) => direction[key]).map(line);
}

function sizes(old) {
  const differs = store.plan.constellations.map((c) => [old.byHub.get(c.hub), c]).filter(([was, c]) => was && was.size !== c.size);
  return differs.map(([was, c]) => say("fromToHomes", { constellation: c.label, before: was.size, after: c.size, children: num(c.children + c.children_hub) }));
}

// The last change: travel and sizes before and after.
export function whatChanged() {
  const { change: last, project } = store;
  if (!last) return null;
  return el(
    "div",
    { class: "changed" },
    el("p", {}, el("strong", {}, last.spoken)),
    last.lines.length ? items(last.lines) : null,
    el("div", { class: "row" }, quiet(say("undo"), undo, { "data-focus": "changed undo", disabled: !project.undo }), quiet(say("close"), () => update({ change: null }), { "data-focus": "changed close" })),
  );
}

// Ctrl-Z and Ctrl-Y work everywhere but in a field, which has an undo of its own.
export function shortcuts() {
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || !store.project || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input:not([type=checkbox], [type=range], [type=radio]), textarea")) return;
    const key = event.key.toLowerCase();
    const act = key === "y" || (key === "z" && event.shiftKey) ? redo : key === "z" ? undo : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
}
