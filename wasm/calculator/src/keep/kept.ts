// Work that stays in this browser: the last several works, each an entry of its own.
import { isQuestion, isTable, own, type Table, type Value } from "../question/value";

/** As much of `localStorage` as is used. */
export interface Storage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Kept {
  readonly question: Table;
  /** When it was kept, as an ISO time. */
  readonly at: string;
  /** Whether it is what this page works on. */
  readonly here: boolean;
}

/** What is told of the store: that nothing can be kept, and that it can be again. */
export interface Told {
  refused(): void;
  again(): void;
}

/** The most works that are kept, and the most letters of all of them. */
export const MOST = 8;
export const LARGEST = 4_000_000;

const PREFIX = "options-appraisal.work.";
/** Where the version before kept what was worked on, and the work before that. */
const BEFORE = ["options-appraisal.question", "options-appraisal.earlier-question"];

interface Entry {
  readonly key: string;
  readonly text: string;
}

// The question first and the time last: whether two entries are of one question shows without reading them.
const began = (question: string): string => `{"question":${question},"at":`;
const written = (question: string, at: Date): string => `${began(question)}${JSON.stringify(at.toISOString())}}`;
const timeOf = ({ text }: Entry): string => /"at":"([^"]*)"\}$/.exec(text)?.[1] ?? "";
const latestFirst = (one: Entry, other: Entry): number => (timeOf(one) < timeOf(other) ? 1 : timeOf(one) > timeOf(other) ? -1 : 0);

/**
 * Every page goes on in an entry of its own: another question begins a new one, and so does work whose entry another page
 * has written in meanwhile.
 */
export class Keeper {
  readonly #storage: Storage | undefined;
  /** The entry of the work as it stands, and what this page knows to be in it. */
  #entry: Entry | undefined;
  /** The question that was kept last, or was removed on purpose: it is not written again. */
  #done: string | undefined;
  readonly #given = new Set<string>();
  #full = false;

  /** `storage` is asked for, since a browser may refuse even that. */
  constructor(storage: () => Storage, private readonly told: Told) {
    this.#storage = attempt(storage);
  }

  /** Works that can be gone on with, the latest first. */
  get works(): readonly Kept[] {
    const questions = new Set<string>();
    return this.#entries().flatMap(({ key, text }) => {
      const read = kept(text);
      const words = attempt(() => JSON.stringify(read?.question));
      if (!read || words === undefined || questions.has(words)) return [];
      questions.add(words);
      return [{ ...read, here: key === this.#entry?.key && text === this.#entry.text }];
    });
  }

  /** A question of the page's own: it is nobody's work before something in it is changed. */
  given(question: Table): void {
    this.#given.add(JSON.stringify(question));
  }

  /** Another question comes: what was kept until now stays as it is. One that is kept already is gone on with. */
  begin(question: Table): void {
    const words = attempt(() => JSON.stringify(question));
    this.#entry = words === undefined ? undefined : this.#entries().find(({ text }) => text.startsWith(began(words)));
    this.#done = this.#entry && words;
  }

  keep(question: Table, at: Date): void {
    // What cannot be written out, such as lists in lists without end, is no fault of the store.
    const words = attempt(() => JSON.stringify(question));
    // The page's own question begins no entry; where the work has come back to it, the entry says so.
    if (words === undefined || (this.#given.has(words) && !this.#entry)) return;
    const entries = this.#entries();
    const ours = this.#entry && entries.find(({ key }) => key === this.#entry?.key);
    const untouched = ours?.text === this.#entry?.text;
    // Where another page has removed it, it stays away until it is changed.
    if (words === this.#done && (!ours || untouched)) return;
    const same = entries.find(({ text }) => text.startsWith(began(words)));
    const key = same?.key ?? (ours && untouched ? ours.key : PREFIX + fresh(at));
    const entry = { key, text: written(words, at) };
    if (!this.#put(entry, entries.filter((other) => other.key !== key))) {
      if (!this.#full) this.told.refused();
      this.#full = true;
      return;
    }
    if (this.#full) this.told.again();
    this.#full = false;
    this.#entry = entry;
    this.#done = words;
  }

  /** Removes every work from this browser. The question that stands is only kept again once it is changed. */
  forget(standing: Table): void {
    for (const { key } of this.#entries()) attempt(() => this.#storage?.removeItem(key));
    this.#entry = undefined;
    this.#done = attempt(() => JSON.stringify(standing));
  }

  /** Writes an entry; the oldest of the others go where there is no room for all. */
  #put(entry: Entry, others: readonly Entry[]): boolean {
    const storage = this.#storage;
    if (!storage || entry.text.length > LARGEST) return false;
    const staying = [...others];
    const gone: Entry[] = [];
    const drop = (): boolean => {
      const oldest = staying.pop();
      if (!oldest) return false;
      storage.removeItem(oldest.key);
      gone.push(oldest);
      return true;
    };
    const size = () => staying.reduce((sum, { text }) => sum + text.length, entry.text.length);
    const takes = ({ key, text }: Entry) => attempt(() => (storage.setItem(key, text), true)) ?? false;
    // A store that does not even take what is in it is not full but shut: nothing is to be had by dropping.
    const shut = () => !staying.every(takes);
    const done = attempt(() => {
      if ((staying.length >= MOST || size() > LARGEST) && shut()) return false;
      while (staying.length >= MOST || size() > LARGEST) drop();
      if (takes(entry)) return true;
      if (shut()) return false;
      while (drop()) if (takes(entry)) return true;
      return false;
    }) ?? false;
    // Where there is no room even so, nothing is lost for it.
    if (!done) for (const one of gone) takes(one);
    return done;
  }

  /** All that is kept, the latest first. */
  #entries(): readonly Entry[] {
    const storage = this.#storage;
    if (!storage) return [];
    const all = attempt(() => Array.from({ length: storage.length }, (_, index) => storage.key(index)).flatMap((key) => {
      if (key === null || !(key.startsWith(PREFIX) || BEFORE.includes(key))) return [];
      const text = storage.getItem(key);
      return text === null ? [] : [{ key, text }];
    }));
    return (all ?? []).sort(latestFirst);
  }
}

const fresh = (at: Date): string => `${at.getTime().toString(36)}-${Math.random().toString(36).slice(2)}`;

function kept(text: string): Omit<Kept, "here"> | undefined {
  const value = attempt(() => JSON.parse(text) as Value);
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
