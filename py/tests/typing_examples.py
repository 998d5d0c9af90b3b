"""What the types say, held by mypy and pyright; pytest does not run it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, assert_type

import numpy as np
import options_appraisal as oa
import pandas as pd
import polars as pl
from numpy.typing import NDArray
from options_appraisal import inputs


def results() -> None:
    appraisal = oa.load("docs/examples/sandgate.toml")
    assert_type(appraisal, oa.Appraisal)
    assert_type(appraisal.options, list[str])
    assert_type(appraisal.replace({"service.premises.energy": Decimal("9000.50")}), oa.Appraisal)
    outcome = appraisal.run()
    assert_type(outcome, oa.Outcome)
    assert_type(outcome.addresses, list[str])
    assert_type(outcome.to_dict(), dict[str, Any])
    assert_type(outcome.explain("options.parish.net_cost.kcc", "2028/29"), oa.Explanation)
    assert_type(appraisal.tornado("options.parish.net_cost_total.kcc"), oa.Result)
    simulation = appraisal.simulate(1_000, sampling="sobol", keep_draws=True)
    assert_type(simulation, oa.Simulation)
    assert_type(simulation.draws("service.premises.energy"), NDArray[np.float64])
    assert_type(appraisal == outcome, bool)
    assert_type(hash(appraisal), int)


def tables(outcome: oa.Outcome) -> None:
    table = outcome.table("saving")
    assert_type(table, oa.Table)
    assert_type(table.columns, list[oa.Column])
    assert_type(table.wide(), oa.Table)
    assert_type(iter(table), Iterator[dict[str, Any]])
    assert_type(table.to_pandas(wide=True, decimals="float"), pd.DataFrame)
    assert_type(table.to_polars(), pl.DataFrame)


def many(template: oa.Appraisal) -> None:
    result = oa.run_many(template, {"id": ["a"], "service.stock": [1]})
    assert_type(result, oa.ManyResult)
    assert_type(result.to_polars(), pl.DataFrame)
    assert_type(result.problems, list[oa.ManyProblem])


def questions() -> None:
    question = inputs.Question.load("docs/examples/sandgate.toml")
    assert_type(question, inputs.Question)
    assert_type(question.question.years, int)
    assert_type(question.to_toml(), str)
    assert_type(oa.Appraisal(question), oa.Appraisal)
    assert_type(oa.from_inputs(question), oa.Appraisal)
    assert_type(oa.load("docs/examples/sandgate.toml").to_inputs(), inputs.Question)
    for option in question.options.values():
        assert_type(option, inputs.DeliveryOption)
        if option.model == "trust":
            # The word tells which class it is.
            assert_type(option, inputs.Trust)
    inputs.Cost(label="Leaflets", amount=[1, 2.5, "3.10", Decimal("4.20"), inputs.Estimate(central=5, low=4, high=7)])
    inputs.Cost(label="Leaflets", amount={"2027/28": 3, "2028/29": inputs.Estimate(central=4)})
    inputs.CouncilRun(name="Fewer hours", starts=dt.date(2027, 4, 1))


def wrong() -> None:
    # Each of these is an error, and would be a warning here if it were none.
    inputs.Party(name="Council", kind="county")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    inputs.Party(nmae="Council")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    oa.load(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    oa.load("x").simulate("many")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def problems() -> None:
    try:
        oa.loads("service = 3")
    except oa.AppraisalError as error:
        assert_type(error.problems, oa.Problems)
        assert_type(error.problems[0].line, int | None)
