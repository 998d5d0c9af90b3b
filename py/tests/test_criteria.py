"""What the options are judged by beside their money, as the users of the package see it."""

from __future__ import annotations

import copy
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import options_appraisal as oa
import pytest

SANDGATE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "sandgate.toml"


@pytest.fixture(scope="module")
def question() -> dict[str, Any]:
    with SANDGATE.open("rb") as file:
        return tomllib.load(file)


@pytest.fixture(scope="module")
def found() -> oa.Result:
    return oa.load(SANDGATE).criteria(draws=2_000)


def test_the_weighted_scores_are_those_of_a_hand_calculation(question: dict[str, Any], found: oa.Result) -> None:
    criteria = question["criteria"]
    points = {key: Decimal(own["points"]["central"]) for key, own in criteria["criterion"].items()}
    for option in found["options"]:
        # What the model scores is taken from the result, everything else from the file.
        scores = {own["criterion"]: Decimal(own["score"]) for own in option["scores"]}
        for key, own in criteria["scores"][option["id"]].items():
            stated = own["score"]
            scores[key] = Decimal(stated["central"] if isinstance(stated, dict) else stated)
        total = sum(points[key] * scores[key] for key in points) / sum(points.values())
        assert abs(option["score"] - total) < Decimal("0.000001")
        assert abs(sum(own["contribution"] for own in option["scores"]) - total) < Decimal("0.00001")


def test_shares_add_up_over_ranks_and_over_options(found: oa.Result) -> None:
    options = found["all_weights"]["options"]
    for place in range(len(options)):
        assert sum(own["ranks"][place]["share"] for own in options) == pytest.approx(1)
        assert sum(own["share"] for own in options[place]["ranks"]) == pytest.approx(1)


def test_the_same_seed_gives_the_same_bytes_and_the_view_changes_only_the_money(found: oa.Result) -> None:
    appraisal = oa.load(SANDGATE)
    assert appraisal.criteria(draws=2_000).to_json() == found.to_json()
    other = appraisal.criteria(draws=2_000, view="society")
    assert other["all_weights"] == found["all_weights"]
    assert other["money"] != found["money"]


def test_a_score_that_reads_the_model_moves_with_it() -> None:
    appraisal = oa.load(SANDGATE)
    shorter = appraisal.replace({"service.usage.staffed_hours": 10}).criteria(draws=100)
    hours = next(own for own in shorter["options"][0]["scores"] if own["criterion"] == "hours")
    assert (hours["figure"], hours["score"]) == (510, 0)


def test_an_option_that_fails_is_not_ranked(question: dict[str, Any]) -> None:
    failing = copy.deepcopy(question)
    failing["criteria"]["success_factors"]["duty"]["options"]["hub"] = {"passes": False, "reason": "too small"}
    found = oa.from_dict(failing).criteria(draws=100)
    ranks = {option["id"]: option["rank"] for option in found["options"]}
    assert ranks["hub"] is None
    assert ranks["parish"] == "1"
    assert "not ranked" in str(found)


def test_everything_that_is_wrong_is_said_at_its_address(question: dict[str, Any]) -> None:
    wrong = copy.deepcopy(question)
    scores = wrong["criteria"]["scores"]
    del scores["parish"]["reading"]
    scores["trust"]["digital"]["score"] = 101
    wrong["criteria"]["criterion"]["health"]["points"] = 0
    with pytest.raises(oa.AppraisalError) as caught:
        oa.from_dict(wrong)
    assert {problem.address for problem in caught.value.problems} == {
        "criteria.scores.parish.reading",
        "criteria.scores.trust.digital.score",
        "criteria.criterion.health.points",
    }
    without = copy.deepcopy(question)
    del without["criteria"]
    with pytest.raises(oa.AppraisalError) as caught:
        oa.from_dict(without).criteria()
    assert caught.value.address == "criteria"


def test_tables_are_for_a_terminal_and_for_a_notebook(found: oa.Result) -> None:
    assert "Weighted scores, from 0 to 100" in str(found)
    assert "<table>" in found._repr_html_()
