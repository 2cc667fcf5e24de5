// A page that the program wrote, shown closed off from this one: it can draw and print, and reach nothing.
import { button, dialog, el } from "./dom.js";
import { say } from "./words.js";

// A link to the workbook that was written beside a page.
export const workbookOf = (url, text) => el("a", { href: url.replace(/\.html$/, ".xlsx"), download: true }, text);

export function viewer(title, url, { titled = true, workbook = false } = {}) {
  const frame = el("iframe", { src: url, title, sandbox: "allow-scripts allow-downloads allow-modals", class: "viewer", referrerpolicy: "no-referrer" });
  const out = el("a", { href: url, target: "_blank", rel: "noopener" }, say("openInTab"));
  return el("div", { class: "viewing" }, el("p", { class: "row" }, titled ? el("strong", {}, title) : null, out, workbook ? workbookOf(url, say("workbook")) : null), frame);
}

// The same over the whole window, for pages that want room.
export function viewWide(title, url) {
  dialog(title, (close) => [viewer(title, url, { titled: false, workbook: true }), el("p", {}, button(say("close"), close, { class: "quiet" }))], { class: "wide-dialog" });
}
