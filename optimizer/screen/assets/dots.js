// Families as one layer on the canvas: a picture of each kind of dot is put wherever there is one. As layers of their
// own, 17,000 of them took half a second at each zoom.
const L = window.L;
const RATIO = L.Browser.retina ? 2 : 1;
const pictures = new Map();

// A dot once drawn, by how it looks; its middle is that of the picture.
function pictureOf({ radius, weight, color, fillColor }) {
  const key = [radius, weight, color, fillColor].join();
  if (!pictures.has(key)) {
    const half = Math.ceil(radius + weight / 2) + 1;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 2 * half * RATIO;
    const pen = canvas.getContext("2d");
    pen.scale(RATIO, RATIO);
    pen.arc(half, half, radius, 0, 2 * Math.PI);
    Object.assign(pen, { fillStyle: fillColor, strokeStyle: color, lineWidth: weight });
    pen.fill();
    pen.stroke();
    pictures.set(key, { canvas, half, reach: radius + weight / 2 });
  }
  return pictures.get(key);
}

// Where a place lies on the map of the world, 1 wide: spherical Mercator, as the map has it.
const east = (lon) => lon / 360 + 0.5;
const south = (lat) => 0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI);

export const Dots = L.Path.extend({
  initialize(options) {
    L.setOptions(this, options);
  },

  // Shows dots, each with the id of a family, a place and a look; the last lies on top.
  show(dots) {
    this._ids = dots.map(({ id }) => id);
    this._looks = dots.map(({ look }) => pictureOf(look));
    this._world = dots.map(({ at }) => [east(at[1]), south(at[0])]);
    return this.redraw();
  },

  // The family whose dot the pointer was last found on.
  under() {
    return this._ids[this._found];
  },

  _project() {
    const scale = this._map.options.crs.scale(this._map.getZoom());
    const { x, y } = this._map.getPixelOrigin();
    this._spots = (this._world ?? []).map((at) => [Math.round(at[0] * scale - x), Math.round(at[1] * scale - y)]);
    this._pxBounds = L.bounds([-1e9, -1e9], [1e9, 1e9]);
  },

  _update() {
    if (this._map) this._updatePath();
  },

  _updatePath() {
    if (!this._renderer._drawing) return;
    const { min, max } = this._renderer._bounds;
    const pen = this._renderer._ctx;
    this._spots.forEach(([x, y], at) => {
      const { canvas, half } = this._looks[at];
      if (x > min.x - half && x < max.x + half && y > min.y - half && y < max.y + half) pen.drawImage(canvas, x - half, y - half, 2 * half, 2 * half);
    });
  },

  _empty() {
    return !this._spots.length;
  },

  _containsPoint({ x, y }) {
    this._found = this._spots.findLastIndex((spot, at) => Math.hypot(spot[0] - x, spot[1] - y) <= this._looks[at].reach);
    return this._found >= 0;
  },
});
