// Which worker does a run. One is kept between runs, since a worker that begins has to compile its module first, which takes
// longer than ten thousand draws.
//
// Runs at the same time have a worker each: in one queue a short run would wait for a long one, and a run that waits could
// not be stopped soon, as it has no draws to give yet. Only behind a run that has been told to stop is it quicker to wait.
import { start } from "./thread.js";

// How long a worker is kept that nobody uses, in milliseconds.
const KEPT_FOR = 30_000;
// The memory of wasm never shrinks. Ten thousand draws of a large question take it to 14 MB, a million to 60; what has grown
// beyond this, by raw draws that were asked for, is not kept. In bytes.
const LARGEST = 128 * 2 ** 20;

const workers = new Set();

/** What one worker does: a run, perhaps another after it, then nothing until it is used again or let go. */
class Kept {
  #thread = start((message) => this.#hear(message), (error) => this.#die(error));
  #run;
  #next;
  #timer;
  #wanted = true;

  get idle() {
    return this.#wanted && !this.#run;
  }

  get soonIdle() {
    return this.#wanted && this.#run?.stopped === true && !this.#next;
  }

  take(run) {
    if (this.#run) this.#next = run;
    else this.#begin(run);
  }

  /** It ends, once what it has been given is done. */
  dismiss() {
    this.#wanted = false;
    if (!this.#run) this.#end();
  }

  #begin(run) {
    clearTimeout(this.#timer);
    this.#thread.hold();
    this.#run = run;
    run.begin((message) => this.#thread.post(message));
  }

  #hear({ progress, memory, ...answer }) {
    if (!workers.has(this)) return;
    if (progress) return this.#run?.tell(progress);
    const [done, next] = [this.#run, this.#next];
    this.#run = this.#next = undefined;
    done?.end(answer);
    // An error that is no problem of the question may have left the module in any state.
    const usable = !("error" in answer) && memory <= LARGEST;
    if (!usable) {
      this.#end();
      if (next) assign(next);
    } else if (next) {
      this.#begin(next);
    } else if (!this.#wanted || [...workers].some((other) => other !== this && other.idle)) {
      this.#end();
    } else {
      this.#thread.release();
      this.#timer = setTimeout(() => this.#end(), KEPT_FOR);
      // Node would wait for the timer.
      this.#timer.unref?.();
    }
  }

  #die(error) {
    if (!workers.has(this)) return;
    const [run, next] = [this.#run, this.#next];
    this.#end();
    run?.fail(error);
    if (next) assign(next);
  }

  #end() {
    clearTimeout(this.#timer);
    workers.delete(this);
    this.#thread.end();
  }
}

/** Has a worker do a run: one that does nothing, one that is about to, or a new one. */
export function assign(run) {
  const all = [...workers];
  let worker = all.find(({ idle }) => idle) ?? all.find(({ soonIdle }) => soonIdle);
  try {
    if (!worker) workers.add(worker = new Kept());
    worker.take(run);
  } catch (error) {
    // A page may not be allowed to start one.
    run.fail(error);
  }
}

/** Lets all of them go, each once it has done what it was given. */
export function endWorker() {
  for (const worker of [...workers]) worker.dismiss();
}
