// The module is a file of its own in the built page; its import is over when it is there.
import { Appraisal } from "options-appraisal";

import question from "./library.toml?raw";

const outcome = Appraisal.load(question).run();
document.querySelector("#comparison").textContent = outcome.text;
document.querySelector("#result").value = outcome.json;
