// What shows results: the page hands it an appraisal whenever there is a new one.
import type { Appraisal, Outcome } from "options-appraisal";
import { Results } from "./results/results_view";

/** Where the results send what a reader does with them. */
export interface ResultsHost {
  /** A slider was moved: the new values of inputs by their addresses. The host keeps them as part of the question. */
  change(values: Readonly<Record<string, string>>): void;
}

export interface ResultsView {
  /**
   * Shows another question from the beginning: sliders are chosen anew, a simulation begins anew. The same question of the
   * module that also analyses takes the place of the one of the module that does not, and brings all that was missing. What
   * is handed over, with what it comes to where that is known already, belongs to the results: they give its memory back.
   */
  show(appraisal: Appraisal, outcome?: Outcome): void;
}

export function mountResults(root: HTMLElement, host: ResultsHost): ResultsView {
  return new Results(root, host);
}
