// Families in no constellation, and why.
let listedUnplaced = PAGE;

// Families that one change helps stand together, the largest group first; those that nothing is known to help, by reason.
const groupOf = (u) => u.group || u.reasons.join(" ");
const groupSizes = unplaced.reduce((sizes, u) => sizes.set(groupOf(u), (sizes.get(groupOf(u)) ?? 0) + 1), new Map());
const inGroups = [...unplaced].sort((a, b) => Boolean(b.group) - Boolean(a.group) || groupSizes.get(groupOf(b)) - groupSizes.get(groupOf(a)) || (groupOf(a) < groupOf(b) ? -1 : groupOf(a) > groupOf(b) ? 1 : 0));

function groupsOf(shown, all) {
  const counts = all.reduce((sizes, u) => sizes.set(groupOf(u), (sizes.get(groupOf(u)) ?? 0) + 1), new Map());
  const groups = new Map();
  for (const u of shown) {
    if (!groups.has(groupOf(u))) groups.set(groupOf(u), { helped: u.group !== "", n: counts.get(groupOf(u)), members: [] });
    groups.get(groupOf(u)).members.push(u);
  }
  return [...groups].map(([name, group]) => ({ name, ...group }));
}

// A reason is said once, above all whom it keeps out, and so is what would help where it is alike for all of them.
function unplacedGroup({ name, helped, n, members }, choosable) {
  const reasons = new Map();
  for (const u of members) reasons.set(u.reasons.join(" "), [...(reasons.get(u.reasons.join(" ")) ?? []), u]);
  const alike = !helped && members[0].remedies.length > 0 && new Set(members.map((u) => u.remedies.join(" "))).size === 1;
  const head = helped ? el("p", {}, el("strong", {}, say("groupHelps", { families: families(n) }) + " "), name) : el("p", {}, el("strong", {}, families(n)));
  const lists = [...reasons].flatMap(([reason, those]) => [
    el("p", { class: "remedy" }, reason),
    ...(alike ? remediesOf(members[0].remedies) : []),
    el("ul", { class: "unplaced" }, ...those.map((u) => unplacedItem(u, choosable, alike))),
  ]);
  return el("section", { class: "cause" }, head, ...lists);
}

function buildUnplaced() {
  byId("part-unplaced").append(
    el("p", { id: "unplaced-count", class: "count", role: "status" }),
    el("div", { id: "unplaced-rows", role: "group", "aria-label": say("unplacedCaption") }),
    el("button", { type: "button", id: "unplaced-more", class: "quiet", onclick: moreUnplaced }),
  );
  listeners.push((now, before) => {
    const turned = Object.keys(FILTERS).some((key) => now[key] !== before[key]);
    if (turned || now === before || now.f !== before.f) drawUnplaced();
  });
}

function moreUnplaced() {
  const first = listedUnplaced;
  listedUnplaced += PAGE;
  drawUnplaced();
  byId("unplaced-rows").querySelectorAll("button")[first]?.focus();
}

function drawUnplaced() {
  const found = inGroups.filter(passesUnplaced);
  const at = found.findIndex((u) => u.family.id === state.f);
  if (at >= listedUnplaced) listedUnplaced = Math.ceil((at + 1) / PAGE) * PAGE;
  const body = byId("unplaced-rows");
  const focused = body.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  const groups = groupsOf(found.slice(0, listedUnplaced), found).map((group) => unplacedGroup(group, true));
  if (!groups.length) groups.push(unplaced.length ? nothingLeft("nothingUnplaced") : el("p", { class: "empty" }, say("allPlaced")));
  body.replaceChildren(...groups);
  byId("unplaced-count").textContent = say("shownUnplaced", { n: num(found.length), all: num(unplaced.length) });
  const more = byId("unplaced-more");
  more.hidden = found.length <= listedUnplaced;
  more.textContent = say("more", { n: num(Math.min(PAGE, found.length - listedUnplaced)) });
  if (focused) body.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  body.querySelector("li.chosen")?.scrollIntoView({ block: "nearest" });
}

function remediesOf(remedies) {
  return [
    remedies.length ? el("p", { class: "remedy" }, el("strong", {}, say("remedy") + ": "), remedies[0]) : null,
    remedies.length > 1 ? el("ul", { class: "remedies" }, ...remedies.slice(1).map((remedy) => el("li", {}, remedy))) : null,
  ].filter(Boolean);
}

// What else would help is shown of the family that is chosen, and of all on paper.
function unplacedItem(u, choosable, alike) {
  const { family } = u;
  const chosen = family.id === state.f;
  const press = () => (chosen ? change({ f: "" }) : chooseUnplaced(family));
  const name = choosable
    ? el("button", { type: "button", class: "link id", "aria-pressed": String(chosen), "data-focus": family.id, onclick: press }, family.id)
    : el("strong", { class: "id" }, family.id);
  const about = [family.provider !== null && providerOf(family), family.town !== null && townOf(family)].filter(Boolean).map(iso).join(" \u00b7 ");
  const remedies = alike || (choosable && !chosen && u.group) ? [] : u.remedies;
  return el(
    "li",
    { class: choosable && chosen ? "chosen" : null },
    el("div", { class: "who" }, el("span", { class: "cross", "aria-hidden": "true" }, "\u00d7"), name, el("span", { class: "about" }, about)),
    ...remediesOf(remedies),
  );
}
