// Compiled with strict settings and never run: the types as a user meets them.
import { Appraisal, AppraisalError, type Result } from "../js/index.js";

export function saving(text: string): string {
  try {
    const result: Result = Appraisal.load(text).run().toObject();
    const option = result.options[0];
    return option?.views[0]?.saving_total ?? "";
  } catch (error) {
    if (error instanceof AppraisalError) return error.problems.map((problem) => problem.address).join();
    throw error;
  }
}

// @ts-expect-error a question is a text
Appraisal.load(3);
