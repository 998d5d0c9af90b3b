"""Analyses as the users of the package see them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import options_appraisal as oa
import pytest

SANDGATE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "sandgate.toml"
MEASURE = "net_present_cost.kcc"
PAYMENT = "options.parish.payment"


@pytest.fixture(scope="module")
def appraisal() -> oa.Appraisal:
    return oa.load(SANDGATE)


def cost(appraisal: oa.Appraisal, option: str) -> Decimal:
    options = {one["id"]: one for one in appraisal.run()["options"]}
    value: Decimal = options[option]["views"][0]["economic"]["net_present_cost"]
    return value


def test_the_ends_of_a_tornado_are_what_a_replaced_input_gives(appraisal: oa.Appraisal) -> None:
    tornado = appraisal.tornado(f"options.council.{MEASURE}")
    assert tornado["central"] == cost(appraisal, "council")
    for bar in tornado["bars"]:
        assert bar["at_low"] == cost(appraisal.replace({bar["address"]: bar["low"]}), "council")
        assert bar["at_high"] == cost(appraisal.replace({bar["address"]: bar["high"]}), "council")
    assert "Swing" in str(tornado)
    assert "<table>" in tornado._repr_html_()


def test_at_a_switching_value_two_options_cost_the_same(appraisal: oa.Appraisal) -> None:
    (found,) = appraisal.switching_value(PAYMENT, MEASURE, options=("parish", "council"))["inputs"]
    assert found["values"]
    at = appraisal.replace({PAYMENT: found["values"][0]["value"]})
    assert abs(cost(at, "parish") - cost(at, "council")) <= Decimal("0.01")
    reached = appraisal.switching_values(f"options.hub.{MEASURE}", value=cost(appraisal, "hub"))
    assert reached["margin"] == 0


def test_what_is_wrong_has_an_address(appraisal: oa.Appraisal) -> None:
    with pytest.raises(oa.AppraisalError) as caught:
        appraisal.tornado(3)  # type: ignore[arg-type]
    assert caught.value.address == "measure"
    with pytest.raises(oa.AppraisalError) as caught:
        appraisal.switching_values(MEASURE)
    assert caught.value.address == "options"
    with pytest.raises(oa.AppraisalError) as caught:
        appraisal.cliffs(PAYMENT, f"options.hub.{MEASURE}", (1, 2, 3))  # type: ignore[arg-type]
    assert caught.value.address == "between"
