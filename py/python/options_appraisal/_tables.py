"""Tables of results as data, for pandas, polars, Arrow and plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from . import _native as core

_SHOWN = 30


class Column(NamedTuple):
    """What a column of a table is.

    ``type`` is ``"word"``, ``"year"``, ``"text"``, ``"decimal"``, ``"float"``, ``"count"`` or ``"switch"``. ``unit``
    and ``price_basis`` are ``None`` for what has none, and where the rows have different ones.
    """

    name: str
    type: str
    unit: str | None
    price_basis: str | None
    about: str


class Table:
    """A table of a result: columns with a name, a type, a unit and a price basis, and rows.

    A table by year is tidy: a row for each year, with what the row is of before the column ``year`` and numbers after
    it. ``wide`` lays the years side by side. It has the Arrow PyCapsule interface, so that pyarrow, polars, duckdb and
    others take it as it is.

    >>> import options_appraisal as oa
    >>> saving = oa.load("docs/examples/sandgate.toml").run().table("saving")
    >>> saving
    <Table "saving": 300 rows; option, view, year, saving>
    >>> saving.columns[3][:4]
    ('saving', 'decimal', '£', 'cash')
    >>> next(iter(saving))
    {'option': 'council', 'view': 'kcc', 'year': '2027/28', 'saving': Decimal('0.00')}
    """

    __slots__ = ("_native",)

    def __init__(self, native: core.Table) -> None:
        """Hold the native object; results give tables by their names."""
        self._native = native

    @property
    def name(self) -> str:
        """The name by which its result gives it."""
        return self._native.name

    @property
    def title(self) -> str:
        """What it shows, as a heading."""
        return self._native.title

    @property
    def columns(self) -> list[Column]:
        """What its columns are.

        >>> import options_appraisal as oa
        >>> table = oa.load("docs/examples/sandgate.toml").run().table("lines")
        >>> {column.name: column.price_basis for column in table.columns if column.type == "decimal"}
        {'cash': 'cash', 'real': 'real terms, prices of 2026/27'}
        """
        return [Column(*parts) for parts in self._native.columns]

    def wide(self) -> Table:
        """Lay the years side by side, a column for each.

        Several columns of numbers become rows of their own, named in a column ``measure``. A table without years raises
        ``AppraisalError``.

        >>> import options_appraisal as oa
        >>> plan = oa.load("docs/examples/sandgate.toml").run().table("plan").wide()
        >>> [column.name for column in plan.columns][:6]
        ['option', 'measure', 'unit', 'price_basis', '2027/28', '2028/29']
        """
        return Table(self._native.wide())

    def to_pandas(self, *, wide: bool = False, decimals: Literal["decimal", "float"] = "decimal") -> pd.DataFrame:
        """Give it as a data frame of pandas. It needs pandas and pyarrow.

        Years are an ordered categorical, so that they sort and compare. Money stays exact (``decimal128`` of Arrow, on
        which pandas calculates exactly) unless ``decimals="float"`` asks for floats.

        >>> import options_appraisal as oa
        >>> frame = oa.load("docs/examples/sandgate.toml").run().table("saving").to_pandas(decimals="float")
        >>> council = frame[(frame.view == "kcc") & (frame.year <= "2028/29")]
        >>> council.groupby("option")["saving"].sum().idxmax()
        'hub'
        """
        from ._many import _pyarrow  # noqa: PLC0415

        arrow = _pyarrow("to_pandas")
        import pandas as pd  # noqa: PLC0415 (not everyone has it)

        def exact(kind: pa.DataType) -> pd.ArrowDtype | None:
            return pd.ArrowDtype(kind) if arrow.types.is_decimal(kind) else None

        frame: pd.DataFrame = arrow.table(self._stream(wide, decimals, plain=True)).to_pandas(types_mapper=exact)
        return frame

    def to_polars(self, *, wide: bool = False, decimals: Literal["decimal", "float"] = "decimal") -> pl.DataFrame:
        """Give it as a data frame of polars, which must be installed. Years are an ``Enum`` in their order.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").run().table("plan").to_polars(wide=True).shape
        (30, 14)
        """
        import polars as pl  # noqa: PLC0415 (not everyone has it)

        stream = self._stream(wide, decimals, plain=True)
        years = [
            pl.col(column.name).cast(pl.Enum(stream.native.words(column.name)))
            for column in map(Column._make, stream.native.columns)
            if column.type == "year"
        ]
        return pl.DataFrame(stream).with_columns(years)

    def to_arrow(self, *, wide: bool = False, decimals: Literal["decimal", "float"] = "decimal") -> pa.Table:
        """Give it as a table of pyarrow, which must be installed.

        Words and years are dictionaries, those of years ordered.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").run().table("saving").to_arrow().schema.field("saving").type
        Decimal128Type(decimal128(38, 2))
        """
        from ._many import _pyarrow  # noqa: PLC0415

        return _pyarrow("to_arrow").table(self._stream(wide, decimals, plain=False))

    def _stream(self, wide: bool, decimals: str, *, plain: bool) -> _Stream:  # noqa: FBT001
        if decimals not in {"decimal", "float"}:
            message = f'decimals is "decimal" or "float", not {decimals!r}'
            raise ValueError(message)
        native = self._native.wide() if wide else self._native
        return _Stream(native.to_floats() if decimals == "float" else native, plain=plain)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the table over as a stream of Arrow record batches, exact numbers as decimals."""
        return self._native.arrow_c_stream(plain=False)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._native)

    def __getitem__(self, row: int) -> dict[str, Any]:
        """Give a row by its place, from 0 or from the end."""
        place = row + len(self) if row < 0 else row
        if not 0 <= place < len(self):
            message = f"there is no row {row}; there are {len(self):,}"
            raise IndexError(message)
        return dict(zip((column[0] for column in self._native.columns), self._native.row(place), strict=True))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Go through the rows, each a dictionary; money is ``decimal.Decimal``."""
        names = [column[0] for column in self._native.columns]
        for row in range(len(self)):
            yield dict(zip(names, self._native.row(row), strict=True))

    def __eq__(self, other: object) -> bool:
        """Whether another table has the same columns and the same rows."""
        if not isinstance(other, Table):
            return NotImplemented
        return self._native.same_as(other._native)

    __hash__ = None  # type: ignore[assignment]

    def _repr_html_(self) -> str:
        return self._native.to_html(_SHOWN)

    def __repr__(self) -> str:
        """Show its name, how long it is, and its columns."""
        names = [column[0] for column in self._native.columns]
        shown = names if len(names) <= 8 else [*names[:7], f"and {len(names) - 7} more"]  # noqa: PLR2004
        return f'<Table "{self.name}": {len(self):,} rows; {", ".join(shown)}>'


class _Stream:
    """A native table on its way to somebody who takes Arrow."""

    __slots__ = ("native", "plain")

    def __init__(self, native: core.Table, *, plain: bool) -> None:
        self.native = native
        self.plain = plain

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.native.arrow_c_stream(plain=self.plain)
