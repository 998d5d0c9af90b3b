"""A simulation beside the same question in numpy, written twice, and beside a bare Rust loop. Run by hand.

`cargo run --release --example draws -- --question` prints the question. The peers take turns in one run, so that what
else the machine does meets all of them; the quickest round of each counts. numpy works on one thread here.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

OPTIONS, LINES, YEARS, AMOUNTS = 6, 30, 30, 14
GENERAL, PAY, DISCOUNT = 0.02, 0.03, 0.035
SHAPES = ("pert", "triangular", "normal")
PERCENTILES = (5, 50, 95)
ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ("cargo", "run", "--quiet", "--release", "--example", "draws", "--", "--answer")
# Half the distance of the 10th from the 90th percentile of a normal law, in standard deviations.
TENTH = 1.2815515655446004
FACTORS = 1 / ((1 + GENERAL) * (1 + DISCOUNT)) ** np.arange(YEARS)


def uncertain(option: int, line: int) -> int | None:
    """Give the uncertain input of a line, if it has one."""
    place = line * OPTIONS + option
    return place if place < 20 else None


def amount_of(option: int, line: int) -> int:
    """Give the yearly amount of a line."""
    return 1_000 + 40 * line + 10 * option


def ranges() -> list[tuple[str, float, float, float]]:
    """Give the shape, low, central and high of each uncertain input."""
    out: list[tuple[str, float, float, float]] = []
    for place in range(20):
        if place < AMOUNTS:
            amount = amount_of(place % OPTIONS, place // OPTIONS)
            out.append((SHAPES[place % 3], amount * 4 // 5, amount, amount * 6 // 5))
        else:
            out.append((SHAPES[place % 3], 0.01, 0.03, 0.05))
    return out


INPUTS = ranges()
AMOUNT = np.array([[amount_of(option, line) for line in range(LINES)] for option in range(OPTIONS)], dtype=float)
GROWTH = np.tile(np.where(np.arange(LINES) % 2 == 0, GENERAL, PAY), (OPTIONS, 1))
for place in range(20):
    GROWTH[place % OPTIONS, place // OPTIONS] = GENERAL


def draw(rng: np.random.Generator, of: tuple[str, float, float, float], count: int) -> np.ndarray:
    """Draw one input."""
    shape, low, central, high = of
    if shape == "triangular":
        return rng.triangular(low, central, high, count)
    if shape == "normal":
        return rng.normal(central, (high - low) / (2 * TENTH), count)
    at = (central - low) / (high - low)
    return low + (high - low) * rng.beta(1 + 4 * at, 1 + 4 * (1 - at), count)


def straightforward(draws: int, rng: np.random.Generator, block: int = 50) -> np.ndarray:
    """Work out every line and year of each draw, as arrays."""
    years = np.arange(YEARS)
    totals = np.empty((draws, OPTIONS))
    for start in range(0, draws, block):
        count = min(block, draws - start)
        amounts = np.repeat(AMOUNT[np.newaxis], count, axis=0)
        growth = np.repeat(GROWTH[np.newaxis], count, axis=0)
        for place, of in enumerate(INPUTS):
            target = amounts if place < AMOUNTS else growth
            target[:, place % OPTIONS, place // OPTIONS] = draw(rng, of, count)
        cash = amounts[..., np.newaxis] * (1 + growth[..., np.newaxis]) ** years
        totals[start : start + count] = (cash * FACTORS).sum(axis=(2, 3))
    return np.percentile(totals, PERCENTILES, axis=0)


def prepared() -> tuple[np.ndarray, list[float], list[np.ndarray]]:
    """Sum all that no draw changes: the certain total of each option, and the weights of each uncertain input."""
    present = (1 + GROWTH[..., np.newaxis]) ** np.arange(YEARS) @ FACTORS
    certain = AMOUNT * present
    weights, polynomials = [], []
    for place in range(20):
        option, line = place % OPTIONS, place // OPTIONS
        certain[option, line] = 0
        if place < AMOUNTS:
            weights.append(float(present[option, line]))
        else:
            polynomials.append(AMOUNT[option, line] * FACTORS)
    return certain.sum(axis=1), weights, polynomials


CERTAIN, WEIGHTS, POLYNOMIALS = prepared()


def expert(draws: int, rng: np.random.Generator, block: int = 16_384) -> np.ndarray:
    """Work out the uncertain lines alone, in blocks that stay in cache, with as few passes as can be."""
    totals = np.empty((OPTIONS, draws))
    for start in range(0, draws, block):
        part = totals[:, start : start + block]
        count = part.shape[1]
        part[:] = CERTAIN[:, np.newaxis]
        for place, of in enumerate(INPUTS):
            values = draw(rng, of, count)
            if place < AMOUNTS:
                values *= WEIGHTS[place]
                part[place % OPTIONS] += values
                continue
            values += 1
            coefficients = POLYNOMIALS[place - AMOUNTS]
            total = np.full(count, coefficients[-1])
            for coefficient in coefficients[-2::-1]:
                total *= values
                total += coefficient
            part[place % OPTIONS] += total
    ranks = [percent / 100 * (draws - 1) for percent in PERCENTILES]
    whole = sorted({k for rank in ranks for k in (int(rank), min(int(rank) + 1, draws - 1))})
    totals.partition(whole, axis=1)
    below = totals[:, [int(rank) for rank in ranks]]
    above = totals[:, [min(int(rank) + 1, draws - 1) for rank in ranks]]
    return (below + (above - below) * [rank % 1 for rank in ranks]).T


class Example:
    """The Rust example, which answers a line with the draws and the seconds of one round."""

    def __init__(self) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            EXAMPLE, cwd=ROOT, text=True, bufsize=1, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, line: str) -> list[float]:
        """Ask for a round."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{line}\n")
        return [float(word) for word in self.process.stdout.readline().split()]


def agree(ours: np.ndarray, theirs: np.ndarray, draws: int) -> None:
    """Hold percentiles to five standard errors of their difference, by the spread of the option's draws."""
    share = np.array(PERCENTILES) / 100
    # The density of a normal law at its percentile: totals of many inputs are near to one.
    density = np.exp(-0.5 * np.array([-1.6449, 0.0, 1.6449]) ** 2) / np.sqrt(2 * np.pi)
    spread = (theirs[2] - theirs[0]) / (2 * 1.6449)
    error = np.sqrt(share * (1 - share) * (1 / draws + 1 / 100_000)) / density
    away = np.abs(ours - theirs) / (error[:, np.newaxis] * spread)
    assert (away < 5).all(), away


SPIN = """
import time
start, used = time.time(), time.process_time()
while time.time() - start < 0.4:
    pass
print((time.process_time() - used) / (time.time() - start))
"""


def processors() -> float:
    """Give the processors that two busy processes get between them: two on a machine with nothing else to do."""
    command = (sys.executable, "-c", SPIN)
    both = [subprocess.Popen(command, text=True, stdout=subprocess.PIPE) for _ in range(2)]
    return sum(float(one.communicate()[0]) for one in both)


def main() -> None:
    """Time all peers in turn, and print the quickest round of each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    rng = np.random.default_rng(1)
    example = Example()
    ours = np.array(example.ask("percentiles")).reshape(OPTIONS, len(PERCENTILES)).T
    peers: dict[str, tuple[int, Callable[[int, np.random.Generator], np.ndarray]]] = {
        "numpy, straightforward": (5_000, straightforward),
        "numpy, by an expert": (100_000, expert),
    }
    rust = {
        "bare Rust loop": "bare",
        "ours, one thread": "one_thread",
        "ours, two threads": "two_threads",
        "ours, twice the certain lines": "more_lines",
    }
    rates: dict[str, list[float]] = {name: [] for name in (*peers, *rust)}
    set_up = []
    before = processors()
    for _ in range(rounds):
        for name, (draws, work) in peers.items():
            start = time.perf_counter()
            percentiles = work(draws, rng)
            rates[name].append(draws / (time.perf_counter() - start))
            agree(ours, percentiles, draws)
        for name, word in rust.items():
            draws, seconds = example.ask(word)
            rates[name].append(draws / seconds)
        set_up.append(example.ask("set_up")[1])
    one, two = max(rates["ours, one thread"]), max(rates["ours, two threads"])
    print(f"{'':30} {'draws/s':>10} {'median':>10} {'ours, 1 thread':>15} {'2 threads':>10}")
    for name, all_rates in rates.items():
        best = max(all_rates)
        print(f"{name:30} {best:10.0f} {float(np.median(all_rates)):10.0f} {one / best:13.2f} x {two / best:8.2f} x")
    print(f"processors that two processes got: {before:.2f} before, {processors():.2f} after")
    print(f"set-up before the first draw: {min(set_up) * 1e3:.2f} ms, in every figure of ours")


if __name__ == "__main__":
    main()
