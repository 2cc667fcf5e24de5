// What lies under the plan: municipalities and the names of places, of which none overlaps another or a number.
import { WideCanvas } from "./canvas.js";
import { el } from "./dom.js";

const L = window.L;
// Where a name may stand, in pixels below its place: the nearest first.
const BELOW = [0, 20, -20, 40, -40];

export function backdrop(map, attribution) {
  map.createPane("ground").style.zIndex = 210;
  map.createPane("names").style.zIndex = 395;
  for (const name of ["ground", "names"]) map.getPane(name).style.pointerEvents = "none";
  const renderer = new WideCanvas({ pane: "ground", padding: 0.4 });
  let names = [];
  const written = [];

  // Writes the names anew, clear of boxes that are taken.
  function write(boxes) {
    for (const name of written.splice(0)) name.remove();
    const taken = [...boxes];
    const free = (box) => !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    const here = map.getBounds();
    for (const [text, at] of names) {
      if (!here.contains(at)) continue;
      const { x, y } = map.latLngToContainerPoint(at);
      const half = text.length * 3.9 + 6;
      const box = (below) => [x - half, y + below - 9, x + half, y + below + 9];
      const below = BELOW.find((far) => free(box(far)));
      if (below === undefined) continue;
      taken.push(box(below));
      const icon = L.divIcon({ className: "name name-place", html: el("span", { css: { transform: `translate(-50%, calc(-50% + ${below}px))` } }, text), iconSize: [0, 0] });
      written.push(L.marker(at, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(map));
    }
  }

  function draw({ areas, places, schematic, attribution: sources }) {
    for (const area of areas) {
      const style = { color: "#8fa0b3", weight: 1.2, fillColor: "#ffffff", fillOpacity: 1, dashArray: schematic ? "4 4" : "", renderer, interactive: false };
      L.polygon(area.polygons, style).addTo(map);
    }
    names = [...places].sort((a, b) => b.weight - a.weight).map((place) => [place.name, place.point]);
    const known = new Set(names.map(([name]) => name));
    names.push(...areas.filter((area) => !known.has(area.name)).map((area) => [area.name, area.label]));
    attribution.textContent = ["Leaflet", ...sources].join(" \u00b7 ");
  }

  return { draw, write };
}
