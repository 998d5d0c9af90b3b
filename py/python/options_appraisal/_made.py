"""What results are made from, so that another process makes the same ones.

A result is pickled as its question and what was asked of it, and is worked out again when it is read: that takes the
time that it took, and gives the same bytes.
"""

from __future__ import annotations

from typing import Any

from . import _native as core

Recipe = tuple[Any, ...]


def recipe(native: object) -> Recipe | None:
    """Give what an appraisal or a result is made from; nothing for what was read from a file."""
    if isinstance(native, core.Appraisal):
        return ("question", *native.question())
    if not isinstance(native, core.Result):
        return None
    made = native.made_from()
    of = made and recipe(made[0])
    if made is None or of is None:
        return None
    given = [recipe(one) if isinstance(one, core.Appraisal | core.Result) else one for one in made[2]]
    return (made[1], of, *given)


def again(recipe: Recipe) -> Any:  # noqa: ANN401 (an appraisal or a result)
    """Make an appraisal or a result from its recipe."""
    if recipe[0] == "question":
        _, text, notation, given = recipe
        appraisal = core.from_dict(parsed(text)) if notation is None else core.loads(text, notation)
        return appraisal.replace(dict(given)) if given else appraisal
    method, of, *given = recipe
    by = again(of)
    if method == "ask":
        return by.ask(given[0], parsed(given[1]))
    if method == "simulate":
        return by.simulate(parsed(given[0]), None)[0]
    if method == "difference":
        return by.difference(again(given[0]), given[1])
    if method == "members_report":
        date, simulation, svg = given
        return by.members_report(date, simulation and again(simulation), svg)
    return getattr(by, method)(*given)


def parsed(text: str) -> Any:  # noqa: ANN401 (whatever JSON holds there)
    """Read settings that were written as JSON."""
    import json  # noqa: PLC0415
    from decimal import Decimal  # noqa: PLC0415

    return json.loads(text, parse_float=Decimal)
