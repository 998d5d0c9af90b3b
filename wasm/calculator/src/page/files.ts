// Questions as files: opened from the reader's machine and saved there.
import { giveBack, openText, openWorkbook, readQuestion, type Opened, type Refused } from "../appraise";
import { element } from "../element";
import { tooDeep } from "../link/nested";
import { isList, isQuestion, isTable, own, titleOf, type Table, type Value } from "../question/value";

/** The largest file that is read, in bytes. A question of eight libraries has some 30,000. */
export const LARGEST_FILE = 4_000_000;

const refused = (message: string, accepted: string): Opened => ({ problems: [{ address: "", message, accepted }] });

const KINDS = "a question as .toml or .json, or a workbook of an appraisal as .xlsx";

const INSTEAD = "the question as “Save as a file” has saved it, or the workbook of the same results";

// Every .xlsx is a zip archive, whatever its name says.
const isWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

export async function openFile(file: File): Promise<Opened> {
  if (file.size > LARGEST_FILE) {
    return refused(`the file has ${file.size.toLocaleString("en-GB")} bytes`, `${KINDS}, of at most ${LARGEST_FILE.toLocaleString("en-GB")} bytes`);
  }
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return refused("the file could not be read", "a file that is still there and may be read; a folder is none");
  }
  if (isWorkbook(bytes)) return openWorkbook(bytes);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refused("the file is no text", KINDS);
  }
  const opened = await openText(text);
  return "problems" in opened ? begun(text, opened) : opened;
}

// What is saved before it is complete is JSON, and is opened again with its problems at their fields.
function begun(text: string, refusal: Refused): Opened {
  const value = parsed(text);
  if (value === undefined) return refusal;
  if (tooDeep(value)) return refused("tables and lists stand too deep inside one another", KINDS);
  if (isQuestion(value)) return lost(value, refusal) ? refusal : { question: value };
  return isTable(value) ? other(value) ?? refusal : refusal;
}

function parsed(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

/** Whether something is wrong with the text that is not wrong with what was made of it, such as a key that stands twice. */
function lost(question: Table, { problems }: Refused): boolean {
  const reading = readQuestion(question);
  const still = "problems" in reading ? reading.problems : [];
  if (!("problems" in reading)) giveBack(reading);
  return problems.some((problem) => !still.some(({ address, message }) => address === problem.address && message === problem.message));
}

/** What else is written as JSON, and what to open in its place. */
function other(value: Table): Opened | undefined {
  if (own(value, "options_appraisal_sheet") !== undefined) {
    return refused("the file is a sheet, which holds the formulas of a question and not the question", INSTEAD);
  }
  // The results of all options, by year.
  if (isList(own(value, "options")) && isList(own(value, "years"))) {
    return refused("the file holds results, and not the question that they are of", INSTEAD);
  }
  return undefined;
}

/** Saves the question, and says as what. One that is not complete yet has no text, and is saved as JSON, as it stands. */
export function saveFile(question: Table, written: string | undefined): string {
  const [text, ending] = written === undefined ? [JSON.stringify(question, null, 2), "json"] : [written, "toml"];
  const name = `${fileName(titleOf(question))}.${ending}`;
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  element("a", { href: address, download: name }).click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return name;
}

const fileName = (title: string): string =>
  title.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "question";

/** Takes files that are dropped anywhere on the page, which the browser would otherwise go to. */
export function takeDrops(root: HTMLElement, open: (file: File) => void): void {
  const hasFile = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    root.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) root.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    root.classList.remove("dropping");
    const file = event.dataTransfer?.files[0];
    if (file) open(file);
  });
}
