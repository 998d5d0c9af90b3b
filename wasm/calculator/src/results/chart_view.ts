// One picture of the core: the drawing, and its text and its table one click away. Only what can be seen is drawn anew with
// each frame; the rest catches up when it comes into view or is opened.
import type { Picture } from "options-appraisal/uncertainty";
import { element } from "../element";
import { using } from "../given_back";
import { readTables } from "./core_tables";
import type { Drawn } from "./drawing";
import { details, putInto, scrolled } from "./element";
import { framed, joined } from "./frame_and_data";
import { ProblemsView } from "./problems";
import { plainTable } from "./table_view";

type Drawing = typeof import("./drawing");

const WIDE = "This picture is wider than its place here: scroll it sideways, or open it in words and as a table below.";

const texts = (value: unknown): readonly string[] => [value].flat().filter((text): text is string => typeof text === "string" && text !== "");

// The title and the lines below it, as a picture has them.
function titled(title: unknown): readonly string[] {
  if (typeof title !== "object" || title === null || Array.isArray(title)) return texts(title);
  const { text, subtitle } = title as { readonly text?: unknown; readonly subtitle?: unknown };
  return [texts(text).join(" "), texts(subtitle).join(" ")].filter((words) => words !== "");
}

export class ChartView {
  readonly root: HTMLElement;
  readonly #caption = element("div", { class: "app-chart__caption" });
  readonly #place: HTMLElement;
  readonly #sheet: HTMLElement;
  readonly #words: HTMLElement;
  readonly #tables: HTMLElement;
  readonly #opened: HTMLDetailsElement;
  readonly #problems = new ProblemsView();
  #make: (() => Picture) | undefined;
  #drawing: Drawing | undefined;
  #drawn: Drawn | undefined;
  #frame = "";
  #called = "";
  #stale = false;
  #inView = false;

  constructor(title: string) {
    this.#sheet = element("div", { class: "app-chart__drawing", role: "img", "aria-label": title });
    this.#place = scrolled(title, WIDE, this.#sheet);
    this.#words = element("p", { class: "govuk-body" });
    this.#tables = element("div");
    this.#opened = details(`${title}: in words and as a table`, this.#words, this.#tables);
    this.root = element("section", { class: "app-chart" },
      element("h3", { class: "govuk-heading-s" }, title), this.#problems.root, this.#caption, this.#place, this.#opened);
    this.#opened.addEventListener("toggle", () => {
      this.#stale = true;
      this.#catchUp();
    });
    new IntersectionObserver((seen) => {
      this.#inView = seen.at(-1)?.isIntersecting ?? false;
      if (this.#inView) this.#catchUp();
    }).observe(this.root);
  }

  /** From now on it can draw. */
  use(drawing: Drawing): void {
    this.#drawing = drawing;
    this.#stale = true;
    this.#catchUp();
  }

  /** Shows another picture. `make` is called once the picture is looked at. */
  show(make: () => Picture): void {
    this.#make = make;
    this.#stale = true;
    this.#catchUp();
  }

  #catchUp(): void {
    if (!this.#stale || this.#make === undefined || !(this.#inView || this.#opened.open)) return;
    this.#stale = false;
    try {
      using(this.#make(), (picture) => {
        this.#sheet.setAttribute("aria-label", picture.description);
        if (this.#drawing !== undefined) this.#draw(picture, this.#drawing);
        if (this.#opened.open) this.#tell(picture);
      });
      this.#problems.clear();
      this.#place.hidden = false;
      this.#caption.hidden = false;
    } catch (error) {
      // A picture that there is nothing for: whose reserves, where nobody has any.
      this.#problems.show(error);
      this.#place.hidden = true;
      this.#caption.hidden = true;
    }
  }

  #draw({ spec }: Picture, drawing: Drawing): void {
    // What it is called stands above it in the words of the page, which go on in another line where there is no room.
    const { title, ...rest } = spec as Readonly<Record<string, unknown>>;
    const now = framed(rest);
    this.#entitle(titled(title));
    if (this.#drawn !== undefined && now.frame === this.#frame) {
      this.#drawn.take(now.data);
      return;
    }
    this.#drawn?.end();
    this.#sheet.replaceChildren();
    this.#drawn = drawing.draw(joined(now), this.#sheet);
    this.#frame = now.frame;
    putInto(this.#place, ...this.#sheet.querySelectorAll("svg"));
  }

  #entitle([first, ...more]: readonly string[]): void {
    const words = [first, ...more].join("\n");
    if (words === this.#called) return;
    this.#called = words;
    this.#caption.replaceChildren(
      ...(first === undefined ? [] : [element("p", { class: "govuk-body app-chart__title" }, first)]),
      ...more.map((line) => element("p", { class: "govuk-hint" }, line)));
  }

  #tell({ title, description, html }: Picture): void {
    this.#words.textContent = description;
    const { tables } = readTables(html);
    this.#tables.replaceChildren(...tables.map((table) => plainTable(table, title)));
  }
}
