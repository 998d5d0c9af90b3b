"""A question built in code: a class for each table of the input, with a field for each key.

Made from the JSON Schema of a question by `py/make_inputs.py`; do not change it by hand.

All arguments are by name. A field that is left out is `None`, and the library's default holds. A name that is not known
is Python's `TypeError`; all else that may be wrong is said by `Appraisal`, with the address of the input.

>>> import options_appraisal as oa
>>> from options_appraisal.inputs import CommunityManaged, CouncilRun, Estimate, Party, Post, Question, Service
>>> from options_appraisal.inputs import Settings, Usage, Volunteers
>>> question = Question(
...     question=Settings(title="Who?", council="council", today="today", first_year="2026/27", years=3),
...     parties={
...         "council": Party(name="Council", kind="unitary_council"),
...         "friends": Party(name="Friends of the library", kind="community_group", reserves=9_000),
...     },
...     service=Service(
...         name="Library",
...         usage=Usage(staffed_hours=25, visits=24_000),
...         posts={"assistant": Post(fte=1, salary=Estimate(central=26_500, low=25_000, high=28_000))},
...         pension_rate="0.2",
...         stock=6_500,
...     ),
...     options={
...         "today": CouncilRun(name="As today"),
...         "friends": CommunityManaged(
...             name="Friends", operator="friends", volunteers=Volunteers(hours=2_500)
...         ),
...     },
... )
>>> oa.Appraisal(question).run()
<Outcome "Who?": 2 options, 2026/27 to 2028/29>

What is wrong is said at the address of the input:

>>> question.question.today = "tody"
>>> try:
...     oa.Appraisal(question)
... except oa.AppraisalError as error:
...     print(error)
question.today: "tody" is no option; did you mean "today"?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from . import _native
from ._inputs import Day, Number, Record

if TYPE_CHECKING:
    from os import PathLike

__all__ = [
    "MODELS",
    "Abandoned",
    "AfterEnd",
    "BuildingSale",
    "ByGrowth",
    "ByShares",
    "BySteps",
    "Category",
    "CentralSupport",
    "CessationDebt",
    "Closure",
    "CoLocated",
    "CommittedUntil",
    "CommunityManaged",
    "Confidence",
    "Consultation",
    "CorrelationInput",
    "Cost",
    "CouncilCompany",
    "CouncilRun",
    "Criteria",
    "CriteriaSet",
    "Criterion",
    "DeferredReceipt",
    "DeliveryOption",
    "Edition",
    "Ends",
    "Estimate",
    "Evidence",
    "Follows",
    "Funder",
    "Funding",
    "GrantRenewed",
    "Hold",
    "Income",
    "Independence",
    "Index",
    "Lease",
    "Leavers",
    "Library",
    "LineChange",
    "Lines",
    "Loan",
    "LocalScale",
    "OldBuilding",
    "OneOff",
    "OperatorFails",
    "Outsourced",
    "Package",
    "ParishBuilding",
    "ParishCommissioned",
    "ParishFunding",
    "Party",
    "PartyKind",
    "PassThrough",
    "PointsMean",
    "Post",
    "Premises",
    "ProjectionInput",
    "Question",
    "RangeMeaning",
    "Ranges",
    "RatesArea",
    "RatesRelief",
    "ReliefWithdrawn",
    "Repairing",
    "Repayment",
    "Replacement",
    "Risks",
    "ScenarioInput",
    "Schedule",
    "Score",
    "Service",
    "Settings",
    "Shape",
    "SharedCost",
    "SharedService",
    "SignOff",
    "StartsLate",
    "Stream",
    "SuccessFactor",
    "TakeUp",
    "TakesFrom",
    "Then",
    "ToppedUp",
    "Treatment",
    "Trust",
    "Usage",
    "ValuePoint",
    "VatClass",
    "VatStatus",
    "Verdict",
    "ViewInput",
    "Volunteers",
    "WeightLimits",
    "Whole",
]

AfterEnd: TypeAlias = Literal[
    "returns",
    "closes",
]
"""What follows when an arrangement ends, by plan or because its operator fails.

- ``"returns"``: The council takes the service back and runs it as it runs today.
- ``"closes"``: The library closes.
"""

Category: TypeAlias = Literal[
    "pay",
    "national_insurance",
    "pension",
    "volunteers",
    "premises",
    "rent_forgone",
    "rates",
    "vat",
    "stock",
    "ict",
    "central_support",
    "management",
    "supplies",
    "income",
    "giving",
    "grant",
    "contract",
    "precept",
    "set_up",
    "capital",
    "optimism_bias",
    "redundancy",
    "receipt",
    "financing",
    "benefit",
]
"""What a flow is for.

- ``"pay"``: Pay.
- ``"national_insurance"``: The employer's National Insurance.
- ``"pension"``: The employer's pension contribution.
- ``"volunteers"``: Volunteers: their time, and what it costs to support them.
- ``"premises"``: Running costs of a building, and rent paid.
- ``"rent_forgone"``: Rent that the owner of a building could have and does not ask.
- ``"rates"``: Business rates and their shares.
- ``"vat"``: Value added tax.
- ``"stock"``: Books and other stock.
- ``"ict"``: ICT and the library management system.
- ``"central_support"``: Central support, avoidable or stranded.
- ``"management"``: Management and governance.
- ``"supplies"``: Other running costs.
- ``"income"``: Charges, sales, hire and rents from those who use the service or the building.
- ``"giving"``: Donations, subscriptions, fundraising and the Gift Aid on them.
- ``"grant"``: Grants, the council's among them.
- ``"contract"``: The price of a contract or of a service agreement.
- ``"precept"``: A precept on the council tax.
- ``"set_up"``: Setting up: advisers, procurement, training, moving.
- ``"capital"``: Works and equipment.
- ``"optimism_bias"``: What optimism bias adds to an estimate in the economic case.
- ``"redundancy"``: Redundancy and pension strain.
- ``"receipt"``: The price of a building that is sold.
- ``"financing"``: Loans drawn and repaid.
- ``"benefit"``: A benefit that has a money value and no payment.
"""

Confidence: TypeAlias = Literal[
    "low",
    "medium",
    "high",
]
"""How far the author trusts an estimate.

- ``"low"``: A guess.
- ``"medium"``: Worked out, or taken from a similar case.
- ``"high"``: Measured, quoted or contracted.
"""

CriteriaSet: TypeAlias = Literal[
    "national_outcomes",
    "toolkit_themes",
]
"""A ready set of criteria, whose names and sources the library knows.

- ``"national_outcomes"``: The seven outcomes of the national strategy for public libraries in England, 2016 to
  2021.
- ``"toolkit_themes"``: Desirability, viability and feasibility, of the government's toolkit on alternative delivery
  models.
"""

Edition: TypeAlias = Literal[
    "standard",
    "health",
    "no_pure_time_preference",
    "green_book_2026_text",
    "review_2026",
]
"""An edition of the discount schedule.

- ``"standard"``: The Green Book's standard schedule: 3.5% falling after 30 years.
- ``"health"``: The Green Book's schedule for health effects: 1.5% falling after 30 years.
- ``"no_pure_time_preference"``: The standard schedule without pure time preference: 3.0%, an extra test at long
  horizons.
- ``"green_book_2026_text"``: The 2026 text, as quoted by others; unverified.
- ``"review_2026"``: What the review of 2026 recommends; not in force, and refused past year 30.
"""

Evidence: TypeAlias = Literal[
    "measured",
    "quoted",
    "similar_case",
    "guess",
]
"""What an estimate rests on. Where the question asks for it (`ranges = "from_evidence"`) and the author gives no
range, it decides how much of the spread of published figures the estimate is given.

- ``"measured"``: Measured in the service itself: no range is supplied.
- ``"quoted"``: Quoted, invoiced or contracted: no range is supplied.
- ``"similar_case"``: Taken from a similar case: the range is that of the middle eight tenths of the published
  figures.
- ``"guess"``: A guess: the range is that of all published figures.
"""

Follows: TypeAlias = Literal[
    "operator",
    "council",
    "stops",
]
"""What becomes of an income stream when somebody else runs the service.

- ``"operator"``: Whoever runs the service has it.
- ``"council"``: The council keeps it.
- ``"stops"``: It ends with the council's own service.
"""

Funding: TypeAlias = Literal[
    "contract",
    "grant",
]
"""How the council pays, which decides the VAT.

- ``"contract"``: A contract: the trust makes a taxable supply, and the council has the VAT on it back.
- ``"grant"``: A grant: outside the scope, and the VAT on what it pays for stays with the trust.
"""

Hold: TypeAlias = Literal[
    "cash",
    "real_terms",
]
"""How a figure goes on where no growth is stated.

- ``"cash"``: It stays as it is, in cash.
- ``"real_terms"``: It moves with the GDP deflator.
"""

Lease: TypeAlias = Literal[
    "peppercorn",
    "council_keeps",
    "own_building",
]
"""On what terms the new operator has the council's building.

- ``"peppercorn"``: At a peppercorn, or for the rent that is stated: it bears the running costs and the rates, and
  the owner forgoes what the market would pay beyond its rent.
- ``"council_keeps"``: The council keeps the building and all that it costs.
- ``"own_building"``: Not at all: the operator has a building of its own, and the council's is given up.
"""

LocalScale: TypeAlias = Literal[
    "higher_is_better",
    "lower_is_better",
]
"""Which end of the options is the better one, where a scale is that of the options alone.

- ``"higher_is_better"``: The option with the highest figure scores 100, that with the lowest 0.
- ``"lower_is_better"``: The option with the lowest figure scores 100, that with the highest 0.
"""

ParishBuilding: TypeAlias = Literal[
    "council_building",
    "council_keeps",
    "own_building",
    "shared_office",
]
"""Where the parish runs the service.

- ``"council_building"``: In the council's building at a peppercorn: the parish bears running costs and rates.
- ``"council_keeps"``: In the council's building, which the council goes on running.
- ``"own_building"``: In a building of the parish's own; the council's is given up.
- ``"shared_office"``: In the parish office, of which the service bears a share; the council's building is given up.
"""

ParishFunding: TypeAlias = Literal[
    "precept",
    "reserves",
]
"""What the parish pays the rest with.

- ``"precept"``: Its precept: council taxpayers of the parish pay what is left.
- ``"reserves"``: Its reserves.
"""

PartyKind: TypeAlias = Literal[
    "county_council",
    "district_council",
    "unitary_council",
    "fire_authority",
    "parish_council",
    "public_body",
    "charitable_trust",
    "community_group",
    "community_interest_company",
    "community_benefit_society",
    "council_company",
    "contractor",
    "business",
]
"""What kind of body a party is. From it follow its VAT status, its rates relief, Gift Aid, the employment allowance
(each as the national rules have it, see `docs/national-figures.md`) and whether it can raise a precept, unless the
input says otherwise.

- ``"county_council"``: A county council: the library authority where districts send out the bills for rates and
  council tax.
- ``"district_council"``: A district council: the billing authority in a county.
- ``"unitary_council"``: A unitary or metropolitan council: library authority and billing authority in one.
- ``"fire_authority"``: A fire authority that has a share of the rates.
- ``"parish_council"``: A parish, town or community council.
- ``"public_body"``: Any other public body: a school, a health trust, the police.
- ``"charitable_trust"``: A registered charity that runs a service with paid staff.
- ``"community_group"``: A charity run by volunteers.
- ``"community_interest_company"``: A community interest company or a mutual that is no charity.
- ``"community_benefit_society"``: A community benefit society with charitable objects.
- ``"council_company"``: A company that the council owns.
- ``"contractor"``: A contractor that works for profit.
- ``"business"``: A business or another private body that shares a building or sponsors the service.
"""

PointsMean: TypeAlias = Literal[
    "swing",
    "importance",
]
"""What the points of a criterion say.

- ``"swing"``: What going from the worst to the best of the criterion is worth, beside the others: the largest swing
  has 100.
- ``"importance"``: How important the criterion is. Accepted and flagged: importance says nothing of how far the
  options lie apart.
"""

RangeMeaning: TypeAlias = Literal[
    "min_max",
    "p10_p90",
    "p5_p95",
]
"""What low and high mean.

- ``"min_max"``: Nothing can lie outside.
- ``"p10_p90"``: One value in ten lies below low, and one in ten above high.
- ``"p5_p95"``: One value in twenty lies below low, and one in twenty above high.
"""

Ranges: TypeAlias = Literal[
    "as_stated",
    "from_evidence",
]
"""Where the range of an input comes from that its author gives none.

- ``"as_stated"``: From nowhere: what has no range is certain.
- ``"from_evidence"``: From published figures of the same quantity, as far as its `evidence` says; from nowhere
  where fewer than three were published.
"""

RatesArea: TypeAlias = Literal[
    "two_tier",
    "unitary",
    "london",
    "full_retention",
    "wales",
    "scotland",
]
"""The kind of area by which business rates are shared between authorities and the government.

- ``"two_tier"``: A county with districts: billing district 40%, county 9%, fire authority 1%, government 50%.
- ``"unitary"``: A unitary or metropolitan council with a separate fire authority: 49%, 1%, and 50% for government.
- ``"london"``: London: the borough, the Greater London Authority and the government, in shares that moved from year
  to year.
- ``"full_retention"``: An area that keeps all of its rates (a pilot of 100% retention since 2017): council 99%,
  fire authority 1%.
- ``"wales"``: Wales: all rates are pooled by the Welsh Government, which bears the reliefs.
- ``"scotland"``: Scotland: the Scottish Government makes up what a council's rates do not bring, and bears the
  mandatory relief.
"""

RatesRelief: TypeAlias = Literal[
    "none",
    "charity",
    "small_business",
]
"""The relief from business rates that a party has on what it occupies.

- ``"none"``: None: premises occupied by a billing or precepting authority have no charity or discretionary relief.
- ``"charity"``: Mandatory charity relief (Local Government Finance Act 1988, s.43).
- ``"small_business"``: Small-business relief, tapering between two rateable values.
"""

Repairing: TypeAlias = Literal[
    "full",
    "internal",
]
"""Which of the costs of a building its tenant bears.

- ``"full"``: All of them: a full repairing and insuring lease.
- ``"internal"``: All but those of the fabric: the council goes on paying repairs, insurance, the sinking fund and
  overdue repairs.
"""

Repayment: TypeAlias = Literal[
    "annuity",
    "equal_principal",
    "maturity",
]
"""How a loan is paid back.

- ``"annuity"``: Level payments, in which interest falls and principal rises.
- ``"equal_principal"``: Equal instalments of principal, so that payments fall with the interest.
- ``"maturity"``: Interest only, and all principal with the last payment.
"""

Shape: TypeAlias = Literal[
    "uniform",
    "triangular",
    "pert",
    "normal",
    "lognormal",
    "beta",
    "discrete",
]
"""The shape of an estimate's uncertainty. This version keeps it; the simulation reads it.

- ``"uniform"``: Every value between low and high is as likely as any other.
- ``"triangular"``: Likeliest at the central value, falling straight to nothing at low and at high.
- ``"pert"``: Likeliest at the central value, falling smoothly to nothing at low and at high.
- ``"normal"``: The bell curve.
- ``"lognormal"``: The bell curve of the logarithm: never negative, with a long tail upwards.
- ``"beta"``: Between low and high, bent towards the central value.
- ``"discrete"``: One of the listed values, as often as its weight says.
"""

Stream: TypeAlias = Literal[
    "fines_and_charges",
    "hire_charges",
    "book_loans",
    "room_hire",
    "reservations",
    "printing",
    "internet",
    "book_sales",
    "donated_goods",
    "retail",
    "commission",
    "cafe",
    "events",
    "admission",
    "sponsorship",
    "partner_rent",
    "registration_fees",
    "contract",
    "grant",
    "parish_contribution",
    "fundraising",
    "donations",
    "subscriptions",
    "other",
]
"""A kind of income.

- ``"fines_and_charges"``: Charges for late and damaged items.
- ``"hire_charges"``: Charges for lending films, music, toys.
- ``"book_loans"``: Charges for lending books, which a statutory library may not make.
- ``"room_hire"``: Hire of rooms.
- ``"reservations"``: Fees for reserving items.
- ``"printing"``: Printing and copying.
- ``"internet"``: Charges for the use of the internet.
- ``"book_sales"``: Sales of books.
- ``"donated_goods"``: Sales of what was given.
- ``"retail"``: Other sales.
- ``"commission"``: Commission on the sale of tickets, permits and the like.
- ``"cafe"``: A café.
- ``"events"``: Talks, workshops, readings.
- ``"admission"``: Admission to exhibitions and to performances of theatre, music and dance.
- ``"sponsorship"``: Sponsorship and advertising.
- ``"partner_rent"``: Rent from bodies that share the building.
- ``"registration_fees"``: Fees of the registration service, where the building hosts it.
- ``"contract"``: Contracts with other public bodies.
- ``"grant"``: Grants from funders.
- ``"parish_contribution"``: A contribution of a parish, from its precept or its reserves.
- ``"fundraising"``: Fundraising events and appeals.
- ``"donations"``: Donations.
- ``"subscriptions"``: Subscriptions of friends.
- ``"other"``: Anything else.
"""

Then: TypeAlias = Literal[
    "nothing",
    "holds",
]
"""What comes after the last share of a taper.

- ``"nothing"``: Nothing: the agreement has ended.
- ``"holds"``: The last share holds on.
"""

Treatment: TypeAlias = Literal[
    "resource",
    "transfer",
    "sunk",
    "non_cash",
]
"""How a flow counts in the economic case.

- ``"resource"``: It uses up something that has another use (or releases it): it counts for society, once.
- ``"transfer"``: It moves money from one to another and uses up nothing: society nets it to nothing.
- ``"sunk"``: It is spent whatever is decided: it stands in the budgets and not in the economic case.
- ``"non_cash"``: Nobody pays it: it stands in no budget, and society counts it.
"""

VatClass: TypeAlias = Literal[
    "standard",
    "zero",
    "exempt",
    "outside_scope",
]
"""The VAT on a cost or on an income.

- ``"standard"``: At the standard rate.
- ``"zero"``: Taxable at nothing, as books are.
- ``"exempt"``: Exempt: no VAT, and it bars the recovery of VAT on costs.
- ``"outside_scope"``: Outside the scope of VAT, or no business at all.
"""

VatStatus: TypeAlias = Literal[
    "refunded",
    "registered",
    "unregistered",
]
"""What happens to the VAT that a party pays on its costs.

- ``"refunded"``: It comes back, on business and non-business activity (VATA 1994 s.33).
- ``"registered"``: It comes back as far as the party's income is taxable.
- ``"unregistered"``: It never comes back, and the party charges none.
"""


@dataclass(kw_only=True, slots=True, repr=False)
class Estimate(Record):
    """A number with its range and its source. What unit it is in is said where it stands."""

    central: Number
    """The central value."""
    low: Number | None = None
    """The low value; with a high one."""
    high: Number | None = None
    """The high value; with a low one."""
    values: Sequence[Number] | None = None
    """With ``shape="discrete"``: the values that may come."""
    weights: Sequence[Number] | None = None
    """How often each of them comes, in parts of any sum; by default all as often."""
    source: str | None = None
    """Where the number comes from."""
    note: str | None = None
    """What must be known to use it."""
    shape: Shape | None = None
    """The shape of its distribution."""
    range: RangeMeaning | None = None
    """What low and high mean."""
    confidence: Confidence | None = None
    """How far its author trusts it."""
    evidence: Evidence | None = None
    """What it rests on."""
    signed_by: str | None = None
    """Who signed the value."""
    signed_on: str | None = None
    """The day on which it was signed."""
    signed_value: Number | None = None
    """The value that was signed, where it is to be compared with the central one."""
    when: str | None = None
    """When it was made: a day, or a month."""
    who: str | None = None
    """Who made the estimate."""


@dataclass(kw_only=True, slots=True, repr=False)
class ByShares(Record):
    """A first sum, and the share of it in the first, second, third year."""

    _reads: ClassVar[Mapping[str, str]] = {
        "first": "Estimate",
        "shares": "list of Estimate",
    }

    first: Number | Estimate
    """The sum of the first year, in the unit that is said where it stands."""
    shares: Sequence[Number | Estimate]
    """The share of it in the first, second, third year."""
    then: Then | None = None
    """What comes after the last share; by default nothing."""


@dataclass(kw_only=True, slots=True, repr=False)
class ByGrowth(Record):
    """A first sum that grows at a rate a year."""

    _reads: ClassVar[Mapping[str, str]] = {
        "first": "Estimate",
        "growth": "Estimate",
    }

    first: Number | Estimate
    """The sum of the first year, in the unit that is said where it stands."""
    growth: Number | Estimate
    """The rate from one year to the next: 0.02 is two per cent."""
    years: int | None = None
    """For how many years; by default without end."""


@dataclass(kw_only=True, slots=True, repr=False)
class BySteps(Record):
    """Values that hold from their year on. Before the first of them there is nothing."""

    _reads: ClassVar[Mapping[str, str]] = {
        "steps": "table of Estimate",
    }

    steps: Mapping[str, Number | Estimate]
    """The values by the financial year from which each holds."""


Schedule: TypeAlias = (
    Number | Estimate | Sequence[Number | Estimate] | Mapping[str, Number | Estimate]
    | ByShares | ByGrowth | BySteps
)
"""A value for every year, a list by year in turn, a table by financial year, or a series."""


@dataclass(kw_only=True, slots=True, repr=False)
class Abandoned(Record):
    """The change is approved, costs money, and is given up before it starts. The service goes on as today."""

    _reads: ClassVar[Mapping[str, str]] = {
        "probability": "Estimate",
        "spent": "Estimate",
    }

    probability: Number | Estimate
    """The chance; it must be stated. Such schemes are known, and how often they come was not counted anywhere. In
    share.
    """
    spent: Number | Estimate | None = None
    """The share of what setting up costs (the lines of the category `set_up`) that is spent by then. All else that
    comes once comes with the arrangement alone. In share. Default: ``1``.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class BuildingSale(Record):
    """The building is sold to whoever runs the service, at its value or below it, when the arrangement begins. The
    buyer borrows by a loan of the option, if it does.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "price": "Estimate",
        "market_value": "Estimate",
    }

    price: Number | Estimate
    """The price, in pounds of the price base. In £."""
    buyer: str | None = None
    """Who buys; by default whoever runs the service."""
    market_value: Number | Estimate | None = None
    """What the market would pay, in pounds of the price base: the discount is shown. In £."""
    paid_on: Day | None = None
    """The day on which the price is paid, where that is later than the beginning."""


@dataclass(kw_only=True, slots=True, repr=False)
class CentralSupport(Record):
    """Central support that the service is charged with."""

    _reads: ClassVar[Mapping[str, str]] = {
        "amount": "Estimate",
        "avoidable": "Estimate",
        "unwinding": "schedule",
    }

    amount: Number | Estimate
    """What is charged, a year, in pounds of the price base. In £."""
    avoidable: Number | Estimate
    """The share of it that the council stops paying when the service leaves. The rest is stranded. In share."""
    unwinding: Schedule | None = None
    """How much of the avoidable part has gone by the first, second, third year after the change; it stays at the last
    value. In share. Default: ``1``.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class CessationDebt(Record):
    """The debt that falls due when the operator leaves the pension fund."""

    _reads: ClassVar[Mapping[str, str]] = {
        "amount": "Estimate",
        "probability": "Estimate",
    }

    amount: Number | Estimate
    """In pounds of the price base. In £."""
    payer: str | None = None
    """Who pays; by default the operator."""
    probability: Number | Estimate | None = None
    """The chance that there is one. The plan counts on it; the expectation and the draws take it by its chance. In
    share. Default: ``1``.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class CommittedUntil(Record):
    """Until when the council is bound to pay for what is bought for the service."""

    ict: Day | None = None
    """For ICT."""
    library_system: Day | None = None
    """For the library management system."""
    stock: Day | None = None
    """For stock."""


@dataclass(kw_only=True, slots=True, repr=False)
class Consultation(Record):
    """Posts or hours are put back after consultation: a share of the service goes on as today, and the same share of
    the arrangement does not come, so that every yearly saving is trimmed by that share. What comes once is not.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "probability": "Estimate",
        "keeps": "Estimate",
    }

    probability: Number | Estimate
    """The chance; 1 where it is known. In share."""
    keeps: Number | Estimate | None = None
    """The share of the service that goes on as today. In share. Default: ``{"central": 0.15, "high": 0.24, "low":
    0.06}``.
    """
    planned: bool | None = None
    """Whether the plan counts on it. Default: ``false``."""


@dataclass(kw_only=True, slots=True, repr=False)
class CorrelationInput(Record):
    """Two uncertain inputs that tend to be high together, or one high where the other is low."""

    _reads: ClassVar[Mapping[str, str]] = {
        "rank": "Estimate",
    }

    between: Sequence[str]
    """The addresses of the two inputs."""
    rank: Number | Estimate
    """Their rank correlation (Spearman): 1 if both always move together, -1 if always against one another. In rank
    correlation.
    """
    source: str | None = None
    """Where it is known from."""


@dataclass(kw_only=True, slots=True, repr=False)
class Cost(Record):
    """A cost that the other fields have no place for."""

    _reads: ClassVar[Mapping[str, str]] = {
        "amount": "schedule",
        "probability": "Estimate",
    }

    label: str
    """What it is."""
    amount: Schedule
    """A year, in pounds. In £."""
    category: Category | None = None
    """What it is for. Default: ``"supplies"``."""
    committed_until: Day | None = None
    """Of a cost of today's service: the day until which the council is bound to pay it, also where the service goes to
    somebody else or stops.
    """
    index: str | None = None
    """The index that moves it; "none" for a sum that is fixed in cash. Default: ``"general"``."""
    once: bool | None = None
    """Whether it comes once and not every year. Default: ``false``."""
    payee: str | None = None
    """Who is paid; by default suppliers."""
    payer: str | None = None
    """Who pays; by default whoever runs the service."""
    probability: Number | Estimate | None = None
    """The chance that it comes at all. The plan leaves such a cost out; its expectation and the draws count it. In
    share.
    """
    treatment: Treatment | None = None
    """How it counts in the economic case; by default what follows from who is paid."""
    vat: VatClass | None = None
    """The VAT on it. Default: ``"standard"``."""


@dataclass(kw_only=True, slots=True, repr=False)
class Criteria(Record):
    """What options are judged by beside their money."""

    _reads: ClassVar[Mapping[str, str]] = {
        "criterion": "table of Criterion",
        "independence": "table of Independence",
        "scores": "table of table of Score",
        "success_factors": "table of SuccessFactor",
    }

    criterion: Mapping[str, Criterion] | None = None
    """The criteria."""
    date: Day | None = None
    """When they did."""
    independence: Mapping[str, Independence] | None = None
    """What was answered when it was asked of two criteria whether they are independent."""
    left_out: Mapping[str, str] | None = None
    """Criteria of the ready set that are left out, by id, each with the reason."""
    order: Sequence[str] | None = None
    """Criteria by what they weigh, the heaviest first, as it was asked before any points were given. Those that are
    not named may weigh anything.
    """
    panel: str | None = None
    """Who scored and weighed."""
    points: PointsMean | None = None
    """What their points say. Default: ``"swing"``."""
    scores: Mapping[str, Mapping[str, Score]] | None = None
    """The scores, by option and criterion."""
    set: CriteriaSet | None = None
    """A ready set. Each of its criteria is described under `criterion`, or named in `left_out`."""
    success_factors: Mapping[str, SuccessFactor] | None = None
    """What an option must do to be ranked at all."""


@dataclass(kw_only=True, slots=True, repr=False)
class Criterion(Record):
    """Something that options are scored on, on a scale from 0 to 100 whose ends are described."""

    _reads: ClassVar[Mapping[str, str]] = {
        "points": "Estimate",
        "values": "list of ValuePoint",
        "weight": "WeightLimits",
    }

    worst: str
    """What a score of 0 stands for, in words."""
    best: str
    """What a score of 100 stands for, in words."""
    points: Number | Estimate
    """Points: what the swing from the worst to the best is worth beside the others. A range says how far those who
    gave them are unsure, or apart. In points.
    """
    label: str | None = None
    """Its name. One of a ready set has the name of the set."""
    local_scale: LocalScale | None = None
    """A scale from the lowest to the highest figure of the options, in the place of `values`. It moves when an option
    comes or goes.
    """
    not_money: str | None = None
    """Why it is not money that the financial case has already, where its words speak of money."""
    not_monotone: str | None = None
    """Why the values rise and fall, where they do."""
    reads: str | None = None
    """A row of the model that it is scored by, of each option: `open_hours`, `staffed_hours`, `visits` or `issues`, or
    an address with `{option}` in the place of the id. The score then moves with the model, and none is given by
    hand.
    """
    values: Sequence[ValuePoint] | None = None
    """What the figures of the row score: straight lines between these points, in the order of the figures."""
    weight: WeightLimits | None = None
    """Limits to its weight, of 1 for all criteria together."""
    year: str | None = None
    """The year in which the row is read; a row by year without one is read in the last year."""


@dataclass(kw_only=True, slots=True, repr=False)
class DeferredReceipt(Record):
    """A sale that would come and is put off: what waiting for its price costs. It stands in no budget; the price
    itself belongs there in the options in which the building is sold.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "amount": "Estimate",
    }

    amount: Number | Estimate
    """The price, in pounds of the price base. In £."""
    years: int
    """By how many years it is put off."""
    planned: str | None = None
    """The year in which it would come; by default that of the change."""


@dataclass(kw_only=True, slots=True, repr=False)
class Ends(Record):
    """The day on which an arrangement ends by plan: a fixed term, a contract that is not renewed, a grant that pays
    for it and runs out.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "closing_cost": "Estimate",
        "return_cost": "Estimate",
    }

    on: Day
    """The first day on which it holds no longer. A day after the last year changes nothing."""
    closing_cost: Number | Estimate | None = None
    """What closing costs the council, once, in the year in which the arrangement ends, in pounds of the price base. In
    £. Default: ``0``.
    """
    return_cost: Number | Estimate | None = None
    """What bringing the service back costs the council, once, in the year in which the arrangement ends, in pounds of
    the price base. In £. Default: ``0``.
    """
    then: AfterEnd | None = None
    """What follows. Default: ``"returns"``."""


@dataclass(kw_only=True, slots=True, repr=False)
class Funder(Record):
    """Somebody who gives money towards what is paid once."""

    _reads: ClassVar[Mapping[str, str]] = {
        "amount": "Estimate",
        "probability": "Estimate",
    }

    amount: Number | Estimate
    """In pounds of the price base. In £."""
    else_payer: str | None = None
    """Who pays where it does not come; by default whoever pays the rest."""
    payer: str | None = None
    """Who gives it; by default the party of this id, and funders in general where there is none."""
    probability: Number | Estimate | None = None
    """The chance that it comes. The plan counts on it; the expectation and the draws take it by its chance. In share.
    Default: ``1``.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class GrantRenewed(Record):
    """A grant, a fee or a contract that ends on paper is renewed."""

    _reads: ClassVar[Mapping[str, str]] = {
        "probability": "Estimate",
        "share": "Estimate",
    }

    probability: Number | Estimate
    """The chance. Support ends on paper more often than in fact, and how often was not counted anywhere: it must be
    stated. In share.
    """
    share: Number | Estimate | None = None
    """At what share of its last sum, in cash. In share. Default: ``1``."""
    years: int | None = None
    """For how many years; by default to the end of the appraisal."""


@dataclass(kw_only=True, slots=True, repr=False)
class Income(Record):
    """An income stream."""

    _reads: ClassVar[Mapping[str, str]] = {
        "amount": "schedule",
        "achieved": "Estimate",
        "gift_aid_share": "Estimate",
        "quantity": "schedule",
        "ramp_up": "schedule",
        "takes_from": "TakesFrom",
    }

    kind: Stream
    """Its kind."""
    amount: Schedule
    """A year, in pounds, without VAT; with a quantity, what one of them brings. In £."""
    achieved: Number | Estimate | None = None
    """The share of it that is expected to be achieved. Plans and budgets keep the whole sum; the expectation and the
    draws take this share of it, and the result shows both by year. By default all of it is. In share.
    """
    follows: Follows | None = None
    """What becomes of it when somebody else runs the service. Default: ``"operator"``."""
    gift_aid_share: Number | Estimate | None = None
    """The share of it on which Gift Aid can be claimed. In share."""
    index: str | None = None
    """The index that moves it; "none" for a sum that is fixed in cash. Default: ``"general"``."""
    label: str | None = None
    """What it is called; by default the name of its kind."""
    opted_to_tax: bool | None = None
    """Whether an option to tax has been made, so that a hire or a rent is taxed. Default: ``false``."""
    payer: str | None = None
    """Who pays; by default what follows from its kind."""
    quantity: Schedule | None = None
    """How many there are a year: hours of hire, tickets, copies, members. In count."""
    ramp_up: Schedule | None = None
    """How much of it comes in the first, second, third year, while it is being built up; it stays at the last value.
    By default all of it comes at once. In share.
    """
    takes_from: TakesFrom | None = None
    """What it takes from another stream of the service or of the option."""
    vat: VatClass | None = None
    """The VAT on it, whoever earns it; by default what the national rules say of its kind and of the body that earns
    it. A body that is not registered charges none.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class Independence(Record):
    """Whether what is preferred on one criterion hangs on how an option does on another."""

    between: Sequence[str]
    """The ids of the two criteria."""
    independent: bool
    """Whether a score on the one means as much whatever the score on the other."""
    answer: str
    """What was answered."""


@dataclass(kw_only=True, slots=True, repr=False)
class Index(Record):
    """An index that moves prices: how much dearer something becomes each year."""

    _reads: ClassVar[Mapping[str, str]] = {
        "growth": "schedule",
    }

    growth: Schedule
    """The growth from one year to the next: one rate, or a rate for every year after the price base."""
    label: str | None = None
    """What it is, in words."""


@dataclass(kw_only=True, slots=True, repr=False)
class Leavers(Record):
    """People of one kind who are made redundant by the change. The payment is the statutory one: weeks of pay by age
    and service, a week counting up to the cap of the year.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "weekly_pay": "Estimate",
        "people": "Estimate",
    }

    weekly_pay: Number | Estimate
    """What one of them is paid a week, in cash of the year of the change. In £."""
    age: int
    """Their age in full years when the job ends."""
    years_of_service: int
    """Their full years of service until then."""
    people: Number | Estimate | None = None
    """How many they are. In count. Default: ``1``."""
    uncapped: bool | None = None
    """Whether a week counts in full and not only up to the cap, as many councils pay. Default: ``false``."""


@dataclass(kw_only=True, slots=True, repr=False)
class Library(Record):
    """A library of a service that has several: the keys of a service, all of which may be left out here where
    `service` states them.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "central_support": "table of CentralSupport",
        "committed_until": "CommittedUntil",
        "costs": "table of Cost",
        "ict": "schedule",
        "income": "table of Income",
        "library_system": "schedule",
        "management": "schedule",
        "pension_rate": "Estimate",
        "posts": "table of Post",
        "premises": "Premises",
        "stock": "schedule",
        "usage": "Usage",
        "volunteers": "Volunteers",
    }

    central_support: Mapping[str, CentralSupport] | None = None
    """Central support that it is charged with."""
    committed_until: CommittedUntil | None = None
    """Until when the council is bound to pay for what is bought for the service."""
    costs: Mapping[str, Cost] | None = None
    """Other costs."""
    ict: Schedule | None = None
    """Computers, lines and printers, a year. In £."""
    income: Mapping[str, Income] | None = None
    """What it earns, by stream."""
    library_system: Schedule | None = None
    """The library management system, a year. In £."""
    management: Schedule | None = None
    """The share of management that it is charged with, a year. In £."""
    name: str | None = None
    """Its name."""
    options: Mapping[str, Mapping[str, Any]] | None = None
    """What an option is otherwise for this library: the id of an option with any of its keys."""
    pension_rate: Number | Estimate | None = None
    """The employer's pension contribution as a share of pay, as the fund has certified it. In share."""
    posts: Mapping[str, Post] | None = None
    """Its paid posts."""
    premises: Premises | None = None
    """Its building."""
    statutory: bool | None = None
    """Whether it is part of the authority's statutory duty (Public Libraries and Museums Act 1964, s.7). By default it
    is, and the result says that this was not stated.
    """
    stock: Schedule | None = None
    """The stock fund, a year. In £."""
    usage: Usage | None = None
    """How much it is open and used."""
    volunteers: Volunteers | None = None
    """Its volunteers."""
    without: Sequence[str] | None = None
    """What `service` states and this library has not, by its address below `service`: "volunteers", "posts.manager".
    """


@dataclass(kw_only=True, slots=True, repr=False)
class LineChange(Record):
    """A change to a line: what is given here takes the place of what the delivery model says."""

    _reads: ClassVar[Mapping[str, str]] = {
        "amount": "schedule",
        "multiply": "schedule",
    }

    amount: Schedule | None = None
    """The amount, a year, in the price basis that the line has. In £."""
    index: str | None = None
    """The index that moves it."""
    multiply: Schedule | None = None
    """What the amount is multiplied by. In times."""
    payee: str | None = None
    """Who is paid."""
    payer: str | None = None
    """Who pays."""
    treatment: Treatment | None = None
    """How it counts in the economic case."""


@dataclass(kw_only=True, slots=True, repr=False)
class Loan(Record):
    """Borrowing: a loan of the Public Works Loan Board, a bank or a social investor, drawn and paid back in cash.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "amount": "Estimate",
        "rate": "Estimate",
        "minimum_cover": "Estimate",
        "tranches": "list of Estimate",
    }

    label: str
    """What it is."""
    amount: Number | Estimate
    """The sum borrowed, in cash. In £."""
    rate: Number | Estimate
    """The rate of interest, a year. A payment bears it divided by the payments a year."""
    years: int
    """Over how many years it is paid back, beginning in the year after it is drawn; years of interest only are among
    them.
    """
    borrower: str | None = None
    """Who borrows; by default whoever runs the service."""
    drawn: str | None = None
    """The year in which it is drawn; by default that of the change."""
    interest_only_years: int | None = None
    """For how many years at the start only interest is paid. Default: ``0``."""
    lender: str | None = None
    """Who lends; by default lenders in general."""
    minimum_cover: Number | Estimate | None = None
    """How many times the borrower's yearly income, less its running costs, must cover what it pays on its loans in a
    year; by default 1. In times.
    """
    payments_a_year: int | None = None
    """How many payments there are a year, each at the end of its part of the year: 1, 2, 4 or 12. The Public Works
    Loan Board's fixed-rate loans are paid half-yearly. Default: ``1``.
    """
    repayment: Repayment | None = None
    """How it is paid back. Default: ``"annuity"``."""
    tranches: Sequence[Number | Estimate] | None = None
    """The shares of it that are drawn in that year, the next and so on; together 1. Each is paid back over all the
    years from the year after it is drawn. By default all is drawn at once.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class OldBuilding(Record):
    """What becomes of the building that the service leaves."""

    _reads: ClassVar[Mapping[str, str]] = {
        "empty_costs": "schedule",
        "letting_income": "schedule",
        "receipt": "Estimate",
        "sale_costs": "Estimate",
    }

    empty_costs: Schedule | None = None
    """What it costs while it stands empty, a year: insurance, security, heating. In £. Default: ``0``."""
    exempt_from_empty_rates: bool | None = None
    """Whether no rates fall due while it is empty: it is listed, or its next use is charitable. Default: ``false``.
    """
    letting_income: Schedule | None = None
    """The rent for which it is let from the day of the release on, a year; fixed in cash. In £. Default: ``0``."""
    paid_on: Day | None = None
    """The day on which the receipt comes, where the buyer pays later; by default the day of the release."""
    receipt: Number | Estimate | None = None
    """What it is sold for, in pounds of the price base. In £. Default: ``0``."""
    released: Day | None = None
    """The day on which it is sold, let or given back. Until then it stands empty. By default the day on which its
    lease ends; without a lease it is kept empty to the end.
    """
    sale_costs: Number | Estimate | None = None
    """What selling costs, once, in the year of the release, in pounds of the price base. In £. Default: ``0``."""


@dataclass(kw_only=True, slots=True, repr=False)
class OneOff(Record):
    """A cost that comes once, in the year of the change."""

    _reads: ClassVar[Mapping[str, str]] = {
        "amount": "Estimate",
        "cap": "Estimate",
        "funded_by": "table of Funder",
        "optimism_bias": "Estimate",
        "probability": "Estimate",
    }

    label: str
    """What it is."""
    amount: Number | Estimate
    """In pounds of the price base, with all that is given towards it; in cash where `in_cash` says so. In £."""
    cap: Number | Estimate | None = None
    """The most that the payer will pay of the rest, in pounds of the price base: a capped contribution. In £."""
    category: Category | None = None
    """What it is for. Default: ``"set_up"``."""
    else_payer: str | None = None
    """Who pays what lies beyond the cap. Without one the payer pays it, and the result flags it."""
    funded_by: Mapping[str, Funder] | None = None
    """Who gives money towards it. The rest falls on whoever pays."""
    in_cash: bool | None = None
    """Whether its sums are fixed in cash, as a grant or a price that has been agreed. Default: ``false``."""
    optimism_bias: Number | Estimate | None = None
    """What optimism bias adds in the economic case, as a share: the upper figure of its type less what has been
    managed. It is in no budget. In share.
    """
    payee: str | None = None
    """Who is paid; by default suppliers."""
    payer: str | None = None
    """Who pays; by default the council."""
    probability: Number | Estimate | None = None
    """The chance that it comes at all. The plan leaves such a cost out; its expectation and the draws count it. In
    share.
    """
    treatment: Treatment | None = None
    """How it counts in the economic case; "sunk" for what is spent whatever is decided."""
    vat: VatClass | None = None
    """The VAT on it. Default: ``"standard"``."""
    year: str | None = None
    """The year in which it is paid; by default that of the change."""


@dataclass(kw_only=True, slots=True, repr=False)
class OperatorFails(Record):
    """The operator fails or hands the service back."""

    _reads: ClassVar[Mapping[str, str]] = {
        "closing_cost": "Estimate",
        "hazard": "schedule",
        "return_cost": "Estimate",
    }

    closing_cost: Number | Estimate | None = None
    """What closing costs the council, once, in the year of the failure. In £. Default: ``0``."""
    hazard: Schedule | None = None
    """The chance that it fails in a year, where it has lasted until then. One chance for every year is shared out by
    days in the year of the change; a list is by year of the arrangement, and its last chance holds on. By default
    what was counted in England from 2016 to 2023 for community-run libraries and for contracts; other delivery
    models must state it. In share.
    """
    operator: str | None = None
    """Who fails; by default whoever runs the service."""
    return_cost: Number | Estimate | None = None
    """What bringing the service back costs the council, once, in the year of the failure. In £. Default: ``0``."""
    then: AfterEnd | None = None
    """What follows. Default: ``"returns"``."""


@dataclass(kw_only=True, slots=True, repr=False)
class Party(Record):
    """A body that pays or is paid."""

    _reads: ClassVar[Mapping[str, str]] = {
        "discretionary_relief": "Estimate",
        "electors": "Estimate",
        "employment_allowance_used": "Estimate",
        "exempt_use": "Estimate",
        "minimum_reserves": "Estimate",
        "other_exempt_vat": "Estimate",
        "other_vat": "Estimate",
        "pay_bill": "Estimate",
        "precept": "schedule",
        "reserves": "Estimate",
        "tax_base": "schedule",
    }

    name: str
    """Its name, as it is shown."""
    kind: PartyKind
    """What kind of body it is."""
    discretionary_relief: Number | Estimate | None = None
    """The share of the rates that are left after mandatory relief which the billing authority waives at its own
    discretion (s.47). In share.
    """
    electors: Number | Estimate | None = None
    """How many electors are on its register: without the general power it may spend so many times the limit of section
    137. By default the limit is not looked at. In count.
    """
    employment_allowance: bool | None = None
    """Whether it can claim the employment allowance; by default what follows from its kind."""
    employment_allowance_used: Number | Estimate | None = None
    """The part of the year's employment allowance that it uses for staff outside the service, in cash; by default all
    of the allowance is there for the service. In £.
    """
    exempt_use: Number | Estimate | None = None
    """For a body whose VAT is refunded: the share of the VAT on the service's costs that belongs to exempt activity,
    such as the hire of rooms. Up to 7,500 a year, or under 5% of all its VAT, it comes back; above that none of it
    does. By default all of it comes back. In share.
    """
    general_power: bool | None = None
    """Whether it has the general power of competence, or acts for the authority under a delegation (Local Government
    Act 1972, s.101); by default it is taken to have neither where `electors` is stated.
    """
    gift_aid: bool | None = None
    """Whether it can claim Gift Aid; by default what follows from its kind."""
    minimum_reserves: Number | Estimate | None = None
    """What its reserves may not fall below. In £. Default: ``0``."""
    other_exempt_vat: Number | Estimate | None = None
    """The part of `other_vat` that belongs to exempt activity. In £. Default: ``0``."""
    other_vat: Number | Estimate | None = None
    """The VAT on all its other costs, a year, in pounds of the price base; used with `exempt_use`. In £. Default:
    ``0``.
    """
    pay_bill: Number | Estimate | None = None
    """Its pay bill a year beside the service's posts, in pounds of the price base, moving with the index of pay: the
    apprenticeship levy falls due on what is above 3 million in all. By default no levy is worked out. In £.
    """
    precept: Schedule | None = None
    """Its precept before the change, in pounds of the price base; the last value of a list holds on. In £."""
    precept_index: str | None = None
    """The index that moves the precept: by default it keeps its value in real terms; "none" for a precept in cash.
    Default: ``"general"``.
    """
    rates_relief: RatesRelief | None = None
    """Its relief from business rates; by default what follows from its kind."""
    reserves: Number | Estimate | None = None
    """What it has in usable reserves when the first year opens. In £."""
    tax_base: Schedule | None = None
    """Its council tax base: Band D equivalents, the same in every year, by year, or with a growth: `{ first = 1938.83,
    growth = -0.025 }`. In count.
    """
    vat: VatStatus | None = None
    """What happens to the VAT on its costs; by default what follows from its kind."""


@dataclass(kw_only=True, slots=True, repr=False)
class PassThrough(Record):
    """Pass-through: the operator pays a fixed rate of pension contributions, and the council bears the difference to
    the rate that the fund asks.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "operator_rate": "Estimate",
    }

    operator_rate: Number | Estimate
    """What the operator pays, as a share of pay. In share."""
    capped: bool | None = None
    """Whether the rate is a cap and not fixed: where the fund asks less, the operator keeps the difference and does
    not give it to the council. Default: ``false``.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class Post(Record):
    """A paid post, or several of one kind. How much work it is, is stated in one of three ways: `fte`, `hours_a_week`
    or `on_duty`; what it costs in one of three: `salary`, `spine_point` or `pay`.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "fte": "Estimate",
        "heads": "Estimate",
        "hours_a_week": "Estimate",
        "on_duty": "Estimate",
        "pay": "schedule",
        "pension_rate": "Estimate",
        "salary": "Estimate",
    }

    fte: Number | Estimate | None = None
    """Full-time equivalents. In FTE."""
    heads: Number | Estimate | None = None
    """How many people hold it: National Insurance has a threshold for each of them. By default one for each full-time
    equivalent. In count.
    """
    hours_a_week: Number | Estimate | None = None
    """Paid hours a week of all who hold it: divided by the full-time week of the national (NJC) agreement, 37 hours
    (`overrides."pay.hours_in_a_week"` for another). In paid hours a week.
    """
    index: str | None = None
    """The index that moves the salary or the pay bill; "none" for a sum that is fixed in cash. Default: ``"pay"``.
    """
    on_duty: Number | Estimate | None = None
    """How many are on duty in each staffed hour, so that the paid hours follow from the opening hours: this many times
    `usage.staffed_hours` times `usage.weeks`, divided by the paid hours of a full-time year (37 a week in 52.143
    weeks). Time that is paid and not worked is not in it. In FTE.
    """
    pay: Schedule | None = None
    """The whole pay bill for it where only a total is published, a year: with the employer's National Insurance and
    pension, which are then no lines of their own. In pounds of the price base; it moves with the index. In £.
    """
    pension_rate: Number | Estimate | None = None
    """The employer's pension contribution as a share of pay; by default the service's. In share."""
    salary: Number | Estimate | None = None
    """The full-time salary, in pounds of the price base; it moves with the index. In £."""
    spine_point: int | None = None
    """The point of the national (NJC) pay spine; its salary is the national figure of each year."""
    title: str | None = None
    """What it is called."""


@dataclass(kw_only=True, slots=True, repr=False)
class Premises(Record):
    """A building in which the service runs."""

    _reads: ClassVar[Mapping[str, str]] = {
        "backlog": "schedule",
        "cleaning": "schedule",
        "energy": "schedule",
        "insurance": "schedule",
        "lease_break_cost": "Estimate",
        "market_rent": "Estimate",
        "rateable_value": "Estimate",
        "rates": "schedule",
        "rates_before": "Estimate",
        "rates_shares": "table of Estimate",
        "rent": "schedule",
        "repairs": "schedule",
        "service_charge": "schedule",
        "sinking_fund": "schedule",
        "water": "schedule",
    }

    backlog: Schedule | None = None
    """Repairs that are overdue, by the year in which they are to be done. In £."""
    billing_authority: str | None = None
    """The authority that sends out the bill for its rates and keeps that authority's share: of several districts of a
    county, the one in which the building lies. By default the first district of the input, or the council.
    """
    cleaning: Schedule | None = None
    """Cleaning, a year. In £."""
    energy: Schedule | None = None
    """Energy, a year. In £."""
    insurance: Schedule | None = None
    """Insurance, a year. In £."""
    lease_break: Day | None = None
    """The first day on which a break clause lets the council end the lease early. It is used where the service has
    left by then.
    """
    lease_break_cost: Number | Estimate | None = None
    """What the break costs, once, in pounds of the price base. In £. Default: ``0``."""
    lease_ends: Day | None = None
    """The day on which the lease of a rented building ends. Where the service leaves the building before, the council
    pays the rent and the service charge until then.
    """
    market_rent: Number | Estimate | None = None
    """The rent that the market would pay for it, a year: what its owner forgoes. In £."""
    owner: str | None = None
    """The party that owns it; leave it out for a building that is rented."""
    rateable_value: Number | Estimate | None = None
    """Its rateable value; it has no default, since none is published by library. In £ of rateable value."""
    rates: Schedule | None = None
    """Its rates bill of a full year before charity and discretionary relief, in pounds of the price base, where the
    bill is known and not the rateable value; it moves with the index of rates. In £.
    """
    rates_area: RatesArea | None = None
    """The kind of area by which its rates are shared between authorities; by default `two_tier` where the council that
    decides is a county or a district, else unitary.
    """
    rates_before: Number | Estimate | None = None
    """The rates bill of the year before the first year of the appraisal, before charity and discretionary relief, in
    cash: transitional relief limits the rise from it until 2028/29. By default no limit is worked out. In £.
    """
    rates_shares: Mapping[str, Number | Estimate] | None = None
    """The shares of its rates by party, where they are none of the usual ones; what they leave is the government's.
    """
    rent: Schedule | None = None
    """The rent that is paid, a year. In £."""
    repairs: Schedule | None = None
    """Repairs and maintenance, a year. In £."""
    retail_hospitality_leisure: bool | None = None
    """Whether it is taken to qualify for the retail, hospitality and leisure multipliers. Default: ``false``."""
    service_charge: Schedule | None = None
    """Service charge, a year. In £."""
    sinking_fund: Schedule | None = None
    """What is put by for renewals, a year. In £."""
    supporting_relief: bool | None = None
    """Whether whoever occupies it lost small-business relief at the revaluation of 2026 and has supporting relief: the
    bill may then rise by the transitional limit or by 800 a year, whichever is more. Councils and parishes cannot
    have it. It needs `rates_before`. Default: ``false``.
    """
    water: Schedule | None = None
    """Water, a year. In £."""


@dataclass(kw_only=True, slots=True, repr=False)
class ProjectionInput(Record):
    """How a national figure goes on after the last published year."""

    _reads: ClassVar[Mapping[str, str]] = {
        "growth": "Estimate",
    }

    growth: Number | Estimate | None = None
    """It grows at this rate, a year."""
    hold: Hold | None = None
    """It is held."""


@dataclass(kw_only=True, slots=True, repr=False)
class ReliefWithdrawn(Record):
    """The charity relief from business rates is withdrawn by policy: in every option that states this, at once."""

    _reads: ClassVar[Mapping[str, str]] = {
        "hazard": "schedule",
    }

    hazard: Schedule
    """The chance that it is withdrawn in a year, where it has lasted until then: one for every year from the first, or
    a list from the first year, whose last chance holds on. There is no evidence; it must be stated. In share.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class Replacement(Record):
    """What the council offers in the place of a library that closes: a mobile library, a digital offer, outreach.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "cost": "schedule",
        "hours": "Estimate",
        "set_up": "Estimate",
        "visits": "schedule",
        "weeks": "Estimate",
    }

    label: str
    """What it is."""
    cost: Schedule
    """What it costs, a year, in prices of the base year. In £."""
    hours: Number | Estimate | None = None
    """Hours a week in which somebody is there for the users of the library that closes. In hours a week. Default:
    ``0``.
    """
    set_up: Number | Estimate | None = None
    """What setting it up costs, once: a vehicle, devices, training. In £. Default: ``0``."""
    visits: Schedule | None = None
    """The visits that it keeps, a year. In count. Default: ``0``."""
    weeks: Number | Estimate | None = None
    """Weeks a year in which it is there. In weeks a year. Default: ``52``."""


@dataclass(kw_only=True, slots=True, repr=False)
class Risks(Record):
    """What may happen to an option. A table that is there switches its risk on, even if it is empty and only defaults
    are wanted.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "abandoned": "Abandoned",
        "consultation": "Consultation",
        "grant_renewed": "GrantRenewed",
        "operator_fails": "OperatorFails",
        "relief_withdrawn": "ReliefWithdrawn",
        "starts_late": "StartsLate",
        "take_up": "TakeUp",
        "topped_up": "ToppedUp",
    }

    abandoned: Abandoned | None = None
    """The change is given up before it starts."""
    consultation: Consultation | None = None
    """Part of the service is put back after consultation."""
    grant_renewed: GrantRenewed | None = None
    """A payment that ends on paper is renewed."""
    operator_fails: OperatorFails | None = None
    """The operator fails or hands the service back."""
    relief_withdrawn: ReliefWithdrawn | None = None
    """The charity relief from business rates is withdrawn."""
    starts_late: StartsLate | None = None
    """The arrangement begins late."""
    take_up: TakeUp | None = None
    """The offer is refused, or taken up slowly."""
    topped_up: ToppedUp | None = None
    """The council pays more than was agreed."""


@dataclass(kw_only=True, slots=True, repr=False)
class ScenarioInput(Record):
    """A coherent set of changes to inputs, told as a story: what is seen together and not one at a time."""

    name: str
    """Its name."""
    set: Mapping[str, Number]
    """The inputs that it changes, each by its address, and their values in it."""
    story: str | None = None
    """What happens in it, and why these values go together."""


@dataclass(kw_only=True, slots=True, repr=False)
class Score(Record):
    """What an option scores on a criterion, and why."""

    _reads: ClassVar[Mapping[str, str]] = {
        "score": "Estimate",
    }

    score: Number | Estimate
    """From 0, what the worst end stands for, to 100, what the best end stands for. A range says how far those who gave
    it are unsure, or apart. In points out of 100.
    """
    reason: str
    """Why."""
    by: str | None = None
    """Who gave it, where that is not the panel."""
    date: Day | None = None
    """When."""
    dissent: str | None = None
    """Who disagreed, and what they would have given."""
    evidence: str | None = None
    """What it rests on."""


@dataclass(kw_only=True, slots=True, repr=False)
class Service(Record):
    """A service as it runs today."""

    _reads: ClassVar[Mapping[str, str]] = {
        "central_support": "table of CentralSupport",
        "committed_until": "CommittedUntil",
        "costs": "table of Cost",
        "ict": "schedule",
        "income": "table of Income",
        "library_system": "schedule",
        "management": "schedule",
        "pension_rate": "Estimate",
        "posts": "table of Post",
        "premises": "Premises",
        "stock": "schedule",
        "usage": "Usage",
        "volunteers": "Volunteers",
    }

    name: str | None = None
    """Its name. Needed, unless each library says it."""
    central_support: Mapping[str, CentralSupport] | None = None
    """Central support that it is charged with."""
    committed_until: CommittedUntil | None = None
    """Until when the council is bound to pay for what is bought for the service."""
    costs: Mapping[str, Cost] | None = None
    """Other costs."""
    ict: Schedule | None = None
    """Computers, lines and printers, a year. In £."""
    income: Mapping[str, Income] | None = None
    """What it earns, by stream."""
    library_system: Schedule | None = None
    """The library management system, a year. In £."""
    management: Schedule | None = None
    """The share of management that it is charged with, a year. In £."""
    pension_rate: Number | Estimate | None = None
    """The employer's pension contribution as a share of pay, as the fund has certified it. In share."""
    posts: Mapping[str, Post] | None = None
    """Its paid posts."""
    premises: Premises | None = None
    """Its building."""
    statutory: bool | None = None
    """Whether it is part of the authority's statutory duty (Public Libraries and Museums Act 1964, s.7). By default it
    is, and the result says that this was not stated.
    """
    stock: Schedule | None = None
    """The stock fund, a year. In £."""
    usage: Usage | None = None
    """How much it is open and used."""
    volunteers: Volunteers | None = None
    """Its volunteers."""


@dataclass(kw_only=True, slots=True, repr=False)
class Settings(Record):
    """What is asked, over which years and at whose prices."""

    title: str
    """The question, as a title."""
    council: str
    """The council that decides: a party."""
    today: str
    """The option that is the service as it is today."""
    first_year: str
    """The first financial year."""
    years: int
    """How many years, at most 200."""
    acknowledged: Mapping[str, str] | None = None
    """Advisories that were read and are left as they are, by id, each with the reason."""
    as_of: Day | None = None
    """The day of which the national figures are: what was published later is not known. Without it, all that is
    published holds.
    """
    compare_discounting: Sequence[Edition] | None = None
    """Further discount schedules, to be shown beside it."""
    discounting: Edition | None = None
    """The discount schedule. Default: ``"standard"``."""
    prices: str | None = None
    """The year whose prices are those of real terms; by default the first year."""
    ranges: Ranges | None = None
    """Whether an input whose author gives no range is given one from published figures. Default: ``"as_stated"``.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class SharedCost(Record):
    """A cost of the whole service, which every option has, and which moves in steps with the number of libraries and
    not in proportion to them.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "amount": "schedule",
        "saved": "table of Estimate",
    }

    label: str
    """What it is."""
    amount: Schedule
    """A year, in pounds of the price base, with all libraries. In £."""
    category: Category | None = None
    """What it is for. Default: ``"management"``."""
    index: str | None = None
    """The index that moves it; "none" for a sum that is fixed in cash. Default: ``"pay"``."""
    libraries: Sequence[str] | None = None
    """The libraries that count; by default all."""
    payee: str | None = None
    """Who is paid; by default staff."""
    payer: str | None = None
    """Who pays; by default the council."""
    saved: Mapping[str, Number | Estimate] | None = None
    """What of it is saved a year once so many libraries have left the council: a number of libraries, each with all
    that is saved from then on until the next. A library counts in a year in which it has left for the whole of it.
    No more than the cost is saved.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class SignOff(Record):
    """Who signed an assumption, or a group of them, and when."""

    signed_by: str
    """Who signed."""
    signed_on: Day
    """The day on which it was signed."""
    signed_value: Number | None = None
    """The value that was signed. Where another one holds, it was not the one that was signed."""


@dataclass(kw_only=True, slots=True, repr=False)
class StartsLate(Record):
    """The arrangement begins later than planned. What comes once comes when it was planned."""

    _reads: ClassVar[Mapping[str, str]] = {
        "probability": "Estimate",
    }

    probability: Number | Estimate
    """The chance; it must be stated. In share."""
    months: int | None = None
    """By how many months. The default is the delay of one county that published what it cost. Default: ``4``."""


@dataclass(kw_only=True, slots=True, repr=False)
class SuccessFactor(Record):
    """Something that an option must do: one that fails is shown, and is not ranked."""

    _reads: ClassVar[Mapping[str, str]] = {
        "options": "table of Verdict",
    }

    label: str
    """What it must do."""
    options: Mapping[str, Verdict] | None = None
    """Each option, by its id."""


@dataclass(kw_only=True, slots=True, repr=False)
class TakeUp(Record):
    """The offer is refused, or taken up later than planned."""

    _reads: ClassVar[Mapping[str, str]] = {
        "probability": "Estimate",
        "spent_if_refused": "Estimate",
        "when": "list of Estimate",
    }

    probability: Number | Estimate | None = None
    """The chance that it is taken up at all; by default the share of offers to communities that were, in published
    cases. In share.
    """
    spent_if_refused: Number | Estimate | None = None
    """The share of what setting up costs (the lines of the category `set_up`) that is spent although the offer is
    refused. All else that comes once, a grant or works, comes with the arrangement alone. In share. Default: ``1``.
    """
    together: bool | None = None
    """In an appraisal of several libraries: whether one answer holds for all of them, as where a single body takes on
    all or none. By default each library has an answer of its own. Default: ``false``.
    """
    when: Sequence[Number | Estimate] | None = None
    """Of the offers that are taken up, the share that is in the first, second, third year, from that of the change;
    together 1. By default all are at once.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class TakesFrom(Record):
    """What a new stream takes from one that is there: users of the one no longer pay for the other."""

    _reads: ClassVar[Mapping[str, str]] = {
        "share": "Estimate",
    }

    stream: str
    """The id of the stream that loses."""
    share: Number | Estimate
    """The share of the new income that the other stream loses, at most all that it has. In share."""


@dataclass(kw_only=True, slots=True, repr=False)
class ToppedUp(Record):
    """The council pays more than was agreed, to keep the operator going: a contract is topped up, a trust is rescued.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "amount": "schedule",
        "hazard": "schedule",
        "probability": "Estimate",
    }

    amount: Schedule
    """What it pays more, a year, in cash; a list is counted from `from`. In £."""
    from_: str | None = None
    """The first year in which it may come to that; by default that of the change."""
    hazard: Schedule | None = None
    """The chance in each year from `from` on that it comes to that, where it has not before; the last of a list holds
    on. Either this or `probability`. In share.
    """
    once: bool | None = None
    """Whether it is paid in that year alone, and not in every year from then on. Default: ``false``."""
    probability: Number | Estimate | None = None
    """The chance that it comes to that, in the year `from`. Either this or `hazard`. In share."""


@dataclass(kw_only=True, slots=True, repr=False)
class Usage(Record):
    """How much the service is open and used. What is not stated is not made up: the costs of an hour and of a visit
    are then missing from the result, and a note says so.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "issues": "schedule",
        "self_service_hours": "Estimate",
        "staffed_hours": "Estimate",
        "visits": "schedule",
        "weeks": "Estimate",
    }

    issues: Schedule | None = None
    """Issues a year. Without them there is no cost of an issue. In count."""
    self_service_hours: Number | Estimate | None = None
    """Hours open without anybody present, a week. In hours a week. Default: ``0``."""
    staffed_hours: Number | Estimate | None = None
    """Hours open with staff or volunteers present, a week. Without them there is no cost of an hour open. In hours a
    week.
    """
    visits: Schedule | None = None
    """Visits a year. Without them there is no cost of a visit. In count."""
    weeks: Number | Estimate | None = None
    """Weeks open, a year. In weeks a year. Default: ``52``."""


@dataclass(kw_only=True, slots=True, repr=False)
class ValuePoint(Record):
    """A figure of the model and what it scores."""

    at: Number
    """The figure, in the unit of its row."""
    value: Number
    """What it scores, from 0 to 100."""


@dataclass(kw_only=True, slots=True, repr=False)
class Verdict(Record):
    """Whether an option meets a critical success factor, and why."""

    passes: bool
    """Whether it does."""
    reason: str
    """Why."""
    by: str | None = None
    """Who says so, where that is not the panel."""
    date: Day | None = None
    """When."""
    dissent: str | None = None
    """Who disagreed."""


@dataclass(kw_only=True, slots=True, repr=False)
class ViewInput(Record):
    """A group of parties whose costs are counted together."""

    name: str
    """Its name."""
    parties: Sequence[str]
    """Its parties."""


@dataclass(kw_only=True, slots=True, repr=False)
class Volunteers(Record):
    """Volunteers: their hours, what an hour is worth, and what it costs to support them."""

    _reads: ClassVar[Mapping[str, str]] = {
        "hours": "schedule",
        "hours_each": "Estimate",
        "people": "schedule",
        "recruiting": "Estimate",
        "replaced_hour": "Estimate",
        "replaces": "Estimate",
        "support": "schedule",
        "turnover": "Estimate",
        "value_of_hour": "Estimate",
    }

    hours: Schedule | None = None
    """Hours given, a year. Either this, or `people` and `hours_each`. In hours a year."""
    hours_each: Number | Estimate | None = None
    """The hours that each of them gives in a week in which the service is open (`usage.weeks`). In hours a week."""
    people: Schedule | None = None
    """How many volunteers there are. In count."""
    recruiting: Number | Estimate | None = None
    """What it costs to find and train the one who comes, in pounds of the price base. In £."""
    replaced_hour: Number | Estimate | None = None
    """What a paid hour that they replace would cost, with the employer's contributions, in pounds of the price base.
    By default only the hours are shown. In £ an hour.
    """
    replaces: Number | Estimate | None = None
    """The share of their hours that takes the place of paid hours. The hours and what they would have cost are shown
    beside the result as a memorandum: they are in no sum, since the paid hours that stop are a saving already. In
    share.
    """
    support: Schedule | None = None
    """What supporting them costs, a year: training, checks, expenses. In £."""
    turnover: Number | Estimate | None = None
    """The share of them that leaves in a year, and is replaced. In share."""
    value_of_hour: Number | Estimate | None = None
    """What an hour is worth, in pounds of the price base. It is shown for society and is in no budget. By default the
    adult living wage of the price base. In £ an hour.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class WeightLimits(Record):
    """The least and the most that a criterion may weigh, of 1 for all together."""

    low: Number
    """The least."""
    high: Number
    """The most."""


@dataclass(kw_only=True, slots=True, repr=False)
class Whole(Record):
    """Sums of an option that are for all its libraries together, and are counted once. They begin with the first
    library that changes, and come whatever befalls one of them.
    """

    _reads: ClassVar[Mapping[str, str]] = {
        "costs": "table of Cost",
        "income": "table of Income",
        "loans": "table of Loan",
        "one_offs": "table of OneOff",
    }

    costs: Mapping[str, Cost] | None = None
    """Running costs for all libraries together."""
    income: Mapping[str, Income] | None = None
    """Income for all libraries together."""
    loans: Mapping[str, Loan] | None = None
    """Loans for all libraries together."""
    one_offs: Mapping[str, OneOff] | None = None
    """What the change of all libraries together costs once."""


@dataclass(kw_only=True, slots=True, repr=False)
class CouncilRun(Record):
    """An option with ``model = "council_run"``."""

    _reads: ClassVar[Mapping[str, str]] = {
        "building_sale": "BuildingSale",
        "changes": "table of LineChange",
        "costs": "table of Cost",
        "deferred_receipt": "DeferredReceipt",
        "ends": "Ends",
        "expected_payment": "schedule",
        "income": "table of Income",
        "leavers": "table of Leavers",
        "loans": "table of Loan",
        "old_building": "OldBuilding",
        "one_offs": "table of OneOff",
        "pension_strain": "Estimate",
        "redundancy": "Estimate",
        "risks": "Risks",
        "self_service": "schedule",
        "self_service_set_up": "Estimate",
        "staffing": "Estimate",
        "usage": "Usage",
        "whole": "Whole",
    }

    model: Literal["council_run"] = "council_run"
    """Its delivery model, which the class says."""
    name: str | None = None
    """Its name, as it is shown. Needed, unless each library says it."""
    building_sale: BuildingSale | None = None
    """The building is sold to whoever runs the service."""
    changes: Mapping[str, LineChange] | None = None
    """Changes to lines, by their id."""
    costs: Mapping[str, Cost] | None = None
    """Running costs that come beside today's."""
    deferred_receipt: DeferredReceipt | None = None
    """A sale of the building that would come is put off."""
    ends: Ends | None = None
    """The day on which it ends by plan, and what follows; by default it holds to the end of the appraisal."""
    expected_payment: Schedule | None = None
    """What the council is expected to pay the operator in the end, where that is another path than the grant, the fee
    or the contract sum on paper; fixed in cash and counted as the planned payment is. Plans and budgets keep the
    planned sums; the expectation and the draws take these, and the result shows both by year. In £.
    """
    income: Mapping[str, Income] | None = None
    """Income that comes beside today's."""
    leavers: Mapping[str, Leavers] | None = None
    """Staff who are made redundant by the change, beside what a delivery model's `redundancy` states: their statutory
    payment is worked out.
    """
    loans: Mapping[str, Loan] | None = None
    """Loans."""
    old_building: OldBuilding | None = None
    """What becomes of the building that the service leaves, where the delivery model leaves it. By default nobody is
    taken to pay for it from that day on, or to sell it.
    """
    one_offs: Mapping[str, OneOff] | None = None
    """What the change costs once."""
    only_for: Sequence[str] | None = None
    """In an appraisal of several libraries: those that have the option, the others staying as today. By default all
    have it.
    """
    pension_strain: Number | Estimate | None = None
    """What early pensions cost the council, once. In £. Default: ``0``."""
    phases: Mapping[str, Sequence[str]] | None = None
    """In an appraisal of several libraries: the days on which libraries change hands, each with its libraries. Those
    that are not named begin on `starts`.
    """
    redundancy: Number | Estimate | None = None
    """Redundancy payments, once. In £. Default: ``0``."""
    remove: Sequence[str] | None = None
    """Lines that fall away, by their id."""
    risks: Risks | None = None
    """What may happen to it; nothing is taken to unless it is named here."""
    self_service: Schedule | None = None
    """Self-service: what it costs a year to run. In £. Default: ``0``."""
    self_service_set_up: Number | Estimate | None = None
    """Self-service: doors, cameras and kiosks, once. In £. Default: ``0``."""
    staffing: Number | Estimate | None = None
    """What the paid hours are multiplied by: 1 is as today. In times. Default: ``1``."""
    starts: Day | None = None
    """The day on which it begins; by default the first day of the first year."""
    statutory: bool | None = None
    """Whether the service stays part of the statutory duty; by default as today, and no longer where it closes."""
    usage: Usage | None = None
    """Hours and use, where they differ from today's."""
    whole: Whole | None = None
    """In an appraisal of several libraries, where every other sum is for one library: sums that are for all of them
    together.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class CommunityManaged(Record):
    """An option with ``model = "community_managed"``."""

    _reads: ClassVar[Mapping[str, str]] = {
        "volunteers": "Volunteers",
        "building_sale": "BuildingSale",
        "changes": "table of LineChange",
        "costs": "table of Cost",
        "council_hour_cost": "Estimate",
        "council_hours": "Estimate",
        "council_staffing": "Estimate",
        "deferred_receipt": "DeferredReceipt",
        "ends": "Ends",
        "expected_payment": "schedule",
        "grant": "schedule",
        "income": "table of Income",
        "leavers": "table of Leavers",
        "loans": "table of Loan",
        "old_building": "OldBuilding",
        "one_offs": "table of OneOff",
        "pension_strain": "Estimate",
        "redundancy": "Estimate",
        "rent": "schedule",
        "risks": "Risks",
        "set_up_grant": "Estimate",
        "support_in_kind": "schedule",
        "usage": "Usage",
        "whole": "Whole",
    }

    model: Literal["community_managed"] = "community_managed"
    """Its delivery model, which the class says."""
    name: str | None = None
    """Its name, as it is shown. Needed, unless each library says it."""
    operator: str | None = None
    """The party that runs it. Needed, unless each library says it."""
    volunteers: Volunteers | None = None
    """The volunteers who take the place of staff. Needed, unless each library says it."""
    building_sale: BuildingSale | None = None
    """The building is sold to whoever runs the service."""
    changes: Mapping[str, LineChange] | None = None
    """Changes to lines, by their id."""
    costs: Mapping[str, Cost] | None = None
    """Running costs that come beside today's."""
    council_hour_cost: Number | Estimate | None = None
    """What an hour of them costs the council, with its contributions, in pounds of the price base; it moves with the
    index of pay and is paid in every week of the year. In £ an hour.
    """
    council_hours: Number | Estimate | None = None
    """The paid hours a week that the council goes on giving, in the place of a share of today's. They cost what an
    hour of today's posts costs, unless `council_hour_cost` says otherwise. In paid hours a week.
    """
    council_pays_stock: bool | None = None
    """Whether the council goes on paying for stock. Default: ``true``."""
    council_pays_systems: bool | None = None
    """Whether the council goes on paying for ICT and the library management system. Default: ``true``."""
    council_staffing: Number | Estimate | None = None
    """The share of today's paid hours that the council goes on paying for. In share. Default: ``0``."""
    deferred_receipt: DeferredReceipt | None = None
    """A sale of the building that would come is put off."""
    ends: Ends | None = None
    """The day on which it ends by plan, and what follows; by default it holds to the end of the appraisal."""
    expected_payment: Schedule | None = None
    """What the council is expected to pay the operator in the end, where that is another path than the grant, the fee
    or the contract sum on paper; fixed in cash and counted as the planned payment is. Plans and budgets keep the
    planned sums; the expectation and the draws take these, and the result shows both by year. In £.
    """
    grant: Schedule | None = None
    """The council's grant: one sum a year, or a taper year by year from the year of the change; fixed in cash. In £.
    Default: ``0``.
    """
    income: Mapping[str, Income] | None = None
    """Income that comes beside today's."""
    lease: Lease | None = None
    """The terms of the building. Default: ``"peppercorn"``."""
    leavers: Mapping[str, Leavers] | None = None
    """Staff who are made redundant by the change, beside what a delivery model's `redundancy` states: their statutory
    payment is worked out.
    """
    loans: Mapping[str, Loan] | None = None
    """Loans."""
    old_building: OldBuilding | None = None
    """What becomes of the building that the service leaves, where the delivery model leaves it. By default nobody is
    taken to pay for it from that day on, or to sell it.
    """
    one_offs: Mapping[str, OneOff] | None = None
    """What the change costs once."""
    only_for: Sequence[str] | None = None
    """In an appraisal of several libraries: those that have the option, the others staying as today. By default all
    have it.
    """
    pension_strain: Number | Estimate | None = None
    """What early pensions cost the council, once. In £. Default: ``0``."""
    phases: Mapping[str, Sequence[str]] | None = None
    """In an appraisal of several libraries: the days on which libraries change hands, each with its libraries. Those
    that are not named begin on `starts`.
    """
    redundancy: Number | Estimate | None = None
    """Redundancy payments, once. In £. Default: ``0``."""
    remove: Sequence[str] | None = None
    """Lines that fall away, by their id."""
    rent: Schedule | None = None
    """The rent that the group pays, a year; fixed in cash. A list holds on at its last sum. In £. Default: ``0``.
    """
    repairing: Repairing | None = None
    """Which of the costs of the building the group bears. Default: ``"full"``."""
    risks: Risks | None = None
    """What may happen to it; nothing is taken to unless it is named here."""
    set_up_grant: Number | Estimate | None = None
    """The grant for setting up, once. In £. Default: ``0``."""
    starts: Day | None = None
    """The day on which it begins; by default the first day of the first year."""
    statutory: bool | None = None
    """Whether the service stays part of the statutory duty; by default as today, and no longer where it closes."""
    support_in_kind: Schedule | None = None
    """What the council's help in kind costs it, a year: rotation of stock, training, a link officer. In £. Default:
    ``8050``.
    """
    usage: Usage | None = None
    """Hours and use, where they differ from today's."""
    whole: Whole | None = None
    """In an appraisal of several libraries, where every other sum is for one library: sums that are for all of them
    together.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class ParishCommissioned(Record):
    """An option with ``model = "parish_commissioned"``."""

    _reads: ClassVar[Mapping[str, str]] = {
        "administration": "schedule",
        "building_costs": "schedule",
        "building_sale": "BuildingSale",
        "changes": "table of LineChange",
        "costs": "table of Cost",
        "deferred_receipt": "DeferredReceipt",
        "ends": "Ends",
        "expected_payment": "schedule",
        "income": "table of Income",
        "leavers": "table of Leavers",
        "loans": "table of Loan",
        "old_building": "OldBuilding",
        "one_offs": "table of OneOff",
        "payment": "schedule",
        "pension_rate": "Estimate",
        "pension_strain": "Estimate",
        "redundancy": "Estimate",
        "rent": "schedule",
        "risks": "Risks",
        "set_up_grant": "Estimate",
        "staffing": "Estimate",
        "support_in_kind": "schedule",
        "usage": "Usage",
        "volunteers": "Volunteers",
        "whole": "Whole",
    }

    model: Literal["parish_commissioned"] = "parish_commissioned"
    """Its delivery model, which the class says."""
    name: str | None = None
    """Its name, as it is shown. Needed, unless each library says it."""
    parish: str | None = None
    """The parish council. Needed, unless each library says it."""
    administration: Schedule | None = None
    """What the parish's own administration costs more, a year. In £. Default: ``0``."""
    building: ParishBuilding | None = None
    """Where the parish runs the service. Default: ``"council_building"``."""
    building_costs: Schedule | None = None
    """What the parish's own building or the share of its office costs, a year. In £. Default: ``0``."""
    building_sale: BuildingSale | None = None
    """The building is sold to whoever runs the service."""
    changes: Mapping[str, LineChange] | None = None
    """Changes to lines, by their id."""
    costs: Mapping[str, Cost] | None = None
    """Running costs that come beside today's."""
    council_pays_stock: bool | None = None
    """Whether the council goes on paying for stock. Default: ``true``."""
    council_pays_systems: bool | None = None
    """Whether the council goes on paying for ICT and the library management system. Default: ``true``."""
    deferred_receipt: DeferredReceipt | None = None
    """A sale of the building that would come is put off."""
    ends: Ends | None = None
    """The day on which it ends by plan, and what follows; by default it holds to the end of the appraisal."""
    expected_payment: Schedule | None = None
    """What the council is expected to pay the operator in the end, where that is another path than the grant, the fee
    or the contract sum on paper; fixed in cash and counted as the planned payment is. Plans and budgets keep the
    planned sums; the expectation and the draws take these, and the result shows both by year. In £.
    """
    fee: bool | None = None
    """Whether the payment is a fee under the agreement (and not a grant). Default: ``true``."""
    funding: ParishFunding | None = None
    """What the parish pays the rest with. Default: ``"precept"``."""
    income: Mapping[str, Income] | None = None
    """Income that comes beside today's."""
    leavers: Mapping[str, Leavers] | None = None
    """Staff who are made redundant by the change, beside what a delivery model's `redundancy` states: their statutory
    payment is worked out.
    """
    loans: Mapping[str, Loan] | None = None
    """Loans."""
    old_building: OldBuilding | None = None
    """What becomes of the building that the service leaves, where the delivery model leaves it. By default nobody is
    taken to pay for it from that day on, or to sell it.
    """
    one_offs: Mapping[str, OneOff] | None = None
    """What the change costs once."""
    only_for: Sequence[str] | None = None
    """In an appraisal of several libraries: those that have the option, the others staying as today. By default all
    have it.
    """
    payment: Schedule | None = None
    """What the council pays for it: one sum a year, or a sum for each year from the year of the change; fixed in cash.
    In £. Default: ``0``.
    """
    pension_rate: Number | Estimate | None = None
    """The parish's pension contribution as a share of pay; by default the service's. In share."""
    pension_strain: Number | Estimate | None = None
    """What early pensions cost the council, once. In £. Default: ``0``."""
    phases: Mapping[str, Sequence[str]] | None = None
    """In an appraisal of several libraries: the days on which libraries change hands, each with its libraries. Those
    that are not named begin on `starts`.
    """
    redundancy: Number | Estimate | None = None
    """Redundancy payments, once. In £. Default: ``0``."""
    remove: Sequence[str] | None = None
    """Lines that fall away, by their id."""
    rent: Schedule | None = None
    """The rent that the parish pays for the council's building, a year; fixed in cash. A list holds on at its last
    sum. In £. Default: ``0``.
    """
    repairing: Repairing | None = None
    """Which of the costs of the council's building the parish bears. Default: ``"full"``."""
    risks: Risks | None = None
    """What may happen to it; nothing is taken to unless it is named here."""
    set_up_grant: Number | Estimate | None = None
    """The grant for setting up, once. In £. Default: ``0``."""
    staffing: Number | Estimate | None = None
    """What the paid hours are multiplied by: 1 is as today. In times. Default: ``1``."""
    starts: Day | None = None
    """The day on which it begins; by default the first day of the first year."""
    statutory: bool | None = None
    """Whether the service stays part of the statutory duty; by default as today, and no longer where it closes."""
    support_in_kind: Schedule | None = None
    """What the council's help in kind and its oversight of the agreement cost it, a year. In £. Default: ``0``."""
    usage: Usage | None = None
    """Hours and use, where they differ from today's."""
    volunteers: Volunteers | None = None
    """The volunteers; by default today's."""
    whole: Whole | None = None
    """In an appraisal of several libraries, where every other sum is for one library: sums that are for all of them
    together.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class Trust(Record):
    """An option with ``model = "trust"``."""

    _reads: ClassVar[Mapping[str, str]] = {
        "contract": "schedule",
        "governance": "schedule",
        "building_sale": "BuildingSale",
        "cessation_debt": "CessationDebt",
        "changes": "table of LineChange",
        "contract_management": "schedule",
        "costs": "table of Cost",
        "deferred_receipt": "DeferredReceipt",
        "ends": "Ends",
        "expected_payment": "schedule",
        "income": "table of Income",
        "irrecoverable_vat": "Estimate",
        "leavers": "table of Leavers",
        "loans": "table of Loan",
        "new_starter_pension_rate": "Estimate",
        "old_building": "OldBuilding",
        "one_offs": "table of OneOff",
        "pension_bond": "schedule",
        "pension_pass_through": "PassThrough",
        "pension_rate": "Estimate",
        "pension_strain": "Estimate",
        "redundancy": "Estimate",
        "rent": "schedule",
        "risks": "Risks",
        "set_up": "Estimate",
        "staffing": "Estimate",
        "support_bought_back": "schedule",
        "turnover": "Estimate",
        "usage": "Usage",
        "volunteers": "Volunteers",
        "whole": "Whole",
        "working_reserve": "Estimate",
    }

    model: Literal["trust"] = "trust"
    """Its delivery model, which the class says."""
    name: str | None = None
    """Its name, as it is shown. Needed, unless each library says it."""
    trust: str | None = None
    """The party that runs it. Needed, unless each library says it."""
    contract: Schedule | None = None
    """The contract sum, by year from the year of the change or the same in every year; fixed in cash. In £. Needed,
    unless each library says it.
    """
    governance: Schedule | None = None
    """What governance costs, a year: audit, insurance, directors, a chief executive's share. No national figure is
    known; it must be stated. In £. Needed, unless each library says it.
    """
    building_sale: BuildingSale | None = None
    """The building is sold to whoever runs the service."""
    cessation_debt: CessationDebt | None = None
    """The debt when the trust leaves the pension fund."""
    changes: Mapping[str, LineChange] | None = None
    """Changes to lines, by their id."""
    contract_management: Schedule | None = None
    """What it costs the council to look after the contract, a year. In £. Default: ``0``."""
    costs: Mapping[str, Cost] | None = None
    """Running costs that come beside today's."""
    council_pays_stock: bool | None = None
    """Whether the council goes on paying for stock. Default: ``false``."""
    council_pays_systems: bool | None = None
    """Whether the council goes on paying for ICT and the library management system. Default: ``false``."""
    deferred_receipt: DeferredReceipt | None = None
    """A sale of the building that would come is put off."""
    ends: Ends | None = None
    """The day on which it ends by plan, and what follows; by default it holds to the end of the appraisal."""
    expected_payment: Schedule | None = None
    """What the council is expected to pay the operator in the end, where that is another path than the grant, the fee
    or the contract sum on paper; fixed in cash and counted as the planned payment is. Plans and budgets keep the
    planned sums; the expectation and the draws take these, and the result shows both by year. In £.
    """
    funding: Funding | None = None
    """How the council pays. Default: ``"contract"``."""
    income: Mapping[str, Income] | None = None
    """Income that comes beside today's."""
    irrecoverable_vat: Number | Estimate | None = None
    """The share of VAT on its costs that the trust cannot get back; by default worked out from its income. In share.
    """
    lease: Lease | None = None
    """The terms of the building. Default: ``"peppercorn"``."""
    leavers: Mapping[str, Leavers] | None = None
    """Staff who are made redundant by the change, beside what a delivery model's `redundancy` states: their statutory
    payment is worked out.
    """
    loans: Mapping[str, Loan] | None = None
    """Loans."""
    new_starter_pension_rate: Number | Estimate | None = None
    """The pension contribution for new starters, as a share of pay; by default that of those who transfer. In share.
    """
    old_building: OldBuilding | None = None
    """What becomes of the building that the service leaves, where the delivery model leaves it. By default nobody is
    taken to pay for it from that day on, or to sell it.
    """
    one_offs: Mapping[str, OneOff] | None = None
    """What the change costs once."""
    only_for: Sequence[str] | None = None
    """In an appraisal of several libraries: those that have the option, the others staying as today. By default all
    have it.
    """
    pension_bond: Schedule | None = None
    """What a bond or guarantee for the pension fund costs the trust, a year. In £. Default: ``0``."""
    pension_pass_through: PassThrough | None = None
    """The council bears what the pension fund asks beyond a rate."""
    pension_rate: Number | Estimate | None = None
    """The pension contribution for staff who transfer, as a share of pay: that of the admission body; by default the
    service's. In share.
    """
    pension_strain: Number | Estimate | None = None
    """What early pensions cost the council, once. In £. Default: ``0``."""
    phases: Mapping[str, Sequence[str]] | None = None
    """In an appraisal of several libraries: the days on which libraries change hands, each with its libraries. Those
    that are not named begin on `starts`.
    """
    redundancy: Number | Estimate | None = None
    """Redundancy payments to staff who do not transfer, once. In £. Default: ``0``."""
    remove: Sequence[str] | None = None
    """Lines that fall away, by their id."""
    rent: Schedule | None = None
    """The rent that the trust pays, a year; fixed in cash. A list holds on at its last sum. In £. Default: ``0``.
    """
    repairing: Repairing | None = None
    """Which of the costs of the building the trust bears. Default: ``"full"``."""
    risks: Risks | None = None
    """What may happen to it; nothing is taken to unless it is named here."""
    set_up: Number | Estimate | None = None
    """Advisers, legal work and procurement, once, paid by the council. In £. Default: ``0``."""
    staffing: Number | Estimate | None = None
    """What the paid hours are multiplied by: 1 is as today. In times. Default: ``1``."""
    starts: Day | None = None
    """The day on which it begins; by default the first day of the first year."""
    statutory: bool | None = None
    """Whether the service stays part of the statutory duty; by default as today, and no longer where it closes."""
    support_bought_back: Schedule | None = None
    """What the trust buys back from the council, a year: payroll, ICT, legal work. In £. Default: ``0``."""
    turnover: Number | Estimate | None = None
    """The share of staff that leaves and is replaced each year. In share. Default: ``0``."""
    usage: Usage | None = None
    """Hours and use, where they differ from today's."""
    volunteers: Volunteers | None = None
    """The volunteers; by default today's."""
    whole: Whole | None = None
    """In an appraisal of several libraries, where every other sum is for one library: sums that are for all of them
    together.
    """
    working_reserve: Number | Estimate | None = None
    """Working capital that the council gives at the start, once. In £. Default: ``0``."""


@dataclass(kw_only=True, slots=True, repr=False)
class Outsourced(Record):
    """An option with ``model = "outsourced"``."""

    _reads: ClassVar[Mapping[str, str]] = {
        "contract": "schedule",
        "building_sale": "BuildingSale",
        "cessation_debt": "CessationDebt",
        "changes": "table of LineChange",
        "contract_management": "schedule",
        "costs": "table of Cost",
        "deferred_receipt": "DeferredReceipt",
        "ends": "Ends",
        "expected_payment": "schedule",
        "income": "table of Income",
        "irrecoverable_vat": "Estimate",
        "leavers": "table of Leavers",
        "loans": "table of Loan",
        "margin": "Estimate",
        "new_starter_pension_rate": "Estimate",
        "old_building": "OldBuilding",
        "one_offs": "table of OneOff",
        "pension_bond": "schedule",
        "pension_pass_through": "PassThrough",
        "pension_rate": "Estimate",
        "pension_strain": "Estimate",
        "redundancy": "Estimate",
        "rent": "schedule",
        "risks": "Risks",
        "set_up": "Estimate",
        "staffing": "Estimate",
        "turnover": "Estimate",
        "usage": "Usage",
        "volunteers": "Volunteers",
        "whole": "Whole",
    }

    model: Literal["outsourced"] = "outsourced"
    """Its delivery model, which the class says."""
    name: str | None = None
    """Its name, as it is shown. Needed, unless each library says it."""
    contractor: str | None = None
    """The party that runs it: a contractor or another body. Needed, unless each library says it."""
    contract: Schedule | None = None
    """The contract sum, by year from the year of the change or the same in every year; fixed in cash. In £. Needed,
    unless each library says it.
    """
    building_sale: BuildingSale | None = None
    """The building is sold to whoever runs the service."""
    cessation_debt: CessationDebt | None = None
    """The debt when the contractor leaves the pension fund."""
    changes: Mapping[str, LineChange] | None = None
    """Changes to lines, by their id."""
    contract_management: Schedule | None = None
    """What it costs the council to look after the contract, a year. In £. Default: ``0``."""
    costs: Mapping[str, Cost] | None = None
    """Running costs that come beside today's."""
    council_pays_stock: bool | None = None
    """Whether the council goes on paying for stock. Default: ``false``."""
    council_pays_systems: bool | None = None
    """Whether the council goes on paying for ICT and the library management system. Default: ``false``."""
    deferred_receipt: DeferredReceipt | None = None
    """A sale of the building that would come is put off."""
    ends: Ends | None = None
    """The day on which it ends by plan, and what follows; by default it holds to the end of the appraisal."""
    expected_payment: Schedule | None = None
    """What the council is expected to pay the operator in the end, where that is another path than the grant, the fee
    or the contract sum on paper; fixed in cash and counted as the planned payment is. Plans and budgets keep the
    planned sums; the expectation and the draws take these, and the result shows both by year. In £.
    """
    income: Mapping[str, Income] | None = None
    """Income that comes beside today's."""
    irrecoverable_vat: Number | Estimate | None = None
    """The share of VAT on its costs that the contractor cannot get back; by default worked out from its income. In
    share.
    """
    lease: Lease | None = None
    """The terms of the building. Default: ``"peppercorn"``."""
    leavers: Mapping[str, Leavers] | None = None
    """Staff who are made redundant by the change, beside what a delivery model's `redundancy` states: their statutory
    payment is worked out.
    """
    loans: Mapping[str, Loan] | None = None
    """Loans."""
    margin: Number | Estimate | None = None
    """The share of the contract sum that is the contractor's margin. It is within the sum, and shown beside it. In
    share.
    """
    new_starter_pension_rate: Number | Estimate | None = None
    """The pension contribution for new starters, as a share of pay; by default that of those who transfer. In share.
    """
    old_building: OldBuilding | None = None
    """What becomes of the building that the service leaves, where the delivery model leaves it. By default nobody is
    taken to pay for it from that day on, or to sell it.
    """
    one_offs: Mapping[str, OneOff] | None = None
    """What the change costs once."""
    only_for: Sequence[str] | None = None
    """In an appraisal of several libraries: those that have the option, the others staying as today. By default all
    have it.
    """
    pension_bond: Schedule | None = None
    """What a bond or guarantee for the pension fund costs the contractor, a year. In £. Default: ``0``."""
    pension_pass_through: PassThrough | None = None
    """The council bears what the pension fund asks beyond a rate."""
    pension_rate: Number | Estimate | None = None
    """The pension contribution for staff who transfer, as a share of pay; by default the service's. In share."""
    pension_strain: Number | Estimate | None = None
    """What early pensions cost the council, once. In £. Default: ``0``."""
    phases: Mapping[str, Sequence[str]] | None = None
    """In an appraisal of several libraries: the days on which libraries change hands, each with its libraries. Those
    that are not named begin on `starts`.
    """
    redundancy: Number | Estimate | None = None
    """Redundancy payments to staff who do not transfer, once. In £. Default: ``0``."""
    remove: Sequence[str] | None = None
    """Lines that fall away, by their id."""
    rent: Schedule | None = None
    """The rent that the contractor pays, a year; fixed in cash. A list holds on at its last sum. In £. Default: ``0``.
    """
    repairing: Repairing | None = None
    """Which of the costs of the building the contractor bears. Default: ``"full"``."""
    risks: Risks | None = None
    """What may happen to it; nothing is taken to unless it is named here."""
    set_up: Number | Estimate | None = None
    """Advisers, legal work and procurement, once, paid by the council. In £. Default: ``0``."""
    staffing: Number | Estimate | None = None
    """What the paid hours are multiplied by: 1 is as today. In times. Default: ``1``."""
    starts: Day | None = None
    """The day on which it begins; by default the first day of the first year."""
    statutory: bool | None = None
    """Whether the service stays part of the statutory duty; by default as today, and no longer where it closes."""
    turnover: Number | Estimate | None = None
    """The share of staff that leaves and is replaced each year. In share. Default: ``0``."""
    usage: Usage | None = None
    """Hours and use, where they differ from today's."""
    volunteers: Volunteers | None = None
    """The volunteers; by default today's."""
    whole: Whole | None = None
    """In an appraisal of several libraries, where every other sum is for one library: sums that are for all of them
    together.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class SharedService(Record):
    """An option with ``model = "shared_service"``."""

    _reads: ClassVar[Mapping[str, str]] = {
        "recharge": "schedule",
        "building_sale": "BuildingSale",
        "changes": "table of LineChange",
        "contract_management": "schedule",
        "costs": "table of Cost",
        "deferred_receipt": "DeferredReceipt",
        "ends": "Ends",
        "expected_payment": "schedule",
        "income": "table of Income",
        "leavers": "table of Leavers",
        "loans": "table of Loan",
        "old_building": "OldBuilding",
        "one_offs": "table of OneOff",
        "pension_rate": "Estimate",
        "pension_strain": "Estimate",
        "redundancy": "Estimate",
        "risks": "Risks",
        "set_up": "Estimate",
        "staffing": "Estimate",
        "usage": "Usage",
        "volunteers": "Volunteers",
        "whole": "Whole",
    }

    model: Literal["shared_service"] = "shared_service"
    """Its delivery model, which the class says."""
    name: str | None = None
    """Its name, as it is shown. Needed, unless each library says it."""
    partner: str | None = None
    """The party that runs it: another council, or a joint body. Needed, unless each library says it."""
    recharge: Schedule | None = None
    """What it recharges, by year from the year of the change or the same in every year; fixed in cash. In £. Needed,
    unless each library says it.
    """
    building_sale: BuildingSale | None = None
    """The building is sold to whoever runs the service."""
    changes: Mapping[str, LineChange] | None = None
    """Changes to lines, by their id."""
    contract_management: Schedule | None = None
    """What it costs the council to look after the agreement, a year. In £. Default: ``0``."""
    costs: Mapping[str, Cost] | None = None
    """Running costs that come beside today's."""
    council_pays_stock: bool | None = None
    """Whether the council goes on paying for stock. Default: ``true``."""
    council_pays_systems: bool | None = None
    """Whether the council goes on paying for ICT and the library management system. Default: ``true``."""
    deferred_receipt: DeferredReceipt | None = None
    """A sale of the building that would come is put off."""
    ends: Ends | None = None
    """The day on which it ends by plan, and what follows; by default it holds to the end of the appraisal."""
    expected_payment: Schedule | None = None
    """What the council is expected to pay the operator in the end, where that is another path than the grant, the fee
    or the contract sum on paper; fixed in cash and counted as the planned payment is. Plans and budgets keep the
    planned sums; the expectation and the draws take these, and the result shows both by year. In £.
    """
    income: Mapping[str, Income] | None = None
    """Income that comes beside today's."""
    lease: Lease | None = None
    """The terms of the building. Default: ``"council_keeps"``."""
    leavers: Mapping[str, Leavers] | None = None
    """Staff who are made redundant by the change, beside what a delivery model's `redundancy` states: their statutory
    payment is worked out.
    """
    loans: Mapping[str, Loan] | None = None
    """Loans."""
    old_building: OldBuilding | None = None
    """What becomes of the building that the service leaves, where the delivery model leaves it. By default nobody is
    taken to pay for it from that day on, or to sell it.
    """
    one_offs: Mapping[str, OneOff] | None = None
    """What the change costs once."""
    only_for: Sequence[str] | None = None
    """In an appraisal of several libraries: those that have the option, the others staying as today. By default all
    have it.
    """
    pension_rate: Number | Estimate | None = None
    """The pension contribution of the partner as a share of pay; by default the service's. In share."""
    pension_strain: Number | Estimate | None = None
    """What early pensions cost the council, once. In £. Default: ``0``."""
    phases: Mapping[str, Sequence[str]] | None = None
    """In an appraisal of several libraries: the days on which libraries change hands, each with its libraries. Those
    that are not named begin on `starts`.
    """
    redundancy: Number | Estimate | None = None
    """Redundancy payments, once. In £. Default: ``0``."""
    remove: Sequence[str] | None = None
    """Lines that fall away, by their id."""
    risks: Risks | None = None
    """What may happen to it; nothing is taken to unless it is named here."""
    set_up: Number | Estimate | None = None
    """Bringing the services together, once, paid by the council. In £. Default: ``0``."""
    staffing: Number | Estimate | None = None
    """What the paid hours are multiplied by: 1 is as today. In times. Default: ``1``."""
    starts: Day | None = None
    """The day on which it begins; by default the first day of the first year."""
    statutory: bool | None = None
    """Whether the service stays part of the statutory duty; by default as today, and no longer where it closes."""
    usage: Usage | None = None
    """Hours and use, where they differ from today's."""
    volunteers: Volunteers | None = None
    """The volunteers; by default today's."""
    whole: Whole | None = None
    """In an appraisal of several libraries, where every other sum is for one library: sums that are for all of them
    together.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class CouncilCompany(Record):
    """An option with ``model = "council_company"``."""

    _reads: ClassVar[Mapping[str, str]] = {
        "contract": "schedule",
        "governance": "schedule",
        "building_sale": "BuildingSale",
        "cessation_debt": "CessationDebt",
        "changes": "table of LineChange",
        "contract_management": "schedule",
        "costs": "table of Cost",
        "deferred_receipt": "DeferredReceipt",
        "ends": "Ends",
        "expected_payment": "schedule",
        "income": "table of Income",
        "irrecoverable_vat": "Estimate",
        "leavers": "table of Leavers",
        "loans": "table of Loan",
        "new_starter_pension_rate": "Estimate",
        "old_building": "OldBuilding",
        "one_offs": "table of OneOff",
        "pension_pass_through": "PassThrough",
        "pension_rate": "Estimate",
        "rent": "schedule",
        "risks": "Risks",
        "set_up": "Estimate",
        "staffing": "Estimate",
        "support_bought_back": "schedule",
        "turnover": "Estimate",
        "usage": "Usage",
        "volunteers": "Volunteers",
        "whole": "Whole",
        "working_reserve": "Estimate",
    }

    model: Literal["council_company"] = "council_company"
    """Its delivery model, which the class says."""
    name: str | None = None
    """Its name, as it is shown. Needed, unless each library says it."""
    company: str | None = None
    """The party that runs it: a company of the council. Needed, unless each library says it."""
    contract: Schedule | None = None
    """The contract sum, by year from the year of the change or the same in every year; fixed in cash. In £. Needed,
    unless each library says it.
    """
    governance: Schedule | None = None
    """What governance costs, a year: audit, insurance, directors. No national figure is known; it must be stated. In
    £. Needed, unless each library says it.
    """
    building_sale: BuildingSale | None = None
    """The building is sold to whoever runs the service."""
    cessation_debt: CessationDebt | None = None
    """The debt when the company leaves the pension fund."""
    changes: Mapping[str, LineChange] | None = None
    """Changes to lines, by their id."""
    contract_management: Schedule | None = None
    """What it costs the council to look after the contract, a year. In £. Default: ``0``."""
    costs: Mapping[str, Cost] | None = None
    """Running costs that come beside today's."""
    council_pays_stock: bool | None = None
    """Whether the council goes on paying for stock. Default: ``false``."""
    council_pays_systems: bool | None = None
    """Whether the council goes on paying for ICT and the library management system. Default: ``false``."""
    deferred_receipt: DeferredReceipt | None = None
    """A sale of the building that would come is put off."""
    ends: Ends | None = None
    """The day on which it ends by plan, and what follows; by default it holds to the end of the appraisal."""
    expected_payment: Schedule | None = None
    """What the council is expected to pay the operator in the end, where that is another path than the grant, the fee
    or the contract sum on paper; fixed in cash and counted as the planned payment is. Plans and budgets keep the
    planned sums; the expectation and the draws take these, and the result shows both by year. In £.
    """
    income: Mapping[str, Income] | None = None
    """Income that comes beside today's."""
    irrecoverable_vat: Number | Estimate | None = None
    """The share of VAT on its costs that the company cannot get back; by default worked out from its income. In share.
    """
    lease: Lease | None = None
    """The terms of the building. Default: ``"peppercorn"``."""
    leavers: Mapping[str, Leavers] | None = None
    """Staff who are made redundant by the change, beside what a delivery model's `redundancy` states: their statutory
    payment is worked out.
    """
    loans: Mapping[str, Loan] | None = None
    """Loans."""
    new_starter_pension_rate: Number | Estimate | None = None
    """The pension contribution for new starters, as a share of pay; by default that of those who transfer. In share.
    """
    old_building: OldBuilding | None = None
    """What becomes of the building that the service leaves, where the delivery model leaves it. By default nobody is
    taken to pay for it from that day on, or to sell it.
    """
    one_offs: Mapping[str, OneOff] | None = None
    """What the change costs once."""
    only_for: Sequence[str] | None = None
    """In an appraisal of several libraries: those that have the option, the others staying as today. By default all
    have it.
    """
    pension_pass_through: PassThrough | None = None
    """The council bears what the pension fund asks beyond a rate."""
    pension_rate: Number | Estimate | None = None
    """The pension contribution for staff who transfer, as a share of pay; by default the service's. In share."""
    phases: Mapping[str, Sequence[str]] | None = None
    """In an appraisal of several libraries: the days on which libraries change hands, each with its libraries. Those
    that are not named begin on `starts`.
    """
    remove: Sequence[str] | None = None
    """Lines that fall away, by their id."""
    rent: Schedule | None = None
    """The rent that the company pays, a year; fixed in cash. A list holds on at its last sum. In £. Default: ``0``.
    """
    repairing: Repairing | None = None
    """Which of the costs of the building the company bears. Default: ``"full"``."""
    risks: Risks | None = None
    """What may happen to it; nothing is taken to unless it is named here."""
    set_up: Number | Estimate | None = None
    """Setting the company up, once, paid by the council. In £. Default: ``0``."""
    staffing: Number | Estimate | None = None
    """What the paid hours are multiplied by: 1 is as today. In times. Default: ``1``."""
    starts: Day | None = None
    """The day on which it begins; by default the first day of the first year."""
    statutory: bool | None = None
    """Whether the service stays part of the statutory duty; by default as today, and no longer where it closes."""
    support_bought_back: Schedule | None = None
    """What the company buys back from the council, a year: payroll, ICT, legal work. In £. Default: ``0``."""
    turnover: Number | Estimate | None = None
    """The share of staff that leaves and is replaced each year. In share. Default: ``0``."""
    usage: Usage | None = None
    """Hours and use, where they differ from today's."""
    volunteers: Volunteers | None = None
    """The volunteers; by default today's."""
    whole: Whole | None = None
    """In an appraisal of several libraries, where every other sum is for one library: sums that are for all of them
    together.
    """
    working_reserve: Number | Estimate | None = None
    """Working capital that the council gives at the start, once. Where it lends it, state a loan instead. In £.
    Default: ``0``.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class CoLocated(Record):
    """An option with ``model = "co_located"``."""

    _reads: ClassVar[Mapping[str, str]] = {
        "building_sale": "BuildingSale",
        "changes": "table of LineChange",
        "costs": "table of Cost",
        "deferred_receipt": "DeferredReceipt",
        "ends": "Ends",
        "expected_payment": "schedule",
        "fit_out": "Estimate",
        "host_running_costs": "schedule",
        "income": "table of Income",
        "leavers": "table of Leavers",
        "loans": "table of Loan",
        "old_building": "OldBuilding",
        "one_offs": "table of OneOff",
        "partner_contribution": "schedule",
        "pension_strain": "Estimate",
        "redundancy": "Estimate",
        "rent": "schedule",
        "risks": "Risks",
        "running_cost_share": "Estimate",
        "staffing": "Estimate",
        "usage": "Usage",
        "volunteers": "Volunteers",
        "whole": "Whole",
    }

    model: Literal["co_located"] = "co_located"
    """Its delivery model, which the class says."""
    name: str | None = None
    """Its name, as it is shown. Needed, unless each library says it."""
    host: str | None = None
    """The party in whose building it is. Needed, unless each library says it."""
    building_sale: BuildingSale | None = None
    """The building is sold to whoever runs the service."""
    changes: Mapping[str, LineChange] | None = None
    """Changes to lines, by their id."""
    costs: Mapping[str, Cost] | None = None
    """Running costs that come beside today's."""
    deferred_receipt: DeferredReceipt | None = None
    """A sale of the building that would come is put off."""
    ends: Ends | None = None
    """The day on which it ends by plan, and what follows; by default it holds to the end of the appraisal."""
    expected_payment: Schedule | None = None
    """What the council is expected to pay the operator in the end, where that is another path than the grant, the fee
    or the contract sum on paper; fixed in cash and counted as the planned payment is. Plans and budgets keep the
    planned sums; the expectation and the draws take these, and the result shows both by year. In £.
    """
    fit_out: Number | Estimate | None = None
    """Fitting out, once. In £. Default: ``0``."""
    host_running_costs: Schedule | None = None
    """What the host's building costs to run, a year, in prices of the base year. In £. Default: ``0``."""
    income: Mapping[str, Income] | None = None
    """Income that comes beside today's."""
    leavers: Mapping[str, Leavers] | None = None
    """Staff who are made redundant by the change, beside what a delivery model's `redundancy` states: their statutory
    payment is worked out.
    """
    loans: Mapping[str, Loan] | None = None
    """Loans."""
    old_building: OldBuilding | None = None
    """What becomes of the building that the service leaves, where the delivery model leaves it. By default nobody is
    taken to pay for it from that day on, or to sell it.
    """
    one_offs: Mapping[str, OneOff] | None = None
    """What the change costs once."""
    only_for: Sequence[str] | None = None
    """In an appraisal of several libraries: those that have the option, the others staying as today. By default all
    have it.
    """
    operator: str | None = None
    """Who runs the service there; by default the council."""
    partner_contribution: Schedule | None = None
    """What the host or the partners put in for the service, a year; fixed in cash. In £. Default: ``0``."""
    pension_strain: Number | Estimate | None = None
    """What early pensions cost the council, once. In £. Default: ``0``."""
    phases: Mapping[str, Sequence[str]] | None = None
    """In an appraisal of several libraries: the days on which libraries change hands, each with its libraries. Those
    that are not named begin on `starts`.
    """
    redundancy: Number | Estimate | None = None
    """Redundancy payments, once. In £. Default: ``0``."""
    remove: Sequence[str] | None = None
    """Lines that fall away, by their id."""
    rent: Schedule | None = None
    """The rent that the host asks, a year; fixed in cash. In £. Default: ``0``."""
    risks: Risks | None = None
    """What may happen to it; nothing is taken to unless it is named here."""
    running_cost_share: Number | Estimate | None = None
    """The share of those running costs that the service bears. In share. Default: ``0``."""
    staffing: Number | Estimate | None = None
    """What the paid hours are multiplied by: 1 is as today. In times. Default: ``1``."""
    starts: Day | None = None
    """The day on which it begins; by default the first day of the first year."""
    statutory: bool | None = None
    """Whether the service stays part of the statutory duty; by default as today, and no longer where it closes."""
    usage: Usage | None = None
    """Hours and use, where they differ from today's."""
    volunteers: Volunteers | None = None
    """The volunteers; by default today's."""
    whole: Whole | None = None
    """In an appraisal of several libraries, where every other sum is for one library: sums that are for all of them
    together.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class Closure(Record):
    """An option with ``model = "closure"``."""

    _reads: ClassVar[Mapping[str, str]] = {
        "building_sale": "BuildingSale",
        "changes": "table of LineChange",
        "closing_cost": "Estimate",
        "cost_of_visit_elsewhere": "Estimate",
        "costs": "table of Cost",
        "deferred_receipt": "DeferredReceipt",
        "ends": "Ends",
        "expected_payment": "schedule",
        "income": "table of Income",
        "leavers": "table of Leavers",
        "loans": "table of Loan",
        "old_building": "OldBuilding",
        "one_offs": "table of OneOff",
        "pension_strain": "Estimate",
        "redundancy": "Estimate",
        "replacement": "table of Replacement",
        "risks": "Risks",
        "usage": "Usage",
        "users_elsewhere": "Estimate",
        "whole": "Whole",
    }

    model: Literal["closure"] = "closure"
    """Its delivery model, which the class says."""
    name: str | None = None
    """Its name, as it is shown. Needed, unless each library says it."""
    building_sale: BuildingSale | None = None
    """The building is sold to whoever runs the service."""
    changes: Mapping[str, LineChange] | None = None
    """Changes to lines, by their id."""
    closing_cost: Number | Estimate | None = None
    """What closing costs, once: making the building safe, moving the stock, telling the public. In £. Default: ``0``.
    """
    cost_of_visit_elsewhere: Number | Estimate | None = None
    """What such a visit costs the council there, in pounds of the price base. In £. Default: ``0``."""
    costs: Mapping[str, Cost] | None = None
    """Running costs that come beside today's."""
    deferred_receipt: DeferredReceipt | None = None
    """A sale of the building that would come is put off."""
    ends: Ends | None = None
    """The day on which it ends by plan, and what follows; by default it holds to the end of the appraisal."""
    expected_payment: Schedule | None = None
    """What the council is expected to pay the operator in the end, where that is another path than the grant, the fee
    or the contract sum on paper; fixed in cash and counted as the planned payment is. Plans and budgets keep the
    planned sums; the expectation and the draws take these, and the result shows both by year. In £.
    """
    income: Mapping[str, Income] | None = None
    """Income that comes beside today's."""
    leavers: Mapping[str, Leavers] | None = None
    """Staff who are made redundant by the change, beside what a delivery model's `redundancy` states: their statutory
    payment is worked out.
    """
    loans: Mapping[str, Loan] | None = None
    """Loans."""
    old_building: OldBuilding | None = None
    """What becomes of the building that the service leaves, where the delivery model leaves it. By default nobody is
    taken to pay for it from that day on, or to sell it.
    """
    one_offs: Mapping[str, OneOff] | None = None
    """What the change costs once."""
    only_for: Sequence[str] | None = None
    """In an appraisal of several libraries: those that have the option, the others staying as today. By default all
    have it.
    """
    pension_strain: Number | Estimate | None = None
    """What early pensions cost the council, once. In £. Default: ``0``."""
    phases: Mapping[str, Sequence[str]] | None = None
    """In an appraisal of several libraries: the days on which libraries change hands, each with its libraries. Those
    that are not named begin on `starts`.
    """
    redundancy: Number | Estimate | None = None
    """Redundancy payments, once. In £. Default: ``0``."""
    remove: Sequence[str] | None = None
    """Lines that fall away, by their id."""
    replacement: Mapping[str, Replacement] | None = None
    """What is offered in its place."""
    risks: Risks | None = None
    """What may happen to it; nothing is taken to unless it is named here."""
    starts: Day | None = None
    """The day on which it begins; by default the first day of the first year."""
    statutory: bool | None = None
    """Whether the service stays part of the statutory duty; by default as today, and no longer where it closes."""
    usage: Usage | None = None
    """Hours and use, where they differ from today's."""
    users_elsewhere: Number | Estimate | None = None
    """The share of today's visits, and issues, that go to other libraries of the council. The rest, but for those that
    a replacement keeps, are lost. In share. Default: ``0``.
    """
    whole: Whole | None = None
    """In an appraisal of several libraries, where every other sum is for one library: sums that are for all of them
    together.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class Lines(Record):
    """An option with ``model = "lines"``."""

    _reads: ClassVar[Mapping[str, str]] = {
        "building_sale": "BuildingSale",
        "changes": "table of LineChange",
        "costs": "table of Cost",
        "deferred_receipt": "DeferredReceipt",
        "ends": "Ends",
        "expected_payment": "schedule",
        "income": "table of Income",
        "leavers": "table of Leavers",
        "loans": "table of Loan",
        "old_building": "OldBuilding",
        "one_offs": "table of OneOff",
        "risks": "Risks",
        "usage": "Usage",
        "whole": "Whole",
    }

    model: Literal["lines"] = "lines"
    """Its delivery model, which the class says."""
    name: str | None = None
    """Its name, as it is shown. Needed, unless each library says it."""
    building_sale: BuildingSale | None = None
    """The building is sold to whoever runs the service."""
    changes: Mapping[str, LineChange] | None = None
    """Changes to lines, by their id."""
    costs: Mapping[str, Cost] | None = None
    """Running costs that come beside today's."""
    deferred_receipt: DeferredReceipt | None = None
    """A sale of the building that would come is put off."""
    ends: Ends | None = None
    """The day on which it ends by plan, and what follows; by default it holds to the end of the appraisal."""
    expected_payment: Schedule | None = None
    """What the council is expected to pay the operator in the end, where that is another path than the grant, the fee
    or the contract sum on paper; fixed in cash and counted as the planned payment is. Plans and budgets keep the
    planned sums; the expectation and the draws take these, and the result shows both by year. In £.
    """
    income: Mapping[str, Income] | None = None
    """Income that comes beside today's."""
    leavers: Mapping[str, Leavers] | None = None
    """Staff who are made redundant by the change, beside what a delivery model's `redundancy` states: their statutory
    payment is worked out.
    """
    leaves_stranded_costs: bool | None = None
    """Whether today's central support leaves a part behind that cannot be avoided. Default: ``true``."""
    loans: Mapping[str, Loan] | None = None
    """Loans."""
    old_building: OldBuilding | None = None
    """What becomes of the building that the service leaves, where the delivery model leaves it. By default nobody is
    taken to pay for it from that day on, or to sell it.
    """
    one_offs: Mapping[str, OneOff] | None = None
    """What the change costs once."""
    only_for: Sequence[str] | None = None
    """In an appraisal of several libraries: those that have the option, the others staying as today. By default all
    have it.
    """
    phases: Mapping[str, Sequence[str]] | None = None
    """In an appraisal of several libraries: the days on which libraries change hands, each with its libraries. Those
    that are not named begin on `starts`.
    """
    remove: Sequence[str] | None = None
    """Lines that fall away, by their id."""
    risks: Risks | None = None
    """What may happen to it; nothing is taken to unless it is named here."""
    starts: Day | None = None
    """The day on which it begins; by default the first day of the first year."""
    statutory: bool | None = None
    """Whether the service stays part of the statutory duty; by default as today, and no longer where it closes."""
    usage: Usage | None = None
    """Hours and use, where they differ from today's."""
    whole: Whole | None = None
    """In an appraisal of several libraries, where every other sum is for one library: sums that are for all of them
    together.
    """


@dataclass(kw_only=True, slots=True, repr=False)
class Package(Record):
    """An option with ``model = "package"``."""

    _reads: ClassVar[Mapping[str, str]] = {
        "building_sale": "BuildingSale",
        "changes": "table of LineChange",
        "costs": "table of Cost",
        "deferred_receipt": "DeferredReceipt",
        "ends": "Ends",
        "expected_payment": "schedule",
        "income": "table of Income",
        "leavers": "table of Leavers",
        "loans": "table of Loan",
        "old_building": "OldBuilding",
        "one_offs": "table of OneOff",
        "risks": "Risks",
        "usage": "Usage",
        "whole": "Whole",
    }

    model: Literal["package"] = "package"
    """Its delivery model, which the class says."""
    name: str | None = None
    """Its name, as it is shown. Needed, unless each library says it."""
    libraries: Mapping[str, Sequence[str]] | None = None
    """The libraries of each option: the id of an option with the ids of its libraries. Needed, unless each library
    says it.
    """
    building_sale: BuildingSale | None = None
    """The building is sold to whoever runs the service."""
    changes: Mapping[str, LineChange] | None = None
    """Changes to lines, by their id."""
    costs: Mapping[str, Cost] | None = None
    """Running costs that come beside today's."""
    deferred_receipt: DeferredReceipt | None = None
    """A sale of the building that would come is put off."""
    ends: Ends | None = None
    """The day on which it ends by plan, and what follows; by default it holds to the end of the appraisal."""
    expected_payment: Schedule | None = None
    """What the council is expected to pay the operator in the end, where that is another path than the grant, the fee
    or the contract sum on paper; fixed in cash and counted as the planned payment is. Plans and budgets keep the
    planned sums; the expectation and the draws take these, and the result shows both by year. In £.
    """
    income: Mapping[str, Income] | None = None
    """Income that comes beside today's."""
    leavers: Mapping[str, Leavers] | None = None
    """Staff who are made redundant by the change, beside what a delivery model's `redundancy` states: their statutory
    payment is worked out.
    """
    loans: Mapping[str, Loan] | None = None
    """Loans."""
    old_building: OldBuilding | None = None
    """What becomes of the building that the service leaves, where the delivery model leaves it. By default nobody is
    taken to pay for it from that day on, or to sell it.
    """
    one_offs: Mapping[str, OneOff] | None = None
    """What the change costs once."""
    only_for: Sequence[str] | None = None
    """In an appraisal of several libraries: those that have the option, the others staying as today. By default all
    have it.
    """
    otherwise: str | None = None
    """The option of the libraries that are not named; by default today's."""
    phases: Mapping[str, Sequence[str]] | None = None
    """In an appraisal of several libraries: the days on which libraries change hands, each with its libraries. Those
    that are not named begin on `starts`.
    """
    remove: Sequence[str] | None = None
    """Lines that fall away, by their id."""
    risks: Risks | None = None
    """What may happen to it; nothing is taken to unless it is named here."""
    starts: Day | None = None
    """The day on which it begins; by default the first day of the first year."""
    statutory: bool | None = None
    """Whether the service stays part of the statutory duty; by default as today, and no longer where it closes."""
    usage: Usage | None = None
    """Hours and use, where they differ from today's."""
    whole: Whole | None = None
    """In an appraisal of several libraries, where every other sum is for one library: sums that are for all of them
    together.
    """


DeliveryOption: TypeAlias = (
    CouncilRun
    | CommunityManaged
    | ParishCommissioned
    | Trust
    | Outsourced
    | SharedService
    | CouncilCompany
    | CoLocated
    | Closure
    | Lines
    | Package
)
"""A way in which the service could be run."""

MODELS: Mapping[str, type[Record]] = {
    "council_run": CouncilRun,
    "community_managed": CommunityManaged,
    "parish_commissioned": ParishCommissioned,
    "trust": Trust,
    "outsourced": Outsourced,
    "shared_service": SharedService,
    "council_company": CouncilCompany,
    "co_located": CoLocated,
    "closure": Closure,
    "lines": Lines,
    "package": Package,
}
"""The class of each delivery model, by the word that stands for it in an input."""


@dataclass(kw_only=True, slots=True, repr=False)
class Question(Record):
    """A question: who should run the service?"""

    _reads: ClassVar[Mapping[str, str]] = {
        "question": "Settings",
        "parties": "table of Party",
        "service": "Service",
        "options": "table of option",
        "correlations": "table of CorrelationInput",
        "criteria": "Criteria",
        "indices": "table of Index",
        "libraries": "table of Library",
        "overrides": "table of schedule",
        "projections": "table of ProjectionInput",
        "scenarios": "table of ScenarioInput",
        "shared_costs": "table of SharedCost",
        "sign_off": "table of SignOff",
        "views": "table of ViewInput",
    }

    question: Settings
    """What is asked."""
    parties: Mapping[str, Party]
    """Who pays and is paid, beside the parties that every appraisal has."""
    service: Service
    """The service as it runs today."""
    options: Mapping[str, DeliveryOption]
    """The ways in which it could be run, today's among them."""
    correlations: Mapping[str, CorrelationInput] | None = None
    """Uncertain inputs that move together."""
    criteria: Criteria | None = None
    """What the options are judged by beside their money."""
    indices: Mapping[str, Index] | None = None
    """Indices that move prices."""
    libraries: Mapping[str, Library] | None = None
    """The libraries of a service that has several, each with what it says for itself. Without them `service` is the
    one that is appraised.
    """
    overrides: Mapping[str, Schedule] | None = None
    """Values in the place of national figures, each in the unit of the figure. A list begins with the first year of
    the appraisal; in a year that is not named the national figure holds.
    """
    projections: Mapping[str, ProjectionInput] | None = None
    """How national figures go on after the last published year."""
    scenarios: Mapping[str, ScenarioInput] | None = None
    """Sets of changes that are run together."""
    shared_costs: Mapping[str, SharedCost] | None = None
    """Costs of the whole service that move in steps with the number of libraries."""
    sign_off: Mapping[str, SignOff] | None = None
    """What was signed, by the address that the assumptions log has for it: an input, a default, a national figure, or
    a group of them, such as `rules.pay` or `options.parish`.
    """
    views: Mapping[str, ViewInput] | None = None
    """Groups of parties whose costs are counted together."""

    def to_toml(self) -> str:
        """Write it as TOML, as ``load`` reads it. Nothing is checked."""
        return _native.to_toml(self.to_dict())

    def to_json(self) -> str:
        """Write it as JSON, as ``load`` reads it. What is wrong with it raises ``AppraisalError``."""
        return _native.from_dict(self.to_dict()).to_json()

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Question:
        """Read it from a TOML or JSON file. What is wrong with it raises ``AppraisalError``.

        >>> question = Question.load("docs/examples/sandgate.toml")
        >>> question.question.years
        10
        """
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 (as the package does)
            return cls.loads(file.read())

    @classmethod
    def loads(cls, text: str, format: Literal["toml", "json"] | None = None) -> Question:
        """Read it from its text. What is wrong with it raises ``AppraisalError``.

        >>> question = Question.load("docs/examples/sandgate.toml")
        >>> Question.loads(question.to_toml()) == question
        True
        """
        from ._made import parsed  # noqa: PLC0415

        return cls.from_dict(parsed(_native.loads(text, format).to_json()))
