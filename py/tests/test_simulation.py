"""Simulations as the users of the package see them."""

from __future__ import annotations

import _thread
import sys
import threading
import time
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import numpy as np
import options_appraisal as oa
import pytest

ROOT = Path(__file__).resolve().parents[2]
SANDGATE = ROOT / "docs" / "examples" / "sandgate.toml"
COST = "options.parish.net_present_cost.kcc"
ENERGY = "service.premises.energy"


@pytest.fixture(scope="module")
def appraisal() -> oa.Appraisal:
    return oa.load(SANDGATE)


def test_draws_are_the_memory_of_the_result(appraisal: oa.Appraisal) -> None:
    simulation = appraisal.simulate(20_000, measures=[COST], keep_draws=True)
    cost = simulation.draws(COST)
    assert cost.dtype == np.float64
    assert cost.shape == (20_000,)
    # Twice the same memory: no copy is made; and nobody can change the result through it.
    assert cost.__array_interface__["data"] == (simulation.draws(COST).__array_interface__["data"][0], True)
    with pytest.raises(ValueError, match="read-only"):
        cost[0] = 0.0
    measure = simulation["measures"][0]
    assert measure["mean"] == pytest.approx(cost.mean(), rel=1e-12)
    assert measure["standard_error"] == pytest.approx(cost.std(ddof=1) / np.sqrt(20_000), rel=1e-9)
    for percentile in measure["percentiles"]:
        assert percentile["value"] == pytest.approx(np.percentile(cost, percentile["percent"]), rel=1e-12)


def test_draws_outlive_their_result(appraisal: oa.Appraisal) -> None:
    energy = appraisal.simulate(5_000, keep_draws=True).draws(ENERGY)
    # A PERT distribution between 4,500 and 8,500 with the likeliest value 6,200: (4,500 + 4 x 6,200 + 8,500) / 6.
    assert energy.mean() == pytest.approx(6_300, abs=50)
    assert set(appraisal.simulate(10, measures=[COST], keep_draws=True).addresses) > {COST, ENERGY}


def test_draws_that_were_not_kept_are_refused_with_an_address(appraisal: oa.Appraisal) -> None:
    with pytest.raises(oa.AppraisalError) as caught:
        appraisal.simulate(10).draws(COST)
    assert caught.value.address == "simulation.keep_draws"
    with pytest.raises(oa.AppraisalError, match=ENERGY):
        appraisal.simulate(10, keep_draws=True).draws(ENERGY[:-1])


@pytest.mark.parametrize("sampling", ["random", "latin_hypercube", "sobol"])
def test_threads_do_not_change_a_byte(
    appraisal: oa.Appraisal, sampling: Literal["random", "latin_hypercube", "sobol"]
) -> None:
    one = appraisal.simulate(20_000, sampling=sampling, threads=1)
    assert appraisal.simulate(20_000, sampling=sampling, threads=4).to_json() == one.to_json()
    assert appraisal.simulate(20_000, sampling=sampling).to_json() == one.to_json()


def test_all_that_is_wrong_comes_at_once(appraisal: oa.Appraisal) -> None:
    with pytest.raises(oa.AppraisalError) as caught:
        appraisal.simulate(
            0,
            seed=-1,
            sampling="sobel",  # type: ignore[arg-type]
            percentiles=[50, 101],
            measures=COST,
            saving_target=float("nan"),
            stop_when=(COST, 0.0),
            threads=0,
        )
    assert {problem.address for problem in caught.value.problems} == {
        "simulation.draws",
        "simulation.seed",
        "simulation.sampling",
        "simulation.percentiles",
        "simulation.measures",
        "simulation.saving_target",
        "simulation.stop_when",
        "simulation.threads",
    }
    with pytest.raises(oa.AppraisalError, match=COST):
        appraisal.simulate(10, measures=[COST + "x"])
    with pytest.raises(oa.AppraisalError) as caught:
        appraisal.simulate(10, view=object())  # type: ignore[arg-type]
    assert caught.value.address == "simulation.view"
    with pytest.raises(oa.AppraisalError) as caught:
        appraisal.simulate(10**9, keep_draws=True)
    assert caught.value.address == "simulation.keep_draws"


def test_a_callable_sees_the_draws_and_stops_the_run(appraisal: oa.Appraisal) -> None:
    seen: list[tuple[int, int, float | None]] = []

    def look(draws: int, asked: int, standard_error: float | None) -> bool:
        seen.append((draws, asked, standard_error))
        return len(seen) < 3

    simulation = appraisal.simulate(
        400_000_000, measures=[COST], stop_when=(COST, 1e-9), threads=2, progress=look
    )
    assert len(seen) == 3
    assert seen[0][0] < seen[1][0] < seen[2][0] < 400_000_000
    assert seen[2][2] == simulation["measures"][0]["standard_error"]
    assert simulation["ended"] == "stopped"
    assert simulation["draws"] == seen[2][0]


def test_what_a_callable_raises_is_raised(appraisal: oa.Appraisal) -> None:
    def fail(*_: object) -> None:
        message = "enough"
        raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="enough"):
        appraisal.simulate(1_000, progress=fail)


def test_ctrl_c_stops_the_run_and_keeps_what_was_done(appraisal: oa.Appraisal) -> None:
    timer = threading.Timer(0.3, _thread.interrupt_main)
    timer.start()
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt) as caught:
        appraisal.simulate(4_000_000_000, measures=[COST], ranking=False, insolvency=False)
    assert time.monotonic() - begun < 10
    assert isinstance(caught.value, oa.SimulationInterrupted)
    simulation = caught.value.simulation
    assert simulation["ended"] == "stopped"
    assert simulation["measures"][0]["mean"] > 0


def test_other_threads_run_meanwhile(appraisal: oa.Appraisal) -> None:
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.wait(0.005):
            ticks.append(time.monotonic())

    ticker = threading.Thread(target=tick)
    ticker.start()
    begun = time.monotonic()
    appraisal.simulate(400_000, threads=1)
    ended = time.monotonic()
    done.set()
    ticker.join()
    meanwhile = [moment for moment in ticks if begun < moment < ended]
    # With the lock held there would be none.
    assert len(meanwhile) > 3


def test_a_bar_without_tqdm(
    appraisal: oa.Appraisal, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    appraisal.simulate(1_000, progress=True)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    appraisal.simulate(1_000, stop_when=("options.hub.net_cost_total.kcc", 1e-9), progress=True)
    shown = capsys.readouterr().err
    assert "100%  1,000 of 1,000 draws  s.e. " in shown
    assert shown.endswith("\n")


def test_a_bar_with_tqdm(appraisal: oa.Appraisal, monkeypatch: pytest.MonkeyPatch) -> None:
    bars: list[Any] = []

    class Fake:
        n = 0
        closed = False

        def __init__(self, total: int, **_: object) -> None:
            self.total = total
            bars.append(self)

        def update(self, more: int) -> None:
            self.n += more

        def close(self) -> None:
            self.closed = True

    module = type(sys)("tqdm.auto")
    module.tqdm = Fake  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tqdm", type(sys)("tqdm"))
    monkeypatch.setitem(sys.modules, "tqdm.auto", module)
    appraisal.simulate(3_000, progress=True)
    assert [(bar.total, bar.n, bar.closed) for bar in bars] == [(3_000, 3_000, True)]


def test_a_notebook_and_a_terminal_show_the_same(appraisal: oa.Appraisal) -> None:
    simulation = appraisal.simulate(2_000, saving_target=Decimal("250000.50"), percentiles=[50])
    html, text = simulation._repr_html_(), str(simulation)
    for part in ("P50", "± s.e.", "Costs least in", "Draws: 2,000.", "shape not stated"):
        assert part in html
        assert part in text
    assert {target["target"] for target in simulation["targets"]} == {250_000.5}
    assert simulation.to_dict() == dict(simulation)
