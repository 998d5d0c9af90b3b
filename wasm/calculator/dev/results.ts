// The results alone, on the example, to try them.
import "./results.scss";
import sandgate from "../../../docs/examples/sandgate.toml?raw";
import { Appraisal } from "options-appraisal/uncertainty";
import loadModule from "../../js/generated/uncertainty/options_appraisal.js";
import { mountResults } from "../src/results";

const told: unknown[] = [];
const root = document.querySelector<HTMLElement>("#results");
if (root === null) throw new Error("no place for results");
const view = mountResults(root, { slid: (values) => { told.push(values); } });
view.show(Appraisal.load(sandgate));
Object.assign(window, { view, memory: (await loadModule()).memory,  Appraisal, told, show: (text: string) => { view.show(Appraisal.load(text)); }, sandgate });
