// What the page knows: the project, its plan, and what the reader looks at.
import { alarm, get, post, Refused } from "./api.js";
import { say } from "./words.js";

export const store = { id: null, project: null, plan: null, tab: "list", constellation: null, family: null, change: null, running: false };
const listeners = new Set();

export function listen(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function update(part) {
  const before = { ...store };
  Object.assign(store, part);
  for (const listener of [...listeners]) listener(store, before);
}

export const path = (tail = "") => `/api/p/${encodeURIComponent(store.id)}${tail}`;
export const familyPath = (family, tail) => path(`/family/${encodeURIComponent(family)}/${tail}`);

// Families by their id and constellations by that of their hub home, once for each plan.
export function indexed(plan) {
  const familyById = new Map(plan.families.map((family) => [family.id, family]));
  const byHub = new Map(plan.constellations.map((c) => [c.hub, c]));
  const lostById = new Map(plan.unplaced.map((one) => [one.id, one]));
  return { ...plan, familyById, byHub, lostById };
}

// The plan with what a change made of some families and constellations.
export function patched(plan, { families, constellations, unplaced, broken, summary, after }) {
  const newer = (old, fresh, key) => {
    const byKey = new Map(fresh.map((one) => [one[key], one]));
    return old.map((one) => byKey.get(one[key]) ?? one);
  };
  return indexed({ ...plan, families: newer(plan.families, families, "id"), constellations: newer(plan.constellations, constellations, "hub"), unplaced, broken, summary, values: after.values });
}

const NOTHING = { families: [], constellations: [], unplaced: [], values: [], broken: [], summary: [], backdrop: { areas: [], places: [], attribution: [], schematic: false } };

export async function reload(onProject = () => {}) {
  const project = await get(path());
  onProject(project);
  const plan = project.current ? await get(path("/plan")) : NOTHING;
  const kept = indexed(plan);
  const family = kept.familyById.has(store.family) ? store.family : null;
  const constellation = kept.byHub.has(store.constellation) ? store.constellation : null;
  update({ project, plan: kept, family, constellation });
}

// Asks for a change on the revision that this window shows. When another window was first, its state is shown instead.
export async function change(tail, body = {}, method = post) {
  try {
    return await method(path(tail), { revision: store.project.revision, ...body });
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    if (fault.status === 409) {
      await reload();
      alarm(fault.message || say("conflict"));
    } else if (fault.status) alarm([fault.message, ...(fault.body.said ?? [])].join(" "));
    return null;
  }
}

// An answer that changes nothing; a refusal is said above the page.
export async function answer(asked) {
  try {
    return await asked;
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
    if (fault.status) alarm(fault.message);
    return null;
  }
}
