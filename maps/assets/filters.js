// Which constellations and unplaced families the filters let through; the form to choose them.
const FILTERS = { p: "", g: "", s: "", t: "", k: "" };
const filtering = () => Object.keys(FILTERS).some((key) => state[key] !== "");

const circleOf = (text) => text.split(",").map(Number);

// Constellations with a home in the circle, and unplaced families in it; found once for each circle.
let circled = { k: "", found: new Set() };
function inCircle() {
  if (circled.k === state.k) return circled.found;
  const [lat, lon, km] = circleOf(state.k);
  const centre = L.latLng(lat, lon);
  const inside = (member) => Boolean(member.at) && map.distance(centre, member.at) <= km * 1000;
  circled = { k: state.k, found: new Set([...constellations.filter((c) => c.members.some(inside)), ...unplaced.filter((u) => inside(u.family))]) };
  return circled.found;
}

function passes(c) {
  return (
    state.t !== "unplaced" &&
    (state.p === "" || c.providers.some(([provider]) => provider === Number(state.p))) &&
    (state.g === "" || c.municipalities.includes(Number(state.g))) &&
    (state.s === "" || c.sizeValue === Number(state.s)) &&
    (state.t === "" || c.tags.includes(state.t)) &&
    (state.k === "" || inCircle().has(c))
  );
}

function passesUnplaced(u) {
  return (
    state.s === "" &&
    (state.t === "" || state.t === "unplaced") &&
    (state.p === "" || u.family.provider === Number(state.p)) &&
    (state.g === "" || u.family.town === Number(state.g)) &&
    (state.k === "" || inCircle().has(u))
  );
}

// A chosen constellation that the filters hide is no longer chosen.
function filter(part) {
  const was = state;
  state = { ...state, ...part };
  const chosen = constellationById.get(state.c);
  const family = familyById.get(state.f);
  const hidden = family && !family.home && !unplaced.some((u) => u.family === family && passesUnplaced(u));
  const gone = chosen && !passes(chosen);
  state = was;
  change({ ...part, ...(gone ? { c: "", f: "" } : {}), ...(hidden ? { f: "" } : {}) });
}

function choice(key, label, options) {
  const select = el("select", { id: "filter-" + key, onchange: () => filter({ [key]: select.value }) });
  select.append(el("option", { value: "" }, say("filterAll")), ...options.map(([value, text]) => el("option", { value }, text)));
  listeners.push(() => {
    select.value = state[key];
  });
  return el("div", { class: "field" }, el("label", { for: select.id }, label), select);
}

function filterForm() {
  const tags = TAGS.filter((tag) => (tag === "unplaced" ? unplaced.length : constellations.some((c) => c.tags.includes(tag))));
  const numbered = (names) => names.map((name, number) => [String(number), name]);
  const fields = [
    view.providers.length > 1 && choice("p", say("provider"), numbered(view.providers)),
    view.municipalities.length > 1 && choice("g", say("municipality"), numbered(view.municipalities)),
    sizes.length > 1 && choice("s", say("sizeFilter"), sizes.map((n) => [String(n), say("sizeOption", { n: num(n) })])),
    tags.length > 1 && choice("t", say("status"), tags.map((tag) => [tag, say("tag_" + tag)])),
  ].filter(Boolean);
  return el("div", { class: "filters", role: "group", "aria-label": say("filters") }, ...fields);
}

// An empty list says what to do about it.
function nothingLeft(sentence) {
  return el("p", { class: "empty" }, say(sentence), " ", el("button", { type: "button", class: "quiet", onclick: () => change(FILTERS) }, say("clear")));
}

// The filters that are set, above every part, each with a button that takes it away.
function chips() {
  const box = byId("chips");
  box.setAttribute("aria-label", say("filters"));
  const chip = (key, text) =>
    el("button", { type: "button", class: "chip", "aria-label": say("takeAway", { filter: text }), onclick: () => change({ [key]: "" }) }, text, el("span", { "aria-hidden": "true" }, "\u00d7"));
  const sized = () => {
    const [lat, lon, km] = circleOf(state.k);
    const field = el("input", { type: "number", id: "circle-km", min: "0.1", max: "200", step: "0.5", value: km });
    field.addEventListener("change", () => {
      const wanted = Math.min(200, Math.max(0.1, Number(field.value) || km));
      change({ k: [lat.toFixed(4), lon.toFixed(4), Math.round(wanted * 10) / 10].join(",") });
    });
    return el("label", { class: "chip-field", for: "circle-km" }, say("circleWithin"), field, "km");
  };
  listeners.push((now, before) => {
    if (now !== before && !Object.keys(FILTERS).some((key) => now[key] !== before[key])) return;
    const focused = document.activeElement?.id === "circle-km";
    box.hidden = !filtering();
    box.replaceChildren(
      ...[
        state.p && chip("p", view.providers[Number(state.p)]),
        state.g && chip("g", view.municipalities[Number(state.g)]),
        state.s && chip("s", say("sizeOption", { n: num(Number(state.s)) })),
        state.t && chip("t", say("tag_" + state.t)),
        ...(state.k ? [sized(), chip("k", say("inCircle"))] : []),
        el("button", { type: "button", class: "link", onclick: () => change(FILTERS) }, say("clear")),
      ].filter(Boolean),
    );
    if (focused) byId("circle-km")?.focus();
  });
}
