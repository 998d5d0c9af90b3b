// Simulations in a worker, so that the page never waits. This file loads no wasm: the worker does.
import { AppraisalError, written } from "./appraisal.js";
import { Sent, Simulation } from "./simulation.js";

function start() {
  if (typeof Worker === "function") {
    // Written out in full, as bundlers look for it.
    const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    return {
      listen(onMessage, onError) {
        worker.onmessage = ({ data }) => onMessage(data);
        worker.onerror = (event) => onError(event.error ?? new Error(event.message || "the worker could not be started"));
      },
      post: (message) => worker.postMessage(message),
      end: () => worker.terminate(),
    };
  }
  const { Worker: Thread } = process.getBuiltinModule("node:worker_threads");
  const worker = new Thread(new URL("./worker.js", import.meta.url));
  return {
    listen(onMessage, onError) {
      worker.on("message", onMessage);
      worker.on("error", onError);
    },
    post: (message) => worker.postMessage(message),
    end: () => worker.terminate(),
  };
}

export { AppraisalError, Simulation };

export async function simulateInWorker(text, options, { onProgress, signal } = {}) {
  const asked = written(options, "what is asked");
  const worker = start();
  const stop = () => worker.post({ stop: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.listen(({ progress, problems, error, result }) => {
        if (result) resolve(new Simulation(new Sent(result)));
        else if (problems) reject(new AppraisalError(problems));
        else if (error) reject(new Error(error));
        else {
          try {
            if (onProgress?.(progress) === false) stop();
          } catch (thrown) {
            reject(thrown);
          }
        }
      }, reject);
      worker.post({ text: String(text), asked });
      if (signal?.aborted) stop();
      signal?.addEventListener("abort", stop, { once: true });
    });
  } finally {
    signal?.removeEventListener("abort", stop);
    worker.end();
  }
}
