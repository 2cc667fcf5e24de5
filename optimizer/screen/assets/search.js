// Making a plan: how long to search, what is found so far in words, and stopping with the best.
import { isLost, post } from "./api.js";
import { announce, button, el, items, quiet, redraw } from "./dom.js";
import { follow } from "./job.js";
import { answer, change, path, reload, store, update } from "./store.js";
import { count, num, say } from "./words.js";

const TIMES = [10, 30, 120, 600];
let seconds = 30;

export function searching(box) {
  let open = true;
  const words = [];
  let kind = "plan";
  let since = Date.now();
  let most = null; // seconds, where this window asked for the search
  const draw = () => open && redraw(box, store.running ? running(kind, words, passed(since, most)) : asking(begin));
  // The seconds are not read aloud; that the time to search is over is.
  const ticks = setInterval(() => {
    const clock = store.running && box.querySelector(".clock");
    if (!clock) return;
    clock.textContent = passed(since, most);
    if (most && secondsSince(since) > most && !words.includes(say("searchWrites"))) heard([say("searchWrites")]);
  }, 1000);
  async function begin(around) {
    const got = await change("/plan", { seconds, around });
    if (got) look("plan", seconds);
  }
  function heard(sentences) {
    words.push(...sentences);
    draw();
    announce(words.at(-1));
  }
  async function look(what, limit = null) {
    [kind, most, since] = [what, limit, Date.now()];
    words.length = 0;
    const old = store.project.current ? store.plan.families : null;
    update({ running: true, change: null });
    draw();
    const standing = (sentences, passedAlready) => {
      since = Date.now() - 1000 * passedAlready;
      heard(sentences);
    };
    const job = await follow(standing, () => open);
    if (!open) return;
    update({ running: false });
    if (isLost()) return void redraw(box, el("h2", { id: "search-title", class: "unseen" }, say("searchAgain")), el("p", {}, say("searchLost")));
    await reload();
    draw();
    if (job?.state === "done" && kind === "plan") finished(old, job.note);
    if (job?.state === "failed") redraw(box, failure(job), asking(begin));
  }
  draw();
  if (store.project.job.state === "running") look(store.project.job.kind);
  return () => {
    open = false;
    clearInterval(ticks);
    store.running = false;
  };
}

// Says that there is a plan, and of one that follows another how many families it puts elsewhere.
function finished(old, note) {
  const sentence = old ? count("elsewhere", elsewhere(old)) : (store.plan.summary[0] ?? "");
  const spoken = note ?? say("searchDone", { sentence });
  if (old) update({ change: { spoken, lines: [] } });
  announce(spoken);
}

const elsewhere = (old) => old.filter(({ id, constellation }) => (store.plan.familyById.get(id)?.constellation ?? null) !== constellation).length;

const failure = (job) => el("div", { class: "alarm", role: "alert" }, el("p", {}, job.error), job.lines?.length ? items(job.lines) : null);

function asking(begin) {
  const { project } = store;
  const time = el("select", { id: "seconds", "data-focus": "seconds" }, ...TIMES.map((n) => el("option", { value: n, selected: n === seconds }, say((project.current ? "short_" : "time_") + n))));
  time.addEventListener("change", () => {
    seconds = Number(time.value);
  });
  const choice = el("p", { class: "inline" }, el("label", { for: "seconds" }, say("howLong")), time);
  if (!project.current)
    return [
      el("h2", { id: "search-title" }, say("searchTitle")),
      el("p", {}, say("searchHow")),
      el("div", { class: "row" }, choice, button(say("makePlan"), () => begin(false), { class: "big", id: "make-plan", "data-focus": "make" })),
    ];
  return [
    el("h2", { id: "search-title", class: "unseen" }, say("searchAgain")),
    el("div", { class: "row" }, quiet(say("planAround"), () => begin(true), { id: "plan-around", title: say("planAroundHelp"), "data-focus": "around" }), quiet(say("planAgain"), () => begin(false), { id: "make-plan", title: say("planAgainHelp"), "data-focus": "make" }), choice),
  ];
}

const secondsSince = (since) => Math.round((Date.now() - since) / 1000);
const passed = (since, most) => (most && secondsSince(since) <= most ? say("searchPassed", { n: num(secondsSince(since)), most: num(most) }) : `${num(secondsSince(since))} s`);

// The newest sentence is read aloud by the live region of the page; all of them can be looked back at. A plan that is
// being saved is not stopped half-way.
function running(kind, words, clock) {
  const stop = async () => {
    if (await answer(post(path("/job/stop")))) announce(say("stopping"));
  };
  const earlier = words.slice(0, -1).reverse();
  return [
    el("h2", { id: "search-title" }, say("busy_" + kind)),
    el("p", { class: "now busy" }, words.at(-1) ?? say("searchBegins")),
    kind === "save" ? null : el("div", { class: "row" }, button(say("stopSearch"), stop, { id: "stop-search", "data-focus": "stop search" }), el("span", { class: "soft clock", "aria-hidden": "true" }, clock)),
    earlier.length ? el("details", {}, el("summary", { "data-focus": "earlier" }, say("searchEarlier")), el("ul", { class: "points" }, ...earlier.map((sentence) => el("li", {}, sentence)))) : null,
  ];
}
