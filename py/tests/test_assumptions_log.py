"""The assumptions log as the users of the package see it."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import options_appraisal as oa
import pytest

SANDGATE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "sandgate.toml"
ENERGY = "service.premises.energy"


@pytest.fixture(scope="module")
def appraisal() -> oa.Appraisal:
    return oa.load(SANDGATE)


def rows(log: oa.Result) -> dict[str, dict[str, Any]]:
    return {row["address"]: row for row in log["assumptions"]}


def costs(appraisal: oa.Appraisal) -> dict[str, Decimal]:
    return {one["id"]: one["views"][0]["economic"]["net_present_cost"] for one in appraisal.run()["options"]}


def test_the_decision_and_an_effect_are_what_separate_runs_give(appraisal: oa.Appraisal) -> None:
    log = appraisal.assumptions_log()
    cost = costs(appraisal)
    cheapest = min((value, id_) for id_, value in cost.items() if id_ != "council")[1]
    assert log["decision"]["options"] == [cheapest, "council"]
    assert abs(log["decision"]["value"] - (cost[cheapest] - cost["council"])) <= Decimal("0.01")
    assert abs(log["decision"]["threshold"] - abs(log["decision"]["value"]) / 20) <= Decimal("0.01")
    energy = rows(log)[ENERGY]
    for end in ("low", "high"):
        cost = costs(appraisal.replace({ENERGY: energy[end]}))
        assert abs(energy[f"at_{end}"] - (cost[cheapest] - cost["council"])) <= Decimal("0.01")
    assert energy["effect"] == abs(energy["at_high"] - energy["at_low"])


def test_every_row_has_every_key_and_the_largest_effect_is_first(appraisal: oa.Appraisal) -> None:
    log = appraisal.assumptions_log()
    keys = {frozenset(row) for row in log["assumptions"]}
    assert len(keys) == 1
    effects = [row["effect"] for row in log["assumptions"] if row["effect"] is not None]
    assert effects == sorted(effects, reverse=True)
    assert {row["kind"] for row in log["assumptions"]} == {"input", "default", "national_figure", "choice"}
    assert "What they are and where they come from" in str(log)
    assert "<table>" in log._repr_html_()


def test_signing_what_stops_it_makes_it_final(appraisal: oa.Appraisal) -> None:
    question = tomllib.loads(SANDGATE.read_text(encoding="utf-8"))
    stops = appraisal.assumptions_log()["stamp"]["stops"]
    assert {stop["kind"] for stop in stops} == {"not_signed"}
    signature = {"signed_by": "A. Treasurer", "signed_on": "2026-10-05"}
    question["sign_off"] = {stop["address"]: signature for stop in stops}
    signed = oa.from_dict(question)
    stamp = signed.assumptions_log()["stamp"]
    assert (stamp["word"], stamp["stops"]) == ("final", [])
    changed = signed.replace({ENERGY: 6_300}).assumptions_log()
    assert [(stop["address"], stop["kind"]) for stop in changed["stamp"]["stops"]] == [
        (ENERGY, "signed_for_another_value")
    ]
    assert rows(changed)[ENERGY]["signed_value"] == 6_200


def test_another_measure_and_another_share_may_be_named(appraisal: oa.Appraisal) -> None:
    log = appraisal.assumptions_log(options=("parish", "trust"), measure="net_cost_total.parish", share="0.5")
    assert log["decision"]["unit"] == "£"
    assert log["decision"]["share"] == Decimal("0.5")
    one = appraisal.assumptions_log(measure="options.hub.net_present_cost.kcc")
    assert one["decision"]["options"] is None
    assert one["decision"]["value"] == costs(appraisal)["hub"]


def test_what_is_wrong_has_an_address(appraisal: oa.Appraisal) -> None:
    with pytest.raises(oa.AppraisalError) as caught:
        appraisal.assumptions_log(share=2)
    assert caught.value.address == "share"
    with pytest.raises(oa.AppraisalError) as caught:
        appraisal.assumptions_log(options=("parish", "nobody"))
    assert caught.value.address == "options"
