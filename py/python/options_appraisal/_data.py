"""Published tables as Python sees them: libraries, figures of authorities, and a service beside its peers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from . import _native as core
from ._results import Drawn, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal
    from typing import Self

    import pandas as pd
    import polars as pl

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PARTS = ("morning", "afternoon", "evening")


class RowProblem(NamedTuple):
    """One row or value of a table that is not as it should be: where, what was done, what would be accepted."""

    file: str
    line: int
    column: str | None
    what: str
    accepted: str | None

    def __str__(self) -> str:
        """Show it in one line."""
        where = f"{self.file}, line {self.line}" + (f", {self.column}" if self.column else "")
        return f"{where}: {self.what}" + (f"; {self.accepted}" if self.accepted else "")


class DayOpen(NamedTuple):
    """When a library is open on one day of the week."""

    morning: bool
    afternoon: bool
    evening: bool
    breaks: bool


class Library(NamedTuple):
    """One library, with what one row of the table says of it. ``None`` is what the table does not state.

    ``operation`` and ``statutory`` hold a value for each year of which the table has a column. Hours are a week.
    """

    line: int
    id: str
    authority: str
    name: str
    postcode: str | None
    kind: str
    operation: dict[int, str | None]
    statutory: dict[int, bool | None]
    hours: Decimal | None
    staffed_hours: Decimal | None
    days: tuple[DayOpen | None, ...]
    self_service: bool | None
    self_service_by: str | None
    co_located: bool | None
    co_located_with: tuple[str, ...]
    operator: str | None
    department: str | None
    opened: int | None
    closed: int | None

    @property
    def operation_now(self) -> str | None:
        """Who ran it in the latest year of the table."""
        return self.operation[max(self.operation)] if self.operation else None

    @property
    def statutory_now(self) -> bool | None:
        """Whether it was part of the statutory duty in the latest year of the table."""
        return self.statutory[max(self.statutory)] if self.statutory else None

    @property
    def is_open(self) -> bool | None:
        """Whether it was open in the latest year of the table."""
        now = self.operation_now
        return None if now is None else now not in {"closed", "closed_for_now", "not_open_yet"}


class LeftOut(NamedTuple):
    """A library that a question leaves out, and why."""

    id: str
    name: str
    line: int
    why: str


class LibrariesQuestion(NamedTuple):
    """A question over many libraries, for ``from_dict``, and the libraries that it leaves out."""

    question: dict[str, Any]
    left_out: list[LeftOut]


def _parsed(text: str) -> Any:  # noqa: ANN401 (whatever JSON holds there)
    import json  # noqa: PLC0415
    from decimal import Decimal  # noqa: PLC0415

    return json.loads(text, parse_float=Decimal)


class _Table:
    """What all tables that were read have in common."""

    __slots__ = ("_all", "_native")
    _native: core.Result

    def __init__(self, native: core.Result) -> None:
        """Hold the native object; tables are made by the functions that read them."""
        self._native = native
        self._all: dict[str, Any] = _parsed(native.to_json())

    @property
    def file(self) -> str:
        """The name of the file."""
        return str(self._all["file"])

    @property
    def problems(self) -> list[RowProblem]:
        """What could not be read, with line and column; at most 10,000. ``problems_in_all`` counts every one."""
        return [
            RowProblem(self.file, one["line"], one.get("column"), one["what"], one.get("accepted"))
            for one in self._all["problems"]
        ]

    @property
    def problems_in_all(self) -> int:
        """How many problems there were."""
        return int(self._all["problems_in_all"])

    @property
    def columns(self) -> list[dict[str, Any]]:
        """What became of the values, by column: read, tidied, blank, unstated, refused."""
        return [dict(one) for one in self._all["columns"]]

    def to_json(self) -> str:
        """Give all of it as JSON: the same bytes as from Rust."""
        return self._native.to_json()

    def to_columns(self) -> dict[str, list[Any]]:
        """Give the rows as columns, for a data frame of any kind."""
        raise NotImplementedError

    def to_pandas(self) -> pd.DataFrame:
        """Give the rows as a pandas data frame; it needs pandas."""
        import pandas as pd  # noqa: PLC0415 (not everyone has it)

        return pd.DataFrame(self.to_columns())

    def to_polars(self) -> pl.DataFrame:
        """Give the rows as a Polars data frame; it needs polars."""
        import polars as pl  # noqa: PLC0415 (not everyone has it)

        return pl.DataFrame(self.to_columns(), infer_schema_length=None)

    def __eq__(self, other: object) -> bool:
        """Whether another table of the same kind says the same."""
        if not isinstance(other, _Table):
            return NotImplemented
        return type(self) is type(other) and self._native.to_json() == other._native.to_json()

    def __hash__(self) -> int:
        """Give equal tables the same hash."""
        return hash(self._native.to_json())

    def __copy__(self) -> Self:
        """Give the table itself: nothing in it can be changed."""
        return self

    def __deepcopy__(self, memo: object) -> Self:
        """Give the table itself: nothing in it can be changed."""
        return self

    def _repr_html_(self) -> str:
        return self._native._repr_html_()

    def __str__(self) -> str:
        """Show the table as text."""
        return str(self._native)


class Libraries(_Table, Sequence[Library]):
    """The libraries of a table: a sequence of ``Library``.

    >>> import options_appraisal as oa
    >>> kent = oa.read_libraries("tests/data/libraries_england_2023.csv", authority="Kent")
    >>> len(kent), kent[0].name
    (110, 'Allington Library')
    >>> [library.operator for library in kent if library.name == "Sandgate Library"]
    ['Sandgate Parish Council']
    """

    __slots__ = ("_libraries",)
    _native: core.Libraries

    def __init__(self, native: core.Libraries) -> None:
        """Hold the native object; use ``read_libraries`` to make one."""
        super().__init__(native)
        self._libraries = [_library(one) for one in self._all["libraries"]]

    @property
    def authority(self) -> str | None:
        """The authority that was asked for, in the spelling of the table."""
        authority: str | None = self._all["authority"]
        return authority

    @property
    def unread_columns(self) -> list[str]:
        """Columns that the reader has no use for."""
        return list(self._all["unread_columns"])

    @overload
    def __getitem__(self, index: int) -> Library: ...
    @overload
    def __getitem__(self, index: slice) -> list[Library]: ...
    def __getitem__(self, index: int | slice) -> Library | list[Library]:
        """Give a library by its place."""
        return self._libraries[index]

    def __len__(self) -> int:
        """Count the libraries."""
        return len(self._libraries)

    def __iter__(self) -> Iterator[Library]:
        """Go through the libraries in the order of the table."""
        return iter(self._libraries)

    def __repr__(self) -> str:
        """Show what it is."""
        return f"<{len(self)} libraries of {self.authority or 'all authorities'} from {self.file}>"

    def question(self, template: Mapping[str, object], *, kinds: Sequence[str] = ("static",)) -> LibrariesQuestion:
        """Put every library of these kinds that is open into a question, as ``libraries.ID``.

        What all libraries have in common stands in the ``service`` of the template.

        >>> import options_appraisal as oa
        >>> kent = oa.read_libraries("tests/data/libraries_england_2023.csv", authority="Kent")
        >>> question, left_out = kent.question({"service": {"stock": 6_500}})
        >>> len(question["libraries"]), len(left_out), left_out[0].why
        (99, 11, 'its kind is prison')
        >>> question["libraries"]["sandgate_library"]["usage"]["staffed_hours"]["central"]
        Decimal('25.5')
        """
        question, left_out = self._native.question(dict(template), {"kinds": list(kinds)})
        return LibrariesQuestion(_parsed(question), [LeftOut(**one) for one in _parsed(left_out)])

    def question_for(self, library: Library | str, template: Mapping[str, object]) -> dict[str, Any]:
        """Put one library, by itself or by its id, into a question as its ``service``.

        What the table states takes the place of what the template says: the name, whether it is statutory, its hours.

        >>> import options_appraisal as oa
        >>> kent = oa.read_libraries("tests/data/libraries_england_2023.csv", authority="Kent")
        >>> service = kent.question_for("sandgate_library", {"service": {"stock": 6_500}})["service"]
        >>> service["name"], service["statutory"], service["stock"]
        ('Sandgate Library', True, 6500)
        """
        wanted = library if isinstance(library, str) else library.id
        for place, own in enumerate(self._libraries):
            if own.id == wanted:
                question: dict[str, Any] = _parsed(self._native.library_question(place, dict(template)))
                return question
        raise KeyError(wanted)

    def services(self, *, kinds: Sequence[str] = ("static",)) -> dict[str, list[Any]]:
        """Give the hours of every library of these kinds that is open, as columns: the ``id`` and the inputs.

        Each column but the id is named as the address of the input that it holds; ``None`` is what the table does not
        state. Which hours count as staffed is told in ``docs/data.md``.

        >>> import options_appraisal as oa
        >>> services = oa.read_libraries("tests/data/libraries_england_2023.csv").services()
        >>> list(services), len(services["id"])
        (['id', 'service.usage.staffed_hours', 'service.usage.self_service_hours'], 2877)
        """
        libraries: dict[str, Any] = self.question({}, kinds=kinds).question["libraries"]
        columns: dict[str, list[Any]] = {"id": list(libraries)}
        for name in ("staffed_hours", "self_service_hours"):
            hours = [one.get("usage", {}).get(name, {}).get("central") for one in libraries.values()]
            columns[f"service.usage.{name}"] = hours
        return columns

    def to_columns(self) -> dict[str, list[Any]]:
        """Give the libraries as columns: one for each year of ``operation`` and ``statutory``, and for each day.

        Hours are floats. A day is the parts in which the library is open, such as ``"morning, afternoon"``, and empty
        where it is closed.
        """

        def day(one: DayOpen | None) -> str | None:
            return None if one is None else ", ".join(part for part in _PARTS if getattr(one, part))

        def hours(one: Decimal | None) -> float | None:
            return None if one is None else float(one)

        all_ = self._libraries
        plain = ("line", "id", "authority", "name", "postcode", "kind")
        columns: dict[str, list[Any]] = {name: [getattr(one, name) for one in all_] for name in plain}
        for name in ("operation", "statutory"):
            for year in getattr(all_[0], name) if all_ else ():
                columns[f"{name}_{year}"] = [getattr(one, name)[year] for one in all_]
        for name in ("hours", "staffed_hours"):
            columns[name] = [hours(getattr(one, name)) for one in all_]
        for place, name in enumerate(_DAYS):
            columns[name] = [day(one.days[place]) for one in all_]
        columns["co_located_with"] = ["; ".join(one.co_located_with) for one in all_]
        for name in ("self_service", "self_service_by", "co_located", "operator", "department", "opened", "closed"):
            columns[name] = [getattr(one, name) for one in all_]
        return columns


def _library(one: dict[str, Any]) -> Library:
    from decimal import Decimal  # noqa: PLC0415

    def exact(value: Decimal | int | None) -> Decimal | None:
        return None if value is None else Decimal(value)

    fields = dict(one)
    for name in ("operation", "statutory"):
        fields[name] = {int(year): value for year, value in one[name].items()}
    for name in ("hours", "staffed_hours"):
        fields[name] = exact(one[name])
    fields["days"] = tuple(None if day is None else DayOpen(**day) for day in one["days"])
    fields["co_located_with"] = tuple(one["co_located_with"])
    return Library(**fields)


class Figures(_Table):
    """Figures of authorities: what each spends and earns, how much it is used, who lives there."""

    __slots__ = ()
    _native: core.Figures

    def __init__(self, native: core.Figures) -> None:
        """Hold the native object; use ``read_spending`` to make one."""
        super().__init__(native)

    def __len__(self) -> int:
        """Count the figures."""
        return len(self._all["figures"])

    def __repr__(self) -> str:
        """Show what it is."""
        return f"<{len(self)} figures from {self.file}>"

    def to_columns(self) -> dict[str, list[Any]]:
        """Give the figures as columns; amounts are ``decimal.Decimal``, in pounds of the year, or counts."""
        from decimal import Decimal  # noqa: PLC0415

        names = ("line", "authority", "year", "item")
        columns: dict[str, list[Any]] = {name: [one[name] for one in self._all["figures"]] for name in names}
        columns["amount"] = [Decimal(one["amount"]) for one in self._all["figures"]]
        return columns


class PeerComparison(Drawn):
    """A service beside its peers. Its numbers are floats."""

    __slots__ = ()

    def to_columns(self) -> dict[str, list[Any]]:
        """Give the measures as columns: the own value, quartiles of the peers, rank and percentile."""
        measures = self["measures"]
        standing = ("peers", "smallest", "lower_quartile", "median", "upper_quartile", "largest", "rank", "percentile")
        columns: dict[str, list[Any]] = {
            "measure": [one["measure"] for one in measures],
            "value": [one["value"] for one in measures],
        }
        for name in standing:
            columns[name] = [(one["standing"] or {}).get(name) for one in measures]
        return columns

    def to_pandas(self) -> pd.DataFrame:
        """Give the measures as a pandas data frame; it needs pandas."""
        import pandas as pd  # noqa: PLC0415 (not everyone has it)

        return pd.DataFrame(self.to_columns()).set_index("measure")

    def to_polars(self) -> pl.DataFrame:
        """Give the measures as a Polars data frame; it needs polars."""
        import polars as pl  # noqa: PLC0415 (not everyone has it)

        return pl.DataFrame(self.to_columns(), infer_schema_length=None)


def _bytes(path: str | os.PathLike[str]) -> tuple[bytes, str]:
    with open(path, "rb") as file:  # noqa: PTH123 (pathlib would double the time to import)
        return file.read(), os.path.basename(path)  # noqa: PTH119


def read_libraries(path: str | os.PathLike[str], authority: str | None = None) -> Libraries:
    """Read the libraries of a table in the columns of the basic dataset for libraries in England.

    ``authority`` chooses those of one authority. A value that cannot be read is left out and stands in ``problems``,
    with the file, the line and the column; everything else is kept.

    >>> import options_appraisal as oa
    >>> england = oa.read_libraries("tests/data/libraries_england_2023.csv")
    >>> len(england), next(problem for problem in england.problems if problem.column == "opened").what
    (3487, '"1960s" cannot be read; it is left out')
    >>> try:
    ...     oa.read_libraries("tests/data/libraries_england_2023.csv", authority="Kant")
    ... except oa.AppraisalError as error:
    ...     print(error)
    authority: "Kant" is not in the table; did you mean "Kent"?
    """
    table, file = _bytes(path)
    return Libraries(core.read_libraries(table, {"file": file, "authority": authority}))


def read_spending(
    path: str | os.PathLike[str], *, columns: Mapping[str, str] | None = None, thousands: bool = False
) -> Figures:
    """Read what authorities spend and earn, their visits and issues, or their residents.

    A long table has the columns ``authority``, ``year``, ``item`` and ``amount``. For a wide table, ``columns`` says
    which heading is which item; ``thousands`` says that money is in thousands of pounds, as in the revenue outturn.

    >>> import options_appraisal as oa
    >>> figures = oa.read_spending("tests/data/spending_illustrative.csv")
    >>> figures.to_columns()["item"][:2]
    ['net_expenditure', 'visits']
    """
    table, file = _bytes(path)
    asked = {"file": file, "columns": dict(columns or {}), "thousands": thousands}
    return Figures(core.read_figures(table, asked))


def peers(  # noqa: PLR0913 (each is a setting of its own, by name)
    libraries: Libraries,
    authority: str,
    *,
    by: Sequence[str] | None = None,
    k: int | None = None,
    figures: Sequence[Figures] = (),
    year: str | None = None,
    weeks: float | str | Decimal | None = None,
) -> PeerComparison:
    """Set an authority beside its peers: all others, or the ``k`` that are nearest ``by`` features that you name.

    ``libraries`` holds those of every authority. ``figures`` are tables of spending, visits and residents, without
    which costs cannot be compared; each item is taken for the ``year``, by default the latest that states it for the
    authority. ``weeks`` a year turn hours a week into hours a year; 52 by default.

    >>> import options_appraisal as oa
    >>> england = oa.read_libraries("tests/data/libraries_england_2023.csv")
    >>> kent = oa.peers(england, "Kent", by=["libraries", "hours_per_week", "community_run_share"], k=10)
    >>> [peer["authority"] for peer in kent["peers"]][:2]
    ['Essex', 'Lancashire']
    >>> hours = next(one for one in kent["measures"] if one["measure"] == "hours_per_week")
    >>> hours["standing"]["lower_quartile"] <= hours["standing"]["median"] <= hours["standing"]["upper_quartile"]
    True
    """
    asked = {"authority": authority, "by": by and list(by), "k": k, "year": year, "weeks": weeks}
    tables = [one._native for one in figures]  # noqa: SLF001 (the module's own class)
    return PeerComparison(core.peers(libraries._native, tables, asked))  # noqa: SLF001


def compare_results(own: Outcome, others: Mapping[str, Outcome], *, option: str, view: str) -> PeerComparison:
    """Set an option of a result beside the same option of other results: a branch beside other branches.

    >>> import options_appraisal as oa
    >>> sandgate = oa.load("docs/examples/sandgate.toml")
    >>> others = {str(energy): sandgate.replace({"service.premises.energy": energy}).run() for energy in (5_000, 9_000)}
    >>> beside = oa.compare_results(sandgate.run(), others, option="council", view="kcc")
    >>> beside["measures"][0]["measure"], beside["measures"][0]["standing"]["rank"]
    ('cost_per_open_hour', 2)
    """
    named = [(name, outcome._native) for name, outcome in others.items()]  # noqa: SLF001 (the package's own class)
    return PeerComparison(core.compare_results(own._native, named, option, view))  # noqa: SLF001
