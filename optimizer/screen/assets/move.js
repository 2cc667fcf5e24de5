// Moving a family: at once, or by choosing its constellation from a list, nearest first.
import { perform } from "./changes.js";
import { button, dialog, el, redraw } from "./dom.js";
import { metres, spot } from "./geometry.js";
import { store } from "./store.js";
import { km, num, say } from "./words.js";

const SHOWN = 40;

export const moveTo = (family, c) => perform({ kind: "move", family: family.id, constellation: c.hub }, say("didMove", { family: family.id, constellation: c.label }));
export const takeOut = (family) => perform({ kind: "out", family: family.id }, say("didOut", { family: family.id }));

export const isFull = (c) => c.size >= c.size_max || (c.children_max !== null && c.children >= c.children_max);
export const ofMost = (n, most) => (most === null || most === undefined ? num(n) : say("ofMost", { n: num(n), most: num(most) }));

export function moveDialog(family) {
  const { plan } = store;
  const near = plan.constellations
    .filter((c) => c.hub !== family.constellation)
    .map((c) => ({ c, far: metres(spot(family), spot(plan.familyById.get(c.hub))) }))
    .sort((a, b) => (a.far ?? Infinity) - (b.far ?? Infinity));
  dialog(say("moveTitle", { family: family.id }), (close) => {
    const list = el("ul", { class: "choices", "aria-label": say("moveChoices") });
    const search = el("input", { type: "search", id: "move-search", autofocus: true, autocomplete: "off" });
    const act = (job) => () => {
      close();
      job();
    };
    const show = () => {
      const asked = search.value.trim().toLowerCase();
      const found = near.filter(({ c }) => `${c.label} ${c.hub}`.toLowerCase().includes(asked));
      const line = ({ c, far }) => {
        const notes = [far === null ? null : say("about", { km: km(far) }), say("sizeOf", { n: ofMost(c.size, c.size_max) }), isFull(c) ? say("full") : null];
        return el("li", {}, button([el("strong", {}, c.label), el("span", { class: isFull(c) ? "soft full" : "soft" }, notes.filter(Boolean).join(" \u00b7 "))], act(() => moveTo(family, c)), { class: "choice", "data-move": c.hub }));
      };
      redraw(list, found.length ? found.slice(0, SHOWN).map(line) : el("li", {}, say("moveNone")));
    };
    search.addEventListener("input", show);
    show();
    const out = family.constellation ? button(say("takeOut"), act(() => takeOut(family)), { class: "quiet" }) : null;
    return [
      el("p", {}, say("moveHow")),
      el("p", { class: "field" }, el("label", { for: "move-search" }, say("moveSearch")), search),
      list,
      el("div", { class: "row" }, out, button(say("cancel"), close, { class: "quiet" })),
    ];
  });
}
