// The draws as a page waits for them: in a worker that begins, and in one that is kept.
import { simulateInWorker } from "../../js/in_worker.js";

/** Every call begins a worker of its own. Only the first has to fetch its module. */
export async function begun({ text, options, rounds }) {
  const times = [];
  let json;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const simulation = await simulateInWorker(text, options);
    times.push(performance.now() - start);
    json = simulation.json;
  }
  return { times, json };
}

export async function kept({ text, options, warmUp, rounds }) {
  const worker = new Worker(new URL("./kept_worker.js", import.meta.url), { type: "module" });
  const heard = () => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message || "the worker could not be started"));
  });
  const asked = (message) => {
    const answer = heard();
    worker.postMessage(message);
    return answer;
  };
  await heard();
  const samples = [];
  let json;
  for (let round = 0; round < warmUp + rounds; round++) {
    const start = performance.now();
    const { times, result } = await asked({ text, options });
    const waited = performance.now() - start;
    json = result.json;
    if (round >= warmUp) samples.push({ ...times, waited });
  }
  const exact = await asked({ text, exact: true });
  worker.terminate();
  return { samples, exact, json };
}
