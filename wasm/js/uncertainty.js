// The package with the module that also simulates.
export { AppraisalError, Explanation, Outcome, Picture } from "./appraisal.js";
export { Appraisal, Run } from "./full.js";
export { simulateInWorker } from "./in_worker.js";
export { Simulation } from "./simulation.js";
