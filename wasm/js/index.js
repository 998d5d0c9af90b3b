// The package with the module that works appraisals out, and nothing more.
import * as module from "./generated/options_appraisal.js";
import { appraisal } from "./appraisal.js";
import { load } from "./load.js";

await load(module, new URL("./generated/options_appraisal_bg.wasm", import.meta.url));

export { AppraisalError, Explanation, Outcome } from "./appraisal.js";

export class Appraisal extends appraisal(module.Question) {}
