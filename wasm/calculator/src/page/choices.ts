// Which options can be chosen: those of the question, those that were taken out of it, and those that the template offers.
import type { Choice } from "../form/choice";
import { MOST } from "../form/layout";
import { read } from "../question/address";
import { offered, options, withOffer, withOptionAgain, withoutOption, type Removed } from "../question/options";
import { isTable, type Table } from "../question/value";

export class Choices {
  readonly #removed = new Map<string, Removed>();
  /** An order that stays when options come and go: a box does not move under the hand that ticks it. */
  #order: string[] = [];

  constructor(private readonly offers: Table) {}

  /** Another question: what was taken out of the one before has no place in it. */
  clear(): void {
    this.#removed.clear();
    this.#order = [];
  }

  /** The document with an option, or without it. What went with it comes back with it. */
  choose(document: Table, id: string, chosen: boolean): Table {
    if (!chosen) {
      const without = withoutOption(document, id);
      this.#removed.set(id, without.removed);
      return without.document;
    }
    const removed = this.#removed.get(id);
    if (removed) return withOptionAgain(document, removed);
    const offer = offered(document, this.offers).find((one) => one.id === id);
    return offer ? withOffer(document, this.offers, offer.offer) : document;
  }

  list(document: Table): Choice[] {
    const here = options(document).slice(0, MOST);
    const names = new Map<string, string>([
      ...offered(document, this.offers).map(({ id, name }) => [id, name] as const),
      ...[...this.#removed.values()].map((removed) => [removed.id, nameOf(removed)] as const),
      ...here.map(({ id, name }) => [id, name] as const),
    ]);
    this.#order = [...new Set([...this.#order, ...here.map(({ id }) => id), ...names.keys()])];
    return this.#order.flatMap((id) => {
      const name = names.get(id);
      const option = here.find((other) => other.id === id);
      return name === undefined ? [] : [{ id, name, chosen: option !== undefined, fixed: option?.today ?? false }];
    });
  }
}

function nameOf({ id, parts }: Removed): string {
  const option = parts[0]?.[1];
  const name = isTable(option) ? read(option, "name") : undefined;
  return typeof name === "string" ? name : id;
}
