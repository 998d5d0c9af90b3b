// What JavaScript makes of files, for the comparison with Rust and Python: one line of JSON a file.
import { readFileSync } from "node:fs";

import { Appraisal, AppraisalError } from "../wasm/js/index.js";
import { Appraisal as Full } from "../wasm/js/uncertainty.js";

function attempt(action) {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof AppraisalError)) throw error;
    return { problems: error.problems };
  }
}

for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, "utf8");
  const line = attempt(() => {
    const outcome = Appraisal.load(text).run();
    const simulations = ["random", "latin_hypercube", "sobol"].map((sampling) => attempt(() => {
      const { json, html, text: shown } = Full.load(text).simulate({ draws: 2_000, sampling });
      return { json, html, text: shown };
    }));
    return { json: outcome.json, html: outcome.html, simulations };
  });
  console.log(JSON.stringify({ file, ...line }));
}
