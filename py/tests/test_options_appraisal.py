"""The package as its users see it."""

from __future__ import annotations

import datetime as dt
import itertools
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import options_appraisal as oa
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SANDGATE = ROOT / "docs" / "examples" / "sandgate.toml"


def question() -> dict[str, Any]:
    return tomllib.loads(SANDGATE.read_text(encoding="utf-8"), parse_float=Decimal)


def test_money_comes_out_as_decimal() -> None:
    outcome = oa.load(SANDGATE).run()
    council = outcome.to_dict()["options"][0]["views"][0]
    assert isinstance(council["net_cost"][0], Decimal)
    assert council["saving_total"] == 0


def test_a_dictionary_gives_the_bytes_of_the_text() -> None:
    assert oa.from_dict(question()).run().to_json() == oa.load(SANDGATE).run().to_json()


def test_a_float_means_its_shortest_decimal_text() -> None:
    floats = tomllib.loads(SANDGATE.read_text(encoding="utf-8"))
    assert oa.from_dict(floats).run().to_json() == oa.load(SANDGATE).run().to_json()


def test_all_problems_come_at_once_with_addresses() -> None:
    wrong = question()
    wrong["question"]["years"] = -1
    wrong["service"]["usage"]["staffed_hours"] = "many"
    with pytest.raises(oa.AppraisalError) as caught:
        oa.from_dict(wrong)
    assert {problem.address for problem in caught.value.problems} == {
        "question.years",
        "service.usage.staffed_hours",
    }
    assert caught.value.address in {"question.years", "service.usage.staffed_hours"}


def test_an_explanation_goes_down_to_the_law() -> None:
    outcome = oa.load(SANDGATE).run()
    text = str(outcome.explain("options.council.lines.posts.librarian.pay.cash", "2029/30"))
    assert "NJC pay spine, point 12" in text
    with pytest.raises(oa.AppraisalError):
        outcome.explain("options.nowhere")
    with pytest.raises(oa.AppraisalError):
        outcome.explain("options.council.net_cost.kcc", "2029")


def test_a_notebook_shows_a_table() -> None:
    assert "<table>" in oa.load(SANDGATE).run()._repr_html_()


def cyclic() -> dict[str, Any]:
    loop: dict[str, Any] = {}
    loop["question"] = loop
    return loop


def deep() -> dict[str, Any]:
    bottom: dict[str, Any] = {}
    top = bottom
    for _ in range(100_000):
        top = {"question": top}
    return top


@pytest.mark.parametrize(
    "hostile",
    [
        {},
        {"question": None},
        {"question": {"title": None}},
        {"question": {"title": "\ud800"}},
        {1: 2},
        {"question": float("nan")},
        {"question": {"years": 10**5000}},
        {"question": {"years": float("inf")}},
        {"question": object()},
        {"question": dt.date(2027, 4, 1)},
        cyclic(),
        deep(),
    ],
)
def test_hostile_values_are_refused(hostile: dict[str, Any]) -> None:
    with pytest.raises(oa.AppraisalError):
        oa.from_dict(hostile)


class Endless(list[int]):
    """A list that never ends when it is asked."""

    def __iter__(self) -> Iterator[int]:
        return itertools.repeat(1)


class Meddling(int):
    """A number that changes the table in which it stands when it is written out."""

    table: ClassVar[dict[str, Any]] = {}

    def __str__(self) -> str:
        self.table[f"more_{len(self.table)}"] = 1
        return "1"


def test_what_a_class_of_the_callers_does_is_not_waited_for() -> None:
    with pytest.raises(oa.AppraisalError, match="question: is a list"):
        oa.from_dict({"question": Endless([1, 2])})
    table = Meddling.table
    table.update({"question": {"title": "Q"}, "one": Meddling(1), "other": Meddling(2)})
    with pytest.raises(oa.AppraisalError, match="one: the key is not known here"):
        oa.from_dict(table)


def test_a_list_with_a_gap_is_refused() -> None:
    written = question()
    written["options"]["community"]["grant"] = [8000, None, 3000]
    with pytest.raises(oa.AppraisalError, match=r"options\.community\.grant\.2: holds nothing"):
        oa.from_dict(written)


@pytest.mark.parametrize("text", ["", "\x00", "[[[[", '{"question": 1e999}', "x" * 9_000_000])
def test_hostile_texts_are_refused(text: str) -> None:
    with pytest.raises(oa.AppraisalError):
        oa.loads(text)


def test_the_format_can_be_named() -> None:
    with pytest.raises(oa.AppraisalError):
        oa.loads("", "yaml")


def test_a_replaced_input_moves_what_depends_on_it() -> None:
    appraisal = oa.load(SANDGATE)
    replaced = appraisal.replace({"service.premises.energy": Decimal("9000.50")}).run()
    written = question()
    written["service"]["premises"]["energy"] = Decimal("9000.50")
    assert replaced["options"] == oa.from_dict(written).run()["options"]
    assert replaced["options"] != appraisal.run()["options"]
    with pytest.raises(oa.AppraisalError, match="nowhere"):
        appraisal.replace({"nowhere": 3})
    with pytest.raises(oa.AppraisalError):
        appraisal.replace({"service.premises.energy": "dear"})
