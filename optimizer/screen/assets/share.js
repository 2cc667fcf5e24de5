// Keep, share and print: for whom, what that reader sees, and what was rounded for them.
import { post } from "./api.js";
import { busily, button, el, items, redraw, underWay } from "./dom.js";
import { result } from "./job.js";
import { listen, path, reload, store } from "./store.js";
import { day, say } from "./words.js";
import { viewer, workbookOf } from "./viewer.js";

const READERS = ["provider", "council", "public"];
const DOCUMENTS = 12;
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
  const press = el("button", { type: "submit", id: "save" }, say("saveGo"));
  const keep = async (event) => {
    event.preventDefault();
    if (underWay("save")) return;
    const called = name.value.trim();
    redraw(told);
    const got = await busily("save", press, say("saving"), (tell) => result(post(path("/save"), { revision: store.project.revision, name: called }), "save", tell));
    if (!got) return;
    await reload();
    redraw(told, el("p", {}, say("savedAs", { name: called }), " ", el("span", { class: "path" }, got.folder)));
  };
  const form = el("form", { onsubmit: keep }, el("p", { class: "field" }, el("label", { for: "save-name" }, say("saveName")), name), el("p", { class: "row" }, underWay("save") ?? press));
  return el("section", { class: "box" }, el("h3", {}, say("saveTitle")), el("p", {}, say("saveHow")), form, told);
}

// What was written with the plan; there is nothing of it while changes by hand are not saved.
function printing() {
  const links = Object.entries(store.project.pages).map(([key, url]) => el("li", {}, el("a", { href: url, target: "_blank", rel: "noopener" }, say("page_" + key))));
  return el("section", { class: "box" }, el("h3", {}, say("printTitle")), el("p", {}, say(links.length ? "printHow" : "printOld")), links.length ? el("ul", { class: "points" }, ...links) : null, documents());
}

// Costs, roll-outs and comparisons that were asked before, each with its workbook.
function documents() {
  const line = (one) =>
    el(
      "li",
      {},
      el("a", { href: one.url, target: "_blank", rel: "noopener" }, say("page_" + one.kind)),
      ", ",
      day(one.made),
      one.now ? null : el("span", { class: "soft" }, " ", say("documentOld")),
      one.workbook ? [" \u00b7 ", workbookOf(one)] : null,
    );
  const all = store.project.documents;
  return all.length ? [el("h4", {}, say("documentsTitle")), el("ul", { class: "points", id: "documents" }, ...all.slice(0, DOCUMENTS).map(line))] : null;
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
  const go = async (event) => {
    redraw(shown);
    const got = await busily("share", event.currentTarget, say("sharingNow"), () => result(post(path("/share"), { audience: reader, provider: reader === "provider" ? provider.value : null })));
    redraw(shown, got ? shared(got) : null);
    shown.querySelector("h3")?.focus();
  };
  return el("section", { class: "box" }, el("h3", {}, say("shareTitle")), el("fieldset", { class: "readers" }, el("legend", {}, say("shareFor")), ...READERS.map(choice), provider), el("p", { class: "row" }, underWay("share") ?? button(say("shareGo"), go, { id: "share" })), shown);
}

function shared(got) {
  return [
    el("h3", { tabindex: "-1" }, say("sharedTitle")),
    el("p", {}, say("sharedFolder"), " ", el("strong", { class: "path" }, got.folder)),
    el("p", {}, el("a", { href: got.packed, download: true }, say("sharedPacked"))),
    got.rounded.length ? [el("h4", {}, say("roundedTitle")), items(got.rounded)] : null,
    viewer(say("sharedPreview"), got),
  ];
}
