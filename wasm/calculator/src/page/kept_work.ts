// The works that are kept in this browser: each can be gone on with, and all can be removed.
import { element } from "../element";
import type { Keeper, Kept } from "../keep/kept";
import { read } from "../question/address";
import { titleOf, type Table } from "../question/value";
import { button, part } from "./element";

const time = (at: string, timeStyle: "short" | "medium"): string =>
  new Date(at).toLocaleString("en-GB", { dateStyle: "long", timeStyle });

const named = ({ question, at }: Kept, timeStyle: "short" | "medium"): string => {
  const library = read(question, "service.name");
  const title = titleOf(question);
  // Most questions have the title that the page begins with; the library tells them apart.
  const of = typeof library === "string" && library !== "" && !title.includes(library) ? `, ${library},` : "";
  return `“${title}”${of} of ${time(at, timeStyle)}`;
};

/** What each work is called: to the second where the minute does not tell two apart, and by a number where that does not. */
export function called(works: readonly Kept[]): string[] {
  const names = works.map((work) => named(work, "short"));
  const twice = (name: string | undefined, all: readonly string[]) => all.filter((other) => other === name).length > 1;
  const precise = works.map((work, place) => (twice(names[place], names) ? named(work, "medium") : names[place] ?? ""));
  return precise.map((name, place) => (twice(name, precise) ? `${name} (${precise.slice(0, place + 1).filter((other) => other === name).length})` : name));
}

export interface Page {
  readonly keeper: Keeper;
  standing(): Table;
  open(question: Table): void;
  removed(): void;
}

export function mountKept({ keeper, standing, open, removed }: Page): void {
  const [details, list, remove, sure, status] =
    [part("kept") as HTMLDetailsElement, part("kept-works"), part("kept-remove"), part("kept-sure"), part("kept-status")];
  const show = () => {
    const { works } = keeper;
    const names = called(works);
    list.replaceChildren(...works.map(({ question, here }, place) => element("li", {}, here
      ? `${names[place] ?? ""}: this is what you are working on`
      : button(`Go on with ${names[place] ?? ""}`, () => {
        details.open = false;
        open(question);
      }))));
    status.textContent = works.length === 0 ? "No work is kept in this browser." : "";
    remove.hidden = works.length === 0;
    sure.hidden = true;
  };
  details.addEventListener("toggle", () => { if (details.open) show(); });
  remove.addEventListener("click", () => {
    remove.hidden = true;
    sure.hidden = false;
    part("kept-yes").focus();
  });
  part("kept-no").addEventListener("click", () => {
    show();
    remove.focus();
  });
  part("kept-yes").addEventListener("click", () => {
    keeper.forget(standing());
    show();
    details.querySelector("summary")?.focus();
    removed();
  });
}
