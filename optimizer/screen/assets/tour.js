// Four steps for who is here for the first time; they can be skipped, and are shown once.
import { button, dialog, el, redraw } from "./dom.js";
import { say } from "./words.js";

const STEPS = 4;
const YEAR = 31536000;

export function firstTour() {
  if (!document.cookie.split("; ").includes("tour=seen")) tour();
}

export function tour() {
  document.cookie = `tour=seen; path=/; max-age=${YEAR}; SameSite=Strict`;
  let at = 1;
  dialog(
    say("tourTitle"),
    (close) => {
      const box = el("div", { "aria-live": "polite" });
      const go = (to) => () => {
        at = to;
        draw();
      };
      const draw = () =>
        redraw(
          box,
          el("p", { class: "soft" }, say("tourAt", { n: at, of: STEPS })),
          el("h3", {}, say(`tour${at}Title`)),
          el("p", {}, say(`tour${at}`)),
          el(
            "div",
            { class: "row" },
            button(say(at < STEPS ? "next" : "begin"), at < STEPS ? go(at + 1) : close, { "data-focus": "next" }),
            at > 1 ? button(say("previous"), go(at - 1), { class: "quiet", "data-focus": "previous" }) : null,
            at < STEPS ? button(say("tourSkip"), close, { class: "quiet", "data-focus": "skip" }) : null,
          ),
        );
      draw();
      return box;
    },
    { id: "tour" },
  );
}
