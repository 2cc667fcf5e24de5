// Families in no constellation, and why.
let listedUnplaced = PAGE;

function buildUnplaced() {
  byId("part-unplaced").append(
    el("p", { id: "unplaced-count", class: "count", role: "status" }),
    el("ul", { id: "unplaced-rows", class: "unplaced", "aria-label": say("unplacedCaption") }),
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
  const found = unplaced.filter(passesUnplaced);
  const at = found.findIndex((u) => u.family.id === state.f);
  if (at >= listedUnplaced) listedUnplaced = Math.ceil((at + 1) / PAGE) * PAGE;
  const body = byId("unplaced-rows");
  const focused = body.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  const items = found.slice(0, listedUnplaced).map((u) => unplacedItem(u, true));
  if (!items.length) items.push(el("li", { class: "empty" }, say(unplaced.length ? "nothingUnplaced" : "allPlaced")));
  body.replaceChildren(...items);
  byId("unplaced-count").textContent = say("shownUnplaced", { n: num(found.length), all: num(unplaced.length) });
  const more = byId("unplaced-more");
  more.hidden = found.length <= listedUnplaced;
  more.textContent = say("more", { n: num(Math.min(PAGE, found.length - listedUnplaced)) });
  if (focused) body.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  body.querySelector("li.chosen")?.scrollIntoView({ block: "nearest" });
}

function unplacedItem(u, choosable) {
  const { family } = u;
  const chosen = family.id === state.f;
  const press = () => (chosen ? change({ f: "" }) : chooseUnplaced(family));
  const name = choosable
    ? el("button", { type: "button", class: "link id", "aria-pressed": String(chosen), "data-focus": family.id, onclick: press }, family.id)
    : el("strong", { class: "id" }, family.id);
  const about = [family.provider !== null && providerOf(family), family.town !== null && townOf(family)].filter(Boolean).map(iso).join(" \u00b7 ");
  return el(
    "li",
    { class: choosable && chosen ? "chosen" : null },
    el("div", { class: "who" }, el("span", { class: "cross", "aria-hidden": "true" }, "\u00d7"), name, el("span", { class: "about" }, about)),
    ...u.reasons.map((reason) => el("p", {}, reason)),
    u.remedies.length ? el("p", { class: "remedy" }, el("strong", {}, say("remedy") + ": "), u.remedies[0]) : null,
    u.remedies.length > 1 ? el("ul", { class: "remedies" }, ...u.remedies.slice(1).map((remedy) => el("li", {}, remedy))) : null,
  );
}
