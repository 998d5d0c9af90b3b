// The form of the question as it stands. A block is made anew only where its shape has changed, so that nobody loses the
// field they are in.
import type { Problem } from "options-appraisal";
import { PAY_POINTS } from "../questions/library";
import { type Choice, OptionChoice } from "./choice";
import { BlockView, shape, type BlockHost } from "./block";
import type { FieldView } from "./field";
import type { Block, Layout } from "./layout";

export interface FormHost extends BlockHost {
  choose(id: string, chosen: boolean): void;
}

/** A problem, with the field in which it can be mended where there is one. */
export interface Placed {
  readonly problem: Problem;
  readonly field: FieldView | undefined;
}

interface Shown {
  readonly layout: Layout;
  readonly choices: readonly Choice[];
  readonly force: boolean;
}

const SECTIONS = ["library", "options", "settings"] as const;

class Blocks {
  readonly #shown = new Map<string, BlockView>();

  constructor(private readonly root: HTMLElement, private readonly host: BlockHost) {}

  get fields(): FieldView[] {
    return [...this.#shown.values()].flatMap(({ fields }) => [...fields.values()]);
  }

  show(blocks: readonly Block[], force: boolean): void {
    const kept = new Set(blocks.map(({ id }) => id));
    for (const [id, view] of this.#shown) {
      if (kept.has(id)) continue;
      view.retire();
      view.root.remove();
      this.#shown.delete(id);
    }
    blocks.forEach((block, place) => {
      let view = this.#shown.get(block.id);
      if (!view || view.shape !== shape(block)) {
        const [focused, open] = [document.activeElement?.id, view?.open ?? false];
        const made = new BlockView(block, this.host, open);
        view?.retire();
        view?.root.replaceWith(made.root);
        this.#shown.set(block.id, made);
        view = made;
        if (focused && made.root.querySelector(`#${CSS.escape(focused)}`)) {
          document.getElementById(focused)?.focus({ preventScroll: true });
        }
      } else {
        view.show(block, force);
      }
      if (this.root.children[place] !== view.root) this.root.insertBefore(view.root, this.root.children[place] ?? null);
    });
  }
}

export class QuestionForm {
  readonly #choice: OptionChoice;
  readonly #sections: Readonly<Record<keyof Layout, Blocks>>;
  #next: Shown | undefined;
  #showing = false;

  constructor(roots: Readonly<Record<keyof Layout | "choice", HTMLElement>>, host: FormHost) {
    this.#choice = new OptionChoice((id, chosen) => host.choose(id, chosen));
    roots.choice.replaceChildren(this.#choice.root);
    this.#sections = {
      library: new Blocks(roots.library, host),
      options: new Blocks(roots.options, host),
      settings: new Blocks(roots.settings, host),
    };
  }

  /** Shows a document; `force` overwrites even the field that somebody is in, as another question does. */
  show(layout: Layout, choices: readonly Choice[], force = false): void {
    // What is shown can take the focus from a field, which may answer by that: it is shown after this, and not within it.
    this.#next = { layout, choices, force: force || (this.#next?.force ?? false) };
    if (this.#showing) return;
    this.#showing = true;
    try {
      while (this.#next) {
        const next: Shown = this.#next;
        this.#next = undefined;
        this.#choice.show(next.choices);
        for (const section of SECTIONS) this.#sections[section].show(next.layout[section], next.force);
      }
    } finally {
      this.#showing = false;
    }
  }

  /** Shows problems at their fields, and says which field each has. */
  complain(problems: readonly Problem[]): Placed[] {
    const fields = Object.values(this.#sections).flatMap((section) => section.fields);
    const placed = problems.map((problem) => {
      const point = payPoint(fields, problem);
      if (point) return point;
      const field = fieldOf(fields, problem.address);
      return { problem: field ? field.inWords(problem) : problem, field };
    });
    for (const field of fields) {
      const own = placed.filter((one) => one.field === field).map(({ problem }) => problem);
      if (own.length > 0) field.complain(own);
      else field.mend();
    }
    return placed;
  }
}

// A pay point without a figure is mended at a post that has it.
const PAY_POINT = /^rules\.pay\.spine\.scp_(\d+)$/;

function payPoint(fields: readonly FieldView[], problem: Problem): Placed | undefined {
  const [, point] = PAY_POINT.exec(problem.address) ?? [];
  const field = point === undefined ? undefined : fields.find(({ field: { address }, control }) => address.endsWith(".spine_point") && control.value === point);
  if (!field) return undefined;
  const message = `There is no national figure for pay point ${point}`;
  return { problem: { ...problem, message, accepted: `points ${PAY_POINTS}; or choose “Full-time salary” above and put in the salary` }, field };
}

// A problem is at its field, below it (`….central`), or at the entry that the field belongs to (`service.posts.librarian`).
function fieldOf(fields: readonly FieldView[], address: string): FieldView | undefined {
  const at = ({ field }: FieldView) => field.address === address || address.startsWith(`${field.address}.`);
  const below = ({ field }: FieldView) => address.split(".").length > 2 && field.address.startsWith(`${address}.`);
  return fields.find(at) ?? fields.find(below);
}
