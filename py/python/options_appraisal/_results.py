"""The results of an appraisal, as Python sees them."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ._made import Recipe, again, recipe
from ._tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal
    from typing import BinaryIO, Self

    import numpy as np
    from numpy.typing import NDArray

    from . import _native as core
    from ._pictures import Picture


class Result(Mapping[str, Any]):
    """Any result: a mapping of its parts, the same as JSON, and a table in a terminal and in a notebook.

    >>> import options_appraisal as oa
    >>> outcome = oa.load("docs/examples/sandgate.toml").run()
    >>> isinstance(outcome, oa.Result), outcome["today"]
    (True, 'council')
    """

    __slots__ = ("_native", "_parts")
    _native: core.Result
    _parts: dict[str, Any] | None

    def __init__(self, native: core.Result) -> None:
        """Hold the native object; results are made by the methods of ``Appraisal``."""
        self._native = native
        self._parts = None

    def to_json(self) -> str:
        """Give the whole result as JSON: the same bytes as from Rust and in a browser."""
        return self._native.to_json()

    def to_dict(self) -> dict[str, Any]:
        """Give the whole result as dictionaries and lists of your own; money is ``decimal.Decimal``.

        >>> import options_appraisal as oa
        >>> result = oa.load("docs/examples/sandgate.toml").run().to_dict()
        >>> result["options"][0]["views"][0]["saving_total"]
        Decimal('0.00')
        """
        # Imported when first used: reading a result is not part of importing the package.
        import json  # noqa: PLC0415

        parts: dict[str, Any] = json.loads(self.to_json(), parse_float=self._number)
        return parts

    @staticmethod
    def _number(text: str) -> object:
        from decimal import Decimal  # noqa: PLC0415

        return Decimal(text)

    def _all(self) -> dict[str, Any]:
        if self._parts is None:
            self._parts = self.to_dict()
        return self._parts

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 (whatever JSON holds there)
        """Give a part of the result."""
        return self._all()[key]

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the parts."""
        return iter(self._all())

    def __len__(self) -> int:
        """Count the parts."""
        return len(self._all())

    @property
    def pictures(self) -> list[str]:
        """The names of its pictures; none where it has none.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").run().pictures
        ['cost_by_year', 'cumulative_saving', 'who_pays', 'reserves']
        """
        return self._native.pictures

    def picture(
        self,
        name: str | None = None,
        *,
        view: str | None = None,
        option: str | None = None,
        measure: str | None = None,
    ) -> Picture:
        """Give one of its pictures by name; the name may be left out where there is only one.

        - ``view``: whose costs or savings are shown; by default the council's. For ``cost_by_year`` and
          ``cumulative_saving``.
        - ``option``: the one option that is shown; by default all are. For ``reserves`` and ``survival``.
        - ``measure``: the simulated measure, by its address; by default the first. For ``distribution``,
          ``exceedance`` and ``fan``.

        >>> import options_appraisal as oa
        >>> appraisal = oa.load("docs/examples/sandgate.toml")
        >>> appraisal.run().picture("who_pays")
        <Picture who_pays: Who pays for each option, all years together>
        >>> appraisal.tornado("options.council.net_present_cost.kcc").picture().name
        'tornado'
        """
        from ._pictures import Picture  # noqa: PLC0415 (most results are never drawn)

        known = self.pictures
        if name is None:
            name = known[0] if len(known) == 1 else ""
        asked = {"view": view, "option": option, "measure": measure}
        given = {key: value for key, value in asked.items() if value is not None}
        return Picture(self._native.picture(name, given))

    def _repr_html_(self) -> str:
        return self._native._repr_html_()

    @property
    def tables(self) -> list[str]:
        """The names of the tables that ``table`` gives.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").scenarios().tables
        ['options', 'changes']
        """
        return self._native.table_names()

    def table(self, name: str) -> Table:
        """Give a table by its name: for pandas, polars, Arrow, or row by row.

        >>> import options_appraisal as oa
        >>> outcome = oa.load("docs/examples/sandgate.toml").run()
        >>> [row["option"] for row in outcome.table("options") if row["rank"] == "1"]
        ['community']
        """
        return Table(self._native.table(name))

    def __eq__(self, other: object) -> bool:
        """Whether another result of the same kind has the same JSON, or a mapping the same parts."""
        if isinstance(other, Result):
            return type(self) is type(other) and self.to_json() == other.to_json()
        return super().__eq__(other)

    def __hash__(self) -> int:
        """Give equal results the same hash."""
        return hash(self.to_json())

    def __copy__(self) -> Self:
        """Give the result itself: nothing in it can be changed."""
        return self

    def __deepcopy__(self, memo: object) -> Self:
        """Give the result itself: nothing in it can be changed."""
        return self

    def __reduce__(self) -> tuple[Callable[..., Result], tuple[type[Result], Recipe]]:
        """Give what another process makes the same result from: the question, and what was asked of it."""
        made = recipe(self._native)
        if made is None:
            message = f"{self!r} was made from what was read from a file; pickle what was read, or its to_json()"
            raise TypeError(message)
        return _result_again, (type(self), made)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self)

    def __str__(self) -> str:
        """Show the result as text."""
        return str(self._native)

    def __repr__(self) -> str:
        """Show what it is of; ``print`` shows what is in it.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").scenarios()
        <Result "Scenarios">
        """
        return f'<{type(self).__name__} "{str(self).split(chr(10), 1)[0]}">'


class Explanation(Result):
    """How one number came about."""

    __slots__ = ()


class Outcome(Result):
    """What an appraisal comes to."""

    __slots__ = ()
    _native: core.Outcome

    def __repr__(self) -> str:
        """Show the title, how many options there are, and the years.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").run()
        <Outcome "Who should run Sandgate Library?": 5 options, 2027/28 to 2036/37>
        """
        title, years, options = self._native.about()
        return f'<Outcome "{title}": {counted(options, years)}>'

    @property
    def addresses(self) -> list[str]:
        """The addresses of all rows.

        >>> import options_appraisal as oa
        >>> "options.parish.net_cost.kcc" in oa.load("docs/examples/sandgate.toml").run().addresses
        True
        """
        return self._native.addresses

    @property
    def libraries(self) -> list[dict[str, Any]]:
        """Each library under each option, a row for each; none where the question is of one service.

        With each option comes, last and without a library, what belongs to all libraries together.

        >>> import options_appraisal as oa
        >>> rows = oa.load("docs/examples/county.toml").run().libraries
        >>> [row["name"] for row in rows if row["option"] == "mixed" and row["has"] == "community"]
        ['Elham', 'Lydd']
        """
        rows: list[dict[str, Any]] = self._all().get("libraries", [])
        return rows

    @property
    def warnings(self) -> list[dict[str, Any]]:
        """Inputs and measures that lie outside what was published, each with the figures behind it: a row for each.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").run().warnings[0]["text"]
        'options.parish.support_in_kind is 5,500 a year: below all 4 published figures of the help in kind that the \
council goes on giving each library (7,017 to 15,615 in prices of 2026/27).'
        """
        rows: list[dict[str, Any]] = self["warnings"]
        return rows

    @property
    def advisories(self) -> list[dict[str, Any]]:
        """What options leave out although published cases say that it usually matters: a row for an option and an id.

        >>> import options_appraisal as oa
        >>> rows = oa.load("docs/examples/sandgate.toml").run().advisories
        >>> [row["option"] for row in rows if row["id"] == "no_delay"]
        ['community', 'trust', 'hub']
        """
        rows: list[dict[str, Any]] = self["advisories"]
        return rows

    def to_excel(self, target: str | os.PathLike[str] | BinaryIO) -> None:
        """Write the workbook with live formulas, to a path or to a file that is open for bytes.

        Every row is one formula for all years, and refers to the inputs, the national figures and other rows by cell.
        Inputs may be changed; all else is protected without a password.

        >>> import io
        >>> import options_appraisal as oa
        >>> workbook = io.BytesIO()
        >>> oa.load("docs/examples/sandgate.toml").run().to_excel(workbook)
        >>> workbook.getvalue()[:2]
        b'PK'
        """
        if isinstance(target, str | os.PathLike):
            file = pathlib.Path(target)
            if file.suffix.lower() != ".xlsx":
                message = f"{file.name}: a workbook is written as .xlsx, and a spreadsheet program saves it anew"
                raise ValueError(message)
            file.write_bytes(self._native.to_workbook())
        else:
            target.write(self._native.to_workbook())

    def value(self, address: str, year: str | None = None) -> Decimal | None:
        """Give the value of a row, in a year or for the whole period, exact to the penny.

        Shares, chances and indices are rounded to six places, everything else to two. None is a ratio to nothing.

        >>> import options_appraisal as oa
        >>> outcome = oa.load("docs/examples/sandgate.toml").run()
        >>> outcome.value("options.parish.net_cost.kcc", "2029/30")
        Decimal('56061.14')
        """
        return self._exact(self._native.value(address, year))

    def series(self, address: str) -> list[Decimal | None]:
        """Give all values of a row: one a year, or the one for the whole period.

        >>> import options_appraisal as oa
        >>> outcome = oa.load("docs/examples/sandgate.toml").run()
        >>> outcome.series("options.parish.precept.parish.band_d")[:3]
        [Decimal('10.33'), Decimal('28.23'), Decimal('22.65')]
        """
        return [self._exact(value) for value in self._native.values(address)]

    @staticmethod
    def _exact(text: str | None) -> Decimal | None:
        from decimal import Decimal  # noqa: PLC0415

        return None if text is None else Decimal(text)

    def explain(self, address: str, year: str | None = None) -> Explanation:
        """Explain how a number came about, down to inputs and sources.

        >>> import options_appraisal as oa
        >>> outcome = oa.load("docs/examples/sandgate.toml").run()
        >>> outcome.explain("options.community.lines.grant.cash", "2028/29")["value"]
        '7,000.00'
        """
        return Explanation(self._native.explain(address, year))


class MembersReport(Result):
    """The report for members: a committee report on the options, from the results and from nothing else.

    A notebook shows it without the frame of a page. It makes no recommendation: the place for one is marked.

    >>> import options_appraisal as oa
    >>> report = oa.load("docs/examples/sandgate.toml").members_report(date="27 November 2026", pictures=False)
    >>> report.to_markdown().splitlines()[0]
    '# Who should run Sandgate Library?'
    """

    __slots__ = ()
    _native: core.MembersReport

    def to_html(self) -> str:
        """Give a whole page of HTML. It fetches nothing and runs nothing."""
        return self._native.page()

    def to_markdown(self) -> str:
        """Give Markdown (CommonMark with tables)."""
        return self._native.markdown()

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page to a file whose name ends in ``.html``, or Markdown to one that ends in ``.md``."""
        file = pathlib.Path(path)
        if file.suffix.lower() not in {".html", ".htm", ".md"}:
            message = f"{file.name}: a report is written as .html or .md; a browser prints the page to a PDF"
            raise ValueError(message)
        text = self.to_markdown() if file.suffix.lower() == ".md" else self.to_html()
        file.write_text(text, encoding="utf-8", newline="\n")


class Drawn(Result):
    """What draws come to. Its numbers are floats."""

    __slots__ = ()

    @staticmethod
    def _number(text: str) -> object:
        return float(text)


class Simulation(Drawn):
    """What the draws of a simulation come to."""

    __slots__ = ()
    _native: core.Simulation

    def __reduce__(self) -> tuple[Callable[..., Result], tuple[type[Result], Recipe]]:
        """Give what another process draws the same from. A run that was stopped cannot be made again."""
        if self["ended"] == "stopped":
            message = "a simulation that was stopped cannot be pickled; run it for the draws that it made"
            raise TypeError(message)
        return super().__reduce__()

    @property
    def addresses(self) -> list[str]:
        """The addresses of which raw draws were kept: inputs, events and measures."""
        return self._native.addresses

    def draws(self, address: str) -> NDArray[np.float64]:
        """Give the raw draws of a measure or an uncertain input, where they were kept.

        The array is the memory of the result itself: nothing is copied, and it cannot be written. It needs numpy.

        >>> import options_appraisal as oa
        >>> appraisal = oa.load("docs/examples/sandgate.toml")
        >>> simulation = appraisal.simulate(1_000, keep_draws=True)
        >>> energy = simulation.draws("service.premises.energy")
        >>> energy.shape, bool(4_500 <= energy.min() and energy.max() <= 8_500)
        ((1000,), True)
        """
        import numpy as np  # noqa: PLC0415 (not everyone has it)

        return np.frombuffer(self._native.draws(address), dtype=np.float64)


def counted(options: list[str], years: list[str]) -> str:
    """Say how many options there are, and over which years."""
    some = "1 option" if len(options) == 1 else f"{len(options)} options"
    return f"{some}, {years[0]} to {years[-1]}"


def _result_again(kind: type[Result], made: Recipe) -> Result:
    """Make a result that was pickled."""
    return kind(again(made))
