// The plan of this page: its constellations and families, by their names.
function asMember(row, home) {
  const [id, lat, lon, provider, town, children, metres] = row;
  return { id, at: lat === null ? null : [lat, lon], provider, town, children, metres, home };
}

const constellations = view.constellations.map((c) => {
  c.hub = c.hub && asMember(c.hub, c);
  c.satellites = c.satellites.map((row) => asMember(row, c));
  c.members = (c.hub ? [c.hub] : []).concat(c.satellites);
  c.hull = pairsOf(c.hull);
  c.spots = c.hull.length ? c.hull : c.middle ? [c.middle] : [];
  c.bounds = c.spots.length ? L.latLngBounds(c.spots) : null;
  return c;
});
const unplaced = view.unplaced.map((u) => ({ ...u, family: asMember(u.family, null) }));
const constellationById = new Map(constellations.map((c) => [c.id, c]));
const familyById = new Map();
for (const c of constellations) for (const member of c.members) familyById.set(member.id, member);
for (const u of unplaced) familyById.set(u.family.id, u.family);

// Who moves, comes or loses its place, with the place of the hub home of today.
const moves = view.moves.map(([id, text, lat, lon]) => ({ member: familyById.get(id), text, from: lat === null ? null : [lat, lon] })).filter((move) => move.member && move.member.at);

const providerOf = (member) => (member.provider === null ? say("unknown") : view.providers[member.provider]);
const townOf = (member) => (member.town === null ? say("unknown") : view.municipalities[member.town]);
