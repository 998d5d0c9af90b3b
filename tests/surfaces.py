"""Holds the three surfaces to one another: the same file gives the same bytes, or the same problems, on each."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import options_appraisal as oa

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]


SAMPLINGS: tuple[Literal["random", "latin_hypercube", "sobol"], ...] = ("random", "latin_hypercube", "sobol")


def attempt(action: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do something, or say what is wrong."""
    try:
        return action()
    except oa.AppraisalError as error:
        return {"problems": [problem._asdict() for problem in error.problems]}


def shown(result: oa.Result) -> dict[str, Any]:
    """Take a result in every form that it has."""
    return {"json": result.to_json(), "html": result._repr_html_(), "text": str(result)}


def python(file: str) -> dict[str, Any]:
    """What Python makes of a file."""

    def make() -> dict[str, Any]:
        appraisal = oa.loads(Path(file).read_bytes().decode())
        result = appraisal.run()
        simulations = [
            attempt(lambda sampling=sampling: shown(appraisal.simulate(2_000, sampling=sampling)))
            for sampling in SAMPLINGS
        ]
        options = result["options"]
        asked: list[Callable[[], oa.Result]] = []
        if len(options) > 1:
            first, second = options[0]["id"], options[1]["id"]
            measure = f"net_present_cost.{options[0]['views'][0]['id']}"
            asked = [
                appraisal.scenarios,
                appraisal.reversion,
                lambda: appraisal.tornado(f"options.{second}.{measure}"),
                lambda: appraisal.drivers(f"options.{second}.{measure}", samples=256),
                lambda: appraisal.value_of_information(draws=1_000),
                appraisal.savings_path,
                lambda: appraisal.delay(second, months=2),
                lambda: appraisal.parish_affordability(second, limit_pounds=10),
                lambda: appraisal.design_taper(second, certainty=0.9, draws=200),
                lambda: appraisal.abort_value(second, costs_of_ending={"return": 1_000}),
                lambda: appraisal.switching_values(measure, options=(first, second)),
            ]
        analyses = [attempt(lambda ask=ask: shown(ask())) for ask in asked]
        return {
            "json": result.to_json(),
            "html": result._repr_html_(),
            "simulations": simulations,
            "analyses": analyses,
        }

    return {"file": file, **attempt(make)}


def others(command: list[str], files: list[str]) -> list[dict[str, Any]]:
    """What another surface makes of the files."""
    done = subprocess.run([*command, *files], check=True, capture_output=True, text=True, cwd=ROOT)  # noqa: S603
    return [json.loads(line) for line in done.stdout.splitlines()]


def bare(result: dict[str, Any]) -> dict[str, Any]:
    """Leave out the parts of a problem that are not there."""
    if "simulations" in result:
        return {**result, **{part: [bare(one) for one in result[part]] for part in ("simulations", "analyses")}}
    problems = result.get("problems")
    if problems is None:
        return result
    return {**result, "problems": [{key: value for key, value in one.items() if value is not None} for one in problems]}


def main() -> int:
    """Compare, and say how many files were alike."""
    kinds = ("*.toml", "*.json")
    folders = [ROOT / "tests" / "cases", ROOT / "tests" / "bad", ROOT / "docs" / "examples"]
    files = sorted(str(file) for folder in folders for kind in kinds for file in folder.rglob(kind))
    files = [file for file in files if not file.endswith((".expect.toml", ".expect.json"))]
    surfaces = {
        "Rust": others([str(Path(sys.argv[1]))], files),
        "JavaScript": others(["node", "tests/surfaces.mjs"], files),
        "Python": [python(file) for file in files],
    }
    alike = 0
    for place, file in enumerate(files):
        made = {name: bare(results[place]) for name, results in surfaces.items()}
        if made["Rust"] == made["Python"] == made["JavaScript"]:
            alike += 1
            continue
        print(f"{file}: the surfaces differ")
        for name, result in made.items():
            print(f"  {name}: {json.dumps(result)[:600]}")
    print(f"{alike} of {len(files)} files are alike on all three surfaces")
    count = {
        part: sum("json" in one for made in surfaces["Rust"] for one in made.get(part, []))
        for part in ("simulations", "analyses")
    }
    print(f"{count['simulations']} simulations of 2,000 draws and {count['analyses']} analyses among them")
    return 0 if all(count.values()) and alike == len(files) else 1


if __name__ == "__main__":
    sys.exit(main())
