// Speaks to the program on this computer. A refusal is a sentence in the language of the page.
import { el, byId, quiet } from "./dom.js";
import { say } from "./words.js";

export class Refused extends Error {
  constructor(status, body) {
    super(body.error || say("oops"));
    this.status = status;
    this.body = body;
  }
}

let gone = null;
export const isLost = () => gone !== null;

// Whoever asked need not say again that the program is gone.
window.addEventListener("unhandledrejection", (event) => event.reason instanceof Refused && event.reason.status === 0 && event.preventDefault());

// The program does not answer: said once, tried again until it does.
function lost() {
  if (gone) return;
  byId("alerts").replaceChildren(el("p", { class: "alarm", id: "lost" }, say("lost")));
  gone = setInterval(async () => {
    try {
      await fetch("/api/projects");
    } catch {
      return;
    }
    clearInterval(gone);
    gone = null;
    location.reload();
  }, 2000);
}

async function ask(method, path, body) {
  const form = body instanceof FormData;
  const headers = body && !form ? { "Content-Type": "application/json" } : {};
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: form ? body : body && JSON.stringify(body) });
  } catch {
    lost();
    throw new Refused(0, { error: say("lost") });
  }
  const json = (answer.headers.get("Content-Type") || "").includes("json");
  const data = json ? await answer.json() : {};
  if (!answer.ok) throw new Refused(answer.status, data);
  return data;
}

export const get = (path) => ask("GET", path);
export const post = (path, body = {}) => ask("POST", path, body);
export const put = (path, body) => ask("PUT", path, body);

// A sentence above the page that stays until it is closed.
export function alarm(text) {
  if (byId("lost")) return;
  const close = quiet(say("close"), () => byId("alerts").replaceChildren());
  byId("alerts").replaceChildren(el("div", { class: "alarm" }, el("p", {}, text), close));
}

export const calm = () => byId("lost") || byId("alerts").replaceChildren();
