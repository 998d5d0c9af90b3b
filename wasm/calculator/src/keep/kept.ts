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
  readonly #storage: Storage | undefined;
  /** What this page has written. What else is found is of another time or another tab: it is put by, not written over. */
  #ours: string | undefined;
  #refused = false;

  /** `storage` is asked for, since a browser may refuse even that; `refused` is told once that nothing can be kept. */
  constructor(storage: () => Storage, private readonly refused: () => void) {
    this.#storage = attempt(storage);
  }

  /** Work of another time that can be gone on with, the latest first. */
  get earlier(): readonly Kept[] {
    return [NOW, EARLIER].flatMap((key) => kept(attempt(() => this.#storage?.getItem(key))) ?? []);
  }

  keep(question: Table, at: Date): void {
    if (this.#refused) return;
    // What cannot be written out, such as lists in lists without end, is no fault of the store.
    const text = attempt(() => JSON.stringify({ question, at: at.toISOString() }));
    if (text === undefined) return;
    const done = attempt(() => {
      if (!this.#storage) return false;
      const before = this.#storage.getItem(NOW);
      // Where there is no room for both, this throws, and the work of before stays as it is.
      if (before !== null && before !== this.#ours && kept(before)) this.#storage.setItem(EARLIER, before);
      this.#storage.setItem(NOW, text);
      this.#ours = text;
      return true;
    });
    if (done) return;
    this.#refused = true;
    this.refused();
  }
}

function kept(text: string | null | undefined): Kept | undefined {
  const value = attempt(() => JSON.parse(text ?? "null") as Value);
  if (!isTable(value)) return undefined;
  const [question, at] = [own(value, "question"), own(value, "at")];
  return isQuestion(question) && typeof at === "string" && !Number.isNaN(Date.parse(at)) ? { question, at } : undefined;
}

function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
