// The small entry: a sheet that was laid out once, opened without the question. It holds no arithmetic.
import * as module from "./generated/sheet/options_appraisal.js";
import { Held, Outcome, call, native, refuse, written } from "./appraisal.js";
import { load } from "./load.js";

await load(module, new URL("./generated/sheet/options_appraisal_bg.wasm", import.meta.url));

export { AppraisalError, Explanation } from "./appraisal.js";

/** What a sheet comes to: any of its rows, and the options side by side. */
export class SheetOutcome extends Outcome {
  get table() {
    return this.toObject();
  }
}

/** A sheet that stands alone. */
export class Sheet extends Held {
  #about;

  static open(text) {
    if (typeof text !== "string") throw refuse("the sheet is no text", "the text that toSheet() of an appraisal gives");
    return new this(call(() => module.Sheet.open(text.isWellFormed?.() === false ? text.toWellFormed() : text)));
  }

  get title() { return this.#read.title; }
  get period() { return this.#read.period; }
  get prices() { return this.#read.prices; }
  get years() { return this.#read.years; }
  get options() { return this.#read.options; }
  get views() { return this.#read.views; }
  get inputs() { return this.#read.inputs; }

  // Whoever only moves an input and reads a row never asks for it.
  get #read() {
    this.#about ??= JSON.parse(native(this).json());
    return this.#about;
  }

  replace(changes) {
    const text = written(changes, "what is to be replaced");
    return new this.constructor(call(() => native(this).replace(text)));
  }

  run() {
    return new SheetOutcome(call(() => native(this).run()));
  }
}
