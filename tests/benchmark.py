"""The exact run beside the same work in plain Python `decimal` and in numpy; the time to import. Run by hand.

`cargo run --release --example benchmark -- --question` prints the question that is timed here; the other yardstick, a
bare loop of `rust_decimal`, is timed by the same example without the word.
"""

from __future__ import annotations

import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import options_appraisal as oa

if TYPE_CHECKING:
    from collections.abc import Callable

OPTIONS, LINES, YEARS, ROUNDS = 6, 30, 30, 60
ROOT = Path(__file__).resolve().parent.parent
QUESTION = ("cargo", "run", "--quiet", "--release", "--example", "benchmark", "--", "--question")


def series(rate: str, *, fall: bool) -> list[Decimal]:
    """Give an index or a discount factor by year."""
    step, value, out = 1 + Decimal(rate), Decimal(1), []
    for _ in range(YEARS):
        out.append(value)
        value = value / step if fall else value * step
    return out


def bare(general: list[Decimal], pay: list[Decimal], factors: list[Decimal], back: list[Decimal]) -> Decimal:
    """Do the multiplications and the sums alone."""
    total = Decimal(0)
    for option in range(OPTIONS):
        for year in range(YEARS):
            cash_sum = real_sum = Decimal(0)
            for line in range(LINES):
                amount = Decimal(100_000 + 3_700 * line + 1_100 * option + 50) / 100
                cash = amount * (general[year] if line % 2 == 0 else pay[year])
                cash_sum += cash
                real_sum += cash * back[year]
            total += cash_sum + real_sum * factors[year]
    return total


def in_numpy(amounts: np.ndarray, indices: np.ndarray, factors: np.ndarray, back: np.ndarray) -> np.floating:
    """Do the same in binary floating point: arrays of options, lines and years."""
    cash = amounts[:, :, np.newaxis] * indices[np.newaxis, :, :]
    real = cash * back
    return (cash.sum(axis=1) + real.sum(axis=1) * factors).sum()


def timed(work: Callable[[], object]) -> float:
    """Microseconds of the quickest round: what else the machine does can only add to it."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1e6


def main() -> None:
    """Print the times and their ratios."""
    growing = (series("0.02", fall=False), series("0.03", fall=False))
    falling = (series("0.035", fall=True), series("0.02", fall=True))
    lines = np.arange(LINES)
    amounts = (100_050 + 3_700 * lines + 1_100 * np.arange(OPTIONS)[:, np.newaxis]) / 100
    general, pay = (np.array([float(value) for value in index]) for index in growing)
    factors, back = (np.array([float(value) for value in index]) for index in falling)
    indices = np.where((lines % 2 == 0)[:, np.newaxis], general, pay)
    exact, binary = bare(*growing, *falling), in_numpy(amounts, indices, factors, back)
    if abs(float(exact) / float(binary) - 1) > 1e-12:
        sys.exit(f"the two yardsticks do not do the same work: {exact} and {binary}")

    question = subprocess.check_output(QUESTION, cwd=ROOT, text=True)  # noqa: S603
    appraisal = oa.loads(question)
    decimal = timed(lambda: bare(*growing, *falling))
    run = timed(appraisal.run)
    show = timed(lambda: appraisal.run().to_json())
    rows = [
        ("plain Python decimal", decimal),
        ("numpy, binary floating point", timed(lambda: in_numpy(amounts, indices, factors, back))),
        ("exact run from Python, all measures", run),
        ("the same, rounded and as JSON", show),
    ]
    for name, taken in rows:
        print(f"{name:36} {taken:9.0f} us  {decimal / taken:6.2f} times as fast as decimal")
    code = "import time; t = time.perf_counter(); import options_appraisal; print((time.perf_counter() - t) * 1e3)"
    times = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(10)]  # noqa: S603
    print(f"import options_appraisal  {min(times):5.1f} ms")


if __name__ == "__main__":
    main()
