// The form of a document, as data: which questions apply to it, and what their answers are. What the document has no
// place for is left out, so that any question file has a form.
import { read } from "../question/address";
import { central, isEstimate } from "../question/answer";
import { options } from "../question/options";
import { isList, isTable, own, type Table, type Value } from "../question/value";
import type { Each, Group, OneOf, Question } from "../questions/kinds";
import { library } from "../questions/library";
import { anyModel, BODIES, models } from "../questions/options";
import { settings } from "../questions/settings";

export interface Field {
  readonly question: Question;
  readonly address: string;
  readonly label: string;
  /** The answer as text; what changes it does not change the form. */
  readonly value: string;
  /** Whether its estimate states a range, with the two ends of it. */
  readonly ranged: boolean;
  readonly low: string;
  readonly high: string;
  /** Where the value is known from, as the document says it. */
  readonly source: string;
  /** The list of sums by year that it is the last of. */
  readonly lastOf: string | undefined;
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

const isYear = (key: string): boolean => /^\d{4}\/\d{2}$/.test(key);

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
    if (isList(value)) {
      return value.slice(0, MOST).flatMap((_, place) =>
        this.#one(question, `${address}.${place + 1}`, `${question.label}: year ${place + 1}`,
          place + 1 === value.length ? address : undefined));
    }
    if (isTable(value) && !isEstimate(value)) {
      return Object.keys(value).filter(isYear).slice(0, MOST).flatMap((year) =>
        this.#one(question, `${address}.${year}`, `${question.label}: ${year}`));
    }
    return this.#one(question, address, question.label);
  }

  #one(question: Question, address: string, label: string, lastOf?: string): Field[] {
    if (this.#fields >= MOST_FIELDS) return [];
    const value = read(this.document, address);
    const answered = central(value);
    if (isTable(answered) || isList(answered)) return [];
    const ends = isEstimate(value) ? value : {};
    this.#fields += 1;
    return [{
      question,
      address,
      label,
      value: plain(answered),
      ranged: Object.hasOwn(ends, "low") && Object.hasOwn(ends, "high"),
      low: plain(own(ends, "low")),
      high: plain(own(ends, "high")),
      source: plain(own(ends, "source")),
      lastOf,
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
