// What the program answers when something is asked about a family, a hub home or the whole plan.
import { get } from "./api.js";
import { announce, byId, el, items, quiet, redraw } from "./dom.js";
import { moveTo } from "./move.js";
import { answer, familyPath, path, store, update } from "./store.js";
import { say } from "./words.js";

let given = null;

const PLACES = {
  why: (family) => familyPath(family.id, "why"),
  suggest: (family) => familyPath(family.id, "suggest"),
  without: (family) => path("/without/" + encodeURIComponent(family.id)),
  helps: () => path("/helps"),
  today: () => path("/today"),
};

// Opens the family with the answer under it.
export function askAbout(kind, family) {
  update({ family: family.id });
  ask(kind, family);
}

export async function ask(kind, family = null) {
  const revision = store.project.revision;
  given = { kind, family, busy: true };
  show();
  announce(say("thinking"));
  const got = await answer(get(PLACES[kind](family)));
  if (given?.kind !== kind || given.family !== family) return;
  given = got ? { kind, family, revision, ...got } : null;
  show();
  byId("answer")?.querySelector("h4")?.focus({ preventScroll: true });
  byId("answer")?.scrollIntoView({ block: "nearest" });
  if (got) announce(got.sentences.slice(0, 2).join(" "));
}

// An answer belongs to the plan and the family that it was asked of.
export function answerBox(family = store.family) {
  const box = el("section", { id: "answer" });
  if (given && (given.family?.id ?? null) === family) fill(box);
  return box;
}

const show = () => byId("answer") && fill(byId("answer"));

function fill(box) {
  if (!given) return redraw(box);
  const heading = el("h4", { tabindex: "-1" }, say("answer_" + given.kind, { family: given.family?.id ?? "" }));
  if (given.busy) return redraw(box, heading, el("p", { class: "busy" }, say("thinking")));
  const old = given.revision === store.project.revision ? null : el("p", { class: "soft" }, say("answerOld"));
  return redraw(box, heading, old, given.sentences.length ? items(given.sentences) : null, rows(given.rows || []));
}

// Places that were suggested, each to be taken with one press.
function rows(list) {
  const one = (row) => {
    const c = row.constellation ? store.plan.byHub.get(row.constellation) : null;
    const go = c && given.family ? quiet(say("moveHere"), () => moveTo(store.plan.familyById.get(given.family.id), c), { "data-focus": "here " + c.hub, "aria-label": say("dragTo", { family: given.family.id, constellation: c.label }), disabled: store.running }) : null;
    return el("li", { class: row.ok === false ? "no" : null }, el("p", {}, row.text), go);
  };
  return list.length ? el("ul", { class: "offers" }, ...list.map(one)) : null;
}
