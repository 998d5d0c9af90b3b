// One picture of the core: the drawing, and its text and its table one click away. Only what can be seen is drawn anew with
// each frame; the rest catches up when it comes into view or is opened.
import type { Picture } from "options-appraisal/uncertainty";
import { element } from "../element";
import { using } from "../given_back";
import { readTables } from "./core_tables";
import type { Drawn } from "./drawing";
import { details, scrolled } from "./element";
import { framed, joined } from "./frame_and_data";
import { ProblemsView } from "./problems";
import { plainTable } from "./table_view";

type Drawing = typeof import("./drawing");

export class ChartView {
  readonly root: HTMLElement;
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
  #stale = false;
  #inView = false;

  constructor(title: string) {
    this.#sheet = element("div", { class: "app-chart__drawing", role: "img", "aria-label": title });
    this.#place = scrolled(title, this.#sheet);
    this.#words = element("p", { class: "govuk-body" });
    this.#tables = element("div");
    this.#opened = details(`${title}: in words and as a table`, this.#words, this.#tables);
    this.root = element("section", { class: "app-chart" },
      element("h3", { class: "govuk-heading-s" }, title), this.#problems.root, this.#place, this.#opened);
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
    } catch (error) {
      // A picture that there is nothing for: whose reserves, where nobody has any.
      this.#problems.show(error);
      this.#place.hidden = true;
    }
  }

  #draw({ spec }: Picture, drawing: Drawing): void {
    const now = framed(spec);
    if (this.#drawn !== undefined && now.frame === this.#frame) {
      this.#drawn.take(now.data);
      return;
    }
    this.#drawn?.end();
    this.#sheet.replaceChildren();
    this.#drawn = drawing.draw(joined(now), this.#sheet);
    this.#frame = now.frame;
  }

  #tell({ title, description, html }: Picture): void {
    this.#words.textContent = description;
    const { tables } = readTables(html);
    this.#tables.replaceChildren(...tables.map((table) => plainTable(table, title)));
  }
}
