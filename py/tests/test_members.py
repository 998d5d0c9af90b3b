"""The report for members from Python: a page, Markdown that a parser reads, and pictures in place."""

from __future__ import annotations

import base64
import copy
import hashlib
import pickle
import re
from pathlib import Path

import options_appraisal as oa
import pytest
from markdown_it import MarkdownIt

SANDGATE = Path(__file__).parents[2] / "docs" / "examples" / "sandgate.toml"
HOSTILE = "<script>alert(1)</script> | `x` [y](javascript:alert(1)) ![z](http://x.invalid/z.png)"


@pytest.fixture(scope="module")
def report() -> oa.MembersReport:
    return oa.load(SANDGATE).members_report(date="27 November 2026", pictures=False)


def test_markdown_says_what_the_document_says(report: oa.MembersReport) -> None:
    """Every cell of every numbered table, as a parser of Markdown reads it."""
    tokens = MarkdownIt("commonmark").enable("table").parse(report.to_markdown())
    tables: list[list[list[str]]] = []
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in {"th_open", "td_open"}:
            inline = tokens[place + 1].children or []
            tables[-1][-1].append("".join(child.content for child in inline))
    blocks = report.to_dict()["blocks"]
    said = [
        block["table"] if block["kind"] == "figure" else block
        for block in blocks
        if block["kind"] in {"table", "figure"}
    ]
    assert len(tables) == len(said) > 20
    for read, block in zip(tables, said, strict=True):
        rows = [[block["stub"], *block["columns"]], *([row["label"], *row["cells"]] for row in block["rows"])]
        assert read == [[re.sub(r"\s+", " ", cell).strip() for cell in row] for row in rows]


def test_names_stay_text() -> None:
    question = SANDGATE.read_text(encoding="utf-8").replace('"Community group"', f"'{HOSTILE}'")
    markdown = oa.loads(question).members_report(pictures=False).to_markdown()
    html = MarkdownIt("commonmark").enable("table").render(markdown)
    assert not re.search(r"<(script|a|img|code)\b", html)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; | `x` [y](javascript:alert(1))" in html


def test_pictures_are_drawn_and_the_page_stays_small(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    drawn = oa.load(SANDGATE).members_report(pictures=True)
    drawn.save(tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count("<svg") == page.count("<figure>") > 3
    assert len(page.encode()) < 1_000_000


def test_a_notebook_gets_no_page(report: oa.MembersReport) -> None:
    shown = report._repr_html_()
    assert "<html" not in shown
    assert shown.startswith('<div class="options-appraisal"><h2>')


def test_what_does_more_than_draw_is_refused() -> None:
    with pytest.raises(oa.AppraisalError, match="script"):
        oa.load(SANDGATE).members_report(pictures=False, svg={"who_pays": "<svg><script/></svg>"})


def test_another_process_makes_the_same_report(report: oa.MembersReport) -> None:
    appraisal = oa.load(SANDGATE)
    drawn = appraisal.members_report(simulation=appraisal.simulate(200), pictures=False)
    for one in (report, drawn):
        again = pickle.loads(pickle.dumps(one))  # noqa: S301 (our own)
        assert isinstance(again, oa.MembersReport)
        assert again == one
        assert again.to_html() == one.to_html()
        assert copy.copy(one) is one
    assert "The figures were drawn 200 times" in drawn.to_html()


def test_the_policy_of_the_page_lets_its_own_style_through_and_no_other(report: oa.MembersReport) -> None:
    page = report.to_html()
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}';" in page


def test_a_report_is_no_document_of_another_kind(tmp_path: Path) -> None:
    report = oa.load(SANDGATE).members_report(pictures=False)
    with pytest.raises(ValueError, match=r"report\.docx: a report is written as \.html or \.md"):
        report.save(tmp_path / "report.docx")
    with pytest.raises(ValueError, match=r"sandgate\.xls: a workbook is written as \.xlsx"):
        oa.load(SANDGATE).to_excel(tmp_path / "sandgate.xls")
    assert list(tmp_path.iterdir()) == []
