// Areas are shaded by the number that is told, and hatched where it is not; the colours are in the style of the page.
const shadeOf = (area) => (view.shading === null ? "" : area.shade === null ? "hatched" : "shade-" + area.shade);

function hatchFor(id) {
  const stroke = svg("path", { d: "M0 0V7", class: "hatch-line" });
  return svg("defs", {}, svg("pattern", { id, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, svg("rect", { width: 7, height: 7, fill: "#fff" }), stroke));
}

function drawHatch() {
  if (view.shading) byId("frame").append(svg("svg", { class: "unseen", "aria-hidden": "true" }, hatchFor("hatch")));
}

function shadeSigns(sign) {
  if (!view.shading) return [];
  const { levels, hatch } = view.shading;
  return [...levels.map(([level, text]) => sign("swatch shade-" + level, "", text)), hatch && sign("swatch hatched", "", hatch)];
}
