"""Tables of libraries and of figures against pandas and numpy, which read the same files on their own."""

from __future__ import annotations

import csv
import io
import tomllib
from decimal import Decimal
from pathlib import Path

import numpy as np
import options_appraisal as oa
import pandas as pd
import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "tests" / "data" / "libraries_england_2023.csv"
SPENDING = ROOT / "tests" / "data" / "spending_illustrative.csv"
SANDGATE = ROOT / "docs" / "examples" / "sandgate.toml"
CODES = {
    "la": "council_run",
    "cr": "community_run",
    "c": "commissioned",
    "icl": "independent",
    "lau": "unstaffed",
    "closed": "closed",
    "temporary closure": "closed_for_now",
    "facility not open": "not_open_yet",
}


@pytest.fixture(scope="module")
def england() -> oa.Libraries:
    return oa.read_libraries(TABLE)


@pytest.fixture(scope="module")
def raw() -> pd.DataFrame:
    """Give the file as pandas reads it, with nothing but case and spaces put right."""
    table = pd.read_csv(TABLE, dtype=str, keep_default_na=False)
    return table.apply(lambda column: column.str.strip().str.lower())


@pytest.fixture(scope="module")
def services(raw: pd.DataFrame) -> pd.DataFrame:
    """Give what pandas makes of the open static libraries of each authority."""
    static = raw[raw["type"] == "static library"]
    opened = static[static["operation_23"].isin(["la", "cr", "c", "icl", "lau"])].copy()
    for name in ("hours", "staffed_hours"):
        opened[name] = pd.to_numeric(opened[name], errors="coerce")
    opened["staffed"] = opened[["staffed_hours", "hours"]].min(axis=1, skipna=False)
    both = opened.dropna(subset=["staffed_hours", "hours"]).groupby("reporting")
    by = opened.groupby("reporting")
    shared = opened[opened["co_located"].isin(["yes", "no"])].assign(is_=lambda t: t["co_located"] == "yes")
    was_open = static[static["operation_16"].isin(["la", "cr", "c", "icl", "lau"])]
    return pd.DataFrame(
        {
            "libraries": by.size(),
            "hours_per_week": by["hours"].mean(),
            "staffed_share": both["staffed"].sum() / both["hours"].sum(),
            "community_run_share": by["operation_23"].apply(lambda codes: codes.isin(["cr", "icl"]).mean()),
            "statutory_share": by["statutory_23"].apply(lambda own: (own == "yes").mean()),
            "co_located_share": shared.groupby("reporting")["is_"].mean(),
            "closed_share": was_open.groupby("reporting")["operation_23"].apply(lambda code: (code == "closed").mean()),
        }
    )


def test_every_row_is_what_pandas_reads(england: oa.Libraries, raw: pd.DataFrame) -> None:
    own = england.to_pandas()
    assert len(own) == len(raw) == 3_487
    for year in (2016, 2019, 2021, 2022, 2023):
        codes = raw[f"operation_{year % 100}"].map(CODES)
        assert own[f"operation_{year}"].fillna("").tolist() == codes.fillna("").tolist()
        yes = raw[f"statutory_{year % 100}"].map({"yes": "True", "no": "False"}).fillna("None")
        assert own[f"statutory_{year}"].map(str).tolist() == yes.tolist()
    for name in ("hours", "staffed_hours"):
        hours = pd.to_numeric(raw[name], errors="coerce")
        np.testing.assert_array_equal(own[name].astype(float), hours)
    for name in ("opened", "closed"):
        years = pd.to_numeric(raw[name], errors="coerce")
        np.testing.assert_array_equal(own[name].astype(float), years)
    assert own["authority"].str.lower().tolist() == raw["reporting"].tolist()


def test_every_library_of_kent(england: oa.Libraries) -> None:
    kent = oa.read_libraries(TABLE, authority="Kent County Council")
    assert [one.name for one in kent] == [one.name for one in england if one.authority == "Kent"]
    sandgate = next(one for one in kent if one.id == "sandgate_library")
    assert (sandgate.operation_now, sandgate.statutory_now, sandgate.hours) == ("community_run", True, Decimal("25.5"))
    assert (sandgate.is_open, sandgate.postcode, sandgate.operator) == (True, "CT20 3RR", "Sandgate Parish Council")
    assert len({one.id for one in england}) == len(england)
    assert kent[:2] == [kent[0], kent[1]]
    assert "<table>" in kent._repr_html_()
    assert "community run" in str(kent)


def test_a_problem_has_file_line_and_column(england: oa.Libraries) -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    refused = [problem for problem in england.problems if problem.column == "opened"]
    for problem, said in zip(refused, ("1960s", "1970s", "1985c"), strict=True):
        assert said in lines[problem.line - 1]
    assert str(refused[0]) == (
        'libraries_england_2023.csv, line 1239, opened: "1960s" cannot be read; it is left out; a year in four digits'
    )
    # As many rows with more staffed hours than hours open as pandas finds.
    table = pd.read_csv(TABLE, dtype=str, keep_default_na=False)
    more = pd.to_numeric(table["staffed_hours"], errors="coerce") > pd.to_numeric(table["hours"], errors="coerce")
    staffed = [problem for problem in england.problems if problem.column == "staffed_hours"]
    assert len(staffed) == more.sum()


def dirty(**changes: str) -> bytes:
    """Give two good rows and one with changes, written by Python's own writer."""
    good = {"name": "A", "authority": "Kent", "type": "Static Library", "operation_23": "LA", "hours": "20"}
    out = io.StringIO()
    writer = csv.DictWriter(out, good, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows([good, {**good, "name": "B", **changes}, {**good, "name": "C"}])
    return out.getvalue().encode()


def read(tmp_path: Path, table: bytes) -> oa.Libraries:
    path = tmp_path / "dirty.csv"
    path.write_bytes(table)
    return oa.read_libraries(path)


def test_good_rows_are_kept_whatever_stands_between_them(tmp_path: Path) -> None:
    for changes, column in [
        ({"hours": "-1"}, "hours"),
        ({"hours": "169"}, "hours"),
        ({"hours": "1e99999"}, "hours"),
        ({"hours": "9" * 100_000}, "hours"),
        ({"operation_23": "Friends"}, "operation_23"),
        ({"type": "Tent"}, "type"),
        ({"name": 'Two\r\nlines, and a "comma"'}, None),
    ]:
        libraries = read(tmp_path, dirty(**changes))
        assert [one.name for one in libraries][::2] == ["A", "C"], changes
        assert [problem.column for problem in libraries.problems] == ([column] if column else []), changes
        assert libraries[2].line == (5 if column is None else 4)
    for changes in ({"name": ""}, {"authority": " "}):
        libraries = read(tmp_path, dirty(**changes))
        assert [one.name for one in libraries] == ["A", "C"]
        assert [problem.line for problem in libraries.problems] == [3]


def test_hostile_files_are_refused_or_read_and_never_fatal(tmp_path: Path) -> None:
    rng = np.random.default_rng(7)
    good = dirty()
    for _ in range(300):
        bad = bytearray(good)
        for place in rng.integers(0, len(bad), size=6):
            bad[place] = rng.integers(0, 256)
        try:
            read(tmp_path, bytes(bad)).to_columns()
        except oa.AppraisalError as error:
            assert error.problems  # noqa: PT017
    with pytest.raises(oa.AppraisalError) as caught:
        read(tmp_path, b"nome,type\nA,B\n")
    assert [problem.address for problem in caught.value.problems] == [
        "columns.name",
        "columns.authority",
        "columns.operation_23",
    ]
    assert caught.value.problems[0].accepted == 'did you mean "nome"?'


def test_a_row_that_stands_twice_is_taken_once(tmp_path: Path) -> None:
    good = dirty()
    twice = good + good.splitlines(keepends=True)[1]
    libraries = read(tmp_path, twice)
    assert [one.name for one in libraries] == ["A", "B", "C"]
    assert str(libraries.problems[0]) == (
        'dirty.csv, line 5: "A" stands in line 2 already; it is left out; each library once'
    )


def test_peers_are_what_pandas_and_numpy_find(england: oa.Libraries, services: pd.DataFrame) -> None:
    by = ["libraries", "hours_per_week", "community_run_share"]
    found = oa.peers(england, "Kent", by=by, k=10)
    features = services[by].dropna()
    distance = np.sqrt((((features - features.loc["kent"]) / features.std(ddof=1)) ** 2).mean(axis=1))
    nearest = distance.drop("kent").sort_values(kind="stable").head(10)
    assert [peer["authority"].lower() for peer in found["peers"]] == nearest.index.tolist()
    np.testing.assert_allclose([peer["distance"] for peer in found["peers"]], nearest, rtol=1e-12)

    table = found.to_pandas()
    for measure in services.columns:
        own, peers = services.loc["kent", measure], services.loc[nearest.index, measure].dropna()
        row = table.loc[measure]
        np.testing.assert_allclose(row["value"], own, rtol=1e-12)
        quartiles = np.quantile(peers, [0, 0.25, 0.5, 0.75, 1])
        given = row[["smallest", "lower_quartile", "median", "upper_quartile", "largest"]].astype(float)
        np.testing.assert_allclose(given, quartiles, rtol=1e-12, err_msg=measure)
        assert row["rank"] == 1 + (peers > row["value"]).sum()
        below = (peers < row["value"]).mean() + (peers == row["value"]).mean() / 2
        np.testing.assert_allclose(row["percentile"], 100 * below, rtol=1e-12)


def test_all_others_are_peers_without_features(england: oa.Libraries, services: pd.DataFrame) -> None:
    found = oa.peers(england, "kent")
    assert len(found["peers"]) == len(services) - 1
    hours = found.to_pandas().loc["hours_per_week"]
    others = services["hours_per_week"].drop("kent").dropna()
    np.testing.assert_allclose(hours["median"], np.quantile(others, 0.5), rtol=1e-12)
    assert "net_cost_per_visit" in found["not_measured"]


def test_costs_need_figures(england: oa.Libraries, services: pd.DataFrame) -> None:
    figures = oa.read_spending(SPENDING)
    amounts = figures.to_pandas().assign(amount=lambda t: t["amount"].astype(float))
    wide = amounts.pivot_table(index="authority", columns="item", values="amount")
    found = oa.peers(england, "Kent", figures=[figures], weeks=51).to_pandas()
    others = wide.drop("Kent")
    for measure, values in {
        "net_cost_per_visit": wide["net_expenditure"] / wide["visits"],
        "net_cost_per_resident": wide["net_expenditure"] / wide["residents"],
        "lettings_share_of_income": wide["lettings"] / wide["total_income"],
        "income_share_of_cost": wide["total_income"] / wide["gross_expenditure"],
    }.items():
        np.testing.assert_allclose(found.loc[measure, "value"], values["Kent"], rtol=1e-12)
        np.testing.assert_allclose(
            found.loc[measure, "upper_quartile"], np.quantile(values[others.index], 0.75), rtol=1e-12
        )
        assert found.loc[measure, "peers"] == len(others)
    kent = services.loc["kent"]
    hours = kent["libraries"] * kent["hours_per_week"] * 51
    np.testing.assert_allclose(
        found.loc["net_cost_per_open_hour", "value"], wide.loc["Kent", "net_expenditure"] / hours, rtol=1e-12
    )


def test_what_peers_refuses(england: oa.Libraries) -> None:
    for asked, address in [
        ({"authority": "Kant"}, "authority"),
        ({"authority": "Kent", "by": ["hours"]}, "by.1"),
        ({"authority": "Kent", "k": 5}, "by"),
        ({"authority": "Kent", "by": ["libraries"], "k": 0}, "k"),
        ({"authority": "Kent", "weeks": 60}, "weeks"),
        ({"authority": "Kent", "by": ["residents"]}, "by.residents"),
    ]:
        with pytest.raises(oa.AppraisalError) as caught:
            oa.peers(england, **asked)  # type: ignore[arg-type]
        assert caught.value.address == address


def test_a_library_of_the_table_is_appraised() -> None:
    kent = oa.read_libraries(TABLE, authority="Kent")
    template = tomllib.loads(SANDGATE.read_text(encoding="utf-8"))
    hythe = next(one for one in kent if one.name.startswith("Hythe"))
    outcome = oa.from_dict(kent.question_for(hythe, template)).run()
    assert hythe.hours is not None
    # The template opens in 51 weeks.
    assert outcome["options"][0]["open_hours"][0] == hythe.hours * 51
    with pytest.raises(KeyError):
        kent.question_for("nowhere", template)


def test_tables_become_frames_of_polars(england: oa.Libraries) -> None:
    pytest.importorskip("polars")
    frame = england.to_polars()
    assert frame.shape[0] == 3_487
    assert frame["hours"].drop_nulls().len() == sum(one.hours is not None for one in england)
    assert oa.peers(england, "Kent").to_polars().shape[0] == 11


def test_a_branch_beside_other_branches() -> None:
    sandgate = oa.load(SANDGATE)
    energies = range(4_000, 9_001, 500)
    branches = {str(cost): sandgate.replace({"service.premises.energy": cost}).run() for cost in energies}
    own = sandgate.run()
    found = oa.compare_results(own, branches, option="council", view="kcc").to_pandas()

    def economic(outcome: oa.Outcome) -> dict[str, Decimal]:
        (council,) = [one for one in outcome["options"] if one["id"] == "council"]
        (view,) = [one for one in council["views"] if one["id"] == "kcc"]
        result: dict[str, Decimal] = view["economic"]
        return result

    for measure in ("cost_per_open_hour", "cost_per_visit", "equivalent_annual_cost"):
        peers = np.array([float(economic(branch)[measure]) for branch in branches.values()])
        row = found.loc[measure]
        assert row["value"] == float(economic(own)[measure])
        given = row[["lower_quartile", "median", "upper_quartile"]].astype(float)
        np.testing.assert_allclose(given, np.quantile(peers, [0.25, 0.5, 0.75]), rtol=1e-12)
        assert row["rank"] == 1 + (peers > row["value"]).sum()
    # Charges, printing, room hire and book sales are all that comes in under the council.
    assert found.loc["charges_share_of_income", "value"] == 1
    with pytest.raises(oa.AppraisalError) as caught:
        oa.compare_results(own, {"a": own}, option="councl", view="kcc")
    assert caught.value.address == "option"
    assert caught.value.problems[0].accepted == 'did you mean "council"?'


def test_a_county_from_the_table_is_appraised(raw: pd.DataFrame) -> None:
    kent = oa.read_libraries(TABLE, authority="Kent")
    template = tomllib.loads(SANDGATE.read_text(encoding="utf-8"), parse_float=Decimal)
    question, left_out = kent.question(template)
    result = oa.from_dict(question).run()
    options = {one["id"]: one for one in result.to_dict()["options"]}
    # The hours of the open static libraries of Kent as pandas reads them, in 51 weeks.
    static = raw[(raw["reporting"] == "kent") & (raw["type"] == "static library")]
    still_open = static[~static["operation_23"].isin(["closed", "temporary closure", "facility not open"])]
    hours = sum(Decimal(text) for text in still_open["hours"] if text)
    assert len(question["libraries"]) == len(still_open) == 99
    assert left_out
    assert Decimal(options["council"]["open_hours"][0]) == hours * 51
