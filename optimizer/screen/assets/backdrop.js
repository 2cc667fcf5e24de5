// What lies under the plan: municipalities and the names of places, of which no two overlap.
import { WideCanvas } from "./canvas.js";
import { el } from "./dom.js";

const L = window.L;

export function backdrop(map, attribution) {
  map.createPane("ground").style.zIndex = 210;
  map.createPane("names").style.zIndex = 395;
  for (const name of ["ground", "names"]) map.getPane(name).style.pointerEvents = "none";
  const renderer = new WideCanvas({ pane: "ground", padding: 0.4 });
  let names = [];
  const written = [];

  function write() {
    for (const name of written.splice(0)) name.remove();
    const taken = [];
    const here = map.getBounds();
    for (const [text, at] of names) {
      if (!here.contains(at)) continue;
      const { x, y } = map.latLngToContainerPoint(at);
      const half = text.length * 3.9 + 6;
      const box = [x - half, y - 9, x + half, y + 9];
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
      taken.push(box);
      const icon = L.divIcon({ className: "name name-place", html: el("span", {}, text), iconSize: [0, 0] });
      written.push(L.marker(at, { icon, interactive: false, keyboard: false, pane: "names" }).addTo(map));
    }
  }

  return ({ areas, places, schematic, attribution: sources }) => {
    for (const area of areas) {
      const style = { color: "#8fa0b3", weight: 1.2, fillColor: "#ffffff", fillOpacity: 1, dashArray: schematic ? "4 4" : "", renderer, interactive: false };
      L.polygon(area.polygons, style).addTo(map);
    }
    names = [...places].sort((a, b) => b.weight - a.weight).map((place) => [place.name, place.point]);
    const known = new Set(names.map(([name]) => name));
    names.push(...areas.filter((area) => !known.has(area.name)).map((area) => [area.name, area.label]));
    attribution.textContent = ["Leaflet", ...sources].join(" \u00b7 ");
    map.on("moveend", write);
    write();
  };
}
