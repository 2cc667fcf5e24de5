// The map: what lies on it at this moment, what stands out, and where one looks.
const shows = (layer) => state.l.split(",").includes(layer);
const wholeBounds = L.latLngBounds([
  ...constellations.flatMap((c) => c.spots),
  ...unplaced.filter((u) => u.family.at).map((u) => u.family.at),
]);
if (!wholeBounds.isValid()) for (const area of view.areas) for (const polygon of area.rings) wholeBounds.extend(pairsOf(polygon[0]));

const FEW = 40;
const NUMBER = 40;
const MANY_TO_SHOW = 450;
const MANY_HUBS = 250;
const MANY_DOTS = 4000;
const MANY_NUMBERS = 320;
const NUMBERS_FROM = 12.75;

const onMap = new Map();
let hovered = null;
let settling = false;
let overview = false;
let shownAt = "";

function keep(key, make) {
  wanted.add(key);
  let layer = onMap.get(key);
  if (layer === undefined) {
    layer = make();
    onMap.set(key, layer);
  }
  if (layer && !map.hasLayer(layer)) layer.addTo(map);
  return layer;
}

const wanted = new Set();

function refresh() {
  wanted.clear();
  peeked = "";
  const ground = taken();
  const here = map.getBounds().pad(0.25);
  const inView = constellations.filter((c) => c.bounds && passes(c) && here.intersects(c.bounds));
  overview = inView.length > MANY_TO_SHOW || crowded(inView);
  if (overview) {
    if (showsRecruiting()) drawRecruiting();
    return finish(false, drawGroups(inView, ground), ground);
  }
  const nDots = inView.reduce((n, c) => n + c.satellites.length, 0);
  const chosen = constellationById.get(state.c);
  const dots = nDots <= MANY_DOTS;
  const numbered = map.getZoom() >= NUMBERS_FROM && nDots <= MANY_NUMBERS;
  for (const c of inView) {
    if (shows("hulls") || c === chosen) keep("hull " + c.id, () => hullShape(c));
    if (shows("circles") && view.radius && c.middle) keep("circle " + c.id, () => circleShape(c));
    if ((shows("links") && dots) || c === chosen) drawMembers("link", c, () => linkShapes(c));
    if (dots || c === chosen) drawMembers("dots", c, () => c.satellites.filter((m) => m.at).map(satelliteDot));
    if (numbered) drawMembers("number", c, () => c.satellites.filter((m) => m.at).map((m) => label(m.at, String(c.n), "number", "numbers")));
    if (c.middle) keep((inView.length <= MANY_HUBS || c === chosen ? "hub " : "hubdot ") + c.id, () => (inView.length <= MANY_HUBS || c === chosen ? hubMarker(c) : hubDot(c)));
  }
  const numbers = inView.filter((c) => c.middle && wanted.has("hub " + c.id));
  numbers.sort((a, b) => (b === chosen) - (a === chosen) || a.n - b.n);
  const lost = unplaced.filter((u) => u.family.at && here.contains(u.family.at) && passesUnplaced(u));
  const crosses = lost.length <= MANY_HUBS;
  for (const u of lost) keep((crosses ? "cross " : "crossdot ") + u.family.id, () => (crosses ? unplacedMarker(u) : unplacedDot(u)));
  moveAside(
    [
      ...numbers.map((c) => ({ key: "hub " + c.id, at: c.middle, half: 9 + 4.2 * String(c.n).length, alone: Boolean(c.hub), stalk: () => stalkOf(c.middle, colourOf(c)) })),
      ...(crosses ? lost : []).map(({ family }) => ({ key: "cross " + family.id, at: family.at, half: 11, alone: true, stalk: () => stalkOf(family.at, "#8a1c1c") })),
      ...(showsRecruiting() ? drawRecruiting() : []).map(([at, one]) => ({ key: "recruit " + at, at: one.at, half: 11, alone: true, stalk: () => stalkOf(one.at, "#0b6b3a") })),
    ],
    ground,
  );
  const moving = shows("moves") ? moves.filter(({ member }) => here.contains(member.at) && (member.home ? passes(member.home) : state.t === "" || state.t === "unplaced")) : [];
  for (const move of moving) keep("move " + move.member.id, () => moveShape(move));
  const spots = [...(dots ? inView.flatMap((c) => c.satellites) : []), ...lost.map((u) => u.family)].filter((member) => member.at);
  for (const member of spots) ground.takeSpot(pixelOf(member.at));
  finish(numbered, dots, ground);
}

function drawRecruiting() {
  const drawn = [...helps.recruiting.entries()].filter(([, one]) => one.at);
  for (const [at, one] of drawn) {
    keep("recruit " + at, () => recruitMarker(one, at));
    if (view.radius && state.r === String(at)) keep("reach " + at, () => recruitCircle(one));
  }
  return drawn;
}

function pixelOf(at) {
  const { x, y } = map.latLngToContainerPoint(at);
  return [x, y];
}

function finish(numbered, detailed, ground) {
  if (state.k) keep("round " + state.k, () => selectionCircle());
  const ring = familyById.get(state.f);
  if (ring && ring.at) keep("ring " + ring.id, () => ringAround(ring));
  for (const [key, layer] of onMap) if (layer && !wanted.has(key) && map.hasLayer(layer)) layer.remove();
  restyle(numbered);
  drawNames(ground);
  byId("detail").hidden = detailed;
}

// Whether numbers would mostly lie on each other, as those of one provider do when the whole country is in sight.
function crowded(inView) {
  if (inView.length <= FEW) return false;
  const squares = new Set(inView.map((c) => pixelOf(c.middle || c.spots[0]).map((pixel) => Math.floor(pixel / NUMBER)).join()));
  return squares.size < inView.length * 0.6;
}

// From afar: how many constellations lie together, in squares of the screen that stay where they are.
const SQUARE = 72;
function drawGroups(inView, ground) {
  const zoom = map.getZoom();
  const groups = new Map();
  const at = (spot) => {
    const pixel = map.project(spot, zoom);
    const key = `group ${zoom}/${Math.floor(pixel.x / SQUARE)}/${Math.floor(pixel.y / SQUARE)}`;
    if (!groups.has(key)) groups.set(key, { spots: [], n: 0, homes: 0, lost: 0 });
    return groups.get(key);
  };
  for (const c of inView) {
    const group = at(c.middle || c.spots[0]);
    group.spots.push(c.middle || c.spots[0]);
    group.n += 1;
    group.homes += c.homesValue ?? 0;
  }
  for (const u of unplaced) if (u.family.at && passesUnplaced(u)) at(u.family.at).lost += 1;
  for (const [key, group] of groups) {
    if (!group.n) continue;
    const marker = keep(`${key}/${group.n}/${group.lost}`, () => groupMarker(group));
    const [x, y] = pixelOf(marker.getLatLng());
    const half = groupSide(group) / 2;
    ground.take([x - half, y - half, x + half, y + half], SIGN);
  }
  const chosen = constellationById.get(state.c);
  if (chosen && chosen.bounds && passes(chosen)) {
    keep("hull " + chosen.id, () => hullShape(chosen));
    if (chosen.middle) keep("hub " + chosen.id, () => hubMarker(chosen));
  }
  return false;
}

function drawMembers(kind, c, make) {
  if (!c.middle && kind === "link") return;
  keep(`${kind} ${c.id}`, () => L.layerGroup(make()));
}

function ringAround(member) {
  return L.circleMarker(member.at, { radius: 14, weight: 3, color: "#111827", fill: false, renderer: foreground, interactive: false });
}

// One stands out when it is pointed at, else when it is chosen; the others step back.
function restyle(numbered = map.getZoom() >= NUMBERS_FROM) {
  const chosen = constellationById.get(state.c);
  const focus = hovered || chosen;
  map.getContainer().classList.toggle("pointing", Boolean(hovered));
  for (const [key, layer] of onMap) {
    if (!layer || !wanted.has(key)) continue;
    const [kind, id] = key.split(" ");
    const c = constellationById.get(id);
    const back = Boolean(focus) && c !== focus && !["ring", "group", "recruit", "reach", "round"].includes(kind);
    const faint = hovered ? 0.22 : 0.45;
    if (kind === "hull") layer.setStyle({ opacity: back ? faint : 0.95, fillOpacity: back ? 0.03 : c === focus ? 0.22 : 0.1, weight: c === focus ? 3.5 : 2 });
    else if (kind === "circle") layer.setStyle({ opacity: back ? 0.2 : 0.8 });
    else if (kind === "link") layer.eachLayer((line) => line.setStyle({ opacity: back ? 0.15 : 0.8 }));
    else if (kind === "dots") layer.eachLayer((dot) => dot.setStyle({ opacity: back ? faint : 1, fillOpacity: back ? faint : 1 }).setRadius(numbered ? 10 : 5.5));
    else if (kind === "hubdot" || kind === "crossdot") layer.setStyle({ opacity: back ? faint : 1, fillOpacity: back ? faint : 1 });
    else if (kind === "number") layer.eachLayer((mark) => mark.getElement()?.classList.toggle("back", back));
    else if (kind === "hub" || kind === "cross" || kind === "stalk") layer.getElement()?.classList.toggle("back", back);
    if (kind === "hub") {
      layer.getElement()?.classList.toggle("chosen", c === chosen);
      layer.setZIndexOffset(c === focus ? 2000 : 0);
    }
    if (kind === "cross") layer.setZIndexOffset(id === state.f ? 2000 : 0);
    if (kind === "dots" && c === focus) layer.eachLayer((dot) => dot.bringToFront());
    if (kind === "ring") layer.bringToFront();
    if (kind === "hull" && c !== focus) layer.bringToBack();
  }
}

function hover(c) {
  if (hovered === c) return;
  hovered = c;
  peek();
  restyle();
  for (const row of document.querySelectorAll("#list-rows tr[data-c]")) {
    row.classList.toggle("back", Boolean(c) && row.dataset.c !== c.id);
    row.classList.toggle("pointed", Boolean(c) && row.dataset.c === c.id);
  }
}

// The outline of the one that is pointed at, as long as it is.
let peeked = "";
function peek() {
  if (peeked) {
    onMap.get(peeked)?.remove();
    wanted.delete(peeked);
  }
  peeked = hovered && hovered.bounds && !wanted.has("hull " + hovered.id) ? "hull " + hovered.id : "";
  if (peeked) keep(peeked, () => hullShape(hovered));
}

// Choosing also moves the map when what is chosen is out of sight or too small to see; both are one step back.
function choose(c, member = null, also = {}) {
  const spots = member && member.at ? [...c.spots, member.at] : c.spots;
  change({ ...also, tab: "list", c: c.id, f: member ? member.id : "", ...lookAt(spots) });
  announce(say("foundConstellation", { constellation: c.title }));
}

function chooseUnplaced(family, also = {}) {
  change({ ...also, tab: "unplaced", c: "", f: family.id, ...lookAt(family.at ? [family.at] : []) });
  announce(say("foundUnplaced", { family: family.id }));
}

function lookAt(spots) {
  if (!spots.length) return {};
  const bounds = L.latLngBounds(spots);
  const a = map.latLngToContainerPoint(bounds.getNorthWest());
  const b = map.latLngToContainerPoint(bounds.getSouthEast());
  const small = spots.length > 1 && Math.max(b.x - a.x, b.y - a.y) < 70;
  if (map.getBounds().contains(bounds) && !small) return {};
  const zoom = Math.min(14, map.getBoundsZoom(bounds.pad(0.35)));
  return { v: times(bounds.getCenter(), small || spots.length > 1 ? zoom : Math.max(map.getZoom(), 12)) };
}

const times = (at, zoom) => [at.lat.toFixed(4), at.lng.toFixed(4), zoom.toFixed(2).replace(/\.?0+$/, "")].join(",");

function settle(move) {
  settling = true;
  move();
  settling = false;
}

function showTimes() {
  shownAt = state.v;
  settle(() => {
    if (state.v) {
      const [lat, lon, zoom] = state.v.split(",").map(Number);
      map.setView([lat, lon], zoom, { animate: false });
    } else if (wholeBounds.isValid()) map.fitBounds(wholeBounds, { padding: [28, 28], maxZoom: 14, animate: false });
  });
}

function startMap() {
  const box = map.getContainer();
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", say("mapHelp"));
  drawAreas();
  L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 140 }).addTo(map);
  map.on("moveend", () => {
    if (!settling) {
      shownAt = times(map.getCenter(), map.getZoom());
      change({ v: shownAt });
    }
    refresh();
  });
  wheelSteps(map);
  if (window.matchMedia("(pointer: coarse)").matches) twoFingers(box);
  aimingTools();
  map.on("click", () => state.c && change({ c: "", f: "" }));
  listeners.push((now, before) => {
    if (now.v !== shownAt) showTimes();
    else if (Object.keys(now).some((key) => key !== "v" && key !== "tab" && now[key] !== before[key])) refresh();
    else if (helps.recruiting.length && (now.tab === "helps") !== (before.tab === "helps")) refresh();
  });
  new ResizeObserver(() => {
    settle(() => map.invalidateSize({ animate: false, pan: false }));
    if (box.clientWidth) showTimes();
  }).observe(box);
}

// One finger scrolls the page, two move and zoom the map.
function twoFingers(box) {
  map.dragging.disable();
  const hint = el("p", { class: "fingers", "aria-hidden": "true", hidden: true }, say("twoFingers"));
  byId("frame").append(hint);
  let timer = 0;
  box.addEventListener("touchmove", (event) => {
    hint.hidden = event.touches.length > 1;
    clearTimeout(timer);
    timer = setTimeout(() => {
      hint.hidden = true;
    }, 1200);
  }, { passive: true });
}

function mapTools() {
  const tool = (name, sign, act) => el("button", { type: "button", class: "tool", "aria-label": say(name), title: say(name), onclick: act }, sign);
  const aim = (name, sign) => el("button", { type: "button", id: "tool-" + name, class: "tool", "aria-label": say(name), title: say(name), "aria-pressed": "false", onclick: () => startTool(name) }, sign);
  byId("map-tools").append(
    tool("zoomIn", "+", () => map.zoomIn()),
    tool("zoomOut", "\u2212", () => map.zoomOut()),
    tool("whole", "\u2922", () => change({ v: "" })),
    aim("measure", "\u2194"),
    constellations.length > 0 ? aim("circle", "\u25ef") : "",
  );
  byId("frame").append(el("p", { id: "measured", role: "status", hidden: true }));
  L.DomEvent.disableClickPropagation(byId("map-tools"));
}

function legend() {
  const box = byId("legend");
  const layer = (name, text) => {
    const check = el("input", { type: "checkbox", id: "layer-" + name });
    check.addEventListener("change", () => {
      const chosen = LAYERS.filter((other) => (other === name ? check.checked : shows(other)));
      change({ l: chosen.join(",") || "none" });
    });
    listeners.push(() => {
      check.checked = shows(name);
    });
    return el("div", { class: "check" }, check, el("label", { for: check.id }, text));
  };
  const sign = (kind, sample, text) => el("li", {}, el("span", { class: "sample", "aria-hidden": "true" }, el("span", { class: kind }, sample)), text);
  const hubs = constellations.some((c) => c.hub);
  const middles = constellations.some((c) => !c.hub && c.middle);
  const layers = [
    constellations.length > 0 && layer("hulls", say("layerHulls")),
    constellations.some((c) => c.satellites.length && c.hub) && layer("links", say("layerLinks")),
    view.radius && constellations.some((c) => c.middle) && layer("circles", say("layerCircles", { n: num(view.radius / 1000, 1) })),
    helps.recruiting.length > 0 && layer("recruit", say("layerRecruit")),
    moves.length > 0 && layer("moves", say("layerMoves", { n: num(moves.length) })),
    view.places.length > 0 && layer("places", say("layerPlaces")),
  ].filter(Boolean);
  const signs = el(
    "details",
    { open: !constellations.length || window.matchMedia("(min-height: 860px)").matches },
    el("summary", {}, say("legend")),
    el(
      "ul",
      { class: "signs" },
      (hubs || middles) && sign("hub sample-hub", "1", say(middles ? "legendHubOrMiddle" : "legendHub")),
      constellations.length > FEW && sign("group", "12", say("legendGroup")),
      constellations.some((c) => c.satellites.length) && sign("dot", "", say("legendSatellite")),
      unplaced.length > 0 && sign("cross", "\u00d7", say("legendUnplaced")),
      (hubs || middles || unplaced.length > 0) && sign("square", "", say("legendAside")),
      helps.recruiting.length > 0 && sign("recruit", "A", say("legendRecruit")),
      ...shadeSigns(sign),
      view.ground.waters.length > 0 && !view.tiles && sign("water", "", say("legendWater")),
      view.ground.land.length > 0 && !view.tiles && sign("abroad", "", say("legendAbroad")),
      view.areas.length > 0 && sign(view.schematic ? "border schematic" : "border", "", say(view.schematic ? "legendAreaSchematic" : "legendArea")),
    ),
    constellations.length > COLOURS.length ? el("p", { class: "small" }, say("colours")) : null,
  );
  put(box, {}, [
    layers.length ? el("fieldset", {}, el("legend", {}, say("layers")), ...layers) : null,
    el("p", { id: "detail", class: "small", hidden: true }, say("zoomForDetail")),
    signs,
  ]);
}
