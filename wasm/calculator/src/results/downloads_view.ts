// What can be taken away: the workbook, the report for members, the data. All are made here, when they are asked for.
import type { Appraisal as Office, Members, Simulation } from "options-appraisal/office";
import type { Appraisal, Outcome } from "options-appraisal";
import { element } from "../element";
import { using } from "../given_back";
import type { Table } from "../question/value";
import { lines } from "./csv";
import type { svg } from "./drawing";
import { ProblemsView } from "./problems";
import { sourced } from "../question/slid";

type Parts = readonly BlobPart[];

interface Download {
  readonly label: string;
  readonly ending: string;
  readonly type: string;
  /** Whatever is asked of these is asked at once: they are given back when the question changes. */
  make(asked: Asked): Parts | Promise<Parts>;
}

interface Asked {
  readonly appraisal: Appraisal;
  readonly outcome: Outcome;
  /** The inputs that sliders have set. */
  readonly slid: readonly string[];
}

// The question as the page saves it.
const questionOf = ({ appraisal, slid }: Asked): Table => sourced(appraisal.toQuestion() as Table, slid);

// The module that writes workbooks and reports comes when it is asked for, and reads the question anew.
async function office(question: Table): Promise<Office> {
  const { Appraisal: Of } = await import("options-appraisal/office");
  return Of.fromObject(question);
}

// As many draws as the page itself makes.
const DRAWS = 10_000;

// The draws of the report, where anything is uncertain. They are made by the module that writes it: those that the page shows
// are in the memory of another.
function draws(appraisal: Office): { readonly simulation?: Simulation } {
  const simulation = appraisal.simulate({ draws: DRAWS });
  const { inputs, events } = simulation.toObject();
  if (inputs.length + events.length > 0) return { simulation };
  simulation.free();
  return {};
}

// The drawings of the report; one that cannot be drawn is left out, and the report has its words and its table.
async function drawings(report: Members, draw: typeof svg): Promise<Readonly<Record<string, string>>> {
  const drawn = await Promise.all(report.figures.map(async ({ id, spec }) =>
    [id, await draw(spec as Readonly<Record<string, unknown>>)] as const));
  return Object.fromEntries(drawn);
}

async function workbook(question: Table): Promise<Parts> {
  return using(await office(question), (asked) => using(asked.run(), (outcome) => [new Uint8Array(outcome.toWorkbook())]));
}

async function report(question: Table): Promise<Parts> {
  const [{ svg: draw }, asked] = await Promise.all([import("./drawing"), office(question)]);
  let drawn: ReturnType<typeof draws> = {};
  try {
    drawn = draws(asked);
    const svg = await drawings(asked.membersReport(drawn), draw);
    return [asked.membersReport({ ...drawn, svg }).toHtml()];
  } finally {
    drawn.simulation?.free();
    asked.free();
  }
}

const DOWNLOADS: readonly Download[] = [
  {
    label: "Workbook with live formulas",
    ending: "xlsx",
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    make: (asked) => workbook(questionOf(asked)),
  },
  {
    label: "Report for members",
    ending: "html",
    type: "text/html;charset=utf-8",
    make: (asked) => report(questionOf(asked)),
  },
  {
    label: "All results as data",
    ending: "json",
    type: "application/json",
    make: ({ outcome }) => [outcome.json],
  },
  {
    label: "Lines by year",
    ending: "csv",
    type: "text/csv;charset=utf-8",
    make: ({ outcome }) => [lines(outcome.toObject())],
  },
];

/** A name for a file, from a title: letters and digits of any script. */
export function fileName(title: string, ending: string): string {
  const words = title.normalize("NFC").toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const name = [...words.join("-")].slice(0, 60).join("").replace(/-$/, "");
  return `${name === "" ? "options-appraisal" : name}.${ending}`;
}

function hand(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = element("a", { href: url, download: name });
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => { URL.revokeObjectURL(url); }, 60_000);
}

export class DownloadsView {
  readonly root = element("section", { class: "app-downloads" },
    element("h2", { class: "govuk-heading-m" }, "Take it with you"));
  readonly #problems = new ProblemsView();
  #asked: Asked | undefined;

  constructor() {
    const buttons = DOWNLOADS.map((download) => {
      const button = element("button", {
        type: "button", class: "govuk-button govuk-button--secondary", "data-download": download.ending,
      }, `${download.label} (.${download.ending})`);
      button.addEventListener("click", () => void this.#give(download, button));
      return button;
    });
    this.root.append(element("div", { class: "govuk-button-group" }, ...buttons), this.#problems.root);
  }

  show(appraisal: Appraisal, outcome: Outcome, slid: readonly string[]): void {
    this.#asked = { appraisal, outcome, slid };
  }

  async #give({ make, ending, type }: Download, button: HTMLButtonElement): Promise<void> {
    if (this.#asked === undefined || button.getAttribute("aria-disabled") === "true") return;
    const { title } = this.#asked.appraisal;
    button.setAttribute("aria-disabled", "true");
    try {
      const parts = await make(this.#asked);
      hand(new Blob([...parts], { type }), fileName(title, ending));
      this.#problems.clear();
    } catch (error) {
      this.#problems.show(error);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  }
}
