// The key questions of each delivery model; `{option}` is the option, `{party}` the body that it names.
import type { Question } from "./kinds";

const NAME: Question = { address: "options.{option}.name", label: "What it is called", kind: "text" };

const STARTS: Question = {
  address: "options.{option}.starts",
  label: "Day on which it begins",
  hint: "Such as 1 April 2028, 01/04/2028 or 2028-04-01. The first day of the first year, if it is left empty.",
  kind: "date",
  optional: true,
};

const yearly = (key: string, label: string, hint?: string): Question => ({
  address: `options.{option}.${key}`,
  label,
  ...(hint !== undefined && { hint }),
  kind: "number",
  prefix: "£",
  suffix: "a year",
  optional: true,
  years: "nothing",
});

const rent = (label: string): Question => ({ ...yearly("rent", label), years: "goes_on" });

const once = (key: string, label: string, hint?: string): Question => ({
  address: `options.{option}.${key}`,
  label,
  ...(hint !== undefined && { hint }),
  kind: "number",
  prefix: "£",
  suffix: "once",
  optional: true,
});

const share = (key: string, label: string, hint: string, suffix = "of it"): Question => ({
  address: `options.{option}.${key}`,
  label,
  hint,
  kind: "number",
  suffix,
  share: true,
  optional: true,
});

const more = (question: Question): Question => ({ ...question, more: true });

const BODY: Question = { address: "parties.{party}.name", label: "Name of the body", kind: "text" };

const RESERVES: readonly Question[] = [
  { address: "parties.{party}.reserves", label: "Its reserves at the start", kind: "number", prefix: "£", optional: true },
  {
    address: "parties.{party}.minimum_reserves",
    label: "What its reserves may not fall below",
    kind: "number",
    prefix: "£",
    optional: true,
    more: true,
  },
];

const STAFFING = share("staffing", "Paid hours against today", "1 is as today, 0.8 or 80% is four fifths.", "times today's");

const CONTRACT = { ...yearly("contract", "Contract sum", "What the council pays, fixed in cash."), optional: false };

const GOVERNANCE = { ...yearly("governance", "Governance", "Audit, insurance, directors, a chief executive's share."), optional: false };

const INCOME = (id: string, label: string): Question => ({
  ...yearly(`income.${id}.amount`, label),
  optional: false,
  where: "stated",
});

const ONE_OFFS: Question = { ...once("one_offs.legal.amount", "Business case, agreement and legal work"), optional: false, where: "stated" };

/** The parts of an option that name the body whose questions are asked with it. */
export const BODIES = ["operator", "parish", "trust", "host", "partner", "contractor", "company"] as const;

export const models: Readonly<Record<string, readonly Question[]>> = {
  council_run: [
    NAME,
    more(STAFFING),
    more(yearly("self_service", "Self-service, to run", "Doors that readers open themselves; leave it empty if there are none.")),
    more(once("self_service_set_up", "Self-service, to set up")),
  ],
  community_managed: [
    NAME,
    BODY,
    STARTS,
    yearly("grant", "The council's grant"),
    once("set_up_grant", "Grant for setting up"),
    {
      address: "options.{option}.volunteers.hours",
      label: "Volunteer hours",
      hint: "Given in a year by everybody together: two volunteers in every open hour are twice the opening hours.",
      kind: "number",
      suffix: "hours a year",
      optional: true,
    },
    INCOME("donations", "Donations"),
    INCOME("events", "Income from events"),
    ...RESERVES,
    once("redundancy", "Redundancy payments"),
    more(yearly("volunteers.support", "Support of the volunteers", "Training, checks, expenses.")),
    more(yearly("support_in_kind", "The council's help in kind", "Rotation of stock, training, a link officer; a published figure, if it is left empty.")),
    more(share("council_staffing", "Share of today's paid hours that the council goes on paying", "0 is none of them, 0.5 or 50% is half.")),
    more(rent("Rent that the group pays")),
    {
      address: "options.{option}.lease",
      label: "Terms of the building",
      kind: "choice",
      choices: [
        ["peppercorn", "The group runs the council's building, for little or no rent"],
        ["council_keeps", "The council keeps the building and its costs"],
        ["own_building", "The group has a building of its own"],
      ],
      optional: true,
      more: true,
    },
    more(ONE_OFFS),
  ],
  parish_commissioned: [
    NAME,
    BODY,
    STARTS,
    yearly("payment", "What the council pays the parish", "Fixed in cash; the parish finds the rest. Given year by year, it is nothing after the last year that you give."),
    {
      address: "options.{option}.funding",
      label: "How does the parish pay the rest?",
      hint: "By precept, each household pays more council tax. From reserves, the result shows how long they last.",
      kind: "choice",
      choices: [
        ["precept", "By its precept"],
        ["reserves", "From its reserves"],
      ],
      standard: "precept",
    },
    {
      address: "parties.{party}.tax_base",
      label: "Council tax base of the parish",
      hint: "Band D equivalents: it decides what a household pays.",
      kind: "number",
      optional: true,
    },
    { address: "parties.{party}.precept", label: "Precept today", kind: "number", prefix: "£", suffix: "a year", optional: true },
    ...RESERVES,
    STAFFING,
    {
      address: "parties.{party}.rates_relief",
      label: "Relief from business rates",
      hint: "A parish council has no charity relief. Small-business relief falls to nothing as the rateable value rises; ask the council that sends the bill.",
      kind: "choice",
      choices: [["none", "None: it pays the whole bill"], ["small_business", "Small-business rates relief"]],
      unstated: "As is usual for such a body",
      optional: true,
    },
    more({
      address: "options.{option}.building",
      label: "Whose building does the parish use?",
      kind: "choice",
      choices: [
        ["council_building", "The council's; the parish bears the costs"],
        ["council_keeps", "The council's; the council bears the costs"],
        ["own_building", "A building of its own"],
        ["shared_office", "The parish office"],
      ],
      standard: "council_building",
    }),
    more(yearly("building_costs", "What its own building or its share of the parish office costs", "Leave it empty if it uses the council's building.")),
    more(once("set_up_grant", "Grant for setting up", "Paid by the council.")),
    more(once("redundancy", "Redundancy payments")),
    more(yearly("administration", "The parish's own administration")),
    more(yearly("support_in_kind", "The council's help in kind and oversight")),
    more(rent("Rent that the parish pays")),
    more(ONE_OFFS),
  ],
  trust: [
    NAME,
    BODY,
    STARTS,
    CONTRACT,
    GOVERNANCE,
    once("set_up", "Setting up", "Advisers, legal work and procurement, paid by the council."),
    INCOME("donations", "Donations"),
    ...RESERVES,
    more(STAFFING),
    more(once("working_reserve", "Working capital from the council")),
    more(yearly("support_bought_back", "Support that the trust buys back from the council")),
    more(yearly("contract_management", "Looking after the contract", "What it costs the council.")),
    more(share("new_starter_pension_rate", "Pension contribution for new starters", "As a share of pay: 0.05 or 5%.", "of pay")),
    more(share("turnover", "Staff who leave and are replaced each year", "As a share: 0.1 or 10% is a tenth.", "of staff")),
  ],
  co_located: [
    NAME,
    BODY,
    STARTS,
    yearly("rent", "Rent that the host asks"),
    yearly("host_running_costs", "What the host's building costs to run"),
    share("running_cost_share", "Share of those costs that the library bears", "0.4 or 40% is two fifths."),
    once("fit_out", "Fitting out"),
    yearly("partner_contribution", "What the host puts in"),
    more(STAFFING),
    more({ ...once("old_building.receipt", "What the old building is sold for"), where: "stated" }),
    more({ address: "options.{option}.old_building.released", label: "Day on which the old building is sold", hint: "Such as 1 April 2029 or 01/04/2029.", kind: "date", optional: true, where: "stated" }),
    more({ ...yearly("old_building.empty_costs", "The old building while it stands empty"), where: "stated" }),
  ],
  outsourced: [NAME, BODY, STARTS, CONTRACT, more(STAFFING), more(yearly("contract_management", "Looking after the contract"))],
  shared_service: [NAME, BODY, STARTS, { ...yearly("recharge", "What the partner recharges"), optional: false }],
  council_company: [NAME, BODY, STARTS, CONTRACT, GOVERNANCE],
  closure: [NAME, STARTS, once("redundancy", "Redundancy payments")],
};

/** What can be asked of an option of any other model. */
export const anyModel: readonly Question[] = [NAME, STARTS];
