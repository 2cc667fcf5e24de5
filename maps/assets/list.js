// The table of constellations and the card of the one that is chosen.
const PAGE = 100;
let listed = PAGE;

const COLUMNS = [
  { key: "n", title: "nr", of: (c) => c.n },
  { key: "where", title: "where", of: (c) => c.where },
  { key: "hub", title: "hubhome", of: (c) => (c.hub ? c.hub.id : "") },
  { key: "size", title: "satellites", of: (c) => c.sizeValue ?? -1, right: true },
  { key: "children", title: "children", of: (c) => c.childrenValue ?? -1, right: true },
  { key: "farthest", title: "farthest", of: (c) => c.farthest ?? -1, right: true },
].filter(
  ({ key }) =>
    (key !== "where" || constellations.some((c) => c.where)) && (key !== "hub" || constellations.some((c) => c.hub)) && (key !== "farthest" || constellations.some((c) => c.farthest !== null)),
);

// Words of ordinary length are not broken in a narrow column; longer ones may be.
const whole = (text) => (text.split(/[\s-]/).every((word) => word.length <= 10) ? "whole" : null);
const joined = (...names) => names.filter(Boolean).join(" ") || null;

const badge = (c) => el("span", { class: "badge", style: "background:" + colourOf(c), "aria-hidden": "true" }, String(c.n));
const signed = (n) => (n > 0 ? "+" + num(n) : num(n));

function sorting() {
  const column = state.o.replace("-", "");
  return { column: COLUMNS.some(({ key }) => key === column) ? column : "n", down: state.o.endsWith("-") };
}

function ordered() {
  const { column, down } = sorting();
  const { of } = COLUMNS.find(({ key }) => key === column);
  const found = constellations.filter(passes).sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    const step = typeof x === "string" ? x.localeCompare(y, view.lang, { numeric: true }) : x - y;
    return (down ? -step : step) || a.n - b.n;
  });
  return found;
}

function buildList() {
  const head = COLUMNS.map((column) => {
    const button = el("button", { type: "button", class: "sort", onclick: () => sortBy(column.key) }, say(column.title));
    return el("th", { scope: "col", class: column.right ? "right" : null, "data-column": column.key }, button);
  });
  byId("part-list").append(
    searchForm(),
    filterForm(),
    el("p", { id: "list-count", class: "count", role: "status" }),
    el(
      "table",
      { id: "list" },
      el("caption", { class: "unseen" }, say("listCaption")),
      el("thead", {}, el("tr", {}, ...head)),
      el("tbody", { id: "list-rows", onkeydown: walk }),
    ),
    el("button", { type: "button", id: "list-more", class: "quiet", onclick: showMore }),
  );
  listeners.push((now, before) => {
    const turned = Object.keys(FILTERS).some((key) => now[key] !== before[key]);
    if (turned) listed = PAGE;
    if (turned || now.o !== before.o || now.c !== before.c || now.f !== before.f || now === before) drawList(now === before || now.c !== before.c || now.f !== before.f);
  });
}

function sortBy(column) {
  const now = sorting();
  change({ o: now.column === column && !now.down ? column + "-" : column });
}

function showMore() {
  const first = listed;
  listed += PAGE;
  drawList(false);
  byId("list-rows").querySelectorAll("button.pick")[first]?.focus();
}

function drawList(reveal) {
  hover(null); // the row that was pointed at is replaced, and would never be left
  const found = ordered();
  const at = found.findIndex((c) => c.id === state.c);
  if (at >= listed) listed = Math.ceil((at + 1) / PAGE) * PAGE;
  const body = byId("list-rows");
  const focused = body.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  body.replaceChildren(...found.slice(0, listed).flatMap((c) => (c.id === state.c ? [rowOf(c), cardOf(c)] : [rowOf(c)])));
  if (!found.length && constellations.length) body.append(el("tr", {}, el("td", { colspan: COLUMNS.length }, nothingLeft("nothing"))));
  byId("list-count").textContent = say("shown", { n: num(found.length), all: num(constellations.length) });
  const more = byId("list-more");
  more.hidden = found.length <= listed;
  more.textContent = say("more", { n: num(Math.min(PAGE, found.length - listed)) });
  const { column, down } = sorting();
  for (const th of document.querySelectorAll("#list th")) {
    const sorted = th.dataset.column === column;
    if (sorted) th.setAttribute("aria-sort", down ? "descending" : "ascending");
    else th.removeAttribute("aria-sort");
  }
  if (focused) body.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  if (reveal && state.c) revealRow(body.querySelector("tr.chosen"));
}

// Scroll only the panel: the map must stay where the reader put it.
function revealRow(row) {
  const part = byId("part-list");
  if (!row) return;
  if (part.scrollHeight > part.clientHeight + 4 && getComputedStyle(part).overflowY !== "visible") {
    part.scrollTop += row.getBoundingClientRect().top - part.getBoundingClientRect().top - byId("list").tHead.offsetHeight + 1;
  }
}

// The municipality under the place, where its name says more.
function townBelow(c) {
  const town = c.hub && c.hub.town !== null ? view.municipalities[c.hub.town] : null;
  return town && !c.where.startsWith(town) ? el("span", { class: "role" }, town) : null;
}

function rowOf(c) {
  const chosen = c.id === state.c;
  const pick = el(
    "button",
    { type: "button", class: "pick", "aria-expanded": String(chosen), "data-focus": c.id },
    badge(c),
    el("span", { class: whole(c.title) }, c.title),
  );
  const off = c.off === null || c.off === 0 ? null : el("span", { class: "off" }, "\u00a0(" + signed(c.off) + ")");
  const cells = {
    n: el("th", { scope: "row" }, pick),
    where: el("td", { class: whole(c.where) }, c.where, townBelow(c)),
    hub: el("td", { class: joined("id", c.hub && whole(c.hub.id)) }, c.hub ? c.hub.id : ""),
    size: el("td", { class: "right" }, c.size, off),
    children: el("td", { class: "right" }, c.children),
    farthest: el("td", { class: "right nowrap" }, way(c.farthest)),
  };
  const toggle = () => (c.id === state.c ? change({ c: "", f: "" }) : choose(c));
  return el(
    "tr",
    { "data-c": c.id, class: chosen ? "chosen" : null, onclick: toggle, onmouseenter: () => hover(c), onmouseleave: () => hover(null), onfocusin: () => hover(c), onfocusout: () => hover(null) },
    ...COLUMNS.map(({ key }) => cells[key]),
  );
}

function walk(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.classList.contains("pick")) return;
  const picks = [...byId("list-rows").querySelectorAll("button.pick")];
  const next = picks[picks.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function facts(pairs) {
  return el("dl", { class: "facts" }, ...pairs.filter(Boolean).map(([name, value, kind]) => el("div", { class: kind }, el("dt", {}, name), el("dd", {}, value))));
}

const inFull = (c) => c.providers.map(([provider, homes]) => `${iso(view.providers[provider])} (${homes})`).join(", ");

function offInWords(c) {
  if (c.off === 0) return say("offOn");
  return c.off < 0 ? say("offUnder", { n: num(-c.off) }) : say("offOver", { n: num(c.off) });
}

function cardFacts(c) {
  return facts([
    c.hub && [say("hubhome"), c.hub.provider === null ? c.hub.id : `${iso(c.hub.id)} (${iso(providerOf(c.hub))})`],
    [say("satellitesOf"), c.size],
    [say(c.hub ? "homes" : "homesShort"), c.homes],
    [say("childrenLong"), c.children],
    c.beds !== null && [say("beds"), num(c.beds)],
    c.farthest !== null && [say("farthestLong"), about(c, c.farthest)],
    c.mean !== null && [say("mean"), about(c, c.mean)],
    c.off !== null && [say("offTarget"), offInWords(c)],
    c.providers.length > 0 && [say("providers"), inFull(c), "long"],
    c.municipalities.length > 0 && [say("municipalities"), c.municipalities.map((town) => iso(view.municipalities[town])).join(", "), "long"],
  ]);
}

function cardOf(c) {
  const members = c.members.length ? memberTable(c) : null;
  const close = el("button", { type: "button", class: "close quiet", onclick: (event) => {
    event.stopPropagation();
    change({ c: "", f: "" });
  } }, say("closeCard"));
  const card = el("section", { class: "card", style: "border-left-color:" + colourOf(c), "aria-label": say("cardOf", { constellation: c.title }), onclick: (event) => event.stopPropagation() }, el("p", { class: "sheet-head" }, badge(c), el("strong", {}, [c.title, c.where].filter(Boolean).join(" \u00b7 ")), close), cardFacts(c), members);
  return el("tr", { class: "card-row" }, el("td", { colspan: COLUMNS.length }, card));
}

function memberTable(c) {
  const cell = (text) => el("td", { class: whole(text) }, text);
  const row = (member) => {
    const chosen = member.id === state.f;
    const button = el("button", { type: "button", class: "link", "aria-pressed": String(chosen), "data-focus": "f " + member.id, onclick: () => choose(c, member) }, member.id);
    return el(
      "tr",
      { class: chosen ? "chosen" : null },
      el("th", { scope: "row", class: joined("id", whole(member.id)) }, button, member === c.hub ? el("span", { class: "role" }, say("hubhome")) : null),
      cell(member.provider === null ? "" : providerOf(member)),
      cell(member.town === null ? "" : townOf(member)),
      el("td", { class: "right" }, member.children === null ? "" : num(member.children)),
      el("td", { class: "right nowrap" }, member === c.hub ? "\u2013" : way(member.metres)),
    );
  };
  const titles = ["family", "provider", "municipality", "children", "distance"];
  return el(
    "table",
    { class: "members" },
    el("caption", { class: "unseen" }, say("membersOf", { constellation: c.title })),
    el("thead", {}, el("tr", {}, ...titles.map((title, i) => el("th", { scope: "col", class: i > 2 ? "right" : null }, say(title))))),
    el("tbody", {}, ...c.members.map(row)),
  );
}
