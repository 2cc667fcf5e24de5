// Constellations: homes and children against their limits, and the card of the one that is chosen.
import { perform } from "./changes.js";
import { colourOf } from "./colours.js";
import { button, el, quiet, redraw } from "./dom.js";
import { draggable } from "./drag.js";
import { isFull, moveDialog, ofMost } from "./move.js";
import { store, update } from "./store.js";
import { num, say } from "./words.js";
import { askAbout } from "./answers.js";

const PAGE = 100;
const KINDS = { all: () => true, room: (c) => !isFull(c), full: isFull, broken: (c) => c.violations.length > 0 };
let listed = PAGE;
let sought = "";
let kind = "all";

export const badge = (c) => el("span", { class: "badge", css: { background: colourOf(c) }, "aria-hidden": "true" }, String(c.number));

export function drawList(box) {
  const { plan } = store;
  if (!plan.constellations.length) {
    redraw(box, el("p", { class: "empty" }, say("listNone")));
    return;
  }
  const text = sought.trim().toLowerCase();
  const holds = (c) => !text || `${c.label} ${c.hub}`.toLowerCase().includes(text) || c.members.some((id) => id.toLowerCase().includes(text));
  const found = plan.constellations.filter((c) => KINDS[kind](c) && holds(c));
  const at = found.findIndex((c) => c.hub === store.constellation);
  if (at >= listed) listed = Math.ceil((at + 1) / PAGE) * PAGE;
  const shown = found.slice(0, listed);
  const again = () => drawList(box);
  const head = ["constellation", "size", "children", "farthest"].map((key) => el("th", { scope: "col", class: key === "constellation" ? null : "right" }, say("col_" + key)));
  const rows = shown.flatMap((c) => (c.hub === store.constellation ? [rowOf(c), cardOf(c)] : [rowOf(c)]));
  redraw(
    box,
    tools(again),
    el("p", { class: "count", role: "status" }, say("shown", { n: num(found.length), all: num(plan.constellations.length) })),
    el("table", { id: "constellations" }, el("caption", { class: "unseen" }, say("listCaption")), el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows)),
    found.length ? null : el("p", { class: "empty" }, say("nothing")),
    found.length > listed ? quiet(say("more", { n: num(Math.min(PAGE, found.length - listed)) }), () => { listed += PAGE; again(); }, { "data-focus": "list more" }) : null,
  );
}

function tools(again) {
  const search = el("input", { type: "search", id: "search-list", value: sought, autocomplete: "off", "data-focus": "search-list" });
  search.addEventListener("input", () => {
    sought = search.value;
    listed = PAGE;
    const place = search.selectionStart;
    again();
    document.getElementById("search-list").setSelectionRange(place, place);
  });
  const choice = el("select", { id: "kind", "data-focus": "kind" }, ...Object.keys(KINDS).map((key) => el("option", { value: key, selected: key === kind }, say("kind_" + key))));
  choice.addEventListener("change", () => {
    kind = choice.value;
    listed = PAGE;
    again();
  });
  return el("div", { class: "filters" }, el("p", {}, el("label", { for: "search-list" }, say("searchList")), search), el("p", {}, el("label", { for: "kind" }, say("kind")), choice));
}

function limit(n, most) {
  if (most === null || most === undefined) return num(n);
  const over = n > most;
  return [el("span", { class: over ? "over" : null }, ofMost(n, most)), el("span", { class: "meter", "aria-hidden": "true" }, el("span", { class: over ? "over" : null, css: { width: `${Math.min(100, (100 * n) / Math.max(1, most))}%` } }))];
}

function rowOf(c) {
  const chosen = c.hub === store.constellation;
  const toggle = () => update({ constellation: chosen ? null : c.hub });
  const pick = el("button", { type: "button", class: "pick", "aria-expanded": String(chosen), "data-focus": "c " + c.hub }, badge(c), el("span", {}, c.label));
  return el(
    "tr",
    { "data-c": c.hub, class: [chosen ? "chosen" : "", c.violations.length ? "bad" : ""].join(" ").trim() || null, onclick: toggle },
    el("th", { scope: "row" }, pick, el("span", { class: "role" }, say("hubIs", { family: c.hub })), ...c.violations.map((text) => el("span", { class: "breach" }, text))),
    el("td", { class: "right" }, limit(c.size, c.size_max)),
    el("td", { class: "right" }, c.children_max === null ? num(c.children + c.children_hub) : limit(c.children, c.children_max), c.children_max !== null && c.children_hub ? el("span", { class: "role" }, say("childrenHub", { n: num(c.children_hub) })) : null),
    el("td", { class: "right" }, c.farthest ?? "\u2013"),
  );
}

function cardOf(c) {
  const members = [c.hub, ...c.members].map((id) => store.plan.familyById.get(id)).filter(Boolean);
  const card = el("section", { class: "card", css: { "border-left-color": colourOf(c) }, "aria-label": say("cardOf", { constellation: c.label }) }, nameForm(c), actions(c), memberTable(c, members));
  return el("tr", { class: "card-row" }, el("td", { colspan: 4 }, card));
}

function nameForm(c) {
  const name = el("input", { type: "text", id: "constellation-name", value: c.name || "", maxlength: 60, autocomplete: "off", "data-focus": "name " + c.hub });
  const keep = (event) => {
    event.preventDefault();
    perform({ kind: "name", constellation: c.hub, name: name.value.trim() }, say("didName", { name: name.value.trim() || c.label }));
  };
  return el("form", { class: "name-form", onsubmit: keep }, el("label", { for: name.id }, say("constellationName")), el("span", { class: "search-row" }, name, el("button", { type: "submit", class: "quiet", "data-focus": "keep name" }, say("keep"))));
}

function actions(c) {
  const hub = store.plan.familyById.get(c.hub);
  return el(
    "div",
    { class: "row" },
    quiet(say("aboutHub"), () => update({ family: c.hub }), { "data-focus": "hub " + c.hub }),
    quiet(say("askWithout"), () => askAbout("without", hub), { "data-focus": "without " + c.hub }),
    quiet(say("stop"), () => perform({ kind: "stop", constellation: c.hub }, say("didStop", { constellation: c.label })), { disabled: store.running, "data-focus": "stop " + c.hub }),
  );
}

function memberTable(c, members) {
  const titles = ["family", "from", "children", "distance", "change"];
  const row = (member) => {
    const hub = member.id === c.hub;
    const open = button(member.id, () => update({ family: member.id }), { class: "link", "data-focus": "f " + member.id });
    const line = el(
      "tr",
      { class: hub ? null : "grab", "data-family": member.id },
      el("th", { scope: "row", class: "id" }, open, hub ? el("span", { class: "role" }, say("hubhome")) : null, member.pinned ? el("span", { class: "role" }, say("pinned")) : null),
      el("td", {}, [member.provider, member.municipality].filter(Boolean).join(", ")),
      el("td", { class: "right" }, member.children === null ? "" : num(member.children)),
      el("td", { class: "right" }, hub ? "\u2013" : member.distance),
      el("td", {}, hub ? null : quiet(say("moveTo"), () => moveDialog(member), { class: "link", "aria-label": say("moveTitle", { family: member.id }), disabled: store.running, "data-focus": "m " + member.id })),
    );
    if (!hub) line.addEventListener("mousedown", (event) => event.target.closest("button, input") || draggable(member, event));
    if (!hub) line.addEventListener("dragstart", (event) => event.preventDefault());
    return line;
  };
  return el("table", { class: "members" }, el("caption", { class: "unseen" }, say("membersOf", { constellation: c.label })), el("thead", {}, el("tr", {}, ...titles.map((key) => el("th", { scope: "col" }, say("mem_" + key))))), el("tbody", {}, ...members.map(row)));
}
