// What shows results: the page hands it an appraisal whenever there is a new one.
import type { Appraisal, Outcome } from "options-appraisal";
import { Results } from "./results/results_view";

/** Where the results send what a reader does with them. */
export interface ResultsHost {
  /**
   * All that sliders have set of the question that was handed over: the values of inputs by their addresses, none where all
   * are back where they were. The host keeps them as part of the question.
   */
  slid(values: Readonly<Record<string, string>>): void;
}

export interface ResultsView {
  /**
   * Shows another question from the beginning: sliders are chosen anew, a simulation begins anew. The same question of the
   * module that also analyses takes the place of the one of the module that does not, and brings all that was missing. What
   * is handed over, with what it comes to where that is known already, belongs to the results: they give its memory back.
   * `slid` has what sliders have set of it: what is shown is the question with these values, and the way back stays open.
   */
  show(appraisal: Appraisal, outcome?: Outcome, slid?: Readonly<Record<string, string>>): void;
}

export function mountResults(root: HTMLElement, host: ResultsHost): ResultsView {
  return new Results(root, host);
}
