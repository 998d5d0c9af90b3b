// Which inputs get a slider: those that move the measure most. A tornado says so for the inputs with a range of their own;
// where these are few, the assumptions log goes on with inputs that it moves by a little, the largest effect first.
import type { AssumptionsLog, Exact, Tornado } from "options-appraisal/uncertainty";
import { grid, type Grid } from "./decimals";

export interface Slider extends Grid {
  readonly address: string;
  readonly label: string;
  readonly unit: string;
  /** Where its range comes from: the question, published figures, or a movement for the test alone. */
  readonly range: "stated" | "published_figures" | "test_movement";
  readonly source: string | undefined;
}

interface Candidate {
  readonly address: string;
  readonly unit: string | null;
  readonly low: Exact | null;
  readonly central: Exact | null;
  readonly high: Exact | null;
}

const NOTHING = /^-?0*(?:\.0*)?$/;
const moves = (effect: Exact | null): boolean => effect !== null && !NOTHING.test(String(effect));

// "options.community.grant.1" where the log has no words for it.
const words = (address: string): string => address.replaceAll(/[._]/g, " ");

export function chooseSliders(
  tornado: Tornado,
  log: AssumptionsLog,
  { most, kept = [], replaceable }: {
    readonly most: number;
    /** Inputs that have a slider in any case, where they have a range. */
    readonly kept?: readonly string[];
    readonly replaceable: (address: string, value: string) => boolean;
  },
): readonly Slider[] {
  const logged = new Map(log.assumptions.map((assumption) => [assumption.address, assumption]));
  const chosen = new Map<string, Slider>();
  const consider = ({ address, unit, low, central, high }: Candidate) => {
    if ((chosen.size >= most && !kept.includes(address)) || chosen.has(address) || low === null || central === null || high === null) return;
    const assumption = logged.get(address);
    const laid = grid(String(low), String(central), String(high), unit === "count");
    if (laid === undefined || laid.low === laid.high || !replaceable(address, String(central))) return;
    const range = assumption?.range_from;
    chosen.set(address, {
      address,
      label: assumption?.label ?? words(address),
      unit: unit ?? "",
      range: range === "test_movement" || range === "published_figures" ? range : "stated",
      source: assumption?.source ?? undefined,
      ...laid,
    });
  };

  tornado.bars.filter(({ address, swing }) => moves(swing) || kept.includes(address)).forEach(consider);
  log.assumptions
    .filter(({ address, kind, effect }) => kept.includes(address) || ((kind === "input" || kind === "default") && moves(effect)))
    .forEach((assumption) => { consider({ ...assumption, central: assumption.value }); });
  return [...chosen.values()];
}
