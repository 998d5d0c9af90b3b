// Simulations in a worker, so that the page never waits. This file loads no wasm: the worker does.
import { AppraisalError, refuse, written } from "./appraisal.js";
import { Sent, Simulation } from "./simulation.js";
import { assign, endWorker } from "./workers.js";

export { AppraisalError, Simulation, endWorker };

/** A run as the page has it, whichever worker does it, now or in a moment. */
class Asked {
  stopped = false;
  #message;
  #onProgress;
  #settle;
  #post;

  constructor(message, onProgress) {
    this.#message = message;
    this.#onProgress = onProgress;
    this.result = new Promise((resolve, reject) => { this.#settle = { resolve, reject }; });
  }

  begin(post) {
    this.#post = post;
    post(this.#message);
    if (this.stopped) this.stop();
  }

  stop() {
    this.stopped = true;
    this.#post?.({ stop: true });
  }

  tell(progress) {
    try {
      if (this.#onProgress?.(progress) === false) this.stop();
    } catch (thrown) {
      // Its result is not wanted any more; the worker is, and comes to an end of it by itself.
      this.#onProgress = undefined;
      this.#settle.reject(thrown);
      this.stop();
    }
  }

  end({ result, problems, error }) {
    this.#post = undefined;
    if (result) this.#settle.resolve(new Simulation(new Sent(result)));
    else this.#settle.reject(problems ? new AppraisalError(problems) : new Error(error));
  }

  fail(error) {
    this.#post = undefined;
    this.#settle.reject(error);
  }
}

function settings(pictures) {
  if (!Array.isArray(pictures)) throw refuse("the pictures that are asked for are no list", "a list such as [{ name: \"fan\", settings: {} }]");
  return pictures.map((picture) => ({
    name: String(picture?.name), asked: written(picture?.settings ?? {}, "what is asked of a picture"),
  }));
}

export async function simulateInWorker(text, options, { onProgress, signal, pictures = [] } = {}) {
  const run = new Asked({
    text: String(text), asked: written(options, "what is asked"), pictures: settings(pictures),
  }, onProgress);
  const stop = () => run.stop();
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  try {
    assign(run);
    return await run.result;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
