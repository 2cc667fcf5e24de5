// Dragging a family, on the map and from the list alike; letting go above a constellation moves it there.
import { announce, el } from "./dom.js";
import { moveTo } from "./move.js";
import { store } from "./store.js";
import { say } from "./words.js";

const FAR = 6;
let onMap = () => null;
let mark = () => {};

// The map says which constellation lies at a point of the screen, and marks one.
export function mapTargets(find, show) {
  onMap = find;
  mark = show;
}

export function draggable(family, event, free = () => {}) {
  if (event.button || store.running) return false;
  event.preventDefault(); // no text is selected on the way
  const start = [event.clientX, event.clientY];
  let ghost = null;
  let target = null;
  const choose = (c) => {
    if (target === c) return;
    document.querySelectorAll(".target").forEach((row) => row.classList.remove("target"));
    target = c;
    mark(c);
    if (c) document.querySelector(`#part [data-c="${CSS.escape(c.hub)}"]`)?.classList.add("target");
  };
  const move = (now) => {
    if (!ghost && Math.hypot(now.clientX - start[0], now.clientY - start[1]) < FAR) return;
    if (!ghost) {
      ghost = el("div", { class: "ghost", "aria-hidden": "true" });
      document.body.append(ghost);
      document.body.classList.add("dragging");
    }
    now.preventDefault();
    choose(targetAt(now.clientX, now.clientY, family));
    ghost.textContent = target ? say("dragTo", { family: family.id, constellation: target.label }) : family.id;
    ghost.style.transform = `translate(${now.clientX + 14}px, ${now.clientY + 10}px)`;
  };
  const end = (now) => {
    document.removeEventListener("mousemove", move);
    document.removeEventListener("mouseup", end);
    document.removeEventListener("keydown", cancel, true);
    const chosen = now.type === "mouseup" && ghost ? target : null;
    choose(null);
    ghost?.remove();
    document.body.classList.remove("dragging");
    if (ghost) document.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => document.removeEventListener("click", swallow, { capture: true }), 50);
    free();
    if (chosen) moveTo(family, chosen);
    else if (ghost) announce(say("dragNothing"));
  };
  const swallow = (click) => click.stopPropagation();
  const cancel = (key) => key.key === "Escape" && end(key);
  document.addEventListener("mousemove", move);
  document.addEventListener("mouseup", end);
  document.addEventListener("keydown", cancel, true);
  return true;
}

function targetAt(x, y, family) {
  const element = document.elementFromPoint(x, y);
  const row = element?.closest("[data-c]");
  const found = row ? store.plan.byHub.get(row.dataset.c) : element?.closest("#map") ? onMap(x, y) : null;
  return found && found.hub !== family.constellation ? found : null;
}
