export { AppraisalError, Simulation, endWorker, simulateInWorker } from "./uncertainty.js";
export type { Progress, SimulationOptions, SimulationPicture, SimulationResult, WorkerControl } from "./uncertainty.js";
