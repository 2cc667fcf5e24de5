// Elements and messages. Data reaches the screen through text nodes and nothing else.

// Text that turns the direction of writing turns nothing but itself.
const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
export const iso = (text) => (TURNING.test(text) ? `\u2068${text}\u2069` : String(text));

// Attributes as they are; "on…" listens, "css" sets single properties (a style attribute would be refused here).
function put(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "css") for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const el = (tag, attributes, ...children) => put(document.createElement(tag), attributes, children);
export const byId = (id) => document.getElementById(id);
export const button = (text, act, attributes = {}) => el("button", { type: "button", onclick: act, ...attributes }, text);
export const quiet = (text, act, attributes = {}) => button(text, act, { class: "quiet", ...attributes });
export const items = (texts, attributes = {}) => el("ul", { class: "points", ...attributes }, ...texts.map((text) => el("li", {}, text)));

export function announce(text) {
  const said = byId("said");
  said.textContent = "";
  setTimeout(() => {
    said.textContent = text;
  }, 30);
}

const working = new Map();

// The button and what stands beside it while what it asked for is under way, also where the page was drawn anew since.
export const underWay = (key) => working.get(key) ?? null;

// What a button asks for takes a while: until then it cannot be pressed again; beside it stand what is done and for how
// long. ``act`` may say how far it is; that is read aloud, the seconds are not.
export async function busily(key, pressed, text, act) {
  const doing = el("span", {}, text);
  const clock = el("span", { class: "soft clock", "aria-hidden": "true" });
  const told = el("span", { class: "busy", role: "group" }, doing, clock);
  const began = Date.now();
  const ticks = setInterval(() => {
    clock.textContent = ` ${Math.round((Date.now() - began) / 1000)} s`;
  }, 1000);
  pressed.disabled = true;
  pressed.after(told);
  working.set(key, [pressed, told]);
  announce(text);
  try {
    return await act((sentence) => {
      doing.textContent = sentence;
      announce(sentence);
    });
  } finally {
    clearInterval(ticks);
    working.delete(key);
    told.remove();
    pressed.disabled = false;
    if (document.activeElement === document.body) pressed.focus({ preventScroll: true });
  }
}

// Draws anew and puts the focus back where it was.
export function redraw(box, ...children) {
  const at = box.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  const scrolled = box.scrollTop;
  box.replaceChildren(...children.flat(2).filter(Boolean));
  box.scrollTop = scrolled;
  if (at) box.querySelector(`[data-focus="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
}

// A window over the page; it closes with Escape and gives the focus back.
export function dialog(title, build, attributes = {}) {
  const from = document.activeElement;
  const heading = el("h2", { id: "dialog-title", tabindex: "-1" }, title);
  const box = el("dialog", { "aria-labelledby": "dialog-title", ...attributes }, heading);
  const close = () => box.close();
  box.append(...[build(close)].flat().filter(Boolean));
  box.addEventListener("close", () => {
    box.remove();
    const back = from?.isConnected ? from : from?.dataset?.focus && document.querySelector(`[data-focus="${CSS.escape(from.dataset.focus)}"]`);
    (back || byId("main")).focus({ preventScroll: true });
  });
  document.body.append(box);
  box.showModal();
  (box.querySelector("[autofocus]") || heading).focus();
  return close;
}

// A table with a head; cells are texts or elements, the first of a row names it.
export function table(caption, titles, rows, attributes = {}) {
  const head = el("tr", {}, ...titles.map((title) => el("th", { scope: "col" }, title)));
  const body = rows.map((cells) => el("tr", {}, ...cells.map((cell, i) => (i ? el("td", {}, cell) : el("th", { scope: "row" }, cell)))));
  return el("table", attributes, el("caption", { class: "unseen" }, caption), el("thead", {}, head), el("tbody", {}, ...body));
}
