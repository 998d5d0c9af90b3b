"""Make the pictures of the page docs/pictures.md anew: ``python docs/pictures.py``.

Beside each picture stands its specification, by which a test sees whether it is up to date.
"""

from __future__ import annotations

import sys
from pathlib import Path

import options_appraisal as oa

HERE = Path(__file__).parent
MEASURE = "options.community.net_present_cost.kcc"
BY_YEAR = "options.community.net_cost.kcc"


def pictures(question: str = "sandgate") -> dict[str, oa.Picture]:
    """Make each picture of the page, by its name."""
    appraisal = oa.load(HERE / "examples" / f"{question}.toml")
    outcome = appraisal.run()
    draws = appraisal.simulate(10_000, measures=[MEASURE, BY_YEAR])
    found = {name: outcome.picture(name) for name in outcome.pictures}
    found["tornado"] = appraisal.tornado(MEASURE).picture()
    found |= {name: draws.picture(name) for name in draws.pictures}
    found["map"] = outcome.explain("options.community.net_cost.kcc", "2029/30").picture()
    return found


if __name__ == "__main__":
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "pictures"
    into.mkdir(exist_ok=True)
    for name, picture in pictures().items():
        picture.save(into / f"{name}.svg")
        picture.save(into / f"{name}.json")
