// What the program computes in a process of its own: followed until it ends, one sentence after the other.
import { alarm, get } from "./api.js";
import { answer, path, store, update } from "./store.js";

// Gives how it ended; ``null`` where nobody looks any more, or the program is gone.
export async function follow(onWords = () => {}, looking = () => true) {
  let after = 0;
  while (looking()) {
    const job = await answer(get(path("/job?after=" + after)));
    if (!job || !looking()) return null;
    after = job.last;
    if (job.words.length) onWords(job.words.map(([, sentence]) => sentence), job.seconds);
    if (job.state !== "running") return job;
  }
  return null;
}

// The result of what was asked for, at once or when the computation that it started has ended; ``onSentence`` hears
// what it says meanwhile.
export async function result(asked, kind, onSentence) {
  const got = await answer(asked);
  if (!got || got.url || got.folder) return got;
  const stands = (state) => store.project && update({ project: { ...store.project, job: { state, kind } } });
  stands("running");
  const job = await follow((words) => onSentence(words.at(-1)));
  stands(job?.state ?? "none");
  if (job?.state === "failed") alarm([job.error, ...(job.lines || [])].join(" "));
  return job?.state === "done" ? job.result : null;
}
