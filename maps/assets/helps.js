// What would help: what a wider rule gains, and where to recruit, with the areas on the map.
const helps = view.helps || { gains: [], recruiting: [] };
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const letterOf = (at) => LETTERS[at % LETTERS.length];
const families = (n) => say(n === 1 ? "familyOne" : "familyMany", { n: num(n) });
const showsRecruiting = () => state.tab === "helps" || shows("recruit");

function gainsPart() {
  if (!helps.gains.length) return null;
  const head = el("tr", {}, ...["gainsChange", "gainsGain", "gainsProof"].map((title) => el("th", { scope: "col" }, say(title))));
  const rows = helps.gains.map(([change, gain, proof]) => el("tr", {}, el("th", { scope: "row" }, change), el("td", {}, gain), el("td", {}, proof)));
  return part(say("gainsTitle"), el("p", {}, say("gainsCaption")), el("table", { class: "gains" }, el("thead", {}, head), el("tbody", {}, ...rows)));
}

function recruitingPart(choosable) {
  if (!helps.recruiting.length) return null;
  const items = helps.recruiting.map((one, at) => {
    const sign = el("span", { class: "recruit", "aria-hidden": "true" }, letterOf(at));
    const chosen = state.r === String(at);
    const press = () => change({ r: chosen ? "" : String(at), ...(chosen || !one.at ? {} : lookAt([one.at])) });
    const name = choosable && one.at
      ? el("button", { type: "button", class: "link", "aria-pressed": String(chosen), "data-focus": "r" + at, onclick: press }, one.name)
      : el("strong", {}, one.name);
    return el(
      "li",
      { class: choosable && chosen ? "chosen" : null },
      el("div", { class: "who" }, sign, name, el("span", { class: "about" }, say("recruitPlaces", { families: families(one.families.length) }))),
      el("p", {}, one.text + "."),
      el("p", { class: "about" }, one.families.join(", ") + " \u00b7 " + one.note),
    );
  });
  return part(say("recruitTitle"), el("p", {}, say("recruitCaption")), el("ol", { class: "unplaced" }, ...items));
}

function buildHelps() {
  if (!view.helps) return;
  const box = byId("part-helps");
  const draw = () => {
    const focused = box.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
    box.replaceChildren(...[recruitingPart(true), gainsPart()].filter(Boolean));
    if (focused) box.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  };
  draw();
  listeners.push((now, before) => {
    if (now === before || now.r !== before.r) draw();
  });
}

function recruitMarker(one, at) {
  const sign = el("span", { class: "recruit" }, letterOf(at));
  const icon = L.divIcon({ className: "recruit-spot", html: sign, iconSize: [0, 0] });
  const marker = L.marker(one.at, { icon, keyboard: false });
  marker.bindTooltip(() => el("span", {}, `${one.name} \u00b7 ${say("recruitPlaces", { families: families(one.families.length) })}`));
  marker.on("click", (event) => {
    L.DomEvent.stop(event);
    change({ tab: "helps", r: String(at) });
  });
  return marker;
}

function recruitCircle(one) {
  const style = { color: "#0b6b3a", weight: 2, fillColor: "#0b6b3a", fillOpacity: 0.08, dashArray: "6 4", renderer: roundabout, interactive: false };
  return L.circle(one.at, { ...style, radius: view.radius });
}
