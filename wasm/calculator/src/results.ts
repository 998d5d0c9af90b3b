// What shows results: the page hands it an appraisal whenever there is a new one.
import type { Appraisal } from "options-appraisal/uncertainty";
import { Results } from "./results/results_view";

/** Where the results send what a reader does with them. */
export interface ResultsHost {
  /** A slider was moved: the new values of inputs by their addresses. The host keeps them as part of the question. */
  change(values: Readonly<Record<string, string>>): void;
}

export interface ResultsView {
  /** Shows another question from the beginning: sliders are chosen anew, a simulation begins anew. */
  show(appraisal: Appraisal): void;
}

export function mountResults(root: HTMLElement, host: ResultsHost): ResultsView {
  return new Results(root, host);
}
