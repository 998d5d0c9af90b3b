// The form of a document, as data: which questions apply to it, and what their answers are. What the document has no
// place for is left out, so that any question file has a form.
import { read } from "../question/address";
import { central, isEstimate } from "../question/answer";
import { options } from "../question/options";
import { isYear } from "../question/schedule";
import { isList, isTable, own, type Table, type Value } from "../question/value";
import type { Each, Group, OneOf, Question } from "../questions/kinds";
import { library } from "../questions/library";
import { anyModel, BODIES, models } from "../questions/options";
import { settings } from "../questions/settings";

export interface Field {
  readonly question: Question;
  readonly address: string;
  readonly label: string;
  readonly hint: string | undefined;
  /** The answer as text; what changes it does not change the form. */
  readonly value: string;
  /** Whether its estimate states a range, with the two ends of it. */
  readonly ranged: boolean;
  readonly low: string;
  readonly high: string;
  /** Where the value is known from, as the document says it. */
  readonly source: string;
  /** Whether it is one year of a sum by year, which is nought where it is emptied. */
  readonly year: boolean;
  /** The sum that can be stated in another way from here: the last year of one by year, or one that could be by year. */
  readonly sum: Sum | undefined;
}

export interface Sum {
  readonly address: string;
  readonly stated: "once" | "in turn" | "by name";
  /** Whether its last year can be removed. */
  readonly shortens: boolean;
}

/** One thing stated in one of several ways. */
export interface Ways {
  readonly label: string;
  readonly ways: readonly { readonly address: string; readonly way: string }[];
  readonly field: Field;
}

export interface Entry {
  readonly table: string;
  readonly id: string;
  readonly heading: string;
  readonly called: string;
  readonly items: readonly (Field | Ways)[];
}

export interface Block {
  readonly id: string;
  readonly title: string;
  readonly intro: string;
  readonly fields: readonly Field[];
  readonly more: readonly Field[];
  readonly entries: readonly Entry[];
  readonly each: Each | undefined;
}

export interface Layout {
  readonly library: readonly Block[];
  readonly options: readonly Block[];
  readonly settings: readonly Block[];
}

/** The most that is asked of one table or list: a hostile file may have a hundred thousand options, and the core says so. */
export const MOST = 200;
const MOST_FIELDS = 3000;

const plain = (value: Value | undefined): string =>
  typeof value === "string" ? value : typeof value === "number" || typeof value === "boolean" ? String(value) : "";

type Part = Pick<Field, "label" | "hint" | "year" | "sum">;

const joined = (...hints: readonly (string | undefined)[]): string | undefined => hints.filter(Boolean).join(" ") || undefined;

// What follows the last year, where it is known of the sum.
const AFTER = {
  nothing: "After this year it is nothing: add a year for each in which it goes on.",
  goes_on: "It goes on at this sum in every later year.",
} as const;

class Plan {
  readonly #asked = new Set<string>();
  /** Where there are several libraries, each may say for itself what `service` leaves out. */
  readonly #several: boolean;
  #fields = 0;

  constructor(readonly document: Table) {
    const libraries = own(document, "libraries");
    this.#several = isTable(libraries) && Object.keys(libraries).length > 0;
  }

  /** The fields of a question: none, one, or one for each year of a sum that is stated by year. */
  fields(question: Question, address: string): Field[] {
    const value = read(this.document, address);
    const stated = question.where === "stated" || (this.#several && address.startsWith("service."));
    if (this.#asked.has(address) || (stated && value === undefined)) return [];
    this.#asked.add(address);
    const { label, hint, years } = question;
    const parts = (keys: readonly string[], all: number, called: string, stated: Exclude<Sum["stated"], "once">): Field[] =>
      keys.flatMap((key, place) => {
        const last = place + 1 === all;
        const first = years && stated === "in turn" ? joined(hint, "Year 1 is the year in which the option begins.") : hint;
        return this.#one(question, `${address}.${key}`, {
          label: `${label}: ${called}${key}`,
          hint: joined(place === 0 ? first : undefined, last && years ? AFTER[years] : undefined),
          year: true,
          sum: last ? { address, stated, shortens: all > 1 || (question.optional === true && question.where !== "stated") } : undefined,
        });
      });
    if (isList(value)) return parts(value.slice(0, MOST).map((_, place) => String(place + 1)), value.length, "year ", "in turn");
    if (isTable(value) && !isEstimate(value)) {
      const named = Object.keys(value).filter(isYear);
      return parts(named.slice(0, MOST), named.length, "", "by name");
    }
    return this.#one(question, address, { label, hint, year: false, sum: years && { address, stated: "once", shortens: false } });
  }

  #one(question: Question, address: string, part: Part): Field[] {
    if (this.#fields >= MOST_FIELDS) return [];
    const value = read(this.document, address);
    const answered = central(value);
    if (isTable(answered) || isList(answered)) return [];
    const ends = isEstimate(value) ? value : {};
    this.#fields += 1;
    return [{
      question,
      address,
      ...part,
      value: plain(answered) || (question.standard ?? ""),
      ranged: Object.hasOwn(ends, "low") && Object.hasOwn(ends, "high"),
      low: plain(own(ends, "low")),
      high: plain(own(ends, "high")),
      source: plain(own(ends, "source")),
    }];
  }

  ways({ label, ways }: OneOf, within: string): Ways[] {
    const placed = ways.map((question) => ({ ...question, address: `${within}.${question.address}` }));
    const stated = placed.find(({ address }) => read(this.document, address) !== undefined) ?? placed[0];
    const [field] = stated ? this.fields(stated, stated.address) : [];
    return field ? [{ label, ways: placed.map(({ address, way }) => ({ address, way })), field }] : [];
  }

  entries({ table, entry, name, questions }: Each): Entry[] {
    const value = read(this.document, table);
    if (!isTable(value)) return [];
    return Object.entries(value).filter(([, one]) => isTable(one)).slice(0, MOST).map(([id, one]) => ({
      table,
      id,
      heading: this.#named(one as Table, name, questions) || id.replaceAll("_", " "),
      called: entry,
      items: questions.flatMap((question): (Field | Ways)[] =>
        "ways" in question
          ? this.ways(question, `${table}.${id}`)
          : this.fields(question, `${table}.${id}.${question.address}`)),
    }));
  }

  // An entry is called what it says, and a choice by the words that were chosen.
  #named(entry: Table, key: string, questions: Each["questions"]): string {
    const value = plain(own(entry, key));
    const asked = questions.find((question): question is Question => !("ways" in question) && question.address === key);
    return asked?.choices?.find(([choice]) => choice === value)?.[1] ?? value;
  }

  block(id: string, title: string, questions: readonly Question[], names: Readonly<Record<string, string>>, group?: Group): Block {
    const placed = questions.flatMap((question) => {
      const address = question.address.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? "{}");
      return address.includes("{}") ? [] : this.fields(question, address);
    });
    return {
      id,
      title,
      intro: group?.intro ?? "",
      fields: placed.filter(({ question }) => !question.more),
      more: placed.filter(({ question }) => question.more),
      entries: group?.each ? this.entries(group.each) : [],
      each: group?.each,
    };
  }
}

export function layout(document: Table): Layout {
  const plan = new Plan(document);
  // A body that every appraisal has, such as the suppliers, has no table of its own to write into.
  const party = (value: Value | undefined): Readonly<Record<string, string>> => {
    const id = plain(value);
    return id && isTable(read(document, `parties.${id}`)) ? { party: id, council: id } : {};
  };
  const council = party(read(document, "question.council"));
  return {
    library: library
      .map((group) => plan.block(`library-${group.title}`, group.title, group.questions ?? [], council, group))
      .filter(({ fields, more, entries, each }) => fields.length + more.length + entries.length > 0 || each?.added),
    options: options(document).slice(0, MOST).map(({ id, name, model }) => {
      const body = BODIES.map((key) => read(document, `options.${id}.${key}`)).find((value) => value !== undefined);
      const questions = Object.hasOwn(models, model) ? models[model] ?? anyModel : anyModel;
      return plan.block(`option-${id}`, name, questions, { ...party(body), option: id });
    }),
    settings: [plan.block("settings", settings.title, settings.questions ?? [], council, settings)],
  };
}
