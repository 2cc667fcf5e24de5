// Everything that can lie on the map, made when it is first seen.
const few = constellations.reduce((n, c) => n + c.members.length, unplaced.length) <= 1500;

function pane(name, level, touchable) {
  const element = map.createPane(name);
  element.style.zIndex = level;
  if (!touchable) element.style.pointerEvents = "none";
  return (few ? L.svg : L.canvas)({ pane: name, padding: 0.3 });
}

const underground = pane("ground", 210, false);
const roundabout = pane("circles", 380, false);
const foreground = pane("plan", 400, true);
pane("names", 390, false);
pane("numbers", 605, false);
pane("stalks", 610, false);
map.getPane("markerPane").style.zIndex = 620;

function drawAreas() {
  drawHatch();
  drawGround(map, underground, drawMunicipalities);
}

function drawMunicipalities() {
  for (const area of view.areas) {
    const rings = area.rings.map((polygon) => polygon.map(pairsOf));
    const style = { color: view.shading ? "#4a5666" : "#8fa0b3", weight: 1.2, fillColor: "#ffffff", fillOpacity: view.tiles ? 0 : 1, className: shadeOf(area) };
    if (view.schematic) style.dashArray = "4 4";
    L.polygon(rings, { ...style, renderer: underground, interactive: false }).addTo(map);
  }
}

const written = [];
function drawNames(ground) {
  for (const name of written.splice(0)) name.remove();
  if (!shows("places")) return;
  const here = map.getBounds().pad(0.05);
  for (const name of layNames(namesInOrder().filter(({ at }) => here.contains(at)), pixelOf, ground, 7.4)) {
    const text = name.count === null ? name.text : el("span", { class: "counted" }, name.text, el("strong", {}, name.count));
    written.push(label(map.containerPointToLatLng([name.x, name.y]), text, "name name-" + name.kind, "names"));
  }
}

function label(at, text, kind, where) {
  const span = el("span", {}, text);
  const icon = L.divIcon({ className: kind, html: span, iconSize: [0, 0] });
  return L.marker(at, { icon, interactive: false, keyboard: false, pane: where }).addTo(map);
}

function hubMarker(c) {
  const square = el("span", { class: "hub", style: "background:" + colourOf(c) }, String(c.n));
  const icon = L.divIcon({ className: "hub-spot", html: square, iconSize: [0, 0] });
  const marker = L.marker(c.middle, { icon, keyboard: false, riseOnHover: true });
  return touch(marker, c, c.hub);
}

// Numbers and crosses that would lie on each other move aside; a small square and a line keep the true place of the
// drawing. One that stands between families, for want of a hub home here, always does, or it would lie on a lonely family.
function moveAside(signs, ground) {
  const boxes = [];
  for (const { key, at, half, alone, stalk } of signs) {
    const spot = map.latLngToContainerPoint(at);
    const box = ([dx, dy]) => [spot.x + dx - half, spot.y + dy - 13, spot.x + dx + half, spot.y + dy + 13];
    const free = (b) => !boxes.some((other) => b[0] < other[2] && other[0] < b[2] && b[1] < other[3] && other[1] < b[3]);
    const place = (alone ? ASIDE : ASIDE.slice(1)).find((aside) => free(box(aside))) || ASIDE[0];
    boxes.push(box(place));
    ground.take(box(place), SIGN);
    const [dx, dy] = place.map(Math.round);
    onMap.get(key).getElement().firstChild.style.transform = `translate(calc(-50% + ${dx}px), calc(-50% + ${dy}px))`;
    if (dx === 0 && dy === 0) continue;
    const line = keep("stalk " + key.slice(key.indexOf(" ") + 1), stalk).getElement().firstChild;
    line.style.width = `${Math.hypot(dx, dy)}px`;
    line.style.transform = `rotate(${Math.atan2(dy, dx)}rad)`;
  }
}

function stalkOf(at, colour) {
  const line = el("span", { class: "stalk aside", style: "background:" + colour });
  const icon = L.divIcon({ className: "stalk-spot", html: line, iconSize: [0, 0] });
  return L.marker(at, { icon, interactive: false, keyboard: false, pane: "stalks" });
}

function hubDot(c) {
  const style = { radius: 4, weight: 1, color: "#ffffff", fillColor: colourOf(c), fillOpacity: 1, renderer: foreground };
  return touch(L.circleMarker(c.middle, style), c, c.hub);
}

function hullShape(c) {
  const style = { color: colourOf(c), weight: 2, opacity: 0.9, fillColor: colourOf(c), fillOpacity: 0.1, dashArray: dashOf(c), renderer: foreground };
  if (c.hull.length > 2) return touch(L.polygon(c.hull, style), c, null);
  return c.hull.length === 2 ? touch(L.polyline(c.hull, style), c, null) : null;
}

function circleShape(c) {
  const style = { color: colourOf(c), weight: 1.5, opacity: 0.8, fill: false, dashArray: "1 5", renderer: roundabout, interactive: false };
  return L.circle(c.middle, { ...style, radius: view.radius });
}

function selectionCircle() {
  const [lat, lon, km] = circleOf(state.k);
  return L.circle([lat, lon], { color: "#111827", weight: 2, dashArray: "6 4", fill: false, renderer: roundabout, interactive: false, radius: km * 1000 });
}

function linkShapes(c) {
  const style = { color: colourOf(c), weight: 1.5, opacity: 0.8, renderer: foreground, interactive: false };
  return c.satellites.filter((member) => member.at).map((member) => L.polyline([c.middle, member.at], style));
}

function satelliteDot(member) {
  const style = { radius: 5, weight: 1.5, color: "#ffffff", fillColor: colourOf(member.home), fillOpacity: 1, renderer: foreground };
  return touch(L.circleMarker(member.at, style), member.home, member);
}

// Who moves, with a line from the hub home of today; who comes in has a ring alone.
function moveShape({ member, text, from }) {
  const style = { color: "#111827", weight: 2, opacity: 0.9, dashArray: "6 4", className: "move", renderer: foreground };
  const ring = L.circleMarker(member.at, { ...style, dashArray: null, radius: 9, fill: false });
  const shapes = from ? [L.polyline([from, member.at], style), ring] : [ring];
  for (const shape of shapes) tipped(shape, () => [member.id, text].map(iso).join(" \u00b7 "));
  return L.layerGroup(shapes);
}

function unplacedMarker(u) {
  const cross = el("span", { class: "cross" }, "\u00d7");
  const icon = L.divIcon({ className: "cross-spot", html: cross, iconSize: [0, 0] });
  const marker = L.marker(u.family.at, { icon, keyboard: false });
  marker.on("click", () => chooseUnplaced(u.family));
  return tipped(marker, () => say("foundUnplaced", { family: u.family.id }));
}

function unplacedDot(u) {
  const style = { radius: 3, weight: 1.5, color: "#8a1c1c", fillColor: "#ffffff", fillOpacity: 1, renderer: foreground };
  const dot = L.circleMarker(u.family.at, style);
  dot.on("click", () => chooseUnplaced(u.family));
  return tipped(dot, () => say("foundUnplaced", { family: u.family.id }));
}

function touch(layer, c, member) {
  layer.on("mouseover", () => hover(c)).on("mouseout", () => hover(null));
  layer.on("click", (event) => {
    L.DomEvent.stopPropagation(event);
    choose(c, member === c.hub ? null : member);
  });
  return tipped(layer, () => [c.title, member && member.id, member && member.provider !== null && providerOf(member)].filter(Boolean).map(iso).join(" \u00b7 "));
}

const groupSide = (group) => Math.round(Math.min(64, 20 + 3.4 * Math.sqrt(group.n)));

function groupMarker(group) {
  const side = groupSide(group);
  const bubble = el("span", { class: "group", style: `min-width:${side}px;height:${side}px;line-height:${side - 4}px` }, num(group.n));
  const icon = L.divIcon({ className: "group-spot", html: bubble, iconSize: [0, 0] });
  const bounds = L.latLngBounds(group.spots);
  const marker = L.marker(L.latLng(middleOf(group.spots)), { icon, keyboard: false });
  marker.on("click", () => {
    const zoom = Math.max(map.getZoom() + 1, Math.min(13, map.getBoundsZoom(bounds.pad(0.3))));
    change({ v: times(bounds.getCenter(), Math.min(zoom, map.getZoom() + 3)) });
  });
  return tipped(marker, () => say("groupOf", { n: num(group.n), homes: num(group.homes), lost: num(group.lost) }));
}

const middleOf = (spots) => [0, 1].map((axis) => spots.reduce((sum, spot) => sum + spot[axis], 0) / spots.length);

// One tip for the whole map; what it says is text.
const tip = L.tooltip({ direction: "top", offset: [0, -8], opacity: 1 });
function tipped(layer, text) {
  layer.on("mousemove", (event) => {
    tip.setLatLng(event.latlng).setContent(el("span", {}, text()));
    if (!map.hasLayer(tip)) tip.addTo(map);
  });
  return layer.on("mouseout", () => tip.remove());
}
