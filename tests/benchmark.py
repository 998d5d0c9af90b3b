"""The same work in plain Python `decimal`, the time to import, and the size of what is installed. Run by hand."""

from __future__ import annotations

import subprocess
import sys
import time
from decimal import Decimal

OPTIONS, LINES, YEARS, ROUNDS = 6, 30, 30, 20


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


def main() -> None:
    """Print the times."""
    growing = (series("0.02", fall=False), series("0.03", fall=False))
    falling = (series("0.035", fall=True), series("0.02", fall=True))
    start = time.perf_counter()
    for _ in range(ROUNDS):
        bare(*growing, *falling)
    print(f"plain Python decimal  {(time.perf_counter() - start) / ROUNDS * 1e6:9.0f} us")  # noqa: T201
    code = "import time; t = time.perf_counter(); import options_appraisal; print((time.perf_counter() - t) * 1e3)"
    times = [float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(10)]  # noqa: S603
    print(f"import options_appraisal  {sorted(times)[5]:5.1f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
