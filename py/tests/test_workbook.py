"""The workbook, worked out by LibreOffice: the same pennies as the library, with changed inputs as well.

What the library writes beside its formulas are its own values. LibreOffice never sees them here: openpyxl leaves them
out when it saves, so that whatever stands in the cells afterwards was worked out from the formulas.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import options_appraisal as oa
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
SANDGATE = EXAMPLES / "sandgate.toml"
OFFICE = shutil.which("soffice")
# Every cell is worked out when a file is opened, whoever wrote it.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""
# One in so many of the shared cases: all of them take minutes. Each is opened twice, the second time with other inputs.
STEP = 6
# The pay index moves every year; the rateable value crosses the threshold of the higher multiplier.
FIVE = {
    "service.premises.energy": Decimal(9000),
    "service.premises.rateable_value": Decimal(52000),
    "service.usage.visits": Decimal(21500),
    "indices.pay.growth": Decimal("0.031"),
    "parties.parish.tax_base": Decimal("1850.25"),
}

needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")

Cells = dict[str, dict[str, Any]]


def cases() -> list[Path]:
    folder = ROOT / "tests" / "cases"
    found = [*folder.glob("*.*ml"), *folder.glob("*.json"), *(folder / "published").glob("*.toml")]
    questions = sorted(path for path in found if not path.name.endswith(".expect.toml"))
    assert len(questions) > 90
    return questions[::STEP]


def written(appraisal: oa.Appraisal) -> bytes:
    target = io.BytesIO()
    appraisal.to_excel(target)
    return target.getvalue()


def values(workbook: bytes | Path) -> Cells:
    """Give what the cells hold, without formulas, by sheet and place."""
    source = io.BytesIO(workbook) if isinstance(workbook, bytes) else workbook
    book = openpyxl.load_workbook(source, data_only=True)
    return {
        sheet.title: {
            cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value not in {None, ""}
        }
        for sheet in book
    }


def inputs(book: openpyxl.Workbook) -> Iterator[tuple[str, Any, str, str]]:
    """Give each input: its address, its cell, its unit and its status."""
    sheet = book["Inputs"]
    assert [cell.value for cell in sheet[4]][:4] == ["Address", "What it is", "Value", "Unit"]
    for row in sheet.iter_rows(min_row=5):
        yield row[0].value, row[2], row[3].value or "", row[16].value


def some_pounds(workbook: bytes) -> dict[str, Decimal]:
    """Give five inputs that formulas read, in pounds, seven per cent dearer."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    found = [
        (address, Decimal(repr(cell.value)))
        for address, cell, unit, status in inputs(book)
        if unit.startswith("£") and status.endswith("; live") and cell.value
    ]
    return {address: value * Decimal("1.07") for address, value in found[:: max(1, len(found) // 5)][:5]}


def edited(workbook: bytes, changes: dict[str, Decimal], to: Path) -> None:
    """Save a workbook with other values in the cells of some inputs, and without the values of formulas."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    left = dict(changes)
    for address, cell, _, _ in inputs(book):
        if address in left:
            assert not cell.protection.locked
            cell.value = float(left.pop(address))
    assert not left
    book.save(to)


def recalculated(files: list[Path]) -> list[Cells]:
    """Give the cells of workbooks after LibreOffice has worked them out."""
    assert OFFICE
    with tempfile.TemporaryDirectory() as folder:
        profile, out = Path(folder) / "profile", Path(folder) / "out"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS)
        subprocess.run(  # noqa: S603 (LibreOffice, on files of this test)
            [
                OFFICE,
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                str(out),
                *map(str, files),
            ],
            check=True,
            capture_output=True,
            timeout=1800,
        )
        return [values(out / file.name) for file in files]


def pennies(number: float) -> Decimal:
    """Round as the library does: what lies within the reach of floating point of half a penny is half a penny."""
    near = Decimal(repr(float(number))).quantize(Decimal("1e-7"), ROUND_HALF_EVEN)
    return near.quantize(Decimal("0.01"), ROUND_HALF_EVEN)


def assert_same(found: Cells, expected: Cells, leaving_out: frozenset[str] = frozenset()) -> int:
    """Compare all cells; give how many numbers were compared."""
    wrong = []
    count = 0
    assert list(found) == list(expected)
    for sheet, cells in expected.items():
        for place, value in cells.items():
            own = found[sheet].get(place)
            assert not (isinstance(own, str) and own.startswith("#")), f"{sheet}!{place} is {own}"
            if sheet in leaving_out:
                continue
            if isinstance(value, int | float) and isinstance(own, int | float):
                count += 1
                # Shares and indices have no pennies: they agree as well. What is rounded to the millionth on its way to
                # a payback may differ by some, where it is half of one.
                same = pennies(own) == pennies(value) and abs(own - value) < 1e-5
            else:
                same = own == value
            if not same:
                wrong.append((f"{sheet}!{place}", own, value))
    assert not wrong, wrong[:10]
    return count


@needs_office
def test_libreoffice_works_out_the_same_pennies(tmp_path: Path) -> None:
    questions = [SANDGATE, EXAMPLES / "county.toml", *cases()]
    appraisals = [oa.load(question) for question in questions]
    books = [written(appraisal) for appraisal in appraisals]
    changes = [FIVE, *map(some_pounds, books[1:])]
    files, expected = [], []
    for question, appraisal, book, change in zip(questions, appraisals, books, changes, strict=True):
        for name, own in [("as_it_is", {}), ("changed", change)]:
            files.append(tmp_path / f"{question.stem}.{name}.xlsx")
            edited(book, own, files[-1])
            expected.append(written(appraisal.replace(own)) if own else book)
    compared = 0
    for file, found, should in zip(files, recalculated(files), expected, strict=True):
        changed = "changed" in file.name
        # A workbook of the changed question has the changed values as those at export.
        leaving_out = frozenset({"Inputs", "Checks"}) if changed else frozenset[str]()
        compared += assert_same(found, values(should), leaving_out)
        checks = found["Checks"]
        assert checks["B5"] == "OK", file.name
        words = "Inputs and switches that were changed since the export"
        (row,) = [place[1:] for place, value in checks.items() if value == words]
        change = changes[files.index(file) // 2]
        assert checks[f"B{row}"] == (len(change) if changed else 0), file.name
    assert compared > 100_000


@needs_office
def test_a_switch_of_what_may_happen_turns_the_formulas_to_chances(tmp_path: Path) -> None:
    appraisal = oa.load(SANDGATE)
    book = openpyxl.load_workbook(io.BytesIO(written(appraisal)))
    for row in book["What may happen"].iter_rows(min_row=5):
        assert row[2].value in {0, 1}
        row[2].value = "by chance"
    file = tmp_path / "chances.xlsx"
    book.save(file)
    (found,) = recalculated([file])
    reversion = appraisal.reversion("kcc")
    compared = 0
    for option in reversion["options"]:
        address = f"options.{option['id']}.net_present_cost.kcc"
        (cells,) = (cells for cells in found.values() if address in cells.values())
        (row,) = (place[1:] for place, value in cells.items() if value == address)
        assert pennies(cells[f"D{row}"]) == option["expected_cost"], address
        compared += option["expected_cost"] != option["planned_cost"]
    assert compared >= 3


def test_it_is_written_to_a_path_and_to_an_open_file(tmp_path: Path) -> None:
    outcome = oa.load(SANDGATE).run()
    target = io.BytesIO()
    outcome.to_excel(target)
    outcome.to_excel(tmp_path / "sandgate.xlsx")
    outcome.to_excel(str(tmp_path / "again.xlsx"))
    assert target.getvalue() == (tmp_path / "sandgate.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def test_inputs_are_open_and_all_else_is_locked() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(oa.load(SANDGATE))))
    for sheet in book:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert cell.protection.locked, (sheet.title, cell.coordinate)
    for _, cell, _, status in inputs(book):
        assert not cell.protection.locked
        # What the colour says, the status says in words.
        assert status.endswith(("live", "takes effect when the workbook is loaded again"))
    assert "service_premises_energy" in book.defined_names
