// A canvas that is painted somewhat beyond what is in sight, and painted again only once one looks beyond that: the end
// of a short drag costs nothing.
const L = window.L;

export const WideCanvas = L.Canvas.extend({
  _update() {
    const map = this._map;
    const [origin, size] = [map.getPixelOrigin(), map.getSize()];
    const corner = map.containerPointToLayerPoint([0, 0]);
    const same = this._painted && this._painted.origin.equals(origin) && this._painted.size.equals(size);
    if (same && this._bounds.contains(L.bounds(corner, corner.add(size)))) return;
    L.Canvas.prototype._update.call(this);
    if (!map._animatingZoom) this._painted = { origin: origin.clone(), size: size.clone() };
  },

  onRemove(map) {
    this._painted = null;
    return L.Canvas.prototype.onRemove.call(this, map);
  },
});
