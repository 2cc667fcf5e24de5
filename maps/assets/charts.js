// Small bar charts as inline SVG; the sentence below each says the same.
function chart(of) {
  const [width, height, left, bottom, top] = [380, 190, 8, 40, 22];
  const most = Math.max(1, ...of.bars.map(([, value]) => value ?? 0));
  const slot = (width - 2 * left) / of.bars.length;
  const tall = height - bottom - top;
  const crowded = of.bars.length * Math.max(...of.bars.map(([name]) => name.length)) > 44;
  const bars = of.bars.flatMap(([name, value, text, marked], i) => {
    const high = ((value ?? 0) / most) * tall;
    const x = left + i * slot;
    const y = height - bottom - high;
    return [
      svg("rect", { x: x + slot * 0.12, y, width: slot * 0.76, height: high, rx: 1.5, class: marked ? "bar marked" : "bar" }),
      value === 0 ? null : svg("text", { x: x + slot / 2, y: y - 5, class: "above" }, text),
      svg("text", { x: x + slot / 2, y: height - bottom + 15, class: crowded ? "below narrow" : "below" }, name),
    ];
  });
  const base = svg("line", { x1: left, x2: width - left, y1: height - bottom, y2: height - bottom, class: "axis" });
  const axis = svg("text", { x: width / 2, y: height - 6, class: "axis-name" }, of.axis);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": `${of.title}. ${of.summary}` }, ...bars, base, axis);
  return el("figure", { class: "chart" }, el("figcaption", {}, of.title), picture, el("p", {}, of.summary));
}
