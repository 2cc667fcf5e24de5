// Changes by hand: each is judged by the program, told before and after, and can be undone.
import { announce, el, quiet } from "./dom.js";
import { change, indexed, reload, store, update } from "./store.js";
import { count, say } from "./words.js";
import { calm } from "./api.js";

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
  if (got.plan && got.state) update({ project: got.state, plan: indexed(got.plan), change: { ...got, spoken } });
  else {
    await reload();
    update({ change: { ...got, spoken } });
  }
  const fresh = (got.broken || []).length;
  announce([spoken, fresh ? count("breaks", fresh) : say("keepsRules")].filter(Boolean).join(" "));
  return true;
}

// The last change: travel and sizes before and after.
export function whatChanged() {
  const { change: last } = store;
  if (!last || !store.project.undo) return null;
  const before = new Map((last.before || []).map((value) => [value.key, value]));
  const turned = (last.after || []).filter((value) => before.get(value.key)?.text !== value.text);
  const lines = turned.map((value) => el("li", {}, say("fromTo", { title: value.title, before: before.get(value.key)?.text ?? "\u2013", after: value.text })));
  const sizes = (last.touched || []).map((c) => el("li", {}, say("fromToHomes", { constellation: c.label, before: c.size_before, after: c.size_after, children: c.children_after })));
  return el(
    "div",
    { class: "changed" },
    el("p", {}, el("strong", {}, last.spoken)),
    lines.length + sizes.length ? el("ul", {}, lines, sizes) : null,
    el("div", { class: "row" }, quiet(say("undo"), undo, { "data-focus": "changed undo", disabled: !store.project.undo }), quiet(say("close"), () => update({ change: null }), { "data-focus": "changed close" })),
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
