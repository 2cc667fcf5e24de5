// Puts the page together: the projects at "/", one project at "/p/NAME" with a step behind "#".
import { post } from "./api.js";
import { byId, el, quiet } from "./dom.js";
import { drawHome } from "./home.js";
import { drawPlan } from "./plan.js";
import { drawRead } from "./read.js";
import { drawSettings } from "./settings.js";
import { drawShare } from "./share.js";
import { present } from "./presence.js";
import { listen, reload, store, update } from "./store.js";
import { firstTour, tour } from "./tour.js";
import { language, loadWords, say } from "./words.js";
import { shortcuts } from "./changes.js";

const STEPS = { read: drawRead, settings: drawSettings, plan: drawPlan, share: drawShare };
const step = () => (Object.hasOwn(STEPS, location.hash.slice(1)) ? location.hash.slice(1) : store.project?.current ? "plan" : "read");

let leave = null;

function header() {
  const other = (code, name) =>
    quiet(name, () => speak(code), { lang: code, class: "quiet tongue", "aria-pressed": String(language() === code) });
  const title = store.project ? store.project.name : say("title");
  const home = store.project ? el("a", { href: "/", class: "home" }, say("allProjects")) : null;
  const titles = el("div", { class: "titles" }, el("h1", { id: "title" }, title), el("p", { id: "subtitle" }, say(store.project ? "saved" : "subtitle")));
  const tools = el("div", { class: "tools" }, home, quiet(say("tour"), tour), el("div", { class: "tongues", role: "group", "aria-label": say("language") }, other("nl", "Nederlands"), other("en", "English")));
  byId("top").replaceChildren(titles, tools);
  byId("skip").textContent = say("skip");
  document.title = store.project ? `${title} \u2013 ${say("title")}` : say("title");
}

function steps() {
  const nav = byId("steps");
  nav.hidden = !store.project;
  nav.setAttribute("aria-label", say("steps"));
  const links = Object.keys(STEPS).map((key, i) =>
    el("li", {}, el("a", { href: "#" + key, "aria-current": key === step() ? "step" : null }, el("span", { class: "nth", "aria-hidden": "true" }, String(i + 1)), say("step_" + key))),
  );
  nav.replaceChildren(el("ol", {}, ...links));
}

function draw(focus) {
  leave?.();
  header();
  steps();
  const main = byId("main");
  main.replaceChildren();
  main.className = store.project ? "step-" + step() : "step-home";
  leave = store.project ? STEPS[step()](main) : drawHome(main);
  if (focus) (main.querySelector("h2") || main).focus();
}

async function speak(code) {
  await post("/api/lang", { lang: code });
  await loadWords(code);
  update({ change: null });
  if (store.id) await reload();
  draw(false);
  byId("top").querySelector(`[lang=${code}]`).focus();
}

async function start() {
  present();
  await loadWords();
  const found = /^\/p\/([^/]+)/.exec(location.pathname);
  if (found) {
    byId("main").replaceChildren(el("p", { class: "busy" }, say("loading")));
    update({ id: decodeURIComponent(found[1]) });
    await reload((project) => {
      store.project = project;
      header();
      steps();
      if (project.current) byId("main").replaceChildren(el("p", { class: "busy" }, say("loadingPlan")));
    });
  }
  window.addEventListener("hashchange", () => draw(true));
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
  });
  shortcuts();
  draw(false);
  listen((now, before) => now.project && before.project && now.project.name !== before.project.name && header());
  document.documentElement.dataset.ready = "yes";
  firstTour();
}

start().catch((fault) => {
  if (!fault.body) throw fault;
  byId("main").replaceChildren(el("p", { class: "alarm" }, fault.message), el("p", {}, el("a", { href: "/" }, say("allProjects"))));
  document.documentElement.dataset.ready = "yes";
});
