"""A data frame through Arrow beside one made of Python's own objects. Run by hand, on a release build.

The result is that of a service with many libraries: `python tests/benchmark_tables.py 200` has about 100,000 rows of
lines by year. All ways begin with the same result, which is worked out before; each gives a data frame of the same rows
and columns. Three ways through Python's objects are timed: from the dictionaries of `to_dict`, from these already
parsed, and from the rows of the table.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import options_appraisal as oa
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5


def question(libraries: int) -> oa.Appraisal:
    """Give the county example with so many libraries, all like its first one, as today and run by their parishes."""
    county = oa.load("docs/examples/county.toml").to_dict()
    first = next(iter(county["libraries"].values()))
    county["libraries"] = {f"library_{place}": first for place in range(libraries)}
    today = county["question"]["today"]
    kept = {today, *first["options"]}
    county["options"] = {name: option for name, option in county["options"].items() if name in kept}
    for option in county["options"].values():
        for key in ("only_for", "phases"):
            option.pop(key, None)
    county.pop("scenarios", None)
    county["question"].pop("acknowledged", None)
    return oa.from_dict(county)


def from_objects(result: dict[str, object]) -> pd.DataFrame:
    """Make the same table from the dictionaries of a result, in the quickest way that we know: column by column."""
    columns: dict[str, list[object]] = {}
    names = ("line", "library", "label", "payer", "payee", "category", "treatment", "one_off", "stated_in", "index")
    keys = ("id", "library", "label", "payer", "payee", "category", "treatment", "one_off", "price_basis", "index")
    for name in ("option", *names, "year", "cash", "real"):
        columns[name] = []
    years = result["years"]
    for option in result["options"]:
        for line in option["lines"]:
            columns["option"].extend([option["id"]] * len(years))
            for name, key in zip(names, keys, strict=True):
                columns[name].extend([line.get(key)] * len(years))
            columns["year"].extend(years)
            columns["cash"].extend(line["cash"])
            columns["real"].extend(line["real"])
    frame = pd.DataFrame(columns)
    frame["year"] = pd.Categorical(frame["year"], categories=years, ordered=True)
    return frame


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of the quickest round: what else the machine does can only add to it."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1_000


def main() -> None:
    """Time them and print what comes of it."""
    appraisal = question(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
    start = time.perf_counter()
    outcome = appraisal.run()
    table = outcome.table("lines")
    print(f"{len(table):,} rows, {len(table.columns)} columns; run and laid out in {time.perf_counter() - start:.2f} s")
    parsed = outcome.to_dict()
    ours, theirs = (frame.astype(object) for frame in (table.to_pandas(), from_objects(parsed)))
    if not ours.where(ours.notna(), None).equals(theirs.where(theirs.notna(), None)):
        sys.exit("the two ways give different data frames")
    ways: dict[str, Callable[[], object]] = {
        "to_pandas": lambda: outcome.table("lines").to_pandas(),
        "to_pandas, floats": lambda: outcome.table("lines").to_pandas(decimals="float"),
        "to_polars": lambda: outcome.table("lines").to_polars(),
        "from to_dict": lambda: from_objects(outcome.to_dict()),
        "from dictionaries already parsed": lambda: from_objects(parsed),
        "from the rows of the table": lambda: pd.DataFrame(list(outcome.table("lines"))),
    }
    times = {name: timed(work) for name, work in ways.items()}
    for name, took in times.items():
        print(f"{name:34} {took:9.1f} ms   {took / times['to_pandas']:6.1f} times to_pandas")


if __name__ == "__main__":
    main()
