// Words, numbers and elements. Data reaches the screen through text nodes and nothing else.
const view = JSON.parse(document.getElementById("view").textContent);

// Text that turns the direction of writing turns nothing but itself.
const TURNING = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const iso = (text) => (TURNING.test(text) ? `\u2068${text}\u2069` : String(text));

function say(key, gaps) {
  return view.words[key].replace(/\{(\w+)\}/g, (gap, name) => (gaps && Object.hasOwn(gaps, name) ? iso(gaps[name]) : gap));
}

function num(value, decimals = 0) {
  const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, view.words.group);
  return (value < 0 ? "\u2212" : "") + grouped + (part ? view.words.decimal + part : "");
}

const way = (metres) => (metres === null ? "\u2013" : km(metres));
// A way of a constellation with a home that is known by its postcode only is about right.
const about = (c, metres) => (c.about ? "\u00b1 " : "") + km(metres);
const km = (metres) => (metres === null ? say("unknown") : say("km", { n: num(metres / 1000, 1) }));

function put(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const el = (tag, attributes, ...children) => put(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) =>
  put(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
const byId = (id) => document.getElementById(id);

// Measured on CIE Lab: no two are alike to readers with protanopia, deuteranopia or tritanopia (tests/maps/test_geometry.py).
const COLOURS = ["#2b3fd0", "#757512", "#5c1275", "#357555", "#61230f", "#c020b8", "#2e414c", "#9e5f96"];
const DASHES = ["", "8 4", "2 4", "12 4 2 4", "", "8 4", "2 4", "12 4 2 4"];
const colourOf = (c) => COLOURS[c.colour % COLOURS.length];
const dashOf = (c) => DASHES[c.colour % DASHES.length];
const pairsOf = (flat) => Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);

function announce(text) {
  byId("said").textContent = text;
}
