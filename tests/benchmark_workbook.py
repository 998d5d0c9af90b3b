"""The workbook of six options over thirty years: the time to write it, and what LibreOffice makes of it.

`python tests/benchmark_workbook.py`. Run by hand. The peer is openpyxl, which writes the same cells: the same formulas,
texts and numbers, without working any of them out. Each is timed once in a process that has warmed up.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl
import options_appraisal as oa

ROOT = Path(__file__).resolve().parent.parent
YEARS = 30
# What the workbook may take, in seconds.
MOST = 0.3

SMALL = """
[question]
title = "Six ways to run a library"
council = "council"
today = "option_1"
first_year = "2026/27"
years = 30

[parties.council]
name = "Council"
kind = "unitary_council"

[projections]
"prices.gdp_deflator" = { growth = 0.02 }

[service]
name = "Library"
stock = 6500
ict = 2400
"""
OPTION = """
[options.option_{n}]
model = "council_run"
name = "Option {n}"

[options.option_{n}.costs.own]
label = "A cost of its own"
amount = {amount}
"""


def small() -> str:
    """Make a question of six options, each with a few lines."""
    return SMALL + "".join(OPTION.format(n=n, amount=1_000 * n) for n in range(1, 7))


def large() -> str:
    """Make the Sandgate question of thirty years and six options."""
    text = (ROOT / "docs" / "examples" / "sandgate.toml").read_text()
    again = '\n[options.council_again]\nmodel = "council_run"\nname = "County council, once more"\n'
    return text.replace("years = 10", f"years = {YEARS}") + again


def timed(outcome: oa.Outcome) -> tuple[float, bytes]:
    """Give the time that the workbook takes, and its bytes."""
    begun = time.perf_counter()
    target = io.BytesIO()
    outcome.to_excel(target)
    return time.perf_counter() - begun, target.getvalue()


def peer(workbook: bytes) -> tuple[float, int, int]:
    """Give the time in which openpyxl writes the same cells, how many there are, and how many are formulas."""
    source = openpyxl.load_workbook(io.BytesIO(workbook))
    sheets = {
        sheet.title: [
            (cell.row, cell.column, cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None
        ]
        for sheet in source
    }
    begun = time.perf_counter()
    book = openpyxl.Workbook()
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for row, column, value in cells:
            sheet.cell(row, column, value)
    book.save(io.BytesIO())
    took = time.perf_counter() - begun
    values = [value for cells in sheets.values() for _, _, value in cells]
    return took, len(values), sum(isinstance(value, str) and value.startswith("=") for value in values)


def errors(workbook: bytes) -> tuple[float, int, object]:
    """Let LibreOffice work it out: the time, how many cells have an error, and what all checks together say."""
    sys.path.insert(0, str(ROOT / "py" / "tests"))
    from test_workbook import edited, recalculated  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "workbook.xlsx"
        edited(workbook, {}, file)
        begun = time.perf_counter()
        (found,) = recalculated([file])
        took = time.perf_counter() - begun
    wrong = [value for cells in found.values() for value in cells.values() if str(value).startswith(("#", "Err:"))]
    return took, len(wrong), found["Checks"]["B5"]


def main() -> None:
    """Measure both questions."""
    version = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S607
    print(version or "LibreOffice is not installed")
    for name, text in [("six options of a few lines", small()), ("Sandgate with six options", large())]:
        outcome = oa.loads(text).run()
        rows = len(outcome.addresses)
        timed(outcome)
        took, workbook = timed(outcome)
        beside, cells, formulas = peer(workbook)
        office, wrong, checks = errors(workbook)
        print(f"{name}: {rows} rows, {YEARS} years, {cells} cells, {formulas} formulas, {len(workbook)} bytes")
        print(f"  written in {took:.3f} s; openpyxl {beside:.3f} s, {beside / took:.1f} times as long")
        print(f"  LibreOffice: {office:.1f} s, {wrong} cells with an error, checks {checks}")
        if rows >= 6 * 30 and took > MOST:
            print(f"  more than {MOST} s")


if __name__ == "__main__":
    main()
