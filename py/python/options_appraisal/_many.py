"""One question for every row of a table."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ._appraisal import _MOST_THREADS, Appraisal
from ._errors import AppraisalError, ManyInterrupted, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from . import _native as core

    RowsDone = Callable[[int, int], bool | None]


class ManyProblem(NamedTuple):
    """Why a row has no result: its place in the table, counted from 1, its id, and what is wrong."""

    row: int
    id: str
    address: str
    message: str
    accepted: str | None


class ManyResult:
    """What the rows of a table come to: a record for each row, option, view, measure and year.

    It has the Arrow PyCapsule interface, so that pyarrow, polars, duckdb and others take it as it is:
    ``pyarrow.table(result)``, ``polars.DataFrame(result)``.
    """

    __slots__ = ("_native",)

    def __init__(self, native: core.Many) -> None:
        """Hold the native object; ``run_many`` makes results."""
        self._native = native

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the records over as a stream of Arrow record batches."""
        return self._native.__arrow_c_stream__(requested_schema)

    def __len__(self) -> int:
        """Count the records."""
        return len(self._native)

    @property
    def ids(self) -> list[str]:
        """The ids of the rows that have a result, in the order of the table."""
        return self._native.ids

    @property
    def asked(self) -> int:
        """How many rows the table has."""
        return self._native.asked

    @property
    def failed(self) -> int:
        """How many rows have no result because something is wrong with them."""
        return self._native.failed

    @property
    def complete(self) -> bool:
        """Whether every row was looked at: false where the run was stopped."""
        return self._native.complete

    @property
    def draws(self) -> int:
        """How many draws each row has."""
        return self._native.draws

    @property
    def seed(self) -> int:
        """The seed of the draws."""
        return self._native.seed

    @property
    def problems(self) -> list[ManyProblem]:
        """What is wrong with rows, in the order of the table. At most 10,000 problems are kept."""
        return [ManyProblem(*parts) for parts in self._native.problems]

    def to_arrow(self) -> pa.Table:
        """Give the records as a table of pyarrow, which must be installed."""
        return _pyarrow("to_arrow").table(self)

    def to_pandas(self) -> pd.DataFrame:
        """Give the records as a data frame; values stay exact decimals. It needs pandas and pyarrow."""
        import pandas as pd  # noqa: PLC0415 (not everyone has it)

        arrow = _pyarrow("to_pandas")

        def exact(kind: pa.DataType) -> pd.ArrowDtype | None:
            return pd.ArrowDtype(kind) if arrow.types.is_decimal(kind) else None

        return arrow.table(self).to_pandas(types_mapper=exact)

    def to_polars(self) -> pl.DataFrame:
        """Give the records as a data frame of polars, which must be installed; values stay exact decimals.

        The columns of words are categoricals, as they come.
        """
        import polars as pl  # noqa: PLC0415 (not everyone has it)

        return pl.DataFrame(self)

    def _repr_html_(self) -> str:
        return self._native._repr_html_()

    def write_parquet(self, path: str | os.PathLike[str], **settings: Any) -> None:  # noqa: ANN401 (those of pyarrow)
        """Write the records to a Parquet file, batch by batch. It needs pyarrow, which is given the ``settings``."""
        arrow = _pyarrow("write_parquet")
        from pyarrow import parquet  # noqa: PLC0415

        reader = arrow.RecordBatchReader.from_stream(self)
        with parquet.ParquetWriter(os.fspath(path), reader.schema, **settings) as writer:
            for batch in reader:
                writer.write_batch(batch)

    def __repr__(self) -> str:
        """Show how much there is."""
        failed = f", {self.failed:,} failed" if self.failed else ""
        stopped = "" if self.complete else ", stopped"
        return f"<ManyResult of {len(self.ids):,} of {self.asked:,} rows, {len(self):,} records{failed}{stopped}>"


def _pyarrow(method: str) -> Any:  # noqa: ANN401 (a module)
    try:
        import pyarrow as pa  # noqa: PLC0415 (not everyone has it)
        import pyarrow.types  # noqa: PLC0415
    except ImportError as error:
        message = f"{method} needs pyarrow: pip install 'options-appraisal[arrow]'"
        raise ImportError(message) from error
    return pa


def run_many(  # noqa: PLR0913 (each is a setting of its own, by name)
    template: Appraisal,
    table: object,
    *,
    id: str = "id",
    columns: Mapping[str, str] | None = None,
    measures: Sequence[str] | None = None,
    views: Sequence[str] | None = None,
    draws: int = 0,
    drawn: Sequence[str] | None = None,
    seed: int = 1,
    common: Sequence[str] | None = None,
    missing: Literal["report", "template"] = "report",
    threads: int | None = None,
    progress: bool | RowsDone | None = None,
) -> ManyResult:
    """Work a question out for every row of a table, exactly, and with draws where they are asked for.

    - ``table``: a data frame of pandas or polars, a table of pyarrow, a dictionary of lists, a list of dictionaries, or
      what ``read_libraries`` gives. What is no number in a column of numbers is reported with its row, which is left
      out.
    - ``id``: the column that names each row. The draws of a row are keyed by it.
    - ``columns``: the column of the table for each input, by the address of the input; by default every column but the
      id is named as the address of its input.
    - ``measures``: what stands in an address between the option and the view, such as ``"net_cost"``; and
      ``"payback"``, ``"discounted_payback"``, ``"lowest_reserve"``, ``"lowest_headroom"``.
    - ``views``: parties, groups of parties, ``"society"``; by default the council.
    - ``draws``: of each row; nought for none. ``drawn`` are the measures that are drawn, by default all that have one
      value for the whole period but the paybacks.
    - ``common``: inputs that are the same for all rows, by the beginnings of their addresses; by default ``indices``,
      ``projections`` and ``overrides``. All else is drawn for each row on its own.
    - ``missing``: ``"report"`` leaves a row without a value out; ``"template"`` takes the template's own value.
    - ``threads``: by default one for each processor, at most 8.
    - ``progress``: ``True`` for a bar, or a callable that is given the rows done and the rows of the table; when it
      returns ``False``, the run ends, and what was done by then is the result.

    Other Python threads run meanwhile. Ctrl-C raises ``ManyInterrupted``, a ``KeyboardInterrupt`` that holds what was
    done by then as ``result``. Neither threads, nor the other rows, nor their order change what comes of a row.

    >>> import options_appraisal as oa
    >>> template = oa.load("docs/examples/national.toml")
    >>> table = {"id": ["small", "large", "odd"], "service.usage.staffed_hours": [12, 50.5, "[Unknown]"]}
    >>> result = oa.run_many(template, table, measures=["saving_total"])
    >>> result
    <ManyResult of 2 of 3 rows, 10 records, 1 failed>
    >>> [(problem.row, problem.address) for problem in result.problems]
    [(3, 'service.usage.staffed_hours')]
    """
    to_columns = getattr(table, "to_columns", None)
    if to_columns is not None:
        table = to_columns()
    names = _names(table)
    wanted = {name: name for name in names if name != id} if columns is None else dict(columns)
    absent = [name for name in (id, *wanted.values()) if name not in names]
    if absent:
        known = ", ".join(names[:20])
        problems = [Problem("columns", None, f'the table has no column "{name}"', f"one of {known}") for name in absent]
        raise AppraisalError("\n".join(f"{one.address}: {one.message}; {one.accepted}" for one in problems), problems)
    ids = ["" if cell is None else str(cell) for cell in _cells(table, id)]
    asked = {
        "measures": measures,
        "views": views,
        "draws": draws,
        "drawn": drawn,
        "seed": seed,
        "common": common,
        "missing": missing,
        "threads": min(os.cpu_count() or 1, _MOST_THREADS) if threads is None else threads,
    }
    cells = {address: _cells(table, name) for address, name in wanted.items()}
    if progress is True:
        from ._progress import Bar  # noqa: PLC0415

        bar = Bar("rows")
        try:
            native, raised = template._native.run_many(asked, ids, cells, bar)  # noqa: SLF001
        finally:
            bar.close()
    else:
        native, raised = template._native.run_many(asked, ids, cells, progress or None)  # noqa: SLF001
    result = ManyResult(native)
    if isinstance(raised, KeyboardInterrupt):
        raise ManyInterrupted(result) from raised
    if raised is not None:
        raise raised
    return result


def _names(table: Any) -> list[str]:  # noqa: ANN401 (whatever has columns)
    """Give the names of the columns of a table of any kind."""
    if isinstance(table, Mapping):
        return [str(name) for name in table]
    if isinstance(table, (list, tuple)) and all(isinstance(row, Mapping) for row in table):
        return list(dict.fromkeys(str(name) for row in table for name in row))
    names: Iterable[object] | None = getattr(table, "column_names", None) or getattr(table, "columns", None)
    if names is None:
        message = "a table is a data frame, an Arrow table, a dictionary of lists or a list of dictionaries"
        raise TypeError(message)
    return [str(name) for name in names]


def _cells(table: Any, name: str) -> list[object]:  # noqa: ANN401 (whatever has columns)
    """Give the cells of a column as values of Python; what is missing is None."""
    column = [row.get(name) for row in table] if isinstance(table, (list, tuple)) else table[name]
    for way in ("to_pylist", "to_list", "tolist"):
        if hasattr(column, way):
            column = getattr(column, way)()
            break
    # What is missing is not a number in pandas, and equal to nothing, not even itself.
    return [None if _is_missing(cell) else cell for cell in column]


def _is_missing(cell: object) -> bool:
    return cell is None or (isinstance(cell, float) and cell != cell) or type(cell).__name__ in {"NAType", "NaTType"}  # noqa: PLR0124
