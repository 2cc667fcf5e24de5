// What is printed: made when printing starts, from the whole plan, drawn as vectors for A4 and A3.
const SHEET = { width: 1000, height: 600, edge: 36 };
const MANY_ON_PAPER = 3000;
const MANY_UNPLACED = 400;

function paper() {
  window.addEventListener("beforeprint", () => byId("paper").replaceChildren(...sheets()));
  window.addEventListener("afterprint", () => byId("paper").replaceChildren());
}

// Mercator, scaled to the sheet.
function projection(bounds) {
  const corner = map.project(bounds.getNorthWest(), 12);
  const other = map.project(bounds.getSouthEast(), 12);
  const wide = Math.max(1, other.x - corner.x);
  const high = Math.max(1, other.y - corner.y);
  const scale = Math.min((SHEET.width - 2 * SHEET.edge) / wide, (SHEET.height - 2 * SHEET.edge) / high, 1.2);
  const dx = (SHEET.width - wide * scale) / 2;
  const dy = (SHEET.height - high * scale) / 2;
  return (at) => {
    const spot = map.project(at, 12);
    return [dx + (spot.x - corner.x) * scale, dy + (spot.y - corner.y) * scale].map((pixel) => Math.round(pixel * 10) / 10);
  };
}

// The whole plan, or a selection of it.
function paperMap({ list: drawn, lost } = { list: constellations, lost: unplaced }) {
  const spots = [...drawn.flatMap((c) => c.spots), ...lost.map((u) => u.family.at).filter(Boolean)];
  const bounds = drawn === constellations || !spots.length ? wholeBounds : L.latLngBounds(spots);
  if (!bounds.isValid()) return null;
  const at = projection(bounds);
  const points = (spots) => spots.map((spot) => at(spot).join(",")).join(" ");
  const path = (polygon) => polygon.map((ring) => "M" + pairsOf(ring).map((spot) => at(spot).join(" ")).join("L") + "Z").join("");
  const areas = view.areas.map((area) => svg("path", { d: area.rings.map(path).join(""), class: ["paper-area", view.schematic && "schematic", shadeOf(area)].filter(Boolean).join(" ") }));
  const detailed = drawn.reduce((n, c) => n + c.members.length, 0) <= MANY_ON_PAPER;
  const hulls = drawn.filter((c) => c.hull.length > 1).map((c) =>
    svg("polygon", { points: points(c.hull), fill: colourOf(c), "fill-opacity": 0.13, stroke: colourOf(c), "stroke-width": 1.6, "stroke-dasharray": dashOf(c), "stroke-linejoin": "round" }),
  );
  const dots = (detailed ? drawn : []).flatMap((c) =>
    c.satellites.filter((m) => m.at).map((m) => {
      const [cx, cy] = at(m.at);
      return svg("circle", { cx, cy, r: 3.4, fill: colourOf(c), stroke: "#fff", "stroke-width": 0.9 });
    }),
  );
  const crosses = lost.filter((u) => u.family.at).map((u) => {
    const [x, y] = at(u.family.at);
    if (lost.length > MANY_UNPLACED) return svg("circle", { cx: x, cy: y, r: 1.1, fill: "none", stroke: "#8a1c1c", "stroke-width": 0.6 });
    const d = `M${x - 3.5} ${y - 3.5}L${x + 3.5} ${y + 3.5}M${x + 3.5} ${y - 3.5}L${x - 3.5} ${y + 3.5}`;
    return svg("path", { d, stroke: "#8a1c1c", "stroke-width": 2, fill: "none" });
  });
  const small = drawn.length > 200;
  const aside = small ? null : paperAside(at, drawn);
  const hubs = drawn.filter((c) => c.middle).flatMap((c) => {
    const [x, y] = aside ? aside.get(c) : at(c.middle);
    if (small) return [svg("rect", { x: x - 2.5, y: y - 2.5, width: 5, height: 5, fill: colourOf(c), stroke: "#fff", "stroke-width": 0.5 })];
    const wide = 12 + 5.5 * String(c.n).length;
    return [
      svg("rect", { x: x - wide / 2, y: y - 8, width: wide, height: 16, rx: 3, fill: colourOf(c), stroke: "#fff", "stroke-width": 1.4 }),
      svg("text", { x, y: y + 3.8, class: "paper-number" }, String(c.n)),
    ];
  });
  const stalks = [...(aside || [])].flatMap(([c, [x, y]]) => {
    const [x0, y0] = at(c.middle);
    if (x === x0 && y === y0) return [];
    return [
      svg("path", { d: `M${x0} ${y0}L${x} ${y}`, stroke: colourOf(c), "stroke-width": 1.5 }),
      svg("rect", { x: x0 - 3, y: y0 - 3, width: 6, height: 6, fill: colourOf(c), stroke: "#fff", "stroke-width": 0.8 }),
    ];
  });
  const frame = svg("rect", { x: 0.5, y: 0.5, width: SHEET.width - 1, height: SHEET.height - 1, class: "paper-frame" });
  return svg(
    "svg",
    { viewBox: `0 0 ${SHEET.width} ${SHEET.height}`, class: "paper-map", role: "img", "aria-label": say("map") },
    view.shading && hatchFor("paper-hatch"),
    svg("rect", { width: SHEET.width, height: SHEET.height, class: "paper-ground" }),
    ...paperGround(["sea", "land"], path),
    ...areas,
    ...paperGround(["waters"], path),
    ...hulls,
    ...paperNames(at, aside, [...(detailed ? drawn.flatMap((c) => c.satellites) : []), ...lost.map((u) => u.family)].filter((m) => m.at).map((m) => at(m.at))),
    ...dots,
    ...crosses,
    ...stalks,
    ...hubs,
    frame,
    paperScale(at),
  );
}

function paperGround(kinds, path) {
  return kinds.flatMap((kind) => view.ground[kind].map((polygon) => svg("path", { d: path(polygon), fill: GROUND[kind] })));
}

function paperAside(at, drawn) {
  const boxes = [];
  const placed = new Map();
  for (const c of drawn.filter((one) => one.middle)) {
    const [x, y] = at(c.middle);
    const half = 7 + 3 * String(c.n).length;
    const box = ([dx, dy]) => [x + dx * 0.75 - half, y + dy * 0.75 - 9, x + dx * 0.75 + half, y + dy * 0.75 + 9];
    const free = (b) => !boxes.some((other) => b[0] < other[2] && other[0] < b[2] && b[1] < other[3] && other[1] < b[3]);
    const [dx, dy] = (c.hub ? ASIDE : ASIDE.slice(1)).find((aside) => free(box(aside))) || ASIDE[0];
    boxes.push(box([dx, dy]));
    placed.set(c, [Math.round((x + dx * 0.75) * 10) / 10, Math.round((y + dy * 0.75) * 10) / 10]);
  }
  return placed;
}

// Names keep clear of numbers and dots, and of the edge of the sheet.
function paperNames(at, aside, dots) {
  const ground = taken();
  ground.take([0, SHEET.height - 44, SHEET.width / 5, SHEET.height], SIGN); // the scale
  for (const [c, [x, y]] of aside || []) ground.take([x - 8 - 2.8 * String(c.n).length, y - 9, x + 8 + 2.8 * String(c.n).length, y + 9], SIGN);
  for (const spot of dots) ground.takeSpot(spot);
  const inside = namesInOrder().filter(({ text, at: spot }) => {
    const [x, y] = at(spot);
    const half = text.length * 3.5 + 5;
    return x > half && x < SHEET.width - half && y > 12 && y < SHEET.height - 12;
  });
  return layNames(inside, at, ground, 6.6).map(({ text, count, x, y }) =>
    count === null
      ? svg("text", { x, y: y + 4, class: "paper-name" }, text)
      : svg("text", { x, y: y - 2, class: "paper-name" }, text, svg("tspan", { x, dy: 15, class: "paper-count" }, count)),
  );
}

// A round number of metres that takes about a sixth of the sheet.
function paperScale(at) {
  const middle = wholeBounds.getCenter();
  const east = L.latLng(middle.lat, middle.lng + 0.01);
  const pixels = (at(east)[0] - at(middle)[0]) / map.distance(middle, east);
  const room = SHEET.width / 6 / pixels;
  const ten = 10 ** Math.floor(Math.log10(room));
  const metres = [5, 2, 1].map((n) => n * ten).find((n) => n <= room) ?? ten;
  const [x, y, wide] = [16, SHEET.height - 16, metres * pixels];
  return svg(
    "g",
    { class: "paper-scale" },
    svg("rect", { x: x - 6, y: y - 20, width: wide + 12, height: 28, class: "paper-scale-ground" }),
    svg("path", { d: `M${x} ${y - 6}V${y}H${x + wide}V${y - 6}`, fill: "none", stroke: "#111827", "stroke-width": 1.5 }),
    svg("text", { x: x + wide / 2, y: y - 7 }, metres >= 1000 ? say("scaleKm", { n: num(metres / 1000) }) : num(metres) + " m"),
  );
}

function paperList() {
  const titles = ["nr", "hubhome", "provider", "satellites", "offShort", "homesShort", "children", "bedsShort", "farthest", "providers", "municipalities"];
  const row = (c) =>
    el(
      "tr",
      {},
      el("th", { scope: "row", class: "nowrap" }, el("span", { class: "badge", style: "background:" + colourOf(c) }, String(c.n)), c.title),
      el("td", {}, c.hub ? c.hub.id : ""),
      el("td", {}, c.hub && c.hub.provider !== null ? providerOf(c.hub) : ""),
      el("td", { class: "right" }, c.size),
      el("td", { class: "right" }, c.off === null ? "" : signed(c.off)),
      el("td", { class: "right" }, c.homes),
      el("td", { class: "right" }, c.children),
      el("td", { class: "right" }, c.beds === null ? "" : num(c.beds)),
      el("td", { class: "right nowrap" }, c.farthest === null ? "" : about(c, c.farthest)),
      el("td", {}, inFull(c)),
      el("td", {}, c.municipalities.map((town) => view.municipalities[town]).join(", ")),
    );
  const head = titles.map((title) => el("th", { scope: "col" }, say(title)));
  return el("table", { class: "paper-list" }, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...constellations.map(row)));
}

// Thousands of reasons would be hundreds of sheets, which no browser lays out in time.
function paperUnplaced() {
  if (unplaced.length > MANY_UNPLACED) return el("p", {}, say("unplacedElsewhere", { n: num(unplaced.length) }));
  return el("div", {}, ...groupsOf(inGroups, inGroups).map((group) => unplacedGroup(group, false)));
}

function paperLegend() {
  const signs = byId("legend").querySelector(".signs").cloneNode(true);
  signs.querySelector(".group")?.closest("li").remove(); // paper has no groups
  const key = constellations.length <= 30 && constellations.map((c) =>
    el("li", {}, el("span", { class: "badge", style: "background:" + colourOf(c) }, String(c.n)), c.hub ? c.hub.id : c.id),
  );
  return el("section", { class: "paper-legend" }, el("h2", {}, say("legend")), signs, key ? el("ul", { class: "paper-key" }, ...key) : null);
}

function sheets() {
  const today = new Intl.DateTimeFormat(view.lang === "en" ? "en-GB" : view.lang, { dateStyle: "long" }).format(new Date());
  const dates = [view.madeOn && say("madeOn", { date: view.madeOn }), say("printedOn", { date: today })].filter(Boolean).join(" \u00b7 ");
  const head = el("header", {}, el("h1", {}, view.title), el("p", {}, dates), view.subtitle ? el("p", { class: "small" }, view.subtitle) : null);
  const figuresRow = el("dl", { class: "paper-figures" }, ...keyFigures());
  const below = [sources(), view.tiles ? say("noTilesInPrint") : ""].filter(Boolean);
  const first = el("section", { class: "sheet sheet-map" }, head, figuresRow, el("div", { class: "paper-split" }, paperMap(), paperLegend()), el("div", { class: "small" }, ...notices()), ...below.map((text) => el("p", { class: "small" }, text)));
  const list = el("section", { class: "sheet" }, el("h2", {}, say("tabList")), paperList());
  const lost = unplaced.length
    ? el("section", { class: "sheet sheet-flows" }, el("h2", {}, say("tabUnplaced")), paperUnplaced())
    : null;
  const help = view.helps ? el("section", { class: "sheet sheet-flows" }, el("h2", {}, say("tabHelps")), recruitingPart(false), gainsPart()) : null;
  const rest = [...passagesParts(), tiersPart(), chartsPart(), ...tablesParts(), view.exchange && exchangePart(), aboutPart()].filter(Boolean);
  const figures = rest.length ? el("section", { class: lost || help ? "sheet sheet-flows" : "sheet" }, el("h2", {}, say("tabFigures")), ...rest) : null;
  return [first, constellations.length ? list : null, lost, help, figures].filter(Boolean);
}
