// The package with the module that also simulates.
import * as module from "./generated/uncertainty/options_appraisal.js";
import { Outcome as Plain, Shown, appraisal, call, native, refuse, written } from "./appraisal.js";
import { load } from "./load.js";
import { Drawn, Simulation } from "./simulation.js";

await load(module, new URL("./generated/uncertainty/options_appraisal_bg.wasm", import.meta.url));

/** What an appraisal comes to, with its workbook. */
export class Outcome extends Plain {
  toWorkbook() {
    return call(() => native(this).workbook());
  }
}

/** The report for members: its `html` is a whole page, and its `text` is Markdown. */
export class Members extends Shown {
  toHtml() {
    return this.html;
  }

  toMarkdown() {
    return this.text;
  }

  /** The pictures, each with its `id` and its `spec`. */
  get figures() {
    return native(this).figures().map((picture) => JSON.parse(picture));
  }
}

export class Appraisal extends appraisal(module.Question, Outcome) {
  static loadWorkbook(bytes) {
    const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
    if (!(view instanceof Uint8Array)) throw refuse("the workbook is no bytes", "a Uint8Array or an ArrayBuffer");
    return new this(call(() => module.Question.loadWorkbook(view)));
  }

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

  membersReport({ date, svg = {} } = {}) {
    const [ids, drawings] = [Object.keys(svg), Object.values(svg).map(String)];
    return new Members(call(() => native(this).members_report(date === undefined ? undefined : String(date), ids, drawings)));
  }

  difference(after, measure) {
    if (!(after instanceof Appraisal)) throw refuse("what it is compared with is no appraisal", "another appraisal");
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
}

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
