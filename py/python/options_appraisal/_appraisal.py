"""The question, as Python sees it: what it can be asked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Literal

from . import _native as core
from ._errors import SimulationInterrupted
from ._made import Recipe, again, parsed, recipe
from ._results import Drawn, MembersReport, Outcome, Result, Simulation, counted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal
    from typing import BinaryIO

    from .inputs import Question

    Number = int | float | str | Decimal
    Progress = Callable[[int, int, float | None], bool | None]

# More threads than these gain little, and a shared machine has other users.
_MOST_THREADS = 8


class Appraisal:
    """A question that has been read, checked and laid out."""

    __slots__ = ("_native",)

    def __init__(self, question: core.Appraisal | Question) -> None:
        """Take over a question that was built in code; ``load``, ``loads`` and ``from_dict`` read one."""
        if not isinstance(question, core.Appraisal):
            question = core.from_dict(question.to_dict())
        self._native = question

    @property
    def title(self) -> str:
        """The title of the question."""
        return self._native.title

    @property
    def years(self) -> list[str]:
        """The financial years that it looks at.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").years[0]
        '2027/28'
        """
        return self._native.about()[0]

    @property
    def options(self) -> list[str]:
        """The ids of the options.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").options
        ['council', 'community', 'parish', 'trust', 'hub']
        """
        return self._native.about()[1]

    def to_json(self) -> str:
        """Write the question as JSON, with the values that ``replace`` gave.

        >>> import options_appraisal as oa
        >>> appraisal = oa.load("docs/examples/sandgate.toml")
        >>> oa.loads(appraisal.to_json()) == appraisal
        True
        """
        return self._native.to_json()

    def to_toml(self) -> str:
        """Write the question as TOML, with the values that ``replace`` gave. Comments are not kept.

        >>> import options_appraisal as oa
        >>> print(oa.load("docs/examples/sandgate.toml").to_toml()[:53])
        [question]
        title = "Who should run Sandgate Library?"
        """
        return self._native.to_toml()

    def to_sheet(self) -> str:
        """Lay the appraisal out as one text, for the small entry of the package for the browser.

        It holds the sheet and not the question: a page moves its inputs and reads its rows.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").to_sheet()[:31]
        '{"options_appraisal_sheet": 1, '
        """
        return self._native.to_sheet()

    def to_dict(self) -> dict[str, Any]:
        """Give the question as a dictionary, with the values that ``replace`` gave; numbers are exact.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").to_dict()["question"]["today"]
        'council'
        """
        question: dict[str, Any] = parsed(self.to_json())
        return question

    def to_inputs(self) -> Question:
        """Give the question as typed inputs, to be changed in code.

        >>> import options_appraisal as oa
        >>> question = oa.load("docs/examples/sandgate.toml").to_inputs()
        >>> question.question.title = "Sandgate, once more"
        >>> oa.Appraisal(question)
        <Appraisal "Sandgate, once more": 5 options, 2027/28 to 2036/37>
        """
        from .inputs import Question  # noqa: PLC0415 (most never build a question in code)

        return Question.from_dict(self.to_dict())

    def run(self) -> Outcome:
        """Work it out. Other Python threads run meanwhile.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").run()["today"]
        'council'
        """
        return Outcome(self._native.run())

    def to_excel(self, target: str | os.PathLike[str] | BinaryIO) -> None:
        """Run it and write the workbook with live formulas: see ``Outcome.to_excel``.

        >>> import io
        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").to_excel(io.BytesIO())
        """
        self.run().to_excel(target)

    def replace(self, changes: Mapping[str, Number]) -> Appraisal:
        """Give the same appraisal with other values of some inputs, by their addresses.

        Only what depends on them is worked out again.

        >>> import options_appraisal as oa
        >>> appraisal = oa.load("docs/examples/sandgate.toml")
        >>> dearer = appraisal.replace({"service.premises.energy": 9_000})
        >>> def cost(appraisal):
        ...     return appraisal.run()["options"][0]["views"][0]["net_cost_total"]
        >>> cost(dearer) > cost(appraisal)
        True
        """
        return Appraisal(self._native.replace(dict(changes)))

    def members_report(
        self,
        *,
        date: str | None = None,
        simulation: Simulation | None = None,
        pictures: bool | None = None,
        svg: Mapping[str, str] | None = None,
    ) -> MembersReport:
        """Write the report for members: what is asked, the options, the money, the risks, and what it all rests on.

        - ``date``: the date as it is to be printed; by default there is none.
        - ``simulation``: the draws that ``simulate`` gave; by default the report has none.
        - ``pictures``: whether pictures are drawn, for which ``vl-convert-python`` is needed; by default where it is
          installed.
        - ``svg``: pictures that were drawn elsewhere, by their ids; what does more than draw is refused.

        >>> import options_appraisal as oa
        >>> report = oa.load("docs/examples/sandgate.toml").members_report(pictures=False)
        >>> "For officers" in report.to_html()
        True
        """
        drawn = dict(svg or {})
        native = None if simulation is None else simulation._native  # noqa: SLF001 (of the same module)
        report = self._native.members_report(date, native, drawn)
        if pictures is None:
            from importlib.util import find_spec  # noqa: PLC0415

            pictures = find_spec("vl_convert") is not None
        if pictures:
            from ._pictures import drawn_as_svg  # noqa: PLC0415

            for name, picture in report.specs():
                if name not in drawn:
                    drawn[name] = drawn_as_svg(picture)
            report = self._native.members_report(date, native, drawn)
        return MembersReport(report)

    def tornado(self, measure: str) -> Result:
        """Move each uncertain input to its low and its high value, all others central.

        >>> import options_appraisal as oa
        >>> tornado = oa.load("docs/examples/sandgate.toml").tornado("options.council.net_present_cost.kcc")
        >>> tornado["bars"][0]["swing"] >= tornado["bars"][1]["swing"]
        True
        """
        return Result(self._native.ask("tornado", {"measure": measure}))

    def assumptions_log(
        self, *, measure: str | None = None, options: tuple[str, str] | None = None, share: Number = 0.05
    ) -> Result:
        """List every assumption by its effect on the decision, with its source and who signed it, and stamp the result.

        The decision is the net present cost to the council of the cheapest option other than today's, less today's; or
        the ``measure`` of the first of two ``options`` less that of the second; or one ``measure`` by its whole
        address. The stamp is ``final`` when every assumption with an effect over this ``share`` of the decision is
        signed and says where it comes from, and all checks pass. ``stamp["stops"]`` lists what stops it.

        >>> import options_appraisal as oa
        >>> log = oa.load("docs/examples/sandgate.toml").assumptions_log()
        >>> log["stamp"]["word"], len(log["stamp"]["stops"])
        ('draft', 5)
        >>> log["assumptions"][0]["effect"] >= log["assumptions"][1]["effect"]
        True
        """
        asked = {"measure": measure, "options": options, "share": share}
        return Result(self._native.ask("assumptions_log", asked))

    def switching_values(
        self, measure: str, *, options: tuple[str, str] | None = None, value: Number | None = None
    ) -> Result:
        """Find, for every uncertain input, the values at which an answer changes, the nearest first.

        The answer is which of two ``options`` has the larger ``measure`` (such as ``"net_present_cost.kcc"``), or
        whether a measure of one option (by its whole address) reaches a ``value``.

        >>> import options_appraisal as oa
        >>> appraisal = oa.load("docs/examples/sandgate.toml")
        >>> switching = appraisal.switching_values("net_present_cost.kcc", options=("parish", "council"))
        >>> switching["inputs"][0]["sentence"].endswith(".")
        True
        """
        return Result(self._native.ask("switching_values", {"measure": measure, "options": options, "value": value}))

    def switching_value(
        self, input: str, measure: str, *, options: tuple[str, str] | None = None, value: Number | None = None
    ) -> Result:
        """Find the values of one input, which need not be uncertain, at which an answer changes.

        >>> import options_appraisal as oa
        >>> appraisal = oa.load("docs/examples/sandgate.toml")
        >>> switching = appraisal.switching_value(
        ...     "options.parish.payment", "net_present_cost.kcc", options=("parish", "council")
        ... )
        >>> [one["address"] for one in switching["inputs"]]
        ['options.parish.payment']
        """
        asked = {"input": input, "measure": measure, "options": options, "value": value}
        return Result(self._native.ask("switching_value", asked))

    def scenarios(self) -> Result:
        """Set the scenarios of the question beside the question as it stands.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").scenarios()["scenarios"][0]["id"]
        'central'
        """
        return Result(self._native.ask("scenarios", {}))

    def reversion(self, view: str | None = None) -> Result:
        """Price in what may happen to each option, exactly; and find each chance at which the saving is gone.

        >>> import options_appraisal as oa
        >>> community = oa.load("docs/examples/sandgate.toml").reversion()["options"][1]
        >>> community["expected_saving"] < community["planned_saving"]
        True
        """
        return Result(self._native.ask("reversion", {"view": view}))

    def drivers(self, measure: str, *, samples: int = 8_192, seed: int = 1, resamples: int = 200) -> Drawn:
        """Find what drives the spread of a measure: first-order and total Sobol indices, with intervals.

        A measure that depends on correlated inputs is refused: its indices would be no shares.

        >>> import tomllib
        >>> import options_appraisal as oa
        >>> with open("docs/examples/sandgate.toml", "rb") as file:
        ...     question = tomllib.load(file)
        >>> del question["correlations"]
        >>> drivers = oa.from_dict(question).drivers("options.council.net_present_cost.kcc", samples=256)
        >>> drivers["drivers"][0]["total"]["share"] >= drivers["drivers"][1]["total"]["share"]
        True
        """
        asked = {"measure": measure, "samples": samples, "seed": seed, "resamples": resamples}
        return Drawn(self._native.ask("drivers", asked))

    def value_of_information(self, *, view: str | None = None, draws: int = 20_000, seed: int = 1) -> Drawn:
        """Find what it is worth to know everything, and each uncertain input, before deciding.

        >>> import options_appraisal as oa
        >>> worth = oa.load("docs/examples/sandgate.toml").value_of_information(draws=1_000)
        >>> all(one["value"] <= worth["everything"] for one in worth["inputs"])
        True
        """
        return Drawn(self._native.ask("value_of_information", {"view": view, "draws": draws, "seed": seed}))

    def difference(self, after: Appraisal, measure: str) -> Result:
        """Attribute the difference to another appraisal to the inputs that changed; the shares add up.

        >>> import options_appraisal as oa
        >>> before = oa.load("docs/examples/sandgate.toml")
        >>> after = before.replace({"service.premises.energy": 7_000})
        >>> difference = before.difference(after, "options.council.net_cost_total.kcc")
        >>> difference["inputs"][0]["share"] == difference["difference"]
        True
        """
        return Result(self._native.difference(after._native, measure))

    def cliffs(self, input: str, measure: str, between: tuple[Number, Number]) -> Result:
        """Find where a measure jumps between two values of an input.

        >>> import options_appraisal as oa
        >>> appraisal = oa.load("docs/examples/sandgate.toml")
        >>> cliffs = appraisal.cliffs(
        ...     "service.premises.rateable_value", "options.council.net_present_cost.kcc", (10_000, 100_000)
        ... )
        >>> 51_000 in [cliff["at"] for cliff in cliffs["cliffs"]]
        True
        """
        return Result(self._native.ask("cliffs", {"input": input, "measure": measure, "between": between}))

    def criteria(self, *, view: str | None = None, draws: int = 10_000, seed: int = 1) -> Result:
        """Say what the options score beside their money, and how far that hangs on the weights.

        It has the weighted scores and ranks, how often each option has each rank over all weights that are consistent
        with what was stated, the weights at which the ranking changes, and what a point costs the ``view``, by default
        the council. Scores have no true nought: differences of them mean something, ratios do not.

        >>> import options_appraisal as oa
        >>> found = oa.load("docs/examples/sandgate.toml").criteria(draws=1_000)
        >>> [option["rank"] for option in found["options"]]
        ['5', '4', '2', '3', '1']
        >>> round(sum(option["ranks"][0]["share"] for option in found["all_weights"]["options"]), 9) == 1
        True
        """
        return Result(self._native.ask("criteria", {"view": view, "draws": draws, "seed": seed}))

    def parish_affordability(
        self,
        option: str,
        *,
        parish: str | None = None,
        limit_pounds: Number | None = None,
        limit_share: Number | None = None,
    ) -> Result:
        """Say what an option asks of a parish in its residents' terms, and what holds it to a limit.

        A limit is in pounds a year on a Band D bill, or a share of the precept without the service.

        >>> import options_appraisal as oa
        >>> found = oa.load("tests/cases/parish_precept.toml").parish_affordability("alone", limit_pounds=10)
        >>> found["years"][0]["council_must_pay"]
        Decimal('12571.40')
        """
        asked = {"option": option, "parish": parish, "limit_pounds": limit_pounds, "limit_share": limit_share}
        return Result(self._native.ask("parish_affordability", asked))

    def design_taper(  # noqa: PLR0913 (each is a setting of its own, by name)
        self,
        option: str,
        *,
        line: str | None = None,
        minimum: Number | None = None,
        shape: Literal["free", "never_rising", "flat"] | None = None,
        shares: Sequence[Number] | None = None,
        years: int | None = None,
        certainty: Number | None = None,
        draws: int = 5_000,
        seed: int = 1,
    ) -> Result:
        """Find the cheapest payment, year by year, under which an operator's reserve never falls under its minimum.

        With a ``certainty`` it is the cheapest under which that share of the draws holds. ``amounts`` go where
        ``address`` says.

        >>> import options_appraisal as oa
        >>> taper = oa.load("docs/examples/sandgate.toml").design_taper("community")
        >>> taper["holds"], taper["address"]
        (True, 'options.community.grant')
        """
        asked = {
            "option": option,
            "line": line,
            "minimum": minimum,
            "shape": shape,
            "shares": shares,
            "years": years,
            "certainty": certainty,
            "draws": draws,
            "seed": seed,
        }
        return Result(self._native.ask("design_taper", asked))

    def delay(self, option: str, *, months: int = 12, views: Sequence[str] | None = None) -> Result:
        """Find what each month by which an option begins later costs, for the council and the public sector.

        >>> import options_appraisal as oa
        >>> delay = oa.load("docs/examples/sandgate.toml").delay("community", months=4)
        >>> delay["months"][3]["starts"]
        '2028-02-01'
        """
        return Result(self._native.ask("delay", {"option": option, "months": months, "views": views}))

    def abort_value(
        self,
        option: str,
        *,
        view: str | None = None,
        costs_of_ending: Mapping[str, Number] | None = None,
        breaks: Sequence[str] | None = None,
    ) -> Result:
        """Set going on against stopping, at the end of each year or of each day of ``breaks``.

        >>> import options_appraisal as oa
        >>> stopping = oa.load("docs/examples/sandgate.toml").abort_value("trust", breaks=["2031-09-30"])
        >>> [date["year"] for date in stopping["dates"]]
        ['2031/32']
        """
        costs = None if costs_of_ending is None else dict(costs_of_ending)
        asked = {"option": option, "view": view, "costs_of_ending": costs, "breaks": breaks}
        return Result(self._native.ask("abort_value", asked))

    def savings_path(self, by: str | None = None) -> Result:
        """Say how much of each option's headline saving is there in which year, and what is stranded.

        >>> import options_appraisal as oa
        >>> path = oa.load("docs/examples/sandgate.toml").savings_path()
        >>> path["options"][0]["unwinds"]
        ['2029/30', '2029/30']
        """
        return Result(self._native.ask("savings_path", {"by": by}))

    def quantity_needed(  # noqa: PLR0913 (each is a setting of its own, by name)
        self,
        option: str,
        stream: str,
        *,
        gap: Number | None = None,
        net: Number | None = None,
        weeks: Number | None = None,
        evidence: Number | None = None,
        unit: str = "hours",
    ) -> Result:
        """Find how much of an income stream would close a gap, against what there is evidence for a week.

        >>> import options_appraisal as oa
        >>> appraisal = oa.load("docs/examples/sandgate.toml")
        >>> needed = appraisal.quantity_needed("community", "room_hire", gap=18_000, net=12, weeks=52, evidence=20)
        >>> needed["a_year"], needed["on_this_evidence"]
        (1500, False)
        """
        asked = {
            "option": option,
            "stream": stream,
            "gap": gap,
            "net": net,
            "weeks": weeks,
            "evidence": evidence,
            "unit": unit,
        }
        return Result(self._native.ask("quantity_needed", asked))

    def simulate(  # noqa: PLR0913 (each is a setting of its own, by name)
        self,
        draws: int,
        *,
        seed: int = 1,
        sampling: Literal["random", "latin_hypercube", "sobol"] = "random",
        measures: Sequence[str] | None = None,
        percentiles: Sequence[float] | None = None,
        view: str | None = None,
        saving_target: Number | None = None,
        ranking: bool = True,
        insolvency: bool = True,
        keep_draws: bool = False,
        stop_when: tuple[str, float] | None = None,
        threads: int | None = None,
        progress: bool | Progress | None = None,
    ) -> Simulation:
        """Draw every uncertain input and event many times, and say what that makes of the measures.

        The same seed gives the same numbers on every machine, from every language, with any number of threads.

        - ``measures``: the addresses of rows; by default the net present cost, the net cost and the saving of each
          option for the chosen view, and the net present cost to society.
        - ``percentiles``: from 0 to 100; by default 5, 10, 50, 80, 90 and 95.
        - ``view``: a party, a group of parties or ``"society"``; by default the council.
        - ``saving_target``: asks how likely the saving of the view, in cash over all years, is to reach this sum.
        - ``ranking``, ``insolvency``: whether options are ranked, and reserves followed, in each draw.
        - ``keep_draws``: keeps the raw draws, eight bytes each, for ``Simulation.draws``.
        - ``stop_when``: a measure and a standard error; the run ends once that of the mean is below it.
        - ``threads``: by default one for each processor, at most 8.
        - ``progress``: ``True`` for a bar, or a callable that is given the draws done, the draws asked for and the
          standard error of the measure of ``stop_when``, several times a second; when it returns ``False``, the run
          ends, and what was done by then is the result.

        Other Python threads run meanwhile. Ctrl-C raises ``SimulationInterrupted``, a ``KeyboardInterrupt`` that holds
        what was done by then as ``simulation``.

        >>> import options_appraisal as oa
        >>> appraisal = oa.load("docs/examples/sandgate.toml")
        >>> measure = "options.parish.net_present_cost.kcc"
        >>> simulation = appraisal.simulate(2_000, measures=[measure], percentiles=[10, 90])
        >>> parish = simulation["measures"][0]
        >>> parish["address"] == measure, [one["percent"] for one in parish["percentiles"]]
        (True, [10.0, 90.0])
        >>> parish["smallest"] < parish["percentiles"][0]["value"] < parish["percentiles"][1]["value"]
        True
        """
        asked = {
            "draws": draws,
            "seed": seed,
            "sampling": sampling,
            "measures": measures,
            "percentiles": percentiles,
            "view": view,
            "saving_target": saving_target,
            "ranking": ranking,
            "insolvency": insolvency,
            "keep_draws": keep_draws,
            "stop_when": stop_when and {"measure": stop_when[0], "standard_error": stop_when[1]},
            "threads": min(os.cpu_count() or 1, _MOST_THREADS) if threads is None else threads,
        }
        if progress is True:
            from ._progress import Bar  # noqa: PLC0415

            bar = Bar()
            try:
                native, raised = self._native.simulate(asked, bar)
            finally:
                bar.close()
        else:
            native, raised = self._native.simulate(asked, progress or None)
        simulation = Simulation(native)
        if isinstance(raised, KeyboardInterrupt):
            raise SimulationInterrupted(simulation) from raised
        if raised is not None:
            raise raised
        return simulation

    def __reduce__(self) -> tuple[Callable[..., Appraisal], tuple[Recipe | None]]:
        """Give what another process makes the same appraisal from: the question, and what was replaced."""
        return _appraisal_again, (recipe(self._native),)

    def __eq__(self, other: object) -> bool:
        """Whether another appraisal has the same question and the same values replaced.

        Notation, comments, layout and the spelling of numbers (1.50 or 1.5) make no difference.
        """
        if not isinstance(other, Appraisal):
            return NotImplemented
        return self._native.fingerprint() == other._native.fingerprint()

    def __hash__(self) -> int:
        """Give equal appraisals the same hash."""
        return hash(self._native.fingerprint())

    def __copy__(self) -> Appraisal:
        """Give the appraisal itself: nothing in it can be changed."""
        return self

    def __deepcopy__(self, memo: object) -> Appraisal:
        """Give the appraisal itself: nothing in it can be changed."""
        return self

    def _repr_html_(self) -> str:
        return self._native._repr_html_()

    def __str__(self) -> str:
        """Show what is asked, what is uncertain and what is missing, as text."""
        return str(self._native)

    def __repr__(self) -> str:
        """Show the title, how many options there are, and the years.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml")
        <Appraisal "Who should run Sandgate Library?": 5 options, 2027/28 to 2036/37>
        """
        years, options = self._native.about()
        return f'<Appraisal "{self.title}": {counted(options, years)}>'


def _appraisal_again(made: Recipe) -> Appraisal:
    """Make an appraisal that was pickled."""
    return Appraisal(again(made))
