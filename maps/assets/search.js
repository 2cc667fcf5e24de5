// Search by place, postcode, municipality, provider, constellation or family, with suggestions while one types.
const SUGGESTED = 8;
const AROUND_KM = 3;
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

// What can be found, in the order in which equals are offered; what choosing each does, and what is then said.
const findable = () => {
  const all = [];
  const offer = (kind, text, act) => all.push({ kind, text, low: plain(text), act });
  for (const c of constellations) offer("findConstellation", [c.title, c.where].filter(Boolean).join(" \u00b7 "), () => toConstellation(c));
  view.municipalities.forEach((name, at) => offer("findMunicipality", name, () => toFilter({ g: String(at) }, name)));
  view.providers.forEach((name, at) => offer("findProvider", name, () => toFilter({ p: String(at) }, name)));
  for (const [name, lat, lon] of view.places) offer("findPlace", name, () => toPlace(name, lat, lon));
  for (const [code, lat, lon] of view.postcodes) offer("findPostcode", code, () => toPlace(code, lat, lon));
  for (const id of familyById.keys()) offer("findFamily", id, () => toFamily(familyById.get(id)));
  findables = all;
  return all;
};
let findables = null;

function toConstellation(c) {
  choose(c, null, FILTERS);
  return say("foundConstellation", { constellation: c.title });
}

function toFamily(family) {
  if (!family.home) {
    chooseUnplaced(family, FILTERS);
    return say("foundUnplaced", { family: family.id });
  }
  choose(family.home, family, FILTERS);
  return say(family === family.home.hub ? "foundHub" : "foundIn", { family: family.id, constellation: family.home.title });
}

function toFilter(part, name) {
  const found = constellations.filter((c) => (part.g === undefined || c.municipalities.includes(Number(part.g))) && (part.p === undefined || c.providers.some(([provider]) => provider === Number(part.p))));
  const spots = found.flatMap((c) => c.spots);
  change({ ...FILTERS, ...part, tab: "list", c: "", f: "", ...lookAt(spots) });
  return say("foundAll", { what: name, n: constellationsSaid(found.length) });
}

function toPlace(name, lat, lon) {
  const k = [lat.toFixed(4), lon.toFixed(4), AROUND_KM].join(",");
  change({ ...FILTERS, k, tab: "list", c: "", f: "", v: times(L.latLng(lat, lon), Math.max(map.getZoom(), 11.5)) });
  return say("foundAround", { what: name, km: num(AROUND_KM), n: constellationsSaid(constellations.filter(passes).length) });
}

const constellationsSaid = (n) => say(n === 1 ? "constellationOne" : "constellationMany", { n: num(n) });

// Whole names first, then beginnings, then beginnings of a word, then any part.
function rank(low, wanted) {
  if (low === wanted) return 0;
  if (low.startsWith(wanted)) return 1;
  const at = low.indexOf(wanted);
  return at < 0 ? 9 : /[\s.·'-]/.test(low[at - 1]) ? 2 : 3;
}

function suggestions(text) {
  const wanted = plain(text.trim()).replace(/^(\d{4})\s?[a-z]{2}$/, "$1");
  if (!wanted) return [];
  const found = [];
  for (const one of findables || findable()) {
    const at = rank(one.low, wanted);
    if (at < 9) found.push([at, one]);
  }
  return found.sort(([a], [b]) => a - b).slice(0, SUGGESTED).map(([, one]) => one);
}

function find(text) {
  if (!text) return "";
  const exact = constellationById.get(text) || familyById.get(text);
  if (exact) return constellationById.has(text) ? toConstellation(exact) : toFamily(exact);
  const [best] = suggestions(text);
  return best ? best.act() : say("notFound");
}

function searchForm() {
  const list = el("ul", { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": say("suggestions"), hidden: true });
  const box = el("input", {
    id: "search", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: say("searchHint"),
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions",
  });
  const answer = el("p", { class: "answer", role: "status" });
  let offered = [];
  let at = -1;
  const show = (found) => {
    offered = found;
    at = -1;
    list.replaceChildren(...found.map((one, row) => {
      const item = el("li", { id: "suggestion-" + row, role: "option", "aria-selected": "false" }, el("span", {}, one.text), el("span", { class: "about" }, say(one.kind)));
      item.addEventListener("mousedown", (event) => {
        event.preventDefault();
        take(one);
      });
      return item;
    }));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(found.length > 0));
    box.removeAttribute("aria-activedescendant");
  };
  const take = (one) => {
    show([]);
    answer.textContent = one.act();
  };
  const mark = (row) => {
    at = (row + offered.length) % offered.length;
    [...list.children].forEach((item, each) => item.setAttribute("aria-selected", String(each === at)));
    box.setAttribute("aria-activedescendant", "suggestion-" + at);
  };
  box.addEventListener("input", () => show(suggestions(box.value)));
  box.addEventListener("blur", () => show([]));
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && offered.length) show([]);
    else if (event.key === "ArrowDown" && offered.length) mark(at + 1);
    else if (event.key === "ArrowUp" && offered.length) mark(at < 0 ? -1 : at - 1);
    else return;
    event.preventDefault();
  });
  const submit = (event) => {
    event.preventDefault();
    if (at >= 0) return take(offered[at]);
    show([]);
    answer.textContent = find(box.value.trim());
  };
  const form = el("form", { class: "search", role: "search", onsubmit: submit });
  form.append(
    el("label", { for: "search" }, say("search")),
    el("div", { class: "search-row" }, box, el("button", { type: "submit" }, say("searchGo"))),
    list,
    answer,
  );
  return form;
}
