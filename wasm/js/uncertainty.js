// The package with the module that also analyses and simulates.
export { Run } from "./analysing.js";
export { AppraisalError, Explanation, Outcome, Picture } from "./appraisal.js";
export { Appraisal } from "./drawing.js";
export { endWorker, simulateInWorker } from "./in_worker.js";
export { Simulation } from "./simulation.js";
