"""Typed inputs: they are those of the schema, and say the same as the files."""

from __future__ import annotations

import datetime as dt
import importlib.util
from decimal import Decimal
from pathlib import Path

import options_appraisal as oa
import pytest
from options_appraisal import inputs

FILES = sorted(
    str(path)
    for folder in ("tests/cases", "tests/cases/published", "docs/examples")
    for path in [*Path(folder).glob("*.toml"), *Path(folder).glob("*.json")]
    if ".expect." not in path.name
)


def test_the_file_is_made_from_the_schema() -> None:
    path = Path("py/make_inputs.py")
    spec = importlib.util.spec_from_file_location("make_inputs", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    held = Path("py/python/options_appraisal/inputs.py").read_text(encoding="utf-8")
    assert held == module.made(), "run python py/make_inputs.py"


def test_there_are_files() -> None:
    assert len(FILES) > 90


@pytest.mark.parametrize("path", FILES)
def test_a_question_goes_out_and_comes_back(path: str) -> None:
    appraisal = oa.load(path)
    wanted = appraisal.run().to_json()
    assert oa.loads(appraisal.to_toml(), "toml").run().to_json() == wanted
    assert oa.loads(appraisal.to_json(), "json").run().to_json() == wanted
    assert oa.from_dict(appraisal.to_dict()).run().to_json() == wanted
    question = inputs.Question.load(path)
    assert oa.from_inputs(question).run().to_json() == wanted
    assert oa.Appraisal(question) == appraisal
    assert inputs.Question.loads(question.to_toml()) == question
    assert inputs.Question.loads(question.to_json(), "json") == question


def small() -> inputs.Question:
    return inputs.Question(
        question=inputs.Settings(
            title='A "small" question,\nin two lines', council="council", today="today", first_year="2026/27", years=3
        ),
        parties={"council": inputs.Party(name="Council", kind="unitary_council")},
        service=inputs.Service(
            name="Library",
            usage=inputs.Usage(staffed_hours=25),
            costs={
                "leaflets": inputs.Cost(
                    label="Leaflets", amount=inputs.Estimate(central="100.10", low=90, high=Decimal("110.50"))
                )
            },
        ),
        options={
            "today": inputs.CouncilRun(name="As today"),
            "fewer": inputs.CouncilRun(name="Fewer hours", staffing=0.8, starts=dt.date(2027, 4, 1)),
        },
    )


def test_numbers_keep_their_decimal_text() -> None:
    appraisal = oa.Appraisal(small())
    cost = appraisal.to_dict()["service"]["costs"]["leaflets"]["amount"]
    assert cost == {"central": "100.10", "low": 90, "high": Decimal("110.50")}
    assert str(cost["high"]) == "110.50"
    assert oa.loads(small().to_toml()) == appraisal
    assert "\nstarts = " in small().to_toml()


def test_a_slip_in_a_name_is_pythons_and_all_else_the_cores() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'enregy'"):
        inputs.Premises(enregy=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        inputs.Estimate(5)  # type: ignore[misc]
    wrong = small()
    wrong.question.today = "tody"
    wrong.options = {**wrong.options, "bad": inputs.Trust(name="Trust")}
    with pytest.raises(oa.AppraisalError) as caught:
        oa.Appraisal(wrong)
    addresses = [problem.address for problem in caught.value.problems]
    assert "question.today" in addresses
    assert any(address.startswith("options.bad.") for address in addresses)


def test_a_record_shows_what_is_set() -> None:
    assert repr(inputs.Party(name="Council", kind="unitary_council")) == "Party(name='Council', kind='unitary_council')"
    assert repr(inputs.CouncilRun(name="As today", staffing=0.8)) == "CouncilRun(name='As today', staffing=0.8)"


def test_schedules_are_told_apart_by_their_keys() -> None:
    of = inputs.Cost.from_dict
    cost = {"label": "Cost"}
    assert of({**cost, "amount": {"first": 1, "growth": 0.1}}).amount == inputs.ByGrowth(first=1, growth=0.1)
    assert of({**cost, "amount": {"first": 1, "shares": [0.5]}}).amount == inputs.ByShares(first=1, shares=[0.5])
    steps = inputs.BySteps(steps={"2027/28": inputs.Estimate(central=1)})
    assert of({**cost, "amount": {"steps": {"2027/28": {"central": 1}}}}).amount == steps
    by_year = of({**cost, "amount": {"2027/28": {"central": 1}}}).amount
    assert by_year == {"2027/28": inputs.Estimate(central=1)}
    assert of({**cost, "amount": [1, {"central": 2}]}).amount == [1, inputs.Estimate(central=2)]


def test_a_model_that_is_not_known_is_said_to_be_none() -> None:
    with pytest.raises(ValueError, match='"sold" is no delivery model; one of council_run'):
        inputs.Question.from_dict({**small().to_dict(), "options": {"x": {"model": "sold", "name": "Sold"}}})
