"""Tables of results: nothing is lost on the way to pandas, polars, Arrow and plain Python."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import options_appraisal as oa
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SANDGATE = "docs/examples/sandgate.toml"
COUNTY = "docs/examples/county.toml"
MEASURE = "options.community.net_present_cost.kcc"


@pytest.fixture(scope="module", params=[SANDGATE, COUNTY, "tests/cases/loans.toml", "tests/cases/parish_precept.toml"])
def outcome(request: pytest.FixtureRequest) -> oa.Outcome:
    return oa.load(request.param).run()


@pytest.fixture(scope="module")
def sandgate() -> oa.Appraisal:
    return oa.load(SANDGATE)


def of_lines(result: dict[str, Any]) -> Iterator[tuple[str, str, str, Decimal, Decimal]]:
    for option in result["options"]:
        for line in option["lines"]:
            for year, cash, real in zip(result["years"], line["cash"], line["real"], strict=True):
                yield option["id"], line["id"], year, cash, real


def test_lines_are_those_of_the_json(outcome: oa.Outcome) -> None:
    rows = [(r["option"], r["line"], r["year"], r["cash"], r["real"]) for r in outcome.table("lines")]
    assert rows == list(of_lines(outcome.to_dict()))


def test_all_ways_out_have_the_same_numbers(outcome: oa.Outcome) -> None:
    for name in outcome.tables:
        table = outcome.table(name)
        rows = list(table)
        arrow, polars = table.to_arrow(), table.to_polars()
        pandas = table.to_pandas().astype(object)
        pandas = pandas.where(pandas.notna(), None)
        assert len(table) == len(rows) == len(arrow) == len(pandas) == len(polars)
        for column in table.columns:
            wanted = [row[column.name] for row in rows]
            assert arrow[column.name].to_pylist() == wanted, (name, column.name)
            assert polars[column.name].to_list() == wanted, (name, column.name)
            assert pandas[column.name].tolist() == wanted, (name, column.name)


def test_money_keeps_its_pennies_and_shares_their_six_places() -> None:
    precepts = oa.load("tests/cases/parish_precept.toml").run().table("precepts")
    schema = precepts.to_arrow().schema
    assert schema.field("raised").type == pa.decimal128(38, 2)
    assert schema.field("rise").type == pa.decimal128(38, 6)
    assert schema.field("raised").metadata[b"options_appraisal.price_basis"] == b"cash"
    assert schema.metadata[b"options_appraisal.name"] == b"precepts"
    frame = precepts.to_pandas()
    # Exact in pandas too: floats would give 0.30000000000000004.
    total = frame["raised"].sum()
    assert total == sum(row["raised"] for row in precepts)
    assert isinstance(total, Decimal)


def test_floats_are_the_nearest(outcome: oa.Outcome) -> None:
    table = outcome.table("lines")
    wanted = [float(row["cash"]) for row in table]
    assert table.to_pandas(decimals="float")["cash"].tolist() == wanted
    assert table.to_polars(decimals="float")["cash"].to_list() == wanted
    assert table.to_arrow(decimals="float")["cash"].to_pylist() == wanted


def test_years_are_ordered(sandgate: oa.Appraisal) -> None:
    outcome = sandgate.run()
    frame = outcome.table("net_cost").to_pandas()
    years = frame["year"]
    assert isinstance(years.dtype, pd.CategoricalDtype)
    assert years.dtype.ordered
    assert years.dtype.categories.tolist() == outcome["years"]
    assert set(frame[years > "2034/35"]["year"]) == {"2035/36", "2036/37"}
    polars = outcome.table("net_cost").to_polars()
    assert polars.schema["year"] == pl.Enum(outcome["years"])
    assert polars.filter(pl.col("year") > "2034/35")["year"].n_unique() == 2
    # A year that is no key, too, and one that nobody has.
    options = outcome.table("options").to_pandas()
    assert options["worst_year"].cat.ordered
    assert options["payback_year"].cat.categories.tolist() == outcome["years"]


def test_wide_tables_have_a_column_for_each_year(outcome: oa.Outcome) -> None:
    result = outcome.to_dict()
    wide = outcome.table("net_cost").wide()
    assert [column.name for column in wide.columns] == ["option", "view", *result["years"]]
    rows = {(row["option"], row["view"]): row for row in wide}
    for option in result["options"]:
        for view in option["views"]:
            row = rows[option["id"], view["id"]]
            assert [row[year] for year in result["years"]] == view["net_cost"]
    plan = outcome.table("plan").to_pandas(wide=True)
    assert plan["measure"].tolist()[:6] == list(result["options"][0]["plan"])
    assert plan.iloc[0][result["years"]].tolist() == result["options"][0]["plan"]["budget_as_today"]
    for name in outcome.tables:
        table = outcome.table(name)
        if "year" in [column.name for column in table.columns]:
            # Nothing is lost and nothing is added.
            long = [value for row in table for key, value in row.items() if type(value) in {Decimal, float}]
            cells = [row[year] for row in table.wide() for year in result["years"]]
            assert sorted(value for value in cells if value is not None) == sorted(long), name


def test_flows_of_all_parties_come_to_nothing(outcome: oa.Outcome) -> None:
    flows = outcome.table("flows").to_polars()
    sums = flows.group_by("option", "year").agg(pl.col("cash", "real").sum())
    assert all(value == 0 for column in ("cash", "real") for value in sums[column])
    assert len(flows) == 2 * len(outcome.table("lines"))


def test_what_a_party_pays_is_the_sum_of_its_flows(outcome: oa.Outcome) -> None:
    flows = outcome.table("flows").to_polars().filter(pl.col("treatment") != "non_cash")
    flows = flows.group_by("option", "party", "year").agg(pl.col("cash").sum(), pl.len())
    both = outcome.table("parties_by_year").to_polars().join(flows, on=["option", "party", "year"])
    assert len(both) > 0
    # The sum is of exact numbers, and each line is rounded: half a penny for each of them at most.
    wrong = [
        row for row in both.iter_rows(named=True) if abs(row["pays"] - row["cash"]) * 200 > row["len"] + 1
    ]
    assert not wrong


def test_tables_that_have_nothing_are_empty_and_have_their_columns(sandgate: oa.Appraisal) -> None:
    libraries = sandgate.run().table("libraries_by_year")
    assert len(libraries) == 0
    assert list(libraries.to_pandas().columns) == ["option", "library", "name", "year", "net_cost", "saving"]
    assert libraries.wide().to_polars().shape == (0, 6 - 3 + 3 + 10)


def test_every_analysis_has_its_tables(sandgate: oa.Appraisal) -> None:
    switching = sandgate.switching_values("net_present_cost.kcc", options=("parish", "council"))
    simulation = sandgate.simulate(500, measures=[MEASURE], percentiles=[10, 90])
    uncorrelated = sandgate.to_inputs()
    uncorrelated.correlations = None
    results: dict[str, oa.Result] = {
        "bars": sandgate.tornado(MEASURE),
        "inputs": switching,
        "options": sandgate.scenarios(),
        "chances": sandgate.reversion(),
        "drivers": oa.Appraisal(uncorrelated).drivers(MEASURE, samples=64, resamples=10),
        "percentiles": simulation,
        "months": sandgate.delay("community", months=2),
        "dates": sandgate.abort_value("trust"),
        "years": sandgate.savings_path(),
    }
    for name, result in results.items():
        assert name in result.tables
        for table in result.tables:
            assert result.table(table).to_pandas().shape[0] == len(result.table(table))
        assert len(result.table(name)) > 0
    tornado = results["bars"]
    assert [row["swing"] for row in tornado.table("bars")] == [bar["swing"] for bar in tornado["bars"]]
    percentiles = [row["value"] for row in simulation.table("percentiles")]
    assert percentiles == [one["value"] for one in simulation["measures"][0]["percentiles"]]


def test_the_inputs_have_what_they_were_replaced_by(sandgate: oa.Appraisal) -> None:
    dearer = sandgate.replace({"service.premises.energy": "9000.50"}).run()
    (row,) = [row for row in dearer.table("inputs") if row["address"] == "service.premises.energy"]
    assert row["value"] == Decimal("9000.50")
    assert row["replaced"] is True
    assert row["low"] < row["high"]
    assert not any(row["replaced"] for row in sandgate.run().table("inputs"))


def test_a_name_that_is_not_known_says_what_would_be(sandgate: oa.Appraisal) -> None:
    with pytest.raises(oa.AppraisalError, match='there is no table "line"; did you mean "lines"'):
        sandgate.run().table("line")
    with pytest.raises(oa.AppraisalError, match='the table "options" has no years'):
        sandgate.run().table("options").wide()
    with pytest.raises(ValueError, match="decimals is"):
        sandgate.run().table("options").to_pandas(decimals="money")  # type: ignore[arg-type]


def test_rows_are_reached_by_their_place(sandgate: oa.Appraisal) -> None:
    table = sandgate.run().table("options")
    assert table[-1] == list(table)[-1]
    assert table[0]["option"] == "council"
    with pytest.raises(IndexError, match="there are 5"):
        table[5]
    assert table == sandgate.run().table("options")
    assert table != sandgate.run().table("views")


def test_other_programs_take_a_table_through_arrow(sandgate: oa.Appraisal) -> None:
    table = sandgate.run().table("saving")
    assert pl.DataFrame(table).shape == (300, 4)
    assert pa.table(table).num_rows == 300
    # Twice: the stream is made anew each time.
    assert pa.table(table).equals(table.to_arrow())
