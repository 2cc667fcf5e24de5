// Moving a family: at once, or by choosing its constellation from a list, nearest first.
import { perform } from "./changes.js";
import { get } from "./api.js";
import { announce, button, dialog, el, redraw } from "./dom.js";
import { metres, spot } from "./geometry.js";
import { answer, familyPath, store } from "./store.js";
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
    const list = el("div", { class: "places" });
    const wait = el("p", { class: "busy" }, say("moveJudging"));
    const judged = new Map();
    const search = el("input", { type: "search", id: "move-search", autofocus: true, autocomplete: "off" });
    const act = (job) => () => {
      close();
      job();
    };
    const show = () => {
      const asked = search.value.trim().toLowerCase();
      const found = near.filter(({ c }) => `${c.label} ${c.hub}`.toLowerCase().includes(asked));
      const line = ({ c, far }) => {
        const notes = [far === null ? null : say("about", { km: km(far) }), say("sizeOf", { n: ofMost(c.size, c.size_max) })];
        const why = judged.get(c.hub)?.why ?? null;
        return el("li", {}, button([el("strong", {}, c.label), el("span", { class: "soft" }, notes.filter(Boolean).join(" \u00b7 ")), why ? el("span", { class: "why" }, why) : null], act(() => moveTo(family, c)), { class: "choice", "data-move": c.hub, "data-focus": "move " + c.hub }));
      };
      // What the judging knows: first where the family fits, then where a rule stands in the way, with the reason.
      const kindOf = ({ c }) => (judged.has(c.hub) ? (judged.get(c.hub).ok ? "fits" : "bars") : "open");
      const parts = ["fits", "bars", "open"].map((kind) => [kind, found.filter((one) => kindOf(one) === kind)]).filter(([, some]) => some.length);
      let left = SHOWN;
      const part = ([kind, some]) => {
        const shown = some.slice(0, left);
        left -= shown.length;
        if (!shown.length) return null;
        const list = el("ul", { class: "choices", "aria-label": say(judged.size ? "move_" + kind : "moveChoices") }, ...shown.map(line));
        return [judged.size ? el("h3", {}, say("move_" + kind)) : null, list];
      };
      redraw(list, found.length ? parts.map(part) : el("p", {}, say("moveNone")));
    };
    const judge = async () => {
      const got = await answer(get(familyPath(family.id, "places")));
      wait.remove();
      if (!got || !list.isConnected) return;
      for (const row of got.rows) judged.set(row.constellation, row);
      show();
      announce(say("moveJudged", { n: num(got.rows.filter(({ ok }) => ok).length) }));
    };
    search.addEventListener("input", show);
    show();
    judge();
    const out = family.constellation ? button(say("takeOut"), act(() => takeOut(family)), { class: "quiet" }) : null;
    return [
      el("p", {}, say("moveHow")),
      el("p", { class: "field" }, el("label", { for: "move-search" }, say("moveSearch")), search),
      wait,
      list,
      el("div", { class: "row" }, out, button(say("cancel"), close, { class: "quiet" })),
    ];
  });
}
