// What the reader looks at, kept in the fragment of the address: a link shows the same view, "back" undoes a step.
const PARTS = ["list", "unplaced", "helps", "figures", "exchange", "about"];
const LAYERS = ["hulls", "links", "circles", "recruit", "moves", "places"];
const START = { c: "", f: "", p: "", g: "", s: "", t: "", k: "", tab: "list", l: moves.length ? "moves,places" : "places", o: "n", r: "", v: "" };
const TAGS = ["on", "under", "over", "single", "mixed", "moves", "unplaced"];
const TIMES = /^-?\d{1,2}\.\d{1,6},-?\d{1,3}\.\d{1,6},\d{1,2}(\.\d{1,2})?$/;

const sizes = [...new Set(constellations.map((c) => c.sizeValue).filter((n) => n !== null))].sort((a, b) => a - b);

// Only what exists on this page is taken from an address; the rest falls back to the start.
const SOUND = {
  c: (text) => constellationById.has(text),
  f: (text) => familyById.has(text),
  p: (text) => /^\d{1,5}$/.test(text) && Number(text) < view.providers.length,
  g: (text) => /^\d{1,5}$/.test(text) && Number(text) < view.municipalities.length,
  s: (text) => sizes.includes(Number(text)),
  t: (text) => TAGS.includes(text),
  k: (text) => /^\d{1,2}(\.\d{1,4})?,-?\d{1,3}(\.\d{1,4})?,\d{1,3}(\.\d)?$/.test(text),
  tab: (text) => PARTS.includes(text),
  l: (text) => text === "none" || text.split(",").every((layer) => LAYERS.includes(layer)),
  o: (text) => /^(n|where|hub|size|children|farthest)-?$/.test(text),
  r: (text) => /^\d{1,3}$/.test(text) && Boolean(view.helps) && Number(text) < view.helps.recruiting.length,
  v: (text) => TIMES.test(text),
};

let state = { ...START };
const listeners = [];

function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  const read = { ...START };
  for (const key of Object.keys(START)) {
    const text = given.get(key);
    if (text && SOUND[key](text)) read[key] = text;
  }
  return read;
}

function writtenState(of) {
  const kept = new URLSearchParams();
  for (const key of Object.keys(START)) if (of[key] !== START[key]) kept.set(key, of[key]);
  return kept.toString().replaceAll("%2C", ",");
}

// A step back in the browser undoes one change; small moves of the map within a second count as one.
let lastMove = 0;

function change(part) {
  const next = { ...state, ...part };
  const hash = writtenState(next);
  if (hash === writtenState(state)) return;
  const onlyMoved = Object.keys(part).every((key) => key === "v");
  const again = onlyMoved && Date.now() - lastMove < 1000;
  lastMove = onlyMoved ? Date.now() : 0;
  const before = state;
  state = next;
  if (again) location.replace("#" + hash);
  else location.hash = hash;
  apply(before);
}

function apply(before) {
  for (const listener of listeners) listener(state, before);
}

window.addEventListener("hashchange", () => {
  const read = readState();
  if (writtenState(read) === writtenState(state)) return;
  const before = state;
  state = read;
  lastMove = 0;
  apply(before);
});
