// The package with the module that also simulates.
export { AppraisalError, Explanation, Picture } from "./appraisal.js";
export { Appraisal, Members, Outcome, Run } from "./full.js";
export { simulateInWorker } from "./in_worker.js";
export { Simulation } from "./simulation.js";
