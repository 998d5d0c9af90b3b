// What JavaScript makes of files, for the comparison with Rust and Python: one line of JSON a file.
import { readFileSync } from "node:fs";

import { Appraisal, AppraisalError } from "../wasm/js/index.js";

for (const file of process.argv.slice(2)) {
  let line;
  try {
    const outcome = Appraisal.load(readFileSync(file, "utf8")).run();
    line = { file, json: outcome.json, html: outcome.html };
  } catch (error) {
    if (!(error instanceof AppraisalError)) throw error;
    line = { file, problems: error.problems };
  }
  console.log(JSON.stringify(line));
}
