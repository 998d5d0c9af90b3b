// The package with the module that also simulates.
export { AppraisalError, Explanation, Outcome } from "./appraisal.js";
export { Appraisal, Members, Run } from "./full.js";
export { simulateInWorker } from "./in_worker.js";
export { Simulation } from "./simulation.js";
