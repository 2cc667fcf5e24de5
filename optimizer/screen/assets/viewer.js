// A page that the program wrote, shown closed off from this one: it can draw and print, and reach nothing.
import { button, dialog, el } from "./dom.js";
import { say } from "./words.js";

export function viewer(title, url, { titled = true } = {}) {
  const frame = el("iframe", { src: url, title, sandbox: "allow-scripts allow-downloads allow-modals", class: "viewer", referrerpolicy: "no-referrer" });
  const out = el("a", { href: url, target: "_blank", rel: "noopener" }, say("openInTab"));
  return el("div", { class: "viewing" }, el("p", { class: "row" }, titled ? el("strong", {}, title) : null, out), frame);
}

// The same over the whole window, for pages that want room.
export function viewWide(title, url) {
  dialog(title, (close) => [viewer(title, url, { titled: false }), el("p", {}, button(say("close"), close, { class: "quiet" }))], { class: "wide-dialog" });
}
