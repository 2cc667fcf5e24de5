// Tools on the map and for what is selected: measure, a circle, a link, a table, a picture.
let tool = null; // { name, spots, layers }

function endTool() {
  if (!tool) return;
  for (const layer of tool.layers) layer.remove();
  tool = null;
  map.getContainer().classList.remove("aiming");
  byId("measured").hidden = true;
  for (const button of document.querySelectorAll("#map-tools [aria-pressed]")) button.setAttribute("aria-pressed", "false");
}

function startTool(name) {
  const again = tool && tool.name === name;
  endTool();
  if (again) return;
  tool = { name, spots: [], layers: [] };
  map.getContainer().classList.add("aiming");
  byId("tool-" + name).setAttribute("aria-pressed", "true");
  tell(say(name === "measure" ? "measureHow" : "circleHow"));
}

function tell(text) {
  byId("measured").hidden = false;
  byId("measured").textContent = text;
}

const lengthOf = (spots) => spots.slice(1).reduce((sum, spot, at) => sum + map.distance(spots[at], spot), 0);

function aimed(at) {
  if (tool.name === "circle" && tool.spots.length === 1) {
    const centre = tool.spots[0];
    const km = Math.max(0.1, Math.round(map.distance(centre, at) / 100) / 10);
    endTool();
    filter({ k: [centre.lat.toFixed(4), centre.lng.toFixed(4), km].join(",") });
    return;
  }
  tool.spots.push(at);
  for (const layer of tool.layers.splice(0)) layer.remove();
  const style = { color: "#111827", weight: 2.5, dashArray: "2 5", renderer: roundabout, interactive: false };
  tool.layers = [L.polyline(tool.spots, style).addTo(map), ...tool.spots.map((spot) => L.circleMarker(spot, { ...style, radius: 4, dashArray: null }).addTo(map))];
  if (tool.name === "circle") tell(say("circleEdge"));
  else tell(tool.spots.length < 2 ? say("measureNext") : say("measured", { km: num(lengthOf(tool.spots) / 1000, 1) }));
}

function aimingTools() {
  map.getContainer().addEventListener("click", (event) => {
    if (!tool) return;
    event.stopPropagation();
    aimed(map.mouseEventToLatLng(event));
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") endTool();
  });
}

// What is selected: what the filters let through, or the one that is chosen.
function selected() {
  const chosen = constellationById.get(state.c);
  return { list: chosen ? [chosen] : ordered(), lost: chosen ? [] : unplaced.filter(passesUnplaced) };
}

// A cell that a spreadsheet would compute is led by an apostrophe.
const cell = (text) => {
  const safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

function asTable({ list, lost }) {
  const titles = ["tableConstellation", "tableName", "where", "family", "tableRole", "provider", "municipality", "childrenLong", "tableWay"];
  const row = (c, member, role) => [
    c ? c.id : "", c ? c.title : "", c ? c.where : "", member.id, say(role),
    member.provider === null ? "" : view.providers[member.provider], member.town === null ? "" : view.municipalities[member.town],
    member.children === null ? "" : String(member.children), member.metres === null || !c || member === c.hub ? "" : num(member.metres / 1000, 1),
  ];
  const rows = [
    titles.map((title) => say(title)),
    ...list.flatMap((c) => c.members.map((member) => row(c, member, member === c.hub ? "hubhome" : "satellite"))),
    ...lost.map((u) => row(null, u.family, "unplacedOne")),
  ];
  return "\ufeff" + rows.map((cells) => cells.map(cell).join(";")).join("\r\n") + "\r\n";
}

function save(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function saveTable() {
  save(new Blob([asTable(selected())], { type: "text/csv;charset=utf-8" }), say("fileTable") + ".csv");
  announce(say("saved"));
}

// The map of the selection as it would be printed, with the rules of print in it, since a picture knows no page.
function savePicture() {
  const drawn = paperMap(selected());
  if (!drawn) return;
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).flatMap((rule) => (rule.media ? [...rule.cssRules] : [])).map((rule) => rule.cssText).filter((text) => text.startsWith(".paper-"));
  drawn.prepend(svg("style", {}, rules.join("\n")));
  const [wide, high] = [SHEET.width * 2, SHEET.height * 2];
  drawn.setAttribute("width", wide);
  drawn.setAttribute("height", high);
  const picture = new Image(wide, high);
  picture.onload = () => {
    const canvas = el("canvas", { width: wide, height: high });
    canvas.getContext("2d").drawImage(picture, 0, 0, wide, high);
    canvas.toBlob((blob) => save(blob, say("fileMap") + ".png"), "image/png");
    announce(say("saved"));
  };
  picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(new XMLSerializer().serializeToString(drawn));
}

function copyLink() {
  const box = el("textarea", { class: "unseen", "aria-hidden": "true" });
  box.value = location.href;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  announce(say(done ? "linkCopied" : "linkNot"));
  return done;
}

function pageTools() {
  const button = (id, name, act) => el("button", { type: "button", id, class: "quiet", onclick: act }, say(name));
  const link = button("copy-link", "copyLink", () => {
    link.textContent = say(copyLink() ? "linkCopied" : "linkNot");
    setTimeout(() => {
      link.textContent = say("copyLink");
    }, 2500);
  });
  const tools = constellations.some((c) => c.members.length) ? [button("save-table", "saveTable", saveTable), button("save-picture", "savePicture", savePicture)] : [];
  byId("print-page").before(link, ...tools);
}
