// Analyses and simulations, on whichever module has them. It holds no arithmetic.
import { Shown, appraisal, call, native, refuse, written } from "./appraisal.js";
import { Drawn, Simulation } from "./simulation.js";

/** The class `Appraisal` on a module that can also analyse and simulate; its results are of the class `Result`. */
export const analysing = (Question, Result) => class extends appraisal(Question, Result) {
  // A new analysis of the core is a new line here.
  tornado(options) { return this.#ask("tornado", options); }
  switchingValue(options) { return this.#ask("switching_value", options); }
  switchingValues(options) { return this.#ask("switching_values", options); }
  scenarios() { return this.#ask("scenarios", {}); }
  reversion(options = {}) { return this.#ask("reversion", options); }
  drivers(options) { return this.#ask("drivers", options, Drawn); }
  valueOfInformation(options = {}) { return this.#ask("value_of_information", options, Drawn); }
  cliffs(options) { return this.#ask("cliffs", options); }
  criteria(options = {}) { return this.#ask("criteria", options); }
  parishAffordability(options) { return this.#ask("parish_affordability", options); }
  designTaper(options) { return this.#ask("design_taper", options); }
  delay(options) { return this.#ask("delay", options); }
  abortValue(options) { return this.#ask("abort_value", options); }
  savingsPath(options = {}) { return this.#ask("savings_path", options); }
  quantityNeeded(options) { return this.#ask("quantity_needed", options); }
  assumptionsLog(options = {}) { return this.#ask("assumptions_log", options); }

  #ask(analysis, options, Kind = Shown) {
    const asked = written(options, "what is asked");
    return new Kind(call(() => native(this).ask(analysis, asked)));
  }

  difference(after, measure) {
    if (!(after instanceof this.constructor)) throw refuse("what it is compared with is no appraisal", "another appraisal");
    return new Shown(call(() => native(this).difference(native(after), String(measure))));
  }

  simulate(options, { onProgress } = {}) {
    const run = this.simulation(options);
    try {
      while (run.advance()) {
        if (onProgress?.(run.progress) === false) break;
      }
      if (run.ended) onProgress?.(run.progress);
      return run.finish();
    } catch (error) {
      run.free();
      throw error;
    }
  }

  simulation(options) {
    return new Run(call(() => native(this).simulation(written(options, "what is asked"))));
  }
};

/** A simulation that has begun, for whoever has other things to do between stretches of a few thousand draws. */
export class Run {
  #native;
  #ended = false;

  constructor(native) {
    this.#native = native;
  }

  get progress() {
    const { draws, asked, standard_error: standardError } = this.#live;
    return { draws, asked, standardError };
  }

  get ended() {
    return this.#ended;
  }

  advance() {
    this.#ended = !this.#live.advance();
    return !this.#ended;
  }

  finish() {
    const native = this.#live;
    this.#native = undefined;
    return new Simulation(native.finish());
  }

  free() {
    this.#native?.free();
    this.#native = undefined;
  }

  get #live() {
    if (!this.#native) throw refuse("the run is finished", "a run whose result has not been taken");
    return this.#native;
  }
}
