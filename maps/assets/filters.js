// Which constellations and unplaced families the filters let through; the form to choose them; search.
const FILTERS = { p: "", g: "", s: "", t: "" };
const filtering = () => Object.keys(FILTERS).some((key) => state[key] !== "");

function passes(c) {
  return (
    state.t !== "unplaced" &&
    (state.p === "" || c.providers.some(([provider]) => provider === Number(state.p))) &&
    (state.g === "" || c.municipalities.includes(Number(state.g))) &&
    (state.s === "" || c.sizeValue === Number(state.s)) &&
    (state.t === "" || c.tags.includes(state.t))
  );
}

function passesUnplaced(u) {
  return (
    state.s === "" &&
    (state.t === "" || state.t === "unplaced") &&
    (state.p === "" || u.family.provider === Number(state.p)) &&
    (state.g === "" || u.family.town === Number(state.g))
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

function choice(key, label, everything, options) {
  const select = el("select", { id: "filter-" + key, onchange: () => filter({ [key]: select.value }) });
  select.append(el("option", { value: "" }, everything), ...options.map(([value, text]) => el("option", { value }, text)));
  listeners.push(() => {
    select.value = state[key];
  });
  return el("div", { class: "field" }, el("label", { for: select.id }, label), select);
}

function filterForm() {
  const tags = TAGS.filter((tag) => (tag === "unplaced" ? unplaced.length : constellations.some((c) => c.tags.includes(tag))));
  const numbered = (names) => names.map((name, number) => [String(number), name]);
  const fields = [
    view.providers.length > 1 && choice("p", say("provider"), say("allProviders"), numbered(view.providers)),
    view.municipalities.length > 1 && choice("g", say("municipality"), say("allMunicipalities"), numbered(view.municipalities)),
    sizes.length > 1 && choice("s", say("sizeFilter"), say("allSizes"), sizes.map((n) => [String(n), say("sizeOption", { n: num(n) })])),
    tags.length > 1 && choice("t", say("status"), say("allStatuses"), tags.map((tag) => [tag, say("tag_" + tag)])),
  ].filter(Boolean);
  const clear = el("button", { type: "button", class: "quiet", onclick: () => change(FILTERS) }, say("clear"));
  listeners.push(() => {
    clear.hidden = !filtering();
  });
  return el("div", { class: "filters", role: "group", "aria-label": say("filters") }, ...fields, clear);
}

// An empty list says what to do about it.
function nothingLeft(sentence) {
  return el("p", { class: "empty" }, say(sentence), " ", el("button", { type: "button", class: "quiet", onclick: () => change(FILTERS) }, say("clear")));
}

function searchForm() {
  const box = el("input", { id: "search", type: "search", autocomplete: "off", spellcheck: "false", placeholder: say("searchHint") });
  const answer = el("p", { class: "answer", role: "status" });
  const submit = (event) => {
    event.preventDefault();
    answer.textContent = find(box.value.trim());
  };
  const form = el("form", { class: "search", role: "search", onsubmit: submit });
  form.append(
    el("label", { for: "search" }, say("search")),
    el("div", { class: "search-row" }, box, el("button", { type: "submit" }, say("searchGo"))),
    answer,
  );
  return form;
}

// Exact first, then in any case, then as a beginning that fits one only.
function lookUp(map, text) {
  if (map.has(text)) return map.get(text);
  const low = text.toLowerCase();
  const keys = [...map.keys()];
  const same = keys.filter((key) => key.toLowerCase() === low);
  const found = same.length ? same : keys.filter((key) => key.toLowerCase().startsWith(low));
  return found.length === 1 ? map.get(found[0]) : null;
}

function find(text) {
  if (!text) return "";
  const c = lookUp(constellationById, text);
  if (c) {
    choose(c, null, FILTERS);
    return say("foundConstellation", { constellation: c.title });
  }
  const family = lookUp(familyById, text);
  if (!family) return say("notFound");
  if (!family.home) {
    chooseUnplaced(family, FILTERS);
    return say("foundUnplaced", { family: family.id });
  }
  choose(family.home, family, FILTERS);
  const gaps = { family: family.id, constellation: family.home.title };
  return say(family === family.home.hub ? "foundHub" : "foundIn", gaps);
}
