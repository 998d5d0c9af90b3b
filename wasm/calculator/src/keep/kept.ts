// Work that stays in this browser: what is being worked on, and the work that was there before it.
import { isQuestion, isTable, own, type Table, type Value } from "../question/value";

/** As much of `localStorage` as is used. */
export interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

export interface Kept {
  readonly question: Table;
  /** When it was kept, as an ISO time. */
  readonly at: string;
}

const NOW = "options-appraisal.question";
const EARLIER = "options-appraisal.earlier-question";

export class Keeper {
  #refused = false;
  /** Whether what is kept is of another time: it is put by, and not written over. */
  #foreign: boolean;
  readonly #storage: Storage | undefined;

  /** `storage` is asked for, since a browser may refuse even that; `refused` is told once that nothing can be kept. */
  constructor(storage: () => Storage, private readonly refused: () => void) {
    this.#storage = attempt(storage);
    this.#foreign = this.earlier !== undefined;
  }

  /** Work of another time that can be gone on with. */
  get earlier(): Kept | undefined {
    return this.#read(NOW) ?? this.#read(EARLIER);
  }

  keep(question: Table, at: Date): void {
    if (this.#refused) return;
    const done = this.#storage && attempt(() => {
      if (this.#foreign) this.#putBy();
      this.#storage?.setItem(NOW, JSON.stringify({ question, at: at.toISOString() }));
      return true;
    });
    if (done) return;
    this.#refused = true;
    this.refused();
  }

  /** The kept work is gone on with, and is written over from now on. */
  goOn(): void {
    this.#foreign = false;
  }

  // Where there is no room for both, this throws, and the work of before stays as it is.
  #putBy(): void {
    const before = this.#storage?.getItem(NOW);
    if (typeof before === "string") this.#storage?.setItem(EARLIER, before);
    this.#foreign = false;
  }

  #read(key: string): Kept | undefined {
    const value = attempt(() => JSON.parse(this.#storage?.getItem(key) ?? "null") as Value);
    if (!isTable(value)) return undefined;
    const [question, at] = [own(value, "question"), own(value, "at")];
    return isQuestion(question) && typeof at === "string" && !Number.isNaN(Date.parse(at)) ? { question, at } : undefined;
  }
}

function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
