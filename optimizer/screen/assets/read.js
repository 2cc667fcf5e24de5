// What was read of the files: how many, and what the reader should know before planning.
import { el, items } from "./dom.js";
import { store } from "./store.js";
import { count, num, say } from "./words.js";

export function drawRead(main) {
  const { families, notices } = store.project;
  const figures = [
    ["readFamilies", families.count],
    ["readJoining", families.joining],
    ["readChildren", families.children],
    ["readHubs", families.hubs],
    ["readProviders", families.providers],
    ["readToday", families.placed_today],
  ];
  main.append(
    el("h2", { tabindex: "-1" }, say("readTitle")),
    el("dl", { id: "strip-figures" }, ...figures.map(([key, n]) => el("div", {}, el("dt", {}, say(key)), el("dd", {}, el("strong", {}, num(n)))))),
    families.hubs ? "" : el("p", { class: "alarm" }, say("readNoHubs")),
    el("h3", {}, notices.length ? count("notices", notices.length) : say("noticesNone")),
    notices.length ? items(notices, { class: "points notices" }) : el("p", {}, say("noticesClean")),
    el("p", { class: "row onward" }, el("a", { class: "go", href: "#settings" }, say("toSettings")), el("a", { href: "#plan" }, say("straightToPlan"))),
  );
  return null;
}
