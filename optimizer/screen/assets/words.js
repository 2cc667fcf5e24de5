// What the page says, in the language that was chosen; the sentences come from the server.
import { iso } from "./dom.js";

let words = {};
let lang = "nl";
export const language = () => lang;

export async function loadWords(choice) {
  lang = choice ?? (await (await fetch("/api/me")).json()).lang;
  words = await (await fetch("/api/texts?lang=" + lang)).json();
  document.documentElement.lang = lang;
}

export function say(key, gaps) {
  return words[key].replace(/\{(\w+)\}/g, (gap, name) => (gaps && Object.hasOwn(gaps, name) ? iso(gaps[name]) : gap));
}

// One sentence for one, another for every other number.
export const count = (key, n, gaps = {}) => say(key + (n === 1 ? "One" : "Many"), { n: num(n), ...gaps });

export function num(value, decimals = 0) {
  const [whole, part] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, words.group);
  return (value < 0 ? "\u2212" : "") + grouped + (part ? words.decimal + part : "");
}

export const km = (metres) => (metres === null || metres === undefined ? "\u2013" : say("km", { n: num(metres / 1000, 1) }));
// A number as somebody types it in either language; not a number where it is none.
export const typed = (text) => (/^\s*-?\d+([.,]\d+)?\s*$/.test(text) ? Number(text.replace(",", ".")) : NaN);
export const day = (text) => new Date(text).toLocaleString(lang === "nl" ? "nl-NL" : "en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
