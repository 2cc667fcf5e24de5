// Names keep clear of what is drawn already, and lighter names of heavier ones; a name with a number is never left out.
const CELL = 7;
const DOT = 3;
const SIGN = 100;

// What is taken, in small squares of the screen or the sheet.
function taken() {
  const cells = new Map();
  const each = ([left, top, right, bottom], act) => {
    for (let x = Math.floor(left / CELL); x <= Math.floor(right / CELL); x += 1)
      for (let y = Math.floor(top / CELL); y <= Math.floor(bottom / CELL); y += 1) act(x * 100000 + y);
  };
  return {
    take: (box, weight) => each(box, (cell) => cells.set(cell, Math.max(weight, cells.get(cell) ?? 0))),
    takeSpot: ([x, y]) => cells.set(Math.floor(x / CELL) * 100000 + Math.floor(y / CELL), Math.max(DOT, cells.get(Math.floor(x / CELL) * 100000 + Math.floor(y / CELL)) ?? 0)),
    weigh: (box) => {
      let sum = 0;
      each(box, (cell) => {
        sum += cells.get(cell) ?? 0;
      });
      return sum;
    },
  };
}

// Where a number may stand that has to move aside, in pixels: the nearest first.
const ASIDE = [[0, 0]].concat(
  ...[26, 50, 74, 98, 122, 146].map((far) => {
    const turns = Math.max(8, Math.round(far / 6));
    return Array.from({ length: turns }, (_, turn) => [far * Math.cos((turn * 2 * Math.PI) / turns), far * Math.sin((turn * 2 * Math.PI) / turns)]);
  }),
);

function namesInOrder() {
  const heard = new Set(view.places.map(([name]) => name));
  const area = ({ name, count, label: at }) => ({ text: name, count, at, kind: "area" });
  const places = [...view.places].sort((a, b) => b[3] - a[3]).map(([text, lat, lon]) => ({ text, count: null, at: [lat, lon], kind: "place" }));
  const plain = view.areas.filter((one) => one.count === null && !heard.has(one.name)).map(area);
  return [...view.areas.filter((one) => one.count !== null).map(area), ...places, ...plain];
}

const around = (wide) => [0, -17, 17, -30, 30, -45, 45, -60, 60].flatMap((down) => (Math.abs(down) > 30 ? [[0, down]] : [[0, down], [wide, down], [-wide, down]]));

// Gives each name that finds room its spot; ``letter`` is the width of one, and ``far`` how far one moves up or down.
function layNames(names, spotOf, ground, letter, far = 60) {
  return names.flatMap((name) => {
    const [x, y] = spotOf(name.at);
    const half = (name.text.length * letter * (name.kind === "area" ? 1.25 : 1)) / 2 + 3;
    const high = name.count === null ? 7 : 16;
    const box = ([dx, dy]) => [x + dx - half, y + dy - high, x + dx + half, y + dy + high];
    const weighed = around(half + 9).filter(([, down]) => Math.abs(down) <= far).map((shift) => [ground.weigh(box(shift)) + Math.hypot(...shift) / 12, shift]);
    const [weight, shift] = weighed.reduce((best, one) => (one[0] < best[0] ? one : best));
    if (weight >= SIGN && name.count === null) return [];
    ground.take(box(shift), SIGN);
    return [{ ...name, x: x + shift[0], y: y + shift[1] }];
  });
}
