"""A national run: every static library of the national dataset under every delivery model, over ten years. Run by hand.

`python tests/benchmark_national.py [libraries.csv]`. The dataset is the Arts Council's basic dataset for libraries in
England as it is published; without it, hours are made up. Each run has a process of its own, whose memory is measured.
Posts, visits, volunteers and payments are made up from the hours: see docs/national-run.md. A larger number of rows
takes the libraries several times, each time under other ids.
"""

from __future__ import annotations

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "docs" / "examples" / "national.toml"
# The address of each input, and how much of it an hour a week brings.
COLUMNS = {
    "service.usage.staffed_hours": 1,
    "service.posts.assistants.fte": 0.06,
    "service.usage.visits": 1_000,
    "options.community_managed.volunteers.hours": 102,
    "options.parish_commissioned.payment": 1_600,
    "options.trust.contract": 2_900,
}
# Rows, draws and threads; each with the way it is run.
RUNS = [
    (100, 0, 1),
    (3_000, 0, 1),
    (30_000, 0, 1),
    (None, 0, 1),
    (None, 0, 2),
    (100, 1_000, 1),
    (3_000, 1_000, 1),
    (None, 1_000, 1),
    (None, 1_000, 2),
    (30_000, 1_000, 2),
]


def hours_of(path: str | None) -> list[str]:
    """Give the staffed hours of every static library as the dataset writes them, or hours that are made up."""
    if path is None:
        return [str((30 + row * 37 % 1_031) / 10) for row in range(3_245)]
    with open(path, encoding="utf-8-sig", newline="") as file:  # noqa: PTH123
        return [row["staffed_hours"] for row in csv.DictReader(file) if row["type"].lower() == "static library"]


def table(hours: list[str], rows: int) -> dict[str, list[object]]:
    """Make the table: one row for each library, several times over where there are not enough.

    Hours that are no number stay as they are: the run reports them.
    """
    repeated = [hours[row % len(hours)] for row in range(rows)]

    def times(each: float, text: str) -> object:
        return round(each * float(text), 4) if text.replace(".", "", 1).isdigit() else text

    out: dict[str, list[object]] = {"id": [f"library {row}" for row in range(rows)]}
    return out | {address: [times(each, text) for text in repeated] for address, each in COLUMNS.items()}


def once(path: str | None, rows: int | None, draws: int, threads: int) -> dict[str, float]:
    """Do one run in this process."""
    import options_appraisal as oa  # noqa: PLC0415 (the process that starts the runs does not need it)

    hours = hours_of(path)
    given = table(hours, len(hours) if rows is None else rows)
    start = time.perf_counter()
    result = oa.run_many(oa.load(TEMPLATE), given, draws=draws, threads=threads)
    seconds, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        result.write_parquet(Path(folder) / "national.parquet")
        written = time.perf_counter() - start
        size = (Path(folder) / "national.parquet").stat().st_size
    return {
        "rows": len(result.ids),
        "failed": result.failed,
        "records": len(result),
        "seconds": seconds,
        "processor": used.ru_utime + used.ru_stime,
        "peak": used.ru_maxrss / 1_024,
        "parquet": written,
        "size": size / 1_048_576,
        "peak_after": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024,
    }


def main(path: str | None) -> None:
    """Do every run in a process of its own, and print a table."""
    titles = ("Rows, left out", "Draws of each", "Threads", "Seconds", "Processor s", "ms a row", "Peak MB", "Records")
    print("| " + " | ".join((*titles, "Parquet s, MB, peak MB")) + " |")
    print("|---" * (len(titles) + 1) + "|")
    for rows, draws, threads in RUNS:
        asked = json.dumps([path, rows, draws, threads])
        done = subprocess.run([sys.executable, __file__, "--once", asked], check=True, capture_output=True, text=True)
        one = json.loads(done.stdout)
        cells = (
            f"{one['rows']:,}, {one['failed']:,}",
            f"{draws:,}",
            f"{threads}",
            f"{one['seconds']:.2f}",
            f"{one['processor']:.2f}",
            f"{1e3 * one['seconds'] / one['rows']:.2f}",
            f"{one['peak']:.0f}",
            f"{one['records']:,}",
            f"{one['parquet']:.2f}, {one['size']:.1f}, {one['peak_after']:.0f}",
        )
        print("| " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(once(*json.loads(sys.argv[2]))))
    else:
        main(sys.argv[1] if len(sys.argv) > 1 else None)
