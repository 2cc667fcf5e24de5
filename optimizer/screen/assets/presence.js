// Tells the program that this tab is open: it ends when the last one is closed.
const EVERY = 20000;
const tab = crypto.randomUUID();
const body = JSON.stringify({ tab });
const headers = { "Content-Type": "application/json" };

const here = () => fetch("/api/here", { method: "POST", headers, body }).catch(() => {});

export function present() {
  here();
  setInterval(here, EVERY);
  window.addEventListener("pageshow", (event) => event.persisted && here());
  window.addEventListener("pagehide", () => navigator.sendBeacon("/api/leave", new Blob([body], { type: "application/json" })));
}
