// Puts the page together.
function tabs() {
  const names = { list: "tabList", unplaced: "tabUnplaced", helps: "tabHelps", figures: "tabFigures", exchange: "tabExchange", about: "tabAbout" };
  const listed = constellations.length + unplaced.length > 0;
  const filled = { list: listed, unplaced: listed, helps: Boolean(view.helps), figures: view.tiers.length + view.charts.length + view.tables.length > 0, exchange: Boolean(view.exchange), about: true };
  const shown = PARTS.filter((key) => filled[key]);
  const buttons = shown.map((key) => {
    const attributes = { type: "button", role: "tab", id: "tab-" + key, "aria-controls": "part-" + key, onclick: () => change({ tab: key }) };
    const tail = key === "unplaced" && unplaced.length ? el("span", { class: "bubble" }, num(unplaced.length)) : null;
    return el("button", attributes, say(names[key]), tail);
  });
  byId("tabs").setAttribute("aria-label", say("parts"));
  byId("tabs").append(...buttons);
  byId("tabs").addEventListener("keydown", (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = buttons[(to + buttons.length) % buttons.length];
    next.focus();
    next.click();
  });
  listeners.push(() => {
    const now = shown.includes(state.tab) ? state.tab : shown[0];
    PARTS.filter((key) => !filled[key]).forEach((key) => {
      byId("part-" + key).hidden = true;
    });
    shown.forEach((key, i) => {
      buttons[i].setAttribute("aria-selected", String(key === now));
      buttons[i].tabIndex = key === now ? 0 : -1;
      byId("part-" + key).hidden = key !== now;
    });
  });
}

// The map comes first: where the window is not large, one line of figures is shown and the rest on request.
function fold() {
  document.body.classList.toggle("in-numbers", constellations.length === 0); // its notices say how to read the numbers
  const more = el("button", { type: "button", id: "unfold", class: "link", "aria-expanded": "false", "aria-controls": "notices strip-figures" }, say("unfold"));
  more.addEventListener("click", () => {
    const open = document.body.classList.toggle("unfolded");
    more.setAttribute("aria-expanded", String(open));
    more.textContent = say(open ? "foldAway" : "unfold");
  });
  byId("strip").append(more);
}

function start() {
  byId("title").textContent = view.title;
  byId("subtitle").textContent = [view.madeOn && say("madeOn", { date: view.madeOn }), view.subtitle].filter(Boolean).join(" \u00b7 ");
  byId("strip-title").textContent = say("figures");
  byId("map-title").textContent = say("map");
  byId("panel-title").textContent = say("parts");
  const skip = byId("skip");
  skip.textContent = say("skip");
  skip.addEventListener("click", () => {
    change({ tab: "list" });
    (byId("list-rows").querySelector("button.pick") || byId("tabs").firstChild).focus();
  });
  const printer = byId("print-page");
  printer.textContent = say("print");
  printer.addEventListener("click", () => window.print());
  pageTools();
  fold();
  tabs();
  chips();
  buildList();
  buildUnplaced();
  buildHelps();
  buildFigures();
  mapTools();
  legend();
  paper();
  state = readState();
  startMap();
  showTimes();
  apply(state);
  refresh();
  document.documentElement.dataset.ready = "yes";
}

start();
