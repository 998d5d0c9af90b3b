"""A run over a table as the users of the package see it: tables in, Arrow out."""

from __future__ import annotations

import _thread
import pickle
import sys
import threading
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import options_appraisal as oa
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from pyarrow import parquet

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
HOURS = "service.usage.staffed_hours"
VISITS = "service.usage.visits"
TABLE: dict[str, list[Any]] = {
    "id": ["hythe", "lydd", "sandgate"],
    HOURS: [41.5, 12, Decimal("25.5")],
    VISITS: [52_000, 9_000, 24_000],
}


@pytest.fixture(scope="module")
def template() -> oa.Appraisal:
    return oa.load(ROOT / "docs" / "examples" / "national.toml")


def test_a_record_is_what_the_row_alone_comes_to(template: oa.Appraisal) -> None:
    records = oa.run_many(template, TABLE, measures=["saving", "net_present_cost"]).to_arrow().to_pylist()
    # Five options, ten years and one value for the whole period, for each of three rows.
    assert len(records) == 3 * 5 * (10 + 1)
    found = {(one["id"], one["option"], one["measure"], one["year"]): one["value"] for one in records}
    for place, library in enumerate(TABLE["id"]):
        outcome = template.replace({HOURS: TABLE[HOURS][place], VISITS: TABLE[VISITS][place]}).run()
        for option in outcome["options"]:
            view = option["views"][0]
            for year, saving in zip(outcome["years"], view["saving"], strict=True):
                assert found[library, option["id"], "saving", year] == saving
            assert found[library, option["id"], "net_present_cost", None] == view["economic"]["net_present_cost"]


def test_schema(template: oa.Appraisal) -> None:
    schema = oa.run_many(template, TABLE).to_arrow().schema
    words = pa.dictionary(pa.int32(), pa.string())
    assert [(field.name, field.type) for field in schema] == [
        ("id", pa.string()),
        *[(name, words) for name in ("option", "view", "measure", "year", "unit")],
        ("value", pa.decimal128(18, 2)),
    ]
    drawn = oa.run_many(template, TABLE, draws=10, seed=5).to_arrow().schema
    assert drawn.names[7:] == ["mean", "standard_deviation", "p5", "p50", "p95", "above_nought", "below_nought"]
    assert drawn.metadata == {b"options_appraisal.draws": b"10", b"options_appraisal.seed": b"5"}
    empty = oa.run_many(template, {"id": []}).to_arrow()
    assert (empty.num_rows, empty.schema.names) == (0, schema.names)


def records(table: dict[str, list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(table, row, strict=True)) for row in zip(*table.values(), strict=True)]


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame, pa.table, dict, records])
def test_tables_of_any_kind(template: oa.Appraisal, kind: Callable[[dict[str, list[Any]]], Any]) -> None:
    plain = {**TABLE, HOURS: [41.5, 12.0, 25.5]}
    assert oa.run_many(template, kind(plain)).to_arrow().equals(oa.run_many(template, TABLE).to_arrow())


def test_columns_by_their_own_names(template: oa.Appraisal) -> None:
    frame = pd.DataFrame(
        {"library": TABLE["id"], "hours": TABLE[HOURS], "visits": TABLE[VISITS], "town": ["a", "b", "c"]}
    )
    result = oa.run_many(template, frame, id="library", columns={HOURS: "hours", VISITS: "visits"})
    assert result.to_arrow().equals(oa.run_many(template, TABLE).to_arrow())
    with pytest.raises(oa.AppraisalError, match='no column "hour"'):
        oa.run_many(template, frame, id="library", columns={HOURS: "hour"})
    # What is no input is said of the column and not of every row.
    with pytest.raises(oa.AppraisalError, match="town"):
        oa.run_many(template, frame, id="library")
    with pytest.raises(TypeError, match="data frame"):
        oa.run_many(template, [1, 2])


def test_rows_that_cannot_be_read_are_reported_and_the_rest_kept(template: oa.Appraisal) -> None:
    table = pd.DataFrame({"id": ["a", "b", "c"], HOURS: [20, None, 300]})
    result = oa.run_many(template, table)
    assert (result.ids, result.asked, result.failed, result.complete) == (["a"], 3, 2, True)
    assert [(one.row, one.id, one.address) for one in result.problems] == [(2, "b", HOURS), (3, "c", HOURS)]
    assert repr(result) == f"<ManyResult of 1 of 3 rows, {len(result)} records, 2 failed>"
    assert oa.run_many(template, table, missing="template").ids == ["a", "b"]


def test_draws_do_not_depend_on_threads_or_on_other_rows(template: oa.Appraisal) -> None:
    whole = oa.run_many(template, TABLE, draws=200, threads=1).to_arrow()
    assert whole.equals(oa.run_many(template, TABLE, draws=200, threads=3).to_arrow())
    last = {name: cells[2:] for name, cells in TABLE.items()}
    alone = oa.run_many(template, last, draws=200).to_arrow()
    assert alone.equals(whole.filter(pa.compute.equal(whole["id"], "sandgate")))
    assert not whole.equals(oa.run_many(template, TABLE, draws=200, seed=2).to_arrow())
    chance = whole.to_pandas().query("measure == 'saving_total' and option == 'community_managed'").above_nought
    assert chance.between(0, 1).all()


def test_parquet_and_pandas_keep_the_pennies(template: oa.Appraisal, tmp_path: Path) -> None:
    result = oa.run_many(template, TABLE, measures=["net_cost_total"], draws=20)
    result.write_parquet(tmp_path / "national.parquet")
    assert parquet.read_table(tmp_path / "national.parquet").equals(result.to_arrow())
    frame = result.to_pandas()
    assert frame.value.dtype == pd.ArrowDtype(pa.decimal128(18, 2))
    # Others take the records as they are.
    assert pl.DataFrame(result)["value"].sum() == frame.value.sum()
    total = sum((one["value"] for one in result.to_arrow().to_pylist()), Decimal(0))
    assert frame.value.sum() == total


def test_without_pyarrow_it_is_said_what_to_install(template: oa.Appraisal, monkeypatch: pytest.MonkeyPatch) -> None:
    result = oa.run_many(template, TABLE)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"options-appraisal\[arrow\]"):
        result.to_arrow()


def test_progress_is_told_and_may_stop_the_run(template: oa.Appraisal) -> None:
    table = {"id": [str(n) for n in range(300)], HOURS: [n % 50 + 5 for n in range(300)]}
    told: list[tuple[int, int]] = []

    def stop(rows: int, asked: int) -> bool:
        told.append((rows, asked))
        return False

    result = oa.run_many(template, table, draws=50, threads=1, progress=stop)
    assert len(told) == 1
    assert not result.complete
    assert len(result.ids) == told[0][0] < 300

    def fail(_rows: int, _asked: int) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        oa.run_many(template, table, progress=fail)


def test_ctrl_c_keeps_what_was_done(template: oa.Appraisal) -> None:
    table = {"id": [str(n) for n in range(20_000)], HOURS: [n % 50 + 5 for n in range(20_000)]}
    threading.Timer(0.3, _thread.interrupt_main).start()
    with pytest.raises(oa.ManyInterrupted) as caught:
        oa.run_many(template, table, draws=100, measures=["saving_total"])
    result = caught.value.result
    assert not result.complete
    assert 0 < len(result.ids) < 20_000


def test_a_bar_says_how_many_rows(
    template: oa.Appraisal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    oa.run_many(template, TABLE, progress=True)
    assert "100%  3 of 3 rows" in capsys.readouterr().err


def test_an_appraisal_and_its_what_ifs_can_be_pickled(template: oa.Appraisal) -> None:
    changed = template.replace({"service.premises.energy": 7_000, "options.trust.governance": "5000.01"})
    again: oa.Appraisal = pickle.loads(pickle.dumps(changed))  # noqa: S301
    assert again.title == template.title
    assert again.run()["options"] == changed.run()["options"] != template.run()["options"]
    # What was replaced stays certain, and what was not keeps its range.
    assert again.simulate(50)["measures"] == changed.simulate(50)["measures"] != template.simulate(50)["measures"]


def test_the_page_on_national_runs_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "national-run.md").read_text(encoding="utf-8")
    blocks = [block.split("```")[0] for block in page.split("```python\n")[1:]]
    assert len(blocks) == 3
    # One authority, so that it is quick; files are read where they are and written elsewhere.
    code = "\n".join(blocks).replace('2023.csv")', '2023.csv", authority="Bromley")')
    code = code.replace('"national.parquet"', repr(str(tmp_path / "national.parquet"))).replace(
        "1_000, prog", "50, prog"
    )
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    exec(compile(code, "national-run.md", "exec"), names)  # noqa: S102
    written = parquet.read_table(tmp_path / "national.parquet")
    assert written.equals(names["result"].to_arrow())
    assert names["result"].ids
    assert set(names["records"].measure) == {"saving_total"}
    known = names["saving"].set_index("id")["value"]
    again = names["records"].query("option == 'community_managed'").set_index("id")["value"]
    pd.testing.assert_series_equal(known, again)
