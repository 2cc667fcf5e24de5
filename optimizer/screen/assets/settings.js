// The rules in plain words: each setting with what it means, kept as soon as it is changed.
import { alarm, calm, get, put, Refused } from "./api.js";
import { announce, byId, el, quiet } from "./dom.js";
import { answer, path, reload, store } from "./store.js";
import { num, say, typed } from "./words.js";

let settings = [];

export function drawSettings(main) {
  const box = el("form", { id: "settings", novalidate: true, onsubmit: (event) => event.preventDefault() });
  const onward = el("p", { class: "row onward" }, el("a", { class: "go", href: "#plan" }, say("toPlan")));
  main.append(el("h2", { tabindex: "-1" }, say("settingsTitle")), el("p", { class: "lead" }, say("settingsHow")), box, onward);
  load(box);
  return null;
}

async function load(box) {
  const got = await answer(get(path("/settings")));
  if (!got) return;
  settings = got.filter(({ key }) => key !== "solve.time_limit_s"); // is chosen where the plan is made
  const groups = [...new Set(settings.map((setting) => setting.group))];
  box.replaceChildren(
    ...groups.map((group) =>
      el("fieldset", { class: "box" }, el("legend", {}, group), ...settings.filter((setting) => setting.group === group).map(field)),
    ),
  );
}

const idOf = (setting) => "set-" + setting.key.replace(/\W/g, "-");
const decimals = ({ step }) => (step && step % 1 ? String(step).split(".")[1].length : 0);

function field(setting) {
  const id = idOf(setting);
  const help = el("p", { class: "help", id: id + "-help" }, setting.help);
  const wrong = el("p", { class: "wrong", id: id + "-wrong", role: "alert", hidden: true });
  const back = quiet(say("backToDefault"), () => keep(setting, setting.default), { class: "link", hidden: setting.value === setting.default, "data-back": setting.key });
  const control = { number, choice, switch: toggle, text }[setting.kind](setting, id);
  return el("div", { class: "setting", "data-key": setting.key }, el("label", { for: id }, setting.title), el("div", { class: "control" }, ...control, back), help, wrong);
}

const described = (id) => ({ id, "aria-describedby": `${id}-help ${id}-wrong` });

function number(setting, id) {
  const box = el("input", { type: "text", inputmode: "decimal", class: "n", value: plain(setting, setting.value), ...described(id) });
  if (setting.value === null) box.placeholder = say("noLimit");
  const unit = setting.unit ? el("span", { class: "unit" }, setting.unit) : null;
  box.addEventListener("change", () => {
    if (box.value.trim() === "" && setting.optional) return void keep(setting, null);
    const value = typed(box.value);
    if (Number.isNaN(value)) fault(setting, say("notANumber"));
    else if (value <= 0 && setting.low > 0) fault(setting, say(setting.optional ? "aboveZeroOrNone" : "aboveZero"));
    else keep(setting, value);
  });
  if (setting.low === null || setting.high === null) return [box, unit];
  const slider = el("input", { type: "range", min: setting.low, max: setting.high, step: setting.step || 1, value: setting.value ?? setting.low, "aria-label": say("slider", { title: setting.title }), tabindex: "0" });
  slider.classList.toggle("unset", setting.value === null);
  slider.addEventListener("input", () => {
    box.value = plain(setting, Number(slider.value));
  });
  slider.addEventListener("change", () => keep(setting, Number(slider.value)));
  return [box, unit, el("span", { class: "slide" }, el("span", { class: "end", "aria-hidden": "true" }, plain(setting, setting.low)), slider, el("span", { class: "end", "aria-hidden": "true" }, plain(setting, setting.high)))];
}

// A number as it is typed: with the sign of the language for decimals, without signs between thousands.
const plain = (setting, value) => (value === null || value === undefined ? "" : String(Number(value.toFixed(Math.max(decimals(setting), 3)))).replace(".", num(0.5, 1)[1]));

function choice(setting, id) {
  const box = el("select", described(id), ...setting.choices.map((one) => el("option", { value: one.value ?? one, selected: (one.value ?? one) === setting.value }, one.title ?? one)));
  box.addEventListener("change", () => keep(setting, box.value));
  return [box];
}

function toggle(setting, id) {
  const box = el("input", { type: "checkbox", checked: setting.value, ...described(id) });
  box.addEventListener("change", () => keep(setting, box.checked));
  return [box, el("span", { class: "soft" }, say("switchOn"))];
}

function text(setting, id) {
  const box = el("input", { type: "text", value: setting.value ?? "", autocomplete: "off", ...described(id) });
  box.addEventListener("change", () => keep(setting, box.value.trim() || null));
  return [box];
}

function fault(setting, sentence) {
  const wrong = byId(idOf(setting) + "-wrong");
  wrong.textContent = sentence;
  wrong.hidden = !sentence;
  byId(idOf(setting)).setAttribute("aria-invalid", String(Boolean(sentence)));
}

async function keep(setting, value) {
  try {
    await put(path("/settings"), { revision: store.project.revision, values: { [setting.key]: value } });
    calm();
    setting.value = value;
    await reload();
    show(setting);
    announce(say("settingKept", { title: setting.title }));
  } catch (refusal) {
    if (!(refusal instanceof Refused)) throw refusal;
    if (refusal.status === 409) {
      await reload();
      alarm(refusal.message);
      await load(byId("settings"));
    } else if (refusal.status) fault(settings.find(({ key }) => key === refusal.body.key) || setting, refusal.message);
  }
}

// The field as it was kept, without taking the focus away.
function show(setting) {
  for (const each of settings) fault(each, "");
  const box = byId(idOf(setting));
  if (setting.kind === "switch") box.checked = setting.value;
  else box.value = setting.kind === "number" ? plain(setting, setting.value) : (setting.value ?? "");
  const slider = box.closest(".control").querySelector("input[type=range]");
  if (slider) slider.value = setting.value ?? setting.low;
  slider?.classList.toggle("unset", setting.value === null);
  const back = box.closest(".control").querySelector("[data-back]");
  const focused = document.activeElement === back;
  back.hidden = setting.value === setting.default;
  if (focused && back.hidden) box.focus();
}
