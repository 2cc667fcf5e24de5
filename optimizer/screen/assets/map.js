// The map beside the list. Families lie on a canvas, so that thousands can be moved without stutter.
import { backdrop } from "./backdrop.js";
import { WideCanvas } from "./canvas.js";
import { colourOf, dashOf } from "./colours.js";
import { Dots } from "./dots.js";
import { el } from "./dom.js";
import { draggable, mapTargets } from "./drag.js";
import { hull, inside, spot } from "./geometry.js";
import { store, update } from "./store.js";
import { say } from "./words.js";

const L = window.L;
const MANY_HUBS = 250;
const NEAR = 22;
const HOLLAND = [52.2, 5.3];
// Where a number may stand that has to move aside, in pixels: the nearest first.
const ASIDE = [[0, 0], ...[28, 52, 76, 100, 124].flatMap((far) => Array.from({ length: Math.round(far / 3.5) }, (_, turn, all = Math.round(far / 3.5)) => [Math.round(far * Math.cos((turn * 2 * Math.PI) / all)), Math.round(far * Math.sin((turn * 2 * Math.PI) / all))]))];

export function planMap(box, tools, legend, attribution) {
  const map = L.map(box, { preferCanvas: true, zoomControl: false, attributionControl: false, zoomSnap: 0.25, zoomDelta: 1, wheelPxPerZoomLevel: 100, minZoom: 6, maxZoom: 17, zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false });
  map.setView(HOLLAND, 8);
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", say("mapHelp"));
  const canvas = new WideCanvas({ padding: 0.4 });
  const outlines = new WideCanvas({ padding: 0.4, pane: map.createPane("outlines") && "outlines" });
  map.getPane("outlines").style.zIndex = 390;
  map.getPane("outlines").style.pointerEvents = "none";
  const layers = { hulls: new Map(), signs: new Map() };
  const dots = new Dots({ renderer: canvas });
  map.createPane("stalks").style.zIndex = 590;
  map.getPane("stalks").style.pointerEvents = "none";
  const stalks = [];
  const tip = L.tooltip({ direction: "top", offset: [0, -8], opacity: 1 });
  let marked = null;
  let ring = null;
  let plan = null;
  let signed = null;
  let numbers = []; // the boxes of the numbers, in pixels

  const tipped = (layer, text) => {
    layer.on("mousemove", (event) => {
      tip.setLatLng(event.latlng).setContent(el("span", {}, text()));
      if (!map.hasLayer(tip) && !document.body.classList.contains("dragging")) tip.addTo(map);
    });
    return layer.on("mouseout", () => tip.remove());
  };

  // A family is pressed to be chosen, and dragged to be moved; the map itself stays still meanwhile.
  function touch(layer, which) {
    layer.on("mousedown", (event) => {
      const id = which();
      const family = plan.familyById.get(id);
      if (plan.byHub.get(family.constellation)?.hub === id) return;
      tip.remove();
      if (draggable(family, event.originalEvent, () => map.dragging.enable())) map.dragging.disable();
    });
    layer.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      const id = which();
      const family = plan.familyById.get(id);
      update({ tab: family.constellation ? "list" : "unplaced", constellation: family.constellation, family: id });
    });
    return tipped(layer, () => {
      const id = which();
      const family = plan.familyById.get(id);
      const c = plan.byHub.get(family.constellation);
      return [id, family.provider, c ? c.label : say("tab_unplaced"), c && c.hub !== id ? family.distance : null].filter(Boolean).join(" \u00b7 ");
    });
  }

  const hubOf = (family) => plan.byHub.get(family.constellation)?.hub === family.id;

  // Small while the whole country is in sight, where dots would lie on each other.
  function lookOf(family) {
    const c = plan.byHub.get(family.constellation);
    if (!c) return { radius: signed ? 6 : 3, weight: signed ? 2.5 : 1.5, color: "#8a1c1c", fillColor: "#ffffff" };
    if (c.hub === family.id) return { radius: 3.5, weight: 1.5, color: "#17202b", fillColor: colourOf(c) };
    return { radius: signed ? 5.5 : 2.5, weight: signed ? 1.5 : 0.5, color: "#ffffff", fillColor: colourOf(c) };
  }

  // Every family that has no sign of its own, hub homes on top.
  function families() {
    const drawn = plan.families.filter(spot);
    const hubs = signed ? [] : drawn.filter(hubOf);
    dots.show([...drawn.filter((family) => !hubOf(family)), ...hubs].map((family) => ({ id: family.id, at: spot(family), look: lookOf(family) })));
  }

  function drop(kept, gone) {
    for (const key of gone) {
      kept.get(key).layer?.remove();
      kept.delete(key);
    }
  }

  const corners = (c) => hull([c.hub, ...c.members].map((id) => spot(plan.familyById.get(id))).filter(Boolean));

  function hulls() {
    const gone = new Set(layers.hulls.keys());
    for (const c of plan.constellations) {
      gone.delete(c.hub);
      const mark = `${c.members}/${c.violations.length}`;
      const known = layers.hulls.get(c.hub);
      if (known?.mark === mark) continue;
      known?.layer?.remove();
      const points = corners(c);
      const broken = c.violations.length > 0;
      const style = { color: broken ? "#8a1c1c" : colourOf(c), weight: broken ? 3.5 : 2, opacity: 0.9, fillColor: colourOf(c), fillOpacity: 0.1, dashArray: dashOf(c), renderer: outlines, interactive: false };
      const layer = points.length > 2 ? L.polygon(points, style).addTo(map) : points.length === 2 ? L.polyline(points, style).addTo(map) : null;
      layers.hulls.set(c.hub, { layer, mark, points, weight: style.weight });
    }
    drop(layers.hulls, gone);
  }

  // Numbers as signs where few hub homes are in sight, else as dots among the families.
  function hubs() {
    const here = map.getBounds().pad(0.2);
    const inSight = plan.constellations.map((c) => [c, plan.familyById.get(c.hub)]).filter(([, hub]) => spot(hub) && here.contains(spot(hub)));
    const before = signed;
    signed = inSight.length <= MANY_HUBS;
    const seen = signed ? inSight : [];
    const gone = new Set(layers.signs.keys());
    for (const [c, hub] of seen) {
      const mark = `${c.number}/${c.label}/${spot(hub)}`;
      gone.delete(c.hub);
      const known = layers.signs.get(c.hub);
      if (known?.mark !== mark) {
        known?.layer.remove();
        layers.signs.set(c.hub, { layer: touch(sign(c, hub), () => c.hub).addTo(map), mark });
      }
      layers.signs.get(c.hub).layer.getElement().firstChild.classList.toggle("broken-hub", c.violations.length > 0);
    }
    drop(layers.signs, gone);
    aside(seen);
    if (signed !== before) families();
  }

  // Numbers that would lie on each other move aside; a line leads to where the hub home is drawn.
  function aside(seen) {
    for (const stalk of stalks.splice(0)) stalk.remove();
    const boxes = (numbers = []);
    for (const [c, hub] of seen) {
      const square = layers.signs.get(c.hub).layer.getElement()?.firstChild;
      if (!square) continue;
      const { x, y } = map.latLngToContainerPoint(spot(hub));
      const half = 8 + 4.5 * String(c.number).length;
      const box = ([dx, dy]) => [x + dx - half, y + dy - 13, x + dx + half, y + dy + 13];
      const free = (b) => !boxes.some((other) => b[0] < other[2] && other[0] < b[2] && b[1] < other[3] && other[1] < b[3]);
      const [dx, dy] = ASIDE.find((place) => free(box(place))) ?? ASIDE[0];
      boxes.push(box([dx, dy]));
      square.style.setProperty("transform", `translate(calc(-50% + ${dx}px), calc(-50% + ${dy}px))`);
      if (!dx && !dy) continue;
      const line = el("span", { class: "stalk aside", css: { background: colourOf(c), width: `${Math.hypot(dx, dy)}px`, transform: `rotate(${Math.atan2(dy, dx)}rad)` } });
      stalks.push(L.marker(spot(hub), { icon: L.divIcon({ className: "stalk-spot", html: line, iconSize: [0, 0] }), interactive: false, keyboard: false, pane: "stalks" }).addTo(map));
    }
  }

  function sign(c, hub) {
    const square = el("span", { class: "hub", css: { background: colourOf(c) }, "data-c": c.hub }, String(c.number));
    return L.marker(spot(hub), { icon: L.divIcon({ className: "hub-spot", html: square, iconSize: [0, 0] }), keyboard: false, riseOnHover: true });
  }

  // What is chosen stands out; the others step back.
  function restyle() {
    const focus = marked?.hub ?? store.constellation;
    for (const [hub, { layer, weight }] of layers.hulls) {
      const on = hub === focus;
      layer?.setStyle({ opacity: focus && !on ? 0.4 : 0.95, fillOpacity: on ? 0.24 : focus ? 0.04 : 0.1, weight: on ? weight + 2 : weight });
    }
    ring?.remove();
    const chosen = spot(plan.familyById.get(store.family));
    ring = chosen ? L.circleMarker(chosen, { radius: 14, weight: 3, color: "#111827", fill: false, interactive: false, renderer: canvas }).addTo(map) : null;
  }

  // The constellation at a point of the screen: the hub home beside it, else the smallest outline around it.
  function targetAt(x, y) {
    const at = map.mouseEventToContainerPoint({ clientX: x, clientY: y });
    const here = map.containerPointToLatLng(at);
    const near = (c) => {
      const hub = spot(plan.familyById.get(c.hub));
      return hub ? map.latLngToContainerPoint(hub).distanceTo(at) : Infinity;
    };
    const close = plan.constellations.map((c) => [near(c), c]).sort((a, b) => a[0] - b[0])[0];
    if (close && close[0] <= NEAR) return close[1];
    const around = plan.constellations.filter((c) => inside([here.lat, here.lng], layers.hulls.get(c.hub).points));
    return around.sort((a, b) => near(a) - near(b))[0] ?? null;
  }

  function whole() {
    const spots = plan.families.map(spot).filter(Boolean);
    if (spots.length) map.fitBounds(L.latLngBounds(spots), { padding: [28, 28], maxZoom: 14, animate: false });
  }

  function lookAt(spots) {
    const bounds = L.latLngBounds(spots.filter(Boolean));
    if (bounds.isValid() && !map.getBounds().contains(bounds)) map.fitBounds(bounds.pad(0.35), { maxZoom: 14, animate: false });
  }

  const tool = (key, text, act) => el("button", { type: "button", class: "tool", "aria-label": say(key), title: say(key), onclick: act }, text);
  tools.replaceChildren(tool("zoomIn", "+", () => map.zoomIn()), tool("zoomOut", "\u2212", () => map.zoomOut()), tool("whole", "\u2922", whole));
  L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 140 }).addTo(map);
  mapTargets(targetAt, (c) => {
    marked = c;
    restyle();
  });
  const ground = backdrop(map, attribution);
  map.on("moveend", () => {
    if (!map.hasLayer(dots)) return;
    hubs();
    ground.write(numbers);
  });
  map.on("click", () => store.constellation && update({ constellation: null, family: null }));
  let fitted = false;
  const resized = new ResizeObserver(() => {
    const same = map.getSize().equals([box.clientWidth, box.clientHeight]);
    map.invalidateSize({ animate: false, pan: false });
    if (!fitted && !same && plan && box.clientHeight) whole();
    fitted ||= Boolean(plan && box.clientHeight);
  });
  resized.observe(box);

  return {
    refresh(now, before) {
      const first = plan === null;
      const other = plan !== now.plan;
      plan = now.plan;
      if (other) {
        if (first) {
          whole();
          ground.draw(plan.backdrop);
          touch(dots, () => dots.under());
        }
        signed = null;
        hulls();
        hubs();
        dots.addTo(map);
        ground.write(numbers);
        signs(legend, plan);
      }
      if (other || now.constellation !== before.constellation || now.family !== before.family) restyle();
      if (now.family && now.family !== before.family) lookAt([spot(plan.familyById.get(now.family))]);
      else if (now.constellation && now.constellation !== before.constellation) lookAt(layers.hulls.get(now.constellation).points);
    },
    close() {
      resized.disconnect();
      map.remove();
    },
  };
}

function signs(legend, plan) {
  const one = (kind, text, name) => el("li", {}, el("span", { class: "sample", "aria-hidden": "true" }, el("span", { class: kind }, text)), name);
  const lost = plan.unplaced.length ? one("dot open", "", say("legendUnplaced")) : null;
  legend.replaceChildren(el("ul", { class: "signs" }, one("hub sample-hub", "1", say("legendHub")), one("dot", "", say("legendSatellite")), lost, el("li", { class: "soft" }, say("legendDrag"))));
}
