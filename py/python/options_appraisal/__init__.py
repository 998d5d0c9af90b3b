"""Compare the ways a public service could be delivered: what each would cost, earn and risk, for everyone who pays.

>>> import options_appraisal as oa
>>> outcome = oa.load("docs/examples/sandgate.toml").run()  # doctest: +SKIP
>>> outcome.to_dict()["options"][0]["id"]  # doctest: +SKIP
'council'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _native
from ._errors import AppraisalError, Problem
from ._results import Appraisal, Explanation, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

__all__ = ["Appraisal", "AppraisalError", "Explanation", "Outcome", "Problem", "from_dict", "load", "loads"]


def load(path: str | PathLike[str]) -> Appraisal:
    """Read a question from a TOML or JSON file."""
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 (pathlib would double the time to import)
        return loads(file.read())


def loads(text: str, format: str | None = None) -> Appraisal:
    """Read a question from its text; ``format`` is ``"toml"`` or ``"json"``, by default whichever it is."""
    return Appraisal(_native.loads(text, format))


def from_dict(question: Mapping[str, object]) -> Appraisal:
    """Take over a question from a dictionary. A float means its shortest decimal text."""
    return Appraisal(_native.from_dict(question))
