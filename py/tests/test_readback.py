"""A workbook comes back as the appraisal that it was made from, also when somebody has changed it by hand.

The other program is openpyxl, which knows nothing of the library; LibreOffice opens and saves the files in between.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import time
import tomllib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import options_appraisal as oa
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parents[2]
SANDGATE = ROOT / "docs" / "examples" / "sandgate.toml"
OFFICE = shutil.which("soffice")
FIRST_ROW = 5
ADDRESS, VALUE, LOW, HIGH, SOURCE = 1, 3, 5, 6, 9


def questions() -> list[Path]:
    cases = ROOT / "tests" / "cases"
    folders = [ROOT / "docs" / "examples", cases, cases / "published"]
    found = [path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in {".toml", ".json"}]
    found = [path for path in found if not path.name.endswith(".expect.toml")]
    assert len(found) > 90
    return found


def written(appraisal: oa.Appraisal) -> bytes:
    target = io.BytesIO()
    appraisal.to_excel(target)
    return target.getvalue()


def opened(workbook: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook))


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def row_of(sheet: Worksheet, address: str) -> int:
    rows = [row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(row, ADDRESS).value == address]
    assert len(rows) == 1, address
    return rows[0]


def put(sheet: Worksheet, address: str, value: object, column: int = VALUE) -> str:
    cell = sheet.cell(row_of(sheet, address), column)
    cell.value = value
    return f"{sheet.title}!{cell.coordinate}"


@pytest.fixture(scope="module")
def sandgate() -> bytes:
    return written(oa.load(SANDGATE))


@pytest.fixture
def question() -> dict[str, Any]:
    return tomllib.loads(SANDGATE.read_text(encoding="utf-8"))


def result(appraisal: oa.Appraisal) -> str:
    return appraisal.run().to_json()


def problems(workbook: bytes) -> list[oa.Problem]:
    with pytest.raises(oa.AppraisalError) as raised:
        oa.loads(workbook)
    return list(raised.value.problems)


def test_every_question_comes_back_from_its_workbook() -> None:
    for path in questions():
        outcome = oa.load(path).run()
        target = io.BytesIO()
        outcome.to_excel(target)
        assert result(oa.loads(target.getvalue())) == outcome.to_json(), path.name


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_every_question_comes_back_through_libreoffice(tmp_path: Path) -> None:
    assert OFFICE
    before, after = tmp_path / "before", tmp_path / "after"
    before.mkdir()
    # One in four: opening and saving them all takes minutes.
    chosen = {f"{place}.xlsx": path for place, path in enumerate(questions()) if place < 3 or place % 4 == 0}
    for name, path in chosen.items():
        oa.load(path).to_excel(before / name)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(before / name) for name in chosen]
    kind = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(after)]
    subprocess.run([OFFICE, profile, "--headless", *kind, *files], check=True, capture_output=True)  # noqa: S603
    for name, path in chosen.items():
        assert result(oa.load(after / name)) == result(oa.load(path)), path.name


def test_what_is_changed_by_hand_is_the_same_change_of_the_question(sandgate: bytes, question: dict[str, Any]) -> None:
    book = opened(sandgate)
    sheet = book["Inputs"]
    put(sheet, "service.premises.energy", 7100.25)
    put(sheet, "service.premises.energy", 5000, LOW)
    put(sheet, "service.premises.energy", "£ 9,000.50", HIGH)
    put(sheet, "service.premises.energy", "The bill of 2026", SOURCE)
    put(sheet, "service.stock", "£6,750.00")
    put(sheet, "service.pension_rate", "21.5%")
    put(sheet, "question.title", "  Who should run it?  ")
    put(sheet, "service.statutory", "no")
    put(sheet, "options.community.starts", dt.datetime(2028, 1, 1))  # noqa: DTZ001 (as a spreadsheet keeps a day)
    put(sheet, "question.first_year", "2027/28 ")
    put(sheet, "service.premises.water", 0.1 + 0.2)

    premises = question["service"]["premises"]
    premises["energy"] = {"central": 7100.25, "low": 5000, "high": 9000.5, "source": "The bill of 2026"}
    premises["water"]["central"] = 0.3
    question["service"]["stock"]["central"] = 6750
    question["service"]["pension_rate"]["central"] = 0.215
    question["service"]["statutory"] = False
    question["question"]["title"] = "Who should run it?"
    question["options"]["community"]["starts"] = dt.date(2028, 1, 1)
    assert result(oa.loads(saved(book))) == result(oa.from_dict(question))


def test_a_row_that_was_added_with_its_value_in_another_column_is_not_passed_over(sandgate: bytes) -> None:
    book = opened(sandgate)
    sheet = book["Inputs"]
    sheet.append(["service.self_service", None, None, 4_000])
    found = problems(saved(book))
    assert [(p.address, f"Inputs!C{sheet.max_row}" in p.message) for p in found] == [("service.self_service", True)]


def test_rows_are_added_and_taken_out_by_hand(sandgate: bytes, question: dict[str, Any]) -> None:
    book = opened(sandgate)
    sheet = book["Inputs"]
    # The last first, so that the others stay where they are.
    for address in sorted(
        ("service.income.book_sales.kind", "service.income.book_sales.amount", "service.volunteers.hours"),
        key=lambda address: -row_of(sheet, address),
    ):
        sheet.delete_rows(row_of(sheet, address))
    for address, value in [
        ("service.income.cafe.kind", "cafe"),
        ("service.income.cafe.amount.2027/28", 800),
        ("service.income.cafe.amount.2028/29", "1,200"),
        ('projections."pay.spine".growth', 0.02),
        ("options.council.one_offs.paint.label", "Paint"),
        ("options.council.one_offs.paint.amount", 900),
    ]:
        if address.startswith("projections"):
            put(sheet, "projections.pay.spine.growth", value)
            put(sheet, "projections.pay.spine.growth", address, ADDRESS)
            continue
        sheet.append([address, None, value])
    sheet.cell(sheet.max_row, SOURCE).value = "A quotation"

    income = question["service"]["income"]
    del income["book_sales"], question["service"]["volunteers"]
    words = {word for stream in income.values() for word in [stream["kind"]]}
    assert "cafe" not in words
    income["cafe"] = {"kind": "cafe", "amount": {"2027/28": 800, "2028/29": 1200}}
    question["projections"]["pay.spine"]["growth"]["central"] = 0.02
    paint = {"label": "Paint", "amount": {"central": 900, "source": "A quotation"}}
    question["options"]["council"]["one_offs"] = {"paint": paint}
    assert result(oa.loads(saved(book))) == result(oa.from_dict(question))


def test_a_sheet_may_have_another_name_and_its_columns_another_order(sandgate: bytes) -> None:
    book = opened(sandgate)
    sheet = book["Inputs"]
    sheet.title = "My inputs"
    sheet.insert_cols(2)
    sheet.cell(4, 2).value = "What we think"
    sheet.cell(FIRST_ROW, 2).value = "Nothing"
    for row in sheet.iter_rows(min_row=4):
        row[0].value, row[7].value = row[7].value, row[0].value
    assert result(oa.loads(saved(book))) == result(oa.load(SANDGATE))
    sheet.cell(FIRST_ROW + 6, 4).value = "#REF!"
    assert any("My inputs!D11" in problem.message for problem in problems(saved(book)))


def test_all_that_is_wrong_comes_at_once_with_its_cell(sandgate: bytes) -> None:
    book = opened(sandgate)
    sheet = book["Inputs"]
    wrong = {
        put(sheet, "service.stock", "1.234,50"): "service.stock",
        put(sheet, "service.ict", "#REF!"): "service.ict",
        put(sheet, "service.management", "=B5*2"): "service.management",
        put(sheet, "service.usage.visits", -3): "service.usage.visits",
        put(sheet, "service.usage.issues", None): "service.usage.issues",
        put(sheet, "service.premises.energy", "lots", LOW): "service.premises.energy",
        put(sheet, "service.income.printing.kind", "prints"): "service.income.printing.kind",
        put(sheet, "question.first_year", "2027/29"): "question.first_year",
    }
    found = problems(saved(book))
    # What is in the cells first; what the question then means is asked of a sheet that can be read.
    for cell, address in list(wrong.items())[:3]:
        assert any(p.address == address and cell in p.message and p.accepted for p in found), (address, found)
    # A value that was wiped out, with its source left standing, is said too.
    assert any(p.address == "service.usage.issues" and "is empty" in p.message for p in found)
    for address, value in [
        ("service.stock", 1),
        ("service.ict", 1),
        ("service.management", 1),
        ("service.usage.issues", 1),
    ]:
        put(sheet, address, value)
    put(sheet, "service.premises.energy", 1, LOW)
    found = problems(saved(book))
    for address in ("service.usage.visits", "service.income.printing.kind", "question.first_year"):
        cell = next(cell for cell, of in wrong.items() if of == address)
        assert any(p.address.startswith(address) and cell in p.message and p.accepted for p in found), (
            address,
            found,
        )


def test_a_default_counts_as_given_once_it_is_changed(sandgate: bytes) -> None:
    book = opened(sandgate)
    sheet = book["Inputs"]
    defaults = [row for row in range(FIRST_ROW, sheet.max_row + 1) if "default" in str(sheet.cell(row, 17).value)]
    number = next(row for row in defaults if isinstance(sheet.cell(row, VALUE).value, int | float))
    address = sheet.cell(number, ADDRESS).value
    before = {item.split(": ")[0] for item in oa.load(SANDGATE).run().to_dict()["audit"]["defaults"]}
    assert address in before
    sheet.cell(number, VALUE).value += 0.01
    after = {item.split(": ")[0] for item in oa.loads(saved(book)).run().to_dict()["audit"]["defaults"]}
    assert after == before - {address}


def junk() -> bytes:
    return bytes(range(256)) * 20_000


def bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as entry:
        for _ in range(400):
            entry.write(b" " * 1024 * 1024)
    return target.getvalue()


def without_a_workbook() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office:document-content/>")
    return target.getvalue()


def far_away() -> bytes:
    """Give a workbook that says of itself that it fills the whole sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.cell(1_048_576, 16_384).value = 1
    return saved(book)


@pytest.mark.parametrize(
    "make",
    [
        junk,
        bomb,
        without_a_workbook,
        far_away,
        lambda: b"PK\x03\x04",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096),
    ],
    ids=["junk", "bomb", "ods", "far away", "cut off", "old or locked"],
)
def test_what_is_no_workbook_is_refused_fast(make: Callable[[], bytes], tmp_path: Path) -> None:
    file = tmp_path / "inputs.xlsx"
    file.write_bytes(make())
    began = time.monotonic()
    with pytest.raises(oa.AppraisalError) as raised:
        oa.load(file)
    # A build without optimisation takes some seconds for what a release does in one.
    assert time.monotonic() - began < 20
    assert all(problem.accepted for problem in raised.value.problems)


def test_a_blank_workbook_says_what_is_missing_and_works_once_it_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "new.xlsx"
    oa.blank_workbook(path, models=["council_run", "community_managed"])
    blank = path.read_bytes()
    sheet = opened(blank)["Inputs"]
    required = {
        sheet.cell(row, ADDRESS).value
        for row in range(FIRST_ROW, sheet.max_row + 1)
        if sheet.cell(row, 17).value == "required"
    }
    missing = problems(blank)
    assert {problem.address for problem in missing if problem.message.startswith("is missing")} == required | {
        "options.community_managed.volunteers"
    }
    cells = {address: f"Inputs!C{row_of(sheet, address)}" for address in required}
    assert all(cells[p.address] in p.message for p in missing if p.address in cells)

    filled = {
        "question.title": "Who should run it?",
        "question.first_year": "2026/27",
        "question.years": 2,
        "parties.council.name": "The council",
        "parties.council.kind": "county_council",
        "parties.group.name": "Friends of the library",
        "service.name": "The library",
        "service.stock": "£6,500",
        "service.posts.post_1.title": "Assistant",
        "service.posts.post_1.fte": 1,
        "service.posts.post_1.salary": 25_000,
        "service.pension_rate": 0.2,
        "indices.pay.growth": "2.5%",
        "projections.prices.gdp_deflator.growth": 0.02,
        "options.council_run.name": "As today",
        "options.community_managed.name": "Friends",
        "options.community_managed.volunteers.hours": 2_500,
    }
    book = opened(blank)
    for address, value in filled.items():
        put(book["Inputs"], address, value)
    same = {
        "question": {
            "title": "Who should run it?",
            "council": "council",
            "today": "council_run",
            "first_year": "2026/27",
            "years": 2,
        },
        "parties": {
            "council": {"name": "The council", "kind": "county_council"},
            "group": {"name": "Friends of the library", "kind": "community_group"},
        },
        "projections": {"prices.gdp_deflator": {"growth": 0.02}},
        "indices": {"pay": {"growth": 0.025}},
        "service": {
            "name": "The library",
            "stock": 6_500,
            "pension_rate": 0.2,
            "posts": {"post_1": {"title": "Assistant", "fte": 1, "salary": 25_000}},
        },
        "options": {
            "council_run": {"model": "council_run", "name": "As today"},
            "community_managed": {
                "model": "community_managed",
                "name": "Friends",
                "operator": "group",
                "volunteers": {"hours": 2_500},
            },
        },
    }
    assert result(oa.loads(saved(book))) == result(oa.from_dict(same))


def test_a_model_that_is_not_known_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(oa.AppraisalError) as raised:
        oa.blank_workbook(tmp_path / "new.xlsx", models=["council_runs"])
    assert [(p.address, p.accepted) for p in raised.value.problems] == [("models", 'did you mean "council_run"?')]


def test_a_blank_workbook_has_the_words_to_choose_from(tmp_path: Path) -> None:
    oa.blank_workbook(tmp_path / "new.xlsx")
    book = openpyxl.load_workbook(tmp_path / "new.xlsx")
    sheet = book["Inputs"]
    kind = f"C{row_of(sheet, 'parties.council.kind')}"
    lists = [rule for rule in sheet.data_validations.dataValidation if str(rule.sqref) == kind]
    assert [rule.type for rule in lists] == ["list"]
    cells = book["Choices"][lists[0].formula1.split("!")[1].replace("$", "")]
    assert "county_council" in {cell.value for (cell,) in cells}
