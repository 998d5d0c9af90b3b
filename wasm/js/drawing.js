// The module that analyses and simulates, made fast.
import * as module from "./generated/uncertainty/options_appraisal.js";
import { analysing } from "./analysing.js";
import { Outcome } from "./appraisal.js";
import { load } from "./load.js";

/** The memory of the module, which only grows. */
export const { memory } = await load(module, new URL("./generated/uncertainty/options_appraisal_bg.wasm", import.meta.url));

export class Appraisal extends analysing(module.Question, Outcome) {}
