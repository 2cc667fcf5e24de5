// Two plans on two maps that move together. Leaflet draws; what stands out is told by the lists or by a click.
const MANY_HUBS = 250;
const NAME_FAR = 17; // a name further from its place is taken for that of another on a map of half the width
const asHome = ([id, lat, lon]) => ({ id, at: lat === null ? null : [lat, lon] });

const sides = view.sides.map((side, at) => {
  const constellations = side.constellations.map((c, number) => {
    const hub = c.hub && asHome(c.hub);
    const satellites = c.satellites.map(asHome);
    return { ...c, number, hub, satellites, hull: pairsOf(c.hull), members: hub ? [hub, ...satellites] : satellites };
  });
  const unplaced = side.unplaced.map(asHome);
  const homes = new Map([...constellations.flatMap((c) => c.members), ...unplaced].map((home) => [home.id, home]));
  return { map: maps[at], name: view.names[at], constellations, unplaced, homes, drawn: [], names: [], stalks: [], ring: null };
});
const moving = new Set(view.moves.map(([family]) => family));
const spotsOf = (side) => [...side.homes.values()].filter((home) => home.at).map((home) => home.at);
const everything = L.latLngBounds(sides.flatMap(spotsOf));
if (!everything.isValid()) for (const area of view.areas) for (const polygon of area.rings) everything.extend(pairsOf(polygon[0]));

function pane(side, name, level, touchable) {
  const element = side.map.createPane(name);
  element.style.zIndex = level;
  if (!touchable) element.style.pointerEvents = "none";
  return (side.homes.size <= 1500 ? L.svg : L.canvas)({ pane: name, padding: 0.3 });
}

function drawSide(side) {
  wheelSteps(side.map);
  const ground = pane(side, "ground", 210, false);
  pane(side, "names", 390, false);
  pane(side, "stalks", 590, false);
  side.front = pane(side, "plan", 400, true);
  drawGround(side.map, ground, () => {
    for (const area of view.areas) {
      const style = { color: "#8fa0b3", weight: 1.2, fillColor: "#ffffff", fillOpacity: 1, renderer: ground, interactive: false };
      if (view.schematic) style.dashArray = "4 4";
      L.polygon(area.rings.map((polygon) => polygon.map(pairsOf)), style).addTo(side.map);
    }
  });
  for (const c of side.constellations) drawConstellation(side, c);
  for (const home of side.unplaced.filter((one) => one.at)) {
    if (side.unplaced.length > MANY_HUBS) {
      const style = { radius: 3, weight: 1.5, color: "#8a1c1c", fillColor: "#ffffff", renderer: side.front };
      const dot = L.circleMarker(home.at, style).on("click", () => chooseFamily(home.id));
      add(side, null, "dot", tipped(side, dot, () => say("unplacedOf", { family: home.id })), home);
      continue;
    }
    const icon = L.divIcon({ className: "cross-spot", html: el("span", { class: "cross" }, "\u00d7"), iconSize: [0, 0] });
    const marker = L.marker(home.at, { icon, keyboard: false }).on("click", () => chooseFamily(home.id));
    add(side, null, "cross", tipped(side, marker, () => say("unplacedOf", { family: home.id })), home);
  }
}

function add(side, c, kind, layer, home) {
  layer.addTo(side.map);
  side.drawn.push({ c, kind, layer, home });
}

function drawConstellation(side, c) {
  const style = { color: colourOf(c), weight: 2, fillColor: colourOf(c), dashArray: dashOf(c), renderer: side.front };
  const choose = (event) => {
    L.DomEvent.stopPropagation(event);
    chooseConstellation(side, c.number);
  };
  const tip = (layer, home) => tipped(side, layer.on("click", choose), () => [c.title, home && home.id].filter(Boolean).map(iso).join(" \u00b7 "));
  if (c.hull.length > 1) add(side, c, "hull", tip(c.hull.length > 2 ? L.polygon(c.hull, style) : L.polyline(c.hull, style)));
  for (const home of c.satellites.filter((one) => one.at)) {
    const changes = moving.has(home.id);
    const dot = { radius: changes ? 7 : 5, weight: changes ? 2.5 : 1.5, color: changes ? "#111827" : "#ffffff", fillColor: colourOf(c), renderer: side.front };
    add(side, c, "dot", tip(L.circleMarker(home.at, dot), home), home);
  }
  if (!c.hub || !c.hub.at) return;
  if (side.constellations.length > MANY_HUBS) {
    const dot = { radius: 4, weight: 1, color: "#ffffff", fillColor: colourOf(c), renderer: side.front };
    return add(side, c, "dot", tip(L.circleMarker(c.hub.at, dot), c.hub), c.hub);
  }
  const square = el("span", { class: moving.has(c.hub.id) ? "hub changes" : "hub", style: "background:" + colourOf(c) }, String(c.n));
  const icon = L.divIcon({ className: "hub-spot", html: square, iconSize: [0, 0] });
  add(side, c, "hub", tip(L.marker(c.hub.at, { icon, keyboard: false, riseOnHover: true }), c.hub), c.hub);
}

function tipped(side, layer, text) {
  side.tip ||= L.tooltip({ direction: "top", offset: [0, -8], opacity: 1 });
  layer.on("mousemove", (event) => {
    side.tip.setLatLng(event.latlng).setContent(el("span", {}, text()));
    if (!side.map.hasLayer(side.tip)) side.tip.addTo(side.map);
  });
  return layer.on("mouseout", () => side.tip.remove());
}

// Numbers that would lie on each other move aside; a small square and a line keep the true place of the drawing.
function moveHubs(side, spotOf, ground) {
  for (const stalk of side.stalks.splice(0)) stalk.remove();
  const boxes = [];
  for (const { c, kind, layer, home } of side.drawn) {
    if (kind !== "hub") continue;
    const [x, y] = spotOf(home.at);
    const box = ([dx, dy]) => [x + dx - 14, y + dy - 13, x + dx + 14, y + dy + 13];
    const free = (b) => !boxes.some((other) => b[0] < other[2] && other[0] < b[2] && b[1] < other[3] && other[1] < b[3]);
    const place = ASIDE.find((aside) => free(box(aside))) || ASIDE[0];
    boxes.push(box(place));
    ground.take(box(place), SIGN);
    const [dx, dy] = place.map(Math.round);
    layer.getElement().firstChild.style.transform = `translate(calc(-50% + ${dx}px), calc(-50% + ${dy}px))`;
    if (dx === 0 && dy === 0) continue;
    const style = `background:${colourOf(c)};width:${Math.hypot(dx, dy)}px;transform:rotate(${Math.atan2(dy, dx)}rad)`;
    const icon = L.divIcon({ className: "stalk-spot", html: el("span", { class: "stalk aside", style }), iconSize: [0, 0] });
    side.stalks.push(L.marker(home.at, { icon, interactive: false, keyboard: false, pane: "stalks" }).addTo(side.map));
  }
}

function writeNames(side) {
  for (const name of side.names.splice(0)) name.remove();
  const spotOf = (at) => {
    const { x, y } = side.map.latLngToContainerPoint(at);
    return [x, y];
  };
  const ground = taken();
  for (const c of side.constellations) {
    for (const home of c.satellites) if (home.at) ground.takeSpot(spotOf(home.at));
    if (!c.hub || !c.hub.at || side.constellations.length <= MANY_HUBS) continue;
    const [x, y] = spotOf(c.hub.at);
    ground.take([x - 14, y - 12, x + 14, y + 12], SIGN);
  }
  for (const home of side.unplaced.filter((one) => one.at)) {
    const [x, y] = spotOf(home.at);
    ground.take([x - 9, y - 9, x + 9, y + 9], DOT);
  }
  moveHubs(side, spotOf, ground);
  const here = side.map.getBounds().pad(0.05);
  for (const name of layNames(namesInOrder().filter(({ at }) => here.contains(at)), spotOf, ground, 7.4, NAME_FAR)) {
    const icon = L.divIcon({ className: "name name-" + name.kind, html: el("span", {}, name.text), iconSize: [0, 0] });
    const at = side.map.containerPointToLatLng([name.x, name.y]);
    side.names.push(L.marker(at, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(side.map));
  }
}

// Which constellation of each map stands out, and around which family a ring is drawn.
function lightUp(focus, family) {
  sides.forEach((side, at) => {
    const lit = focus && focus[at];
    for (const { c, kind, layer, home } of side.drawn) {
      const back = Boolean(focus) && !(c && c.number === lit) && !(home && home.id === family);
      const front = Boolean(focus) && c && c.number === lit;
      if (kind === "hull" && !front) layer.bringToBack();
      if (kind === "hull") layer.setStyle({ opacity: back ? 0.3 : 0.95, fillOpacity: back ? 0.03 : front ? 0.24 : 0.1, weight: front ? 3.5 : 2 });
      else if (kind === "dot") layer.setStyle({ opacity: back ? 0.3 : 1, fillOpacity: back ? 0.3 : 1 });
      else {
        layer.getElement().classList.toggle("back", back);
        layer.setZIndexOffset(front ? 1000 : 0);
      }
    }
    if (side.ring) side.ring.remove();
    const home = family && side.homes.get(family);
    const style = { radius: 14, weight: 3, color: "#111827", fill: false, renderer: side.front, interactive: false };
    side.ring = home && home.at ? L.circleMarker(home.at, style).addTo(side.map) : null;
  });
  if (focus) bringIntoSight(focus, family);
}

function bringIntoSight(focus, family) {
  const spots = sides.flatMap((side, at) => {
    const c = focus[at] === null || focus[at] === undefined ? null : side.constellations[focus[at]];
    const home = family && side.homes.get(family);
    return [...(c ? c.members : []), ...(home ? [home] : [])].filter((one) => one.at).map((one) => one.at);
  });
  if (!spots.length) return;
  const bounds = L.latLngBounds(spots);
  const map = sides[0].map;
  if (!map.getBounds().contains(bounds)) map.fitBounds(bounds.pad(0.3), { maxZoom: 13, animate: false });
}

let leading = false;
function follow(side, other) {
  side.map.on("move", () => {
    if (leading) return;
    leading = true;
    other.map.setView(side.map.getCenter(), side.map.getZoom(), { animate: false });
    leading = false;
  });
}

const whole = () => everything.isValid() && sides[0].map.fitBounds(everything, { padding: [20, 20], maxZoom: 14, animate: false });

// Both maps get the size of their frames, and show again what they showed.
function resize() {
  const bounds = sides[0].map.getBounds();
  const seen = sides[0].map.getSize().x > 0 && startedMaps;
  leading = true;
  for (const side of sides) side.map.invalidateSize({ animate: false, pan: false });
  leading = false;
  if (!sides[0].map.getSize().x) return;
  if (!seen || bounds.contains(everything)) whole();
  else sides[0].map.fitBounds(bounds, { animate: false });
  // Without a reset Leaflet pans by whole pixels, and the maps would differ by one.
  sides[1].map.setView(sides[0].map.getCenter(), sides[0].map.getZoom(), { animate: false, reset: true });
}

let startedMaps = false;
function startMaps() {
  sides.forEach((side, at) => {
    const box = side.map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", say("mapHelp", { name: side.name }));
    side.map.on("click", () => choose(null));
    follow(side, sides[1 - at]);
  });
  whole();
  sides[1].map.setView(sides[0].map.getCenter(), sides[0].map.getZoom(), { animate: false });
  for (const side of sides) {
    drawSide(side);
    side.map.on("moveend", () => writeNames(side));
    writeNames(side);
    L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 140 }).addTo(side.map);
  }
  lightUp(null, null);
  startedMaps = true;
  const tool = (name, sign, act) => el("button", { type: "button", class: "tool", "aria-label": say(name), title: say(name), onclick: act }, sign);
  byId("map-tools").append(
    tool("zoomIn", "+", () => sides[0].map.zoomIn()),
    tool("zoomOut", "\u2212", () => sides[0].map.zoomOut()),
    tool("whole", "\u2922", whole),
  );
  L.DomEvent.disableClickPropagation(byId("map-tools"));
  new ResizeObserver(resize).observe(sides[0].map.getContainer());
}
