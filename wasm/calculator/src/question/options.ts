// Options of a question that come and go, with all that speaks of them elsewhere in the document: scores, scenarios,
// correlations, signatures.
import { at, put, read, remove, without } from "./address";
import { isList, isTable, own, type Table, type Value } from "./value";

/** What went with an option, by the keys that lead to it, so that it can come back as it was. */
export interface Removed {
  readonly id: string;
  /** The order of the options, in which results have them. */
  readonly order: readonly string[];
  readonly parts: readonly Part[];
  /** The parties that it names, and the order of all of them: those that are gone when it comes back come with it. */
  readonly parties: readonly Part[];
  readonly partyOrder: readonly string[];
}

type Part = readonly [path: readonly string[], value: Value];

const text = (value: Value | undefined): string => (typeof value === "string" ? value : "");

const entries = (value: Value | undefined): [string, Value][] => (isTable(value) ? Object.entries(value) : []);

/** The options of a document: today's, which always stays, first. */
export function options(document: Table): { id: string; name: string; model: string; today: boolean }[] {
  const today = text(read(document, "question.today"));
  return entries(own(document, "options"))
    .filter(([, option]) => isTable(option))
    .map(([id, option]) => ({
      id,
      name: text(own(option as Table, "name")) || id,
      model: text(own(option as Table, "model")),
      today: id === today,
    }))
    .sort((one, other) => Number(other.today) - Number(one.today));
}

const speaksOf = (what: string) => (address: string) => address === what || address.startsWith(`${what}.`);

/** The keys that lead to everything in a document that is of an option or speaks of it. */
function places(document: Table, id: string): string[][] {
  const found: string[][] = [["options", id], ["criteria", "scores", id]];
  for (const [factor] of entries(read(document, "criteria.success_factors"))) {
    found.push(["criteria", "success_factors", factor, "options", id]);
  }
  return [...found, ...mentions(document, `options.${id}`)];
}

/** The keys that lead to what speaks of an option or a party by its address. */
function mentions(document: Table, what: string): string[][] {
  const of = speaksOf(what);
  const found: string[][] = [];
  for (const [scenario] of entries(own(document, "scenarios"))) {
    for (const [address] of entries(at(document, ["scenarios", scenario, "set"]))) {
      if (of(address)) found.push(["scenarios", scenario, "set", address]);
    }
  }
  for (const [correlation] of entries(own(document, "correlations"))) {
    const between = at(document, ["correlations", correlation, "between"]);
    if (isList(between) && between.some((address) => of(text(address)))) found.push(["correlations", correlation]);
  }
  for (const [address] of entries(own(document, "sign_off"))) if (of(address)) found.push(["sign_off", address]);
  return found;
}

/** All that a value names: texts of their own, and not kinds and models, which are called like parties at times. */
function named(value: Value | undefined, found = new Set<string>()): Set<string> {
  if (typeof value === "string") found.add(value);
  if (isList(value)) for (const item of value) named(item, found);
  for (const [key, item] of entries(value)) {
    if (key === "rates_shares") for (const [party] of entries(item)) found.add(party);
    if (key !== "model" && key !== "kind") named(item, found);
  }
  return found;
}

const keysOf = (document: Table, table: string): string[] => entries(own(document, table)).map(([key]) => key);

const taken = (document: Table, paths: readonly (readonly string[])[]): Part[] => paths.flatMap((path) => {
  const value = at(document, path);
  return value === undefined ? [] : [[path, value] as const];
});

const withoutAll = (document: Table, parts: readonly Part[]): Table => parts.reduce((next, [path]) => without(next, path), document);

/** The document without an option, and without the parties that nothing else in it names. */
export function withoutOption(document: Table, id: string): { document: Table; removed: Removed } {
  const its = named(at(document, ["options", id]));
  const parts = taken(document, places(document, id));
  let next = withoutAll(document, parts);
  const parties: Part[] = [];
  for (const party of keysOf(document, "parties").filter((party) => its.has(party))) {
    const [of, ...spoken] = taken(next, [["parties", party], ...mentions(next, `parties.${party}`)]);
    if (!of) continue;
    const rest = without(next, of[0]);
    if (named(rest).has(party)) {
      // It is remembered even so: what else names it may be gone when the option comes back.
      parties.push(of);
    } else {
      parties.push(of, ...spoken);
      next = withoutAll(rest, spoken);
    }
  }
  return { document: next, removed: { id, order: keysOf(document, "options"), parts, parties, partyOrder: keysOf(document, "parties") } };
}

/** An entry of a table behind the nearest of those that it stood behind before; what has come since stays where it is. */
function placed(document: Table, table: string, key: string, order: readonly string[]): Table {
  const all = entries(own(document, table));
  const it = all.find(([id]) => id === key);
  if (!it) return document;
  const others = all.filter((one) => one !== it);
  const near = order.slice(0, Math.max(order.indexOf(key), 0)).reverse().map((id) => others.findIndex(([other]) => other === id)).find((place) => place >= 0);
  others.splice(near === undefined ? 0 : near + 1, 0, it);
  return put(document, [table], Object.fromEntries(others));
}

/** Puts back what went with an option, where its table is still there to put it in. */
export function withOptionAgain(document: Table, { id, order, parts, parties, partyOrder }: Removed): Table {
  const again = (next: Table, [path, value]: Part): Table =>
    path[0] === "options" || isTable(at(next, path.slice(0, -1))) ? put(next, path, value) : next;
  // What was said of a party since it was left where it is stays.
  const missing = parties.filter(([path]) => at(document, path) === undefined);
  const back = placed([...missing, ...parts].reduce(again, document), "options", id, order);
  return partyOrder.filter((party) => missing.some(([[, key]]) => key === party)).reduce((next, party) => placed(next, "parties", party, partyOrder), back);
}

/** The keys of an option that name a party. */
const PARTIES = ["operator", "parish", "trust", "host", "partner", "contractor", "company"] as const;

const fresh = (table: Table, id: string): string => {
  if (!Object.hasOwn(table, id)) return id;
  let number = 2;
  while (Object.hasOwn(table, `${id}_${number}`)) number += 1;
  return `${id}_${number}`;
};

/** The document with an option of another one, and the parties that it names: one of the same kind is used where there is one. */
export function withOffer(document: Table, offers: Table, id: string): Table {
  const offered = read(offers, `options.${id}`);
  if (!isTable(offered)) return document;
  let [next, option]: [Table, Table] = [document, offered];
  for (const key of PARTIES) {
    const party = text(own(offered, key));
    if (!party) continue;
    const described = read(offers, `parties.${party}`);
    const parties = entries(own(next, "parties"));
    const same = parties.find(([, other]) => isTable(other) && isTable(described) && own(other, "kind") === own(described, "kind"));
    if (same) {
      option = { ...option, [key]: same[0] };
    } else if (described !== undefined) {
      const free = fresh(Object.fromEntries(parties), party);
      next = put(next, ["parties", free], described);
      option = { ...option, [key]: free };
    }
  }
  const table = own(next, "options");
  return put(next, ["options", fresh(isTable(table) ? table : {}, id)], option);
}

/** What a document of options offers that another does not have: options of other delivery models, with the ids they would get. */
export function offered(document: Table, offers: Table): { id: string; offer: string; name: string }[] {
  const here = own(document, "options");
  const models = new Set(options(document).map(({ model }) => model));
  return options(offers)
    .filter(({ model }) => !models.has(model))
    .map(({ id, name }) => ({ id: fresh(isTable(here) ? here : {}, id), offer: id, name }));
}

/** A document with a choice of its options, and without the parties that only the others name. */
export function only(document: Table, kept: readonly string[]): Table {
  const chosen = options(document)
    .filter(({ id }) => !kept.includes(id))
    .reduce((next, { id }) => withoutOption(next, id).document, document);
  const named = JSON.stringify([own(chosen, "options"), own(chosen, "service"), own(chosen, "question")]);
  return entries(own(chosen, "parties"))
    .filter(([party]) => !named.includes(JSON.stringify(party)))
    .reduce((next, [party]) => remove(next, `parties.${party}`), chosen);
}
