// What changes, figures, settings and constellations in pairs; a row that is chosen lights up both maps.
const NO = "\u2013";
const idOf = (side, at) => (at === null ? NO : sides[side].constellations[at].id);
const moves = view.moves.map(([family, kind, what, a, b, farA, farB]) => ({ family, kind, what, a, b, farA, farB }));
const pairs = view.pairs.map(([a, b, shared, leave, come], number) => ({ number, a, b, shared, leave, come }));
const rows = new Map();

const table = (name, head, body, kind) =>
  el(
    "div",
    { class: "wide", tabindex: "0", role: "group", "aria-label": name },
    el("table", { class: kind }, el("thead", {}, el("tr", {}, ...head.map(([text, right]) => el("th", { scope: "col", class: right ? "right" : null }, text)))), el("tbody", {}, ...body)),
  );
const pick = (key, text, act) => {
  const button = el("button", { type: "button", class: "link", "aria-pressed": "false", onclick: act }, text);
  rows.set(key, button);
  return button;
};

function moveRow(move) {
  const far = move.farA === move.farB ? move.farA : `${move.farA} \u2192 ${move.farB}`;
  const button = pick("f " + move.family, move.family, () => chooseFamily(move.family));
  return el("tr", { "data-kind": move.kind, "data-words": `${move.family} ${idOf(0, move.a)} ${idOf(1, move.b)}`.toLowerCase() }, el("th", { scope: "row", class: "id" }, button), el("td", {}, move.what), el("td", { class: "nowrap" }, far));
}

function buildMoves() {
  byId("moves-title").textContent = say("moves");
  if (!moves.length) {
    byId("moves-list").append(el("p", {}, say("noMoves")));
    return;
  }
  const kinds = view.kinds.filter((kind) => moves.some((move) => move.kind === kind));
  const countOf = (kind) => moves.filter((move) => move.kind === kind).length;
  const select = el("select", { id: "moves-kind" }, el("option", { value: "" }, `${say("all")} (${num(moves.length)})`), ...kinds.map((kind) => el("option", { value: kind }, `${say("kind_" + kind)} (${num(countOf(kind))})`)));
  const search = el("input", { type: "search", id: "moves-search", autocomplete: "off", spellcheck: "false" });
  const count = el("p", { class: "count", role: "status" });
  const found = moves.map(moveRow);
  const filter = () => {
    const text = search.value.trim().toLowerCase();
    for (const row of found) row.hidden = (select.value && row.dataset.kind !== select.value) || !row.dataset.words.includes(text);
    count.textContent = say("shown", { n: num(found.filter((row) => !row.hidden).length), all: num(found.length) });
  };
  select.addEventListener("change", filter);
  search.addEventListener("input", filter);
  const field = (id, text, control) => el("div", { class: "field" }, el("label", { for: id }, text), control);
  byId("moves-filter").append(el("div", { class: "filters" }, field("moves-kind", say("show"), select), field("moves-search", say("search"), search)), count);
  byId("moves-list").append(table(say("moves"), [[say("family")], [say("what")], [say("distance")]], found, "moves"));
  filter();
}

function buildFigures() {
  byId("figures-title").textContent = say("figures");
  const mark = (better, side) => (better === null ? null : el("span", { class: better === side ? "better" : "worse" }, say(better === side ? "better" : "worse")));
  const body = view.figures.map(([title, a, b, difference, better]) =>
    el("tr", {}, el("th", { scope: "row" }, title), el("td", { class: "right" }, a, " ", mark(better, "a")), el("td", { class: "right" }, b, " ", mark(better, "b")), el("td", { class: "right" }, difference)),
  );
  byId("figures").append(table(say("figures"), [[say("figure")], [view.names[0], true], [view.names[1], true], [say("difference"), true]], body, "figures"));
  byId("settings").hidden = !view.settings.length;
  byId("settings-title").textContent = say("settings");
  const set = view.settings.map(([label, a, b]) => el("tr", {}, el("th", { scope: "row" }, label), el("td", { class: "right" }, a), el("td", { class: "right" }, b)));
  byId("settings").append(table(say("settings"), [[say("setting")], [view.names[0], true], [view.names[1], true]], set, "figures"));
}

function buildPairs() {
  byId("pairs-title").textContent = say("pairs");
  const badge = (side, at) => {
    if (at === null) return say("none");
    const c = sides[side].constellations[at];
    return el("span", {}, el("span", { class: "badge", style: "background:" + colourOf(c) }, c.id), " ", c.title === c.id ? null : el("span", {}, c.title.slice(c.id.length).trim() + " "), c.hub ? el("span", { class: "off" }, say("hubOf", { hub: c.hub.id })) : null);
  };
  const body = pairs.map((pair) => {
    const name = pick("p " + pair.number, `${idOf(0, pair.a)} \u2192 ${idOf(1, pair.b)}`, () => choose({ pair: pair.number }));
    const counts = [pair.shared, pair.leave, pair.come].map((n) => el("td", { class: "right" }, num(n)));
    return el("tr", {}, el("th", { scope: "row", class: "nowrap" }, name), el("td", {}, badge(0, pair.a)), el("td", {}, badge(1, pair.b)), ...counts);
  });
  const head = [[say("constellation")], [view.names[0]], [view.names[1]], [say("shared"), true], [say("leave"), true], [say("come"), true]];
  byId("pairs").append(el("p", { class: "small" }, say("pairsNote")), table(say("pairs"), head, body, "pairs"));
}
