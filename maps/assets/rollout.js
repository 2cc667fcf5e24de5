// Shows one wave at a time. Without this, and on paper, all waves stand below each other.
const slider = document.getElementById("wave");
const sheets = Array.from(document.querySelectorAll("section.wave"));
const said = document.getElementById("said");
const name = document.getElementById("wave-name");
const steps = { before: -1, after: 1 };

function show(number, aloud) {
  sheets.forEach((sheet) => { sheet.hidden = Number(sheet.dataset.wave) !== number; });
  const sheet = sheets[number - 1];
  slider.value = String(number);
  slider.setAttribute("aria-valuetext", sheet.dataset.name);
  name.textContent = sheet.dataset.name;
  if (aloud) said.textContent = sheet.dataset.said;
  Object.keys(steps).forEach((id) => {
    const to = number + steps[id];
    document.getElementById(id).disabled = to < 1 || to > sheets.length;
  });
}

slider.addEventListener("input", () => show(Number(slider.value), true));
Object.keys(steps).forEach((id) => {
  document.getElementById(id).addEventListener("click", () => show(Number(slider.value) + steps[id], true));
});
document.getElementById("controls").hidden = false;
show(sheets.length, false);
