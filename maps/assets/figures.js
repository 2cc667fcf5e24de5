// Key figures, charts, how good the plan is, exchange, settings. Each is made anew for screen and for paper.
function keyFigures() {
  return view.figures.map(([name, value, note]) =>
    el("div", {}, el("dt", {}, name), el("dd", {}, el("strong", {}, value), el("span", {}, note))),
  );
}

const MANY_PROVIDERS = 4;
const part = (title, ...content) => el("section", { class: "part" }, el("h3", {}, title), ...content);
const scrolling = (name, table) => el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": name }, table);

function tiersPart() {
  if (!view.tiers.length) return null;
  const rows = view.tiers.map((tier) =>
    el(
      "li",
      {},
      el("h4", {}, tier.title),
      tier.meaning && el("p", {}, tier.meaning),
      el("p", {}, tier.sentence),
      facts([
        [say("value"), tier.value],
        [say("bound"), tier.bound ?? say("notProved")],
        tier.gap !== null && [say("gap"), tier.gap],
      ]),
    ),
  );
  return part(say("tiersTitle"), el("p", {}, say("tiersCaption")), el("ol", { class: "tiers" }, ...rows), el("p", { class: "small" }, say("boundNote")));
}

function chartsPart() {
  return view.charts.length ? part(say("chartsTitle"), el("div", { class: "charts" }, ...view.charts.map(chart))) : null;
}

const passagesParts = () => view.passages.map(([title, text, source]) => part(title, el("p", {}, text), el("p", { class: "small" }, source)));

function tablesParts() {
  return view.tables.map(({ name, note, header, numeric, rows }) => {
    const cell = (text, column) => (column ? el("td", { class: numeric[column] ? "right" : null }, text) : el("th", { scope: "row" }, text));
    const head = el("tr", {}, ...header.map((title, column) => el("th", { scope: "col", class: numeric[column] ? "right" : null }, title)));
    const table = el("table", { class: "told" }, el("thead", {}, head), el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map(cell)))));
    return part(name, el("p", {}, note), scrolling(name, table));
  });
}

// How far the families of each constellation travel, the farthest together first.
const MANY_TRAVELS = 200;
function travelPart() {
  const known = constellations.map((c) => ({ c, ways: c.satellites.map((m) => m.metres).filter((metres) => metres !== null) })).filter(({ ways }) => ways.length);
  if (!known.length) return null;
  for (const one of known) one.sum = one.ways.reduce((sum, metres) => sum + metres, 0);
  known.sort((a, b) => b.sum - a.sum || a.c.n - b.c.n);
  const most = known[0].sum || 1;
  const titles = ["tableConstellation", "where", "travelSum", "travelMean", "farthest"];
  const head = el("tr", {}, ...titles.map((title, at) => el("th", { scope: "col", class: at > 1 ? "right" : null }, say(title))));
  const rows = known.slice(0, MANY_TRAVELS).map(({ c, ways, sum }) => {
    const share = el("span", { class: "share", style: `width:${Math.round((60 * sum) / most)}px`, "aria-hidden": "true" });
    return el("tr", {}, el("th", { scope: "row", class: "nowrap" }, c.title), el("td", {}, c.where), el("td", { class: "right nowrap" }, share, km(sum)), el("td", { class: "right nowrap" }, km(sum / ways.length)), el("td", { class: "right nowrap" }, km(c.farthest)));
  });
  return part(say("travelTitle"), el("p", {}, say("travelCaption")), scrolling(say("travelTitle"), el("table", { class: "told" }, el("thead", {}, head), el("tbody", {}, ...rows))));
}

function exchangePart() {
  const of = view.exchange;
  if (!of) return part(say("exchangeTitle"), el("p", {}, say("noExchange")));
  const names = of.providers.map((provider) => view.providers[provider]);
  const head = el(
    "tr",
    {},
    el("td", { class: "corner" }, el("span", {}, say("gives") + "\u00a0\u2193"), el("span", {}, say("receives") + "\u00a0\u2192")),
    ...names.map((name) => el("th", { scope: "col" }, el("span", {}, name))),
    el("th", { scope: "col", class: "sum" }, say("sent")),
  );
  const rows = of.counts.map((row, i) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, names[i]),
      ...row.map((text, j) => el("td", { class: i === j ? "own" : text === "0" ? "none" : null }, text)),
      el("td", { class: "sum" }, of.sent[i]),
    ),
  );
  const foot = el("tr", { class: "sum" }, el("th", { scope: "row" }, say("received")), ...of.received.map((text) => el("td", {}, text)), el("td"));
  const table = el("table", { class: names.length > MANY_PROVIDERS ? "matrix upright" : "matrix" }, el("thead", {}, head), el("tbody", {}, ...rows), el("tfoot", {}, foot));
  return part(say("exchangeTitle"), el("p", {}, say("exchangeCaption")), scrolling(say("exchangeTitle"), table));
}

function aboutPart() {
  const rows = view.settings.map(([name, value, note]) =>
    el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, value, note ? el("span", { class: "note" }, note) : null)),
  );
  const table = el(
    "table",
    { class: "settings" },
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, say("setting")), el("th", { scope: "col" }, say("settingValue")))),
    el("tbody", {}, ...rows),
  );
  return rows.length ? part(say("settings"), table) : null;
}

const notices = () => view.notices.map(([text, alarm]) => el("p", { class: alarm ? "alarm" : "notice" }, text));

function sources() {
  return ["Leaflet", ...view.attribution].join(" \u00b7 ");
}

function aboutFile() {
  const lines = [view.madeOn && say("madeOn", { date: view.madeOn }), view.subtitle, view.exact || !familyById.size ? null : say("sideBySide"), sources()];
  return part(say("tabAbout"), ...notices(), ...lines.filter(Boolean).map((line) => el("p", {}, line)));
}

function buildFigures() {
  byId("strip-figures").append(...keyFigures());
  byId("part-figures").append(...[...passagesParts(), tiersPart(), chartsPart(), travelPart(), ...tablesParts()].filter(Boolean));
  byId("part-exchange").append(exchangePart());
  byId("part-about").append(...[aboutFile(), aboutPart()].filter(Boolean));
  byId("notices").append(...notices());
  byId("attribution").textContent = sources();
}
