// The start: open files, the example, or a project of before.
import { get, post, put, Refused } from "./api.js";
import { announce, button, byId, dialog, el, items, quiet, redraw, table } from "./dom.js";
import { answer } from "./store.js";
import { day, say } from "./words.js";

export function drawHome(main) {
  const picker = el("input", { type: "file", id: "files", class: "unseen", multiple: true, accept: ".xlsx,.csv,.txt", tabindex: "-1", "aria-label": say("chooseFiles") });
  const told = el("section", { id: "told", "aria-live": "polite" });
  picker.addEventListener("change", () => {
    const files = [...picker.files];
    picker.value = ""; // the same file, once mended, is chosen anew
    if (files.length) open(files, told);
  });
  const drop = el(
    "section",
    { id: "drop", "aria-labelledby": "open-title" },
    el("h2", { id: "open-title", tabindex: "-1" }, say("openTitle")),
    el("p", {}, say("openHow")),
    el("p", { class: "row" }, button(say("chooseFiles"), () => picker.click(), { class: "big", "data-focus": "choose" }), picker, el("span", { class: "soft" }, say("orDrag"))),
    el("p", { class: "soft" }, say("openNeeds")),
    el("p", { class: "soft" }, say("templateHow"), " ", el("a", { href: "/api/template", download: true, id: "template" }, say("template"))),
  );
  const example = el(
    "section",
    { class: "box" },
    el("h2", {}, say("exampleTitle")),
    el("p", {}, say("exampleHow")),
    el("p", {}, quiet(say("exampleOpen"), () => begin({ example: true }, told), { id: "example" })),
  );
  const recent = el("section", { class: "box", id: "recent" });
  main.append(el("div", { class: "start" }, drop, told, el("div", { class: "pair" }, example, recent)));
  listRecent(recent);
  return dragging(drop, told);
}

async function listRecent(box) {
  const heading = el("h2", {}, say("recentTitle"));
  redraw(box, heading, el("p", { class: "busy" }, say("loading")));
  const projects = await answer(get("/api/projects"));
  const again = (focus) => listRecent(box).then(() => (focus && box.querySelector(`[data-focus="${CSS.escape(focus)}"]`)) || byId("open-title")).then((next) => next?.focus({ preventScroll: true }));
  const line = (project) =>
    el(
      "li",
      {},
      el("a", { href: "/p/" + encodeURIComponent(project.id) }, project.name),
      el("span", { class: "soft" }, say("changedOn", { date: day(project.changed) })),
      el("span", { class: "soft path" }, project.folder),
      el(
        "span",
        { class: "row" },
        quiet(say("rename"), () => rename(project, again), { class: "link", "aria-label": say("renameOf", { name: project.name }), "data-focus": "rename " + project.id }),
        quiet(say("remove"), () => remove(project, again), { class: "link", "aria-label": say("removeOf", { name: project.name }), "data-focus": "remove " + project.id }),
      ),
    );
  redraw(box, heading, !projects ? null : projects.length ? el("ul", { class: "recent" }, ...projects.map(line)) : el("p", {}, say("recentNone")));
}

const at = (project, tail) => `/api/p/${encodeURIComponent(project.id)}/${tail}`;

function rename(project, again) {
  dialog(say("renameOf", { name: project.name }), (close) => {
    const name = el("input", { type: "text", id: "project-name", value: project.name, maxlength: 80, required: true, autofocus: true, autocomplete: "off" });
    const keep = async (event) => {
      event.preventDefault();
      const got = await answer(put(at(project, "name"), { name: name.value }));
      close();
      if (!got) return;
      announce(say("renamed", { name: got.name }));
      await again("rename " + project.id);
    };
    return el("form", { onsubmit: keep }, el("p", {}, el("label", { for: name.id }, say("saveName")), name), el("p", { class: "row" }, el("button", { type: "submit" }, say("keep")), quiet(say("cancel"), close)));
  });
}

// Asks first. Nothing is thrown away: the page says where the folder is now.
function remove(project, again) {
  dialog(say("removeOf", { name: project.name }), (close) => {
    const go = async () => {
      const got = await answer(post(at(project, "remove")));
      close();
      if (!got) return;
      await again();
      byId("told").replaceChildren(el("p", {}, say("removed", { name: project.name }), " ", el("span", { class: "path" }, got.folder)));
    };
    return [el("p", {}, say("removeAsk")), el("div", { class: "row" }, button(say("removeGo"), go, { id: "remove-go" }), quiet(say("cancel"), close, { autofocus: true }))];
  });
}

// Files may be dropped anywhere on the page; the browser would otherwise show them in place of it.
function dragging(drop, told) {
  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    drop.classList.toggle("over", event.type === "dragover");
    if (event.type === "drop") open([...event.dataTransfer.files], told);
  };
  const kinds = ["dragover", "dragleave", "drop"];
  for (const kind of kinds) window.addEventListener(kind, over);
  return () => kinds.forEach((kind) => window.removeEventListener(kind, over));
}

function formOf(files, values = {}) {
  const form = new FormData();
  for (const file of files) form.append("files", file, file.name);
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  return form;
}

const open = (files, told) => begin(formOf(files), told, files);

async function begin(body, told, files = []) {
  redraw(told, el("p", { class: "busy" }, say("reading")));
  try {
    const { id } = await post("/api/projects", body);
    location.assign("/p/" + encodeURIComponent(id) + "#read");
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    refused(told, fault, files);
  }
}

// Whose each file is, as it was filled in: a file that is mended and chosen anew is not asked about again.
const whose = new Map();
const ofProvider = (row) => !row.column && /aanbieder|provider/i.test(row.text);

function refused(told, fault, files, anonymising = false) {
  const { rows = [], personal } = fault.body;
  const harmless = personal || (anonymising && rows.every(ofProvider));
  const heading = el("h2", { tabindex: "-1" }, say(personal ? "personalTitle" : "refusedTitle"));
  redraw(
    told,
    heading,
    el("p", { class: "alarm" }, personal ? say("personalHow") : fault.message),
    harmless ? anonymise(told, files) : null,
    personal && rows.length ? el("details", {}, el("summary", {}, say("personalFound")), rowErrors(rows)) : rows.length ? rowErrors(rows) : null,
    harmless ? null : el("p", {}, say(rows.length ? "refusedRows" : "refusedFile")),
    harmless ? null : providersOf(told, files, rows),
  );
  heading.focus();
  announce(personal ? say("personalHow") : fault.message);
}

// Whose a file is, where it does not say so itself: a fault of a whole file that speaks of its provider.
function providersOf(told, files, rows) {
  const wanting = rows.filter(ofProvider);
  const asked = (file) => wanting.some((row) => !row.file || row.file === file.name);
  if (!files.some(asked)) return null;
  const fields = files.map((file, i) => (asked(file) ? el("input", { type: "text", id: "provider-of-" + i, autocomplete: "off", required: true, value: whose.get(files[i].name) ?? "" }) : null));
  const go = (event) => {
    event.preventDefault();
    fields.forEach((field, i) => field && whose.set(files[i].name, field.value.trim()));
    begin(formOf(files, { providers: JSON.stringify(fields.map((field) => field?.value.trim() ?? "")) }), told, files);
  };
  const lines = fields.map((field, i) => field && el("p", { class: "field" }, el("label", { for: field.id }, say("providerOf", { file: files[i].name })), field));
  return el("form", { class: "box", onsubmit: go }, el("h3", {}, say("providersTitle")), el("p", {}, say("providersHow")), ...lines, el("p", {}, el("button", { type: "submit", id: "with-providers" }, say("providersGo"))));
}

// What is wrong, beside where it stands.
function rowErrors(rows) {
  const cells = rows.map((row) => [row.file || "", row.row === null || row.row === undefined ? "" : String(row.row), row.column || "", row.text]);
  const titles = ["file", "row", "column", "wrong"].map((key) => say("error_" + key));
  return el("div", { class: "wide", tabindex: "0", role: "region", "aria-label": say("errorsCaption") }, table(say("errorsCaption"), titles, cells, { class: "errors" }));
}

// A list in which a sentence that begins with a dash is one below the sentence before it.
function nested(sentences) {
  const list = el("ul", { class: "points" });
  for (const sentence of sentences) {
    const below = sentence.startsWith("- ") && list.lastElementChild;
    if (!below) list.append(el("li", {}, sentence));
    else {
      if (!below.querySelector("ul")) below.append(el("ul", { class: "points" }));
      below.querySelector("ul").append(el("li", {}, sentence.slice(2)));
    }
  }
  return list;
}

// The next step where files hold personal data: made anonymous here, on this computer.
function anonymise(told, files) {
  const names = files.map(({ name }, at) => el("input", { type: "text", id: at ? "provider-name-" + at : "provider-name", autocomplete: "off", value: whose.get(name) ?? "" }));
  const asked = ({ name }) => (files.length > 1 ? say("anonymiseProviderOf", { file: name }) : say("anonymiseProvider"));
  const act = async () => {
    const providers = names.map((name) => name.value.trim());
    files.forEach(({ name }, at) => whose.set(name, providers[at]));
    try {
      const done = await post("/api/anonymise", formOf(files, { providers: JSON.stringify(providers) }));
      const next = el("a", { class: "go", href: "/p/" + encodeURIComponent(done.id) + "#read" }, say("goOn"));
      const heading = el("h2", { tabindex: "-1" }, say("anonymiseDone"));
      redraw(told, heading, el("p", {}, next), el("h3", {}, say("anonymiseTold")), nested(done.sentences));
      heading.focus();
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      refused(told, fault, files, true);
    }
  };
  return el(
    "div",
    { class: "box" },
    el("h3", {}, say("anonymiseTitle")),
    items([say("anonymiseWhat"), say("anonymiseKey"), say("anonymiseHere")]),
    ...names.map((name, at) => el("p", { class: "field" }, el("label", { for: name.id }, asked(files[at])), name)),
    el("p", {}, button(say("anonymiseGo"), act, { id: "anonymise" })),
  );
}
