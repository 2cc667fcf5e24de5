// A page that the program wrote, shown closed off from this one: it can draw and print, and reach nothing.
import { button, dialog, el } from "./dom.js";
import { say } from "./words.js";

// A link to the workbook that was written beside a page.
export const workbookOf = ({ workbook }) => (workbook ? el("a", { href: workbook, download: true }, say("workbook")) : null);

export function viewer(title, { url, workbook }, titled = true) {
  const frame = el("iframe", { src: url, title, sandbox: "allow-scripts allow-downloads allow-modals", class: "viewer", referrerpolicy: "no-referrer" });
  const out = el("a", { href: url, target: "_blank", rel: "noopener" }, say("openInTab"));
  return el("div", { class: "viewing" }, el("p", { class: "row" }, titled ? el("strong", {}, title) : null, out, workbookOf({ workbook })), frame);
}

// The same over the whole window, for pages that want room.
export function viewWide(title, written) {
  dialog(title, (close) => [viewer(title, written, false), el("p", {}, button(say("close"), close, { class: "quiet" }))], { class: "wide-dialog" });
}
