// Sea, land, large waters and provinces; what is none of these is abroad, and has no colour of water.
const GROUND = { sea: "#cfe0ee", land: "#ffffff", waters: "#cfe0ee" };
const ringsOf = (polygon) => polygon.map(pairsOf);

function groundShapes(kind, style) {
  return view.ground[kind].map((polygon) => L.polygon(ringsOf(polygon), { stroke: false, fillColor: GROUND[kind], fillOpacity: 1, interactive: false, ...style }));
}

// Below and above the areas, in this order.
function drawGround(on, renderer, areas) {
  const put = (shapes) => shapes.forEach((shape) => shape.addTo(on));
  if (view.tiles) return areas();
  put(groundShapes("sea", { renderer }));
  put(groundShapes("land", { renderer }));
  areas();
  put(view.ground.provinces.map((polygon) => L.polyline(ringsOf(polygon), { color: "#7c8da1", weight: 1.8, opacity: 0.75, renderer, interactive: false })));
  put(groundShapes("waters", { renderer }));
}
