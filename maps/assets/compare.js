// Puts the page together, and keeps what is chosen: a family or a pair of constellations, also in the address.
let chosen = null;

function chooseFamily(family) {
  choose(chosen && chosen.family === family ? null : { family });
}

function chooseConstellation(side, at) {
  const pair = pairs.find((one) => (side === sides[0] ? one.a : one.b) === at);
  choose(chosen && chosen.pair === pair.number ? null : { pair: pair.number });
}

const homeIn = (side, family) => {
  const found = side.constellations.find((c) => c.members.some((home) => home.id === family));
  return found ? found.number : null;
};

function choose(what) {
  chosen = what;
  for (const button of rows.values()) button.setAttribute("aria-pressed", "false");
  byId("clear").hidden = !what;
  history.replaceState(null, "", what ? (what.family ? "#f=" + encodeURIComponent(what.family) : "#p=" + what.pair) : location.pathname + location.search);
  if (!what) {
    announce("");
    return lightUp(null, null);
  }
  const row = rows.get(what.family ? "f " + what.family : "p " + what.pair);
  if (row) row.setAttribute("aria-pressed", "true");
  if (what.family) {
    const move = moves.find((one) => one.family === what.family);
    announce(move ? say("chosenFamily", { family: move.family, what: move.what }) : what.family);
    return lightUp(sides.map((side) => homeIn(side, what.family)), what.family);
  }
  const pair = pairs[what.pair];
  const alone = pair.a === null ? 1 : 0;
  if (pair.a === null || pair.b === null) announce(say("onlyIn", { constellation: idOf(alone, [pair.a, pair.b][alone]), name: view.names[alone] }));
  else announce(say("chosenPair", { a: idOf(0, pair.a), b: idOf(1, pair.b), n: num(pair.shared) }));
  lightUp([pair.a, pair.b], null);
}

function readAddress() {
  const [key, value] = location.hash.slice(1).split("=");
  if (key === "f" && sides.some((side) => side.homes.has(decodeURIComponent(value)))) choose({ family: decodeURIComponent(value) });
  else if (key === "p" && pairs[Number(value)]) choose({ pair: Number(value) });
}

function signs() {
  const sign = (kind, sample, text) => el("li", {}, el("span", { class: "sample", "aria-hidden": "true" }, el("span", { class: kind }, sample)), text);
  byId("signs").setAttribute("aria-label", say("signs"));
  byId("signs").append(
    sign("hub sample-hub", "1", say("legendHub")),
    sign("dot", "", say("legendSatellite")),
    sign("dot changes", "", say("legendMoves")),
    ...(sides.some((side) => side.unplaced.length) ? [sign("cross", "\u00d7", say("legendUnplaced"))] : []),
  );
}

// On paper the maps stand beside each other in the width of the sheet.
function paper() {
  const sized = (on) => () => {
    document.documentElement.classList.toggle("on-paper", on);
    resize();
  };
  window.addEventListener("beforeprint", sized(true));
  window.addEventListener("afterprint", sized(false));
}

function start() {
  byId("title").textContent = view.title;
  byId("subtitle").textContent = view.subtitle;
  byId("maps-title").textContent = say("maps");
  byId("notices").append(...view.notices.map(([text, alarm]) => el("p", { class: alarm ? "alarm" : "notice" }, text)));
  byId("attribution").textContent = ["Leaflet", ...view.attribution].join(" \u00b7 ");
  ["a", "b"].forEach((key, at) => {
    byId("side-" + key).querySelector("figcaption").textContent = view.names[at];
  });
  const skip = byId("skip");
  skip.textContent = say("skip");
  skip.addEventListener("click", () => (byId("moves-list").querySelector("button") || byId("print-page")).focus());
  const printer = byId("print-page");
  printer.textContent = say("print");
  printer.addEventListener("click", () => window.print());
  const clear = byId("clear");
  clear.textContent = say("clear");
  clear.addEventListener("click", () => choose(null));
  buildMoves();
  buildFigures();
  buildPairs();
  signs();
  paper();
  startMaps();
  readAddress();
  document.documentElement.dataset.ready = "yes";
}

start();
