// One family: where it is, what can be changed, and what can be asked.
import { answerBox, askAbout } from "./answers.js";
import { perform } from "./changes.js";
import { el, quiet, redraw } from "./dom.js";
import { moveDialog, takeOut } from "./move.js";
import { store, update } from "./store.js";
import { num, say } from "./words.js";

const ROLES = { free: "hub_free", required: "hub_required", barred: "hub_barred" };
const CANDIDATES = ["candidate", "required", "only"];

export function drawFamily(box, id, fresh) {
  const family = store.plan.familyById.get(id);
  const home = family.constellation ? store.plan.byHub.get(family.constellation) : null;
  const heading = el("h3", { id: "family-title", tabindex: "-1" }, say("familyTitle", { family: id }));
  redraw(
    box,
    quiet(say("backToList"), () => update({ family: null }), { "data-focus": "back", class: "quiet" }),
    heading,
    el("p", { class: "where" }, where(family, home)),
    facts(family, home),
    el("h4", {}, say("canChange")),
    actions(family, home),
    roles(family),
    el("h4", {}, say("canAsk")),
    questions(family, home),
    answerBox(),
  );
  if (fresh) heading.focus({ preventScroll: true });
}

function where(family, home) {
  if (!home) return store.plan.lostById.get(family.id)?.reasons.join(" ") || say("foundUnplaced", { family: family.id });
  return say(home.hub === family.id ? "foundHub" : "foundIn", { family: family.id, constellation: home.label });
}

function facts(family, home) {
  const before = family.moved_from ? store.plan.byHub.get(family.moved_from)?.label ?? String(family.moved_from) : null;
  const pairs = [
    ["provider", family.provider],
    ["municipality", family.municipality],
    ["childrenLong", family.children === null ? null : num(family.children)],
    ["distanceHub", home && home.hub !== family.id ? family.distance : null],
    ["before", before],
    ["pinnedTitle", family.pinned ? say("yes") : null],
  ];
  return el("dl", { class: "facts" }, ...pairs.filter(([, text]) => text).map(([key, text]) => el("div", {}, el("dt", {}, say(key)), el("dd", {}, text))));
}

function actions(family, home) {
  const hub = home?.hub === family.id;
  const act = (key, body, did) => quiet(say(key), () => perform({ family: family.id, ...body }, say(did, { family: family.id })), { disabled: store.running, "data-focus": "act " + key });
  return el(
    "div",
    { class: "row" },
    hub || !store.plan.constellations.length ? null : quiet(say("moveTo"), () => moveDialog(family), { disabled: store.running, "data-focus": "act move" }),
    home && !hub ? quiet(say("takeOut"), () => takeOut(family), { disabled: store.running, "data-focus": "act out" }) : null,
    home ? (family.pinned ? act("unpin", { kind: "unpin" }, "didUnpin") : act("pin", { kind: "pin" }, "didPin")) : null,
    CANDIDATES.includes(family.hub_role) && !hub ? act("startHere", { kind: "start" }, "didStart") : null,
    hub ? quiet(say("stop"), () => perform({ kind: "stop", constellation: home.hub }, say("didStop", { constellation: home.label })), { disabled: store.running, "data-focus": "act stop" }) : null,
  );
}

// Whether it must or may not be a hub home in the next plan; only a family that could be one has the choice.
function roles(family) {
  if (family.hub_role === "no") return null;
  const now = { required: "required", declined: "barred" }[family.hub_role] ?? "free";
  const choice = (role) => {
    const input = el("input", { type: "radio", name: "role", id: "role-" + role, checked: role === now, disabled: store.running, "data-focus": "role " + role });
    input.addEventListener("change", () => perform({ kind: ROLES[role], family: family.id }, say("did_" + role, { family: family.id })));
    return el("div", { class: "check" }, input, el("label", { for: input.id }, say("role_" + role)));
  };
  return el("fieldset", { class: "roles" }, el("legend", {}, say("roleTitle")), ...Object.keys(ROLES).map(choice));
}

function questions(family, home) {
  const ask = (kind, key) => quiet(say(key), () => askAbout(kind, family), { "data-focus": "ask " + kind });
  return el("div", { class: "row" }, ask("why", home ? "askWhyHere" : "askWhyNot"), ask("suggest", "askSuggest"), home?.hub === family.id ? ask("without", "askWithout") : null);
}
