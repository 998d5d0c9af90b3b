// One block of the form: its fields, what few need behind "more", and the entries of a table.
import { element } from "../element";
import { button } from "../page/element";
import { FieldView, fieldId, type FieldHost } from "./field";
import type { Block, Entry, Field, Ways } from "./layout";

export interface BlockHost extends FieldHost {
  /** The same thing is stated in another way: what was stated goes. */
  restate(from: string, to: string, label: string): void;
  add(block: Block): void;
  remove(entry: Entry): void;
}

// What is not part of the shape of a form: answers, and headings that repeat them.
const ANSWERS = new Set(["value", "ranged", "low", "high", "source", "heading", "title"]);

export const shape = (block: Block): string => JSON.stringify(block, (key, value) => (ANSWERS.has(key) ? undefined : value));

export class BlockView {
  readonly root: HTMLElement;
  readonly fields = new Map<string, FieldView>();
  readonly shape: string;
  readonly #headings = new Map<string, HTMLElement>();
  readonly #title: HTMLElement;
  /** The title once more, for those who hear what there is more of. */
  readonly #named = element("span", { class: "govuk-visually-hidden" });

  constructor(block: Block, private readonly host: BlockHost, open: boolean) {
    this.shape = shape(block);
    this.#title = element("h3", { class: "govuk-heading-m" });
    this.root = element("section", { class: "block" }, this.#title);
    if (block.intro) this.root.append(element("p", { class: "govuk-body" }, block.intro));
    this.root.append(...block.fields.map((field) => this.#field(field)));
    this.root.append(...block.entries.map((entry) => this.#entry(entry)));
    const added = block.each?.added;
    if (added) this.root.append(button(added.button, () => host.add(block)));
    if (block.more.length > 0) this.root.append(this.#more(block, open));
    this.#entitle(block);
  }

  get open(): boolean {
    return this.root.querySelector<HTMLDetailsElement>(":scope > details.more")?.open ?? false;
  }

  /** What its fields say from now on is no answer: a field that is taken out of the page while somebody is in it changes. */
  retire(): void {
    for (const field of this.fields.values()) field.retire();
  }

  show(block: Block, force: boolean): void {
    this.#entitle(block);
    const show = (field: Field) => this.fields.get(field.address)?.show(field, force);
    for (const field of [...block.fields, ...block.more]) show(field);
    for (const entry of block.entries) {
      const heading = this.#headings.get(entry.id);
      if (heading) heading.textContent = entry.heading;
      for (const item of entry.items) show("ways" in item ? item.field : item);
    }
  }

  #entitle({ title }: Block): void {
    this.#title.textContent = title;
    this.#named.textContent = `: ${title}`;
  }

  #field(field: Field): HTMLElement {
    const view = new FieldView(field, this.host);
    this.fields.set(field.address, view);
    return view.root;
  }

  #ways({ label, ways, field }: Ways): HTMLElement[] {
    // The same whichever way is chosen, so that the focus stays.
    const id = `${fieldId(ways[0]?.address ?? field.address)}-way`;
    const select = element("select", { id, class: "govuk-select" },
      ...ways.map(({ address, way }) => element("option", { value: address, selected: address === field.address }, way)));
    select.addEventListener("change", () => this.host.restate(field.address, select.value, label));
    return [
      element("div", { class: "govuk-form-group" }, element("label", { class: "govuk-label", for: id }, label), select),
      this.#field(field),
    ];
  }

  #entry(entry: Entry): HTMLElement {
    const heading = element("h4", { class: "govuk-fieldset__heading" }, entry.heading);
    this.#headings.set(entry.id, heading);
    const taken = button(`Remove this ${entry.called}`, () => this.host.remove(entry), "govuk-button--secondary entry__remove");
    return element("fieldset", { class: "govuk-fieldset entry" },
      element("legend", { class: "govuk-fieldset__legend govuk-fieldset__legend--s" }, heading),
      ...entry.items.flatMap((item) => ("ways" in item ? this.#ways(item) : [this.#field(item)])),
      taken);
  }

  #more(block: Block, open: boolean): HTMLElement {
    return element("details", { class: "govuk-details more", open },
      element("summary", { class: "govuk-details__summary" },
        element("span", { class: "govuk-details__summary-text" }, "More", this.#named)),
      element("div", { class: "govuk-details__text" }, ...block.more.map((field) => this.#field(field))));
  }
}
