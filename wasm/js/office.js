// The package with everything in one module, made small: what a finance office hands on as well, workbook and report.
import * as module from "./generated/office/options_appraisal.js";
import { analysing } from "./analysing.js";
import { Outcome as Plain, Shown, call, native, refuse } from "./appraisal.js";
import { load } from "./load.js";

export { Run } from "./analysing.js";
export { AppraisalError, Explanation, Picture } from "./appraisal.js";
export { endWorker, simulateInWorker } from "./in_worker.js";
export { Simulation } from "./simulation.js";

await load(module, new URL("./generated/office/options_appraisal_bg.wasm", import.meta.url));

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

export class Appraisal extends analysing(module.Question, Outcome) {
  static loadWorkbook(bytes) {
    const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
    if (!(view instanceof Uint8Array)) throw refuse("the workbook is no bytes", "a Uint8Array or an ArrayBuffer");
    return new this(call(() => module.Question.loadWorkbook(view)));
  }

  membersReport({ date, svg = {}, simulation } = {}) {
    const asked = [date === undefined ? undefined : String(date), Object.keys(svg), Object.values(svg).map(String)];
    if (simulation === undefined) return new Members(call(() => native(this).members_report(...asked)));
    // One of another module, or from a worker, is not in the memory of this one.
    if (!(native(Object(simulation)) instanceof module.Simulated)) {
      throw refuse("the simulation is none of this module", "what simulate() of an appraisal of \"options-appraisal/office\" gave");
    }
    return new Members(call(() => native(this).members_report_with(native(simulation), ...asked)));
  }
}
