// Keep, share and print: for whom, what that reader sees, and what was rounded for them.
import { post } from "./api.js";
import { button, el, items, redraw } from "./dom.js";
import { result } from "./job.js";
import { listen, path, reload, store } from "./store.js";
import { say } from "./words.js";
import { viewer, workbookOf } from "./viewer.js";

const READERS = ["provider", "council", "public"];
let reader = "council";

export function drawShare(main) {
  const { project, plan } = store;
  main.append(el("h2", { tabindex: "-1" }, say("step_share")));
  if (!project.current) {
    main.append(el("div", { class: "empty box" }, el("p", {}, say("shareNone")), el("p", {}, el("a", { class: "go", href: "#plan" }, say("toPlan")))));
    return null;
  }
  if (plan.broken.length) main.append(el("p", { class: "alarm" }, say("shareBroken")));
  const print = el("div", {}, printing());
  main.append(el("div", { class: "pair" }, saving(), print), sharing());
  return listen((now, before) => now.project !== before.project && redraw(print, printing()));
}

function saving() {
  const name = el("input", { type: "text", id: "save-name", maxlength: 60, autocomplete: "off", required: true });
  const told = el("div", { id: "saved-as", role: "status" });
  const keep = async (event) => {
    event.preventDefault();
    redraw(told, el("p", { class: "busy" }, say("thinking")));
    const got = await result(post(path("/save"), { revision: store.project.revision, name: name.value.trim() }));
    if (!got) return void redraw(told);
    await reload();
    redraw(told, el("p", {}, say("savedAs", { name: name.value.trim() }), " ", el("span", { class: "path" }, got.folder)));
  };
  const form = el("form", { onsubmit: keep }, el("p", { class: "field" }, el("label", { for: "save-name" }, say("saveName")), el("span", { class: "search-row" }, name, el("button", { type: "submit" }, say("saveGo")))));
  return el("section", { class: "box" }, el("h3", {}, say("saveTitle")), el("p", {}, say("saveHow")), form, told);
}

// What was written with the plan; there is nothing of it while changes by hand are not saved.
function printing() {
  const links = Object.entries(store.project.pages).map(([key, url]) => el("li", {}, el("a", { href: url, target: "_blank", rel: "noopener" }, say("page_" + key))));
  // Costs and a roll-out that were asked of the plan as it stands.
  for (const [key, { revision, url }] of Object.entries(store.written)) {
    if (revision === store.project.revision) links.push(el("li", {}, el("a", { href: url, target: "_blank", rel: "noopener" }, say("page_" + key)), " \u00b7 ", workbookOf(url, say("workbook"))));
  }
  return el("section", { class: "box" }, el("h3", {}, say("printTitle")), el("p", {}, say(links.length ? "printHow" : "printOld")), links.length ? el("ul", { class: "points" }, ...links) : null);
}

function sharing() {
  const providers = store.project.provider_names;
  const shown = el("section", { id: "shared", "aria-live": "polite" });
  const provider = el("select", { id: "provider", "aria-label": say("whichProvider"), hidden: reader !== "provider" }, ...providers.map((name) => el("option", { value: name }, name)));
  const choice = (key) => {
    const input = el("input", { type: "radio", name: "reader", id: "reader-" + key, value: key, checked: key === reader });
    input.addEventListener("change", () => {
      reader = key;
      provider.hidden = key !== "provider";
      redraw(shown);
    });
    return el("div", { class: "check" }, input, el("div", {}, el("label", { for: input.id }, say("reader_" + key)), el("p", { class: "help" }, say("reader_" + key + "_how"))));
  };
  const go = async () => {
    redraw(shown, el("p", { class: "busy" }, say("thinking")));
    const got = await result(post(path("/share"), { audience: reader, provider: reader === "provider" ? provider.value : null }));
    redraw(shown, got ? shared(got) : null);
    shown.querySelector("h3")?.focus();
  };
  return el("section", { class: "box" }, el("h3", {}, say("shareTitle")), el("fieldset", { class: "readers" }, el("legend", {}, say("shareFor")), ...READERS.map(choice), provider), el("p", {}, button(say("shareGo"), go, { id: "share" })), shown);
}

function shared(got) {
  return [
    el("h3", { tabindex: "-1" }, say("sharedTitle")),
    el("p", {}, say("sharedFolder"), " ", el("strong", { class: "path" }, got.folder)),
    got.rounded.length ? [el("h4", {}, say("roundedTitle")), items(got.rounded)] : null,
    viewer(say("sharedPreview"), got.url),
  ];
}
