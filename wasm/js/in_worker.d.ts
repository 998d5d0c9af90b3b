export { AppraisalError, Simulation, simulateInWorker } from "./uncertainty.js";
export type { Progress, SimulationOptions, SimulationResult, WorkerControl } from "./uncertainty.js";
