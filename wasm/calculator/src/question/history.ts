// The question as it stands, and the way back. Documents are never changed in place, so that a step back costs nothing.
import type { Table } from "./value";

const STEPS = 200;

export class History {
  #now: Table;
  #before: { document: Table; what: string }[] = [];
  /** What was changed last: letters typed into one field are one step. */
  #last = "";

  constructor(document: Table) {
    this.#now = document;
  }

  get document(): Table {
    return this.#now;
  }

  /** What would be taken back, in words; nothing where there is no way back. */
  get undoable(): string | undefined {
    return this.#before.at(-1)?.what;
  }

  /** `where` joins changes of one thing that follow one another; without it each is a step of its own. */
  change(document: Table, what: string, where = ""): void {
    if (document === this.#now) return;
    if (where === "" || where !== this.#last) {
      this.#before.push({ document: this.#now, what });
      if (this.#before.length > STEPS) this.#before.shift();
    }
    this.#last = where;
    this.#now = document;
  }

  /** The reader has left what was changed last: what is changed next is another step, even in the same place. */
  rest(): void {
    this.#last = "";
  }

  undo(): string | undefined {
    const step = this.#before.pop();
    if (!step) return undefined;
    this.#now = step.document;
    this.#last = "";
    return step.what;
  }
}
