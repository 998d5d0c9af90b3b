// The draws as a page waits for them, and where a worker's time goes.
import { simulateInWorker } from "../../js/in_worker.js";

/** One call after another: the first starts the worker, which serves the others, at once or after a pause. */
export async function calls({ text, options, rounds, pause }) {
  const times = [];
  const given = new Set();
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const simulation = await simulateInWorker(text, options);
    times.push(performance.now() - start);
    given.add(simulation.json);
    if (round === 0) await new Promise((later) => setTimeout(later, pause));
  }
  return { times, given: [...given] };
}

export async function laps({ text, options, warmUp, rounds }) {
  const worker = new Worker(new URL("./laps_worker.js", import.meta.url), { type: "module" });
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
  const given = new Set();
  for (let round = 0; round < warmUp + rounds; round++) {
    const { times, json } = await asked({ text, options });
    given.add(json);
    if (round >= warmUp) samples.push(times);
  }
  const exact = await asked({ text, exact: true });
  worker.terminate();
  return { samples, exact, given: [...given] };
}
