// What the result rests on: warnings and advisories with the cases behind them, remarks, and the figures that nobody has
// published or that are projected.
import type { Result } from "options-appraisal/uncertainty";
import { element } from "../element";
import { details, outside } from "./element";

/** The page of a source by the address of what it is the source of. */
export type Links = ReadonlyMap<string, string>;

const list = (items: readonly (Node | string)[]): HTMLElement =>
  element("ul", { class: "govuk-list govuk-list--bullet" }, ...items.map((item) => element("li", {}, item)));

function warning({ text, observations }: Result["warnings"][number]): HTMLElement {
  const seen = observations.map(({ place, year, value, source, url, note }) => element("span", {},
    `${place}, ${year}: ${value}`, note === undefined ? "" : ` (${note})`, ". ", outside(url, source)));
  return element("div", { class: "app-ground" },
    element("p", { class: "govuk-body" }, text), details("The published figures", list(seen)));
}

function advisory(result: Result, due: Result["advisories"][number]): HTMLElement {
  const { option, missing, matters, cases, state, acknowledged } = due;
  const name = result.options.find(({ id }) => id === option)?.name ?? option;
  const known = acknowledged === undefined ? [] : [element("p", { class: "govuk-body" }, `Acknowledged: ${acknowledged}`)];
  return element("div", { class: "app-ground" },
    element("p", { class: "govuk-body" }, element("strong", {}, `${name}: `), missing, " ", matters),
    ...known,
    details("Cases, and what to state",
      list(cases.map(({ title, by, url }) => element("span", {}, outside(url, title), `, ${by}`))),
      element("p", { class: "govuk-body" }, `To state: ${state}.`)));
}

// "rules.pay.spine.scp_5: 2.5% a year after 2026/27" with a link to the page of the figure.
function figure(line: string, links: Links): Node {
  const address = line.slice(0, Math.max(0, line.indexOf(": ")));
  const link = links.get(address);
  return link === undefined ? document.createTextNode(line) : element("span", {}, line, " (", outside(link, "source"), ")");
}

// There can be more than a hundred: those of one option at a time, and without the words that all of them begin with.
function byOption({ options }: Result, lines: readonly string[]): readonly Node[] {
  const left = new Set(lines);
  const groups = options.map(({ id, name }) => {
    const start = `options.${id}.`;
    const own = lines.filter((line) => line.startsWith(start));
    for (const line of own) left.delete(line);
    return [name, own.map((line) => line.slice(start.length))] as const;
  });
  return [...groups, ["Not of one option", [...left]] as const]
    .filter(([, own]) => own.length > 0)
    .map(([name, own]) => details(`${name} (${own.length})`, list(own)));
}

export class GroundsView {
  readonly root = element("section", { class: "app-grounds" });
  #shown = "";

  show(result: Result, links: Links): void {
    const { warnings, advisories, notes, audit } = result;
    // Sliders move many times and change little of this: what is the same stays as it is, and opened where it was.
    const text = JSON.stringify([warnings, advisories, notes, audit, [...links]]);
    if (text === this.#shown) return;
    this.#shown = text;
    const open = this.#places(({ open: isOpen }) => isOpen);
    const part = (heading: string, found: readonly Node[], number = found.length): readonly Node[] =>
      found.length === 0 ? [] : [details(`${heading} (${number})`, ...found)];
    const figures = (heading: string, lines: readonly string[]): readonly Node[] =>
      lines.length === 0 ? [] : [details(`${heading} (${lines.length})`, list(lines.map((line) => figure(line, links))))];

    this.root.replaceChildren(
      element("h2", { class: "govuk-heading-m" }, "What the result rests on"),
      ...part("Inputs outside what was published", warnings.map(warning)),
      ...part("Left out, and usually matters", advisories.map((one) => advisory(result, one))),
      ...(notes.length === 0 ? [] : [list(notes)]),
      element("p", { class: "govuk-body" },
        `Discounted by: ${audit.discounting.label}. ${audit.discounting.leaves_out} `
        + `National figures: edition ${audit.national_figures}.`),
      ...figures("National figures that were projected", audit.projected),
      ...figures("National figures that were not verified", audit.unverified),
      ...figures("National figures that the question replaces", audit.overridden),
      ...figures("Inputs without a source", audit.without_source),
      ...figures("Taken, since the question does not say", audit.defaults),
      ...part("Choices that were taken, by option", byOption(result, audit.default_choices), audit.default_choices.length));
    this.#places((shown, place) => { shown.open = open.has(place); });
  }

  // The places of those parts that a test holds of: the summary of the part around it without its numbers, and how many come
  // before it there.
  #places(test: (shown: HTMLDetailsElement, place: string) => boolean | void): ReadonlySet<string> {
    const counts = new Map<string, number>();
    return new Set([...this.root.querySelectorAll("details")].flatMap((shown) => {
      const around = shown.parentElement?.closest("details")?.querySelector("summary")?.textContent ?? "";
      const own = shown.querySelector("summary")?.textContent ?? "";
      const kind = `${around}/${own}`.replaceAll(/\d+/g, "");
      const before = counts.get(kind) ?? 0;
      counts.set(kind, before + 1);
      const place = `${kind}/${before}`;
      return test(shown, place) === true ? [place] : [];
    }));
  }
}
