"""Compare the ways a public service could be delivered: what each would cost, earn and risk, for everyone who pays.

A question is loaded, run, and looked at:

>>> import options_appraisal as oa
>>> outcome = oa.load("docs/examples/sandgate.toml").run()
>>> [option["id"] for option in outcome.to_dict()["options"]]
['council', 'community', 'parish', 'trust', 'hub']

All that is wrong with an input comes at once:

>>> try:
...     oa.loads("service = 3")
... except oa.AppraisalError as error:
...     [problem.address for problem in error.problems]
['question', 'parties', 'service', 'options']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import _native
from ._data import (
    DayOpen,
    Figures,
    LeftOut,
    Libraries,
    LibrariesQuestion,
    Library,
    PeerComparison,
    RowProblem,
    compare_results,
    peers,
    read_libraries,
    read_spending,
)
from ._errors import AppraisalError, ManyInterrupted, Problem, Problems, SimulationInterrupted
from ._many import ManyProblem, ManyResult, run_many
from ._pictures import Picture
from ._results import Appraisal, Drawn, Explanation, MembersReport, Outcome, Result, Simulation
from ._tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from types import ModuleType

    from . import inputs

__all__ = [
    "Appraisal",
    "AppraisalError",
    "Column",
    "DayOpen",
    "Drawn",
    "Explanation",
    "Figures",
    "LeftOut",
    "Libraries",
    "LibrariesQuestion",
    "Library",
    "ManyInterrupted",
    "ManyProblem",
    "ManyResult",
    "MembersReport",
    "Outcome",
    "PeerComparison",
    "Picture",
    "Problem",
    "Problems",
    "Result",
    "RowProblem",
    "Simulation",
    "SimulationInterrupted",
    "Table",
    "compare_results",
    "from_dict",
    "from_inputs",
    "inputs",
    "load",
    "loads",
    "peers",
    "read_libraries",
    "read_spending",
    "run_many",
]


def load(path: str | PathLike[str]) -> Appraisal:
    """Read a question from a TOML or JSON file.

    >>> load("docs/examples/sandgate.toml").title
    'Who should run Sandgate Library?'
    """
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 (pathlib would double the time to import)
        return loads(file.read())


def loads(text: str, format: str | None = None) -> Appraisal:
    """Read a question from its text; ``format`` is ``"toml"`` or ``"json"``, by default whichever it is.

    >>> from pathlib import Path
    >>> loads(Path("docs/examples/sandgate.toml").read_text(encoding="utf-8"))
    <Appraisal "Who should run Sandgate Library?": 5 options, 2027/28 to 2036/37>
    """
    return Appraisal(_native.loads(text, format))


def from_dict(question: Mapping[str, object]) -> Appraisal:
    """Take over a question from a dictionary. A float means its shortest decimal text.

    >>> import tomllib
    >>> with open("docs/examples/sandgate.toml", "rb") as file:
    ...     question = tomllib.load(file)
    >>> question["question"]["title"] = "Sandgate, once more"
    >>> from_dict(question).title
    'Sandgate, once more'
    """
    return Appraisal(_native.from_dict(question))


def from_inputs(question: inputs.Question) -> Appraisal:
    """Take over a question that was built in code; the same as ``Appraisal(question)``.

    >>> from options_appraisal.inputs import Question
    >>> from_inputs(Question.load("docs/examples/sandgate.toml")) == load("docs/examples/sandgate.toml")
    True
    """
    return Appraisal(question)


def __getattr__(name: str) -> ModuleType:
    # The classes of the inputs take longer to make than all the rest, and few need them.
    if name == "inputs":
        from importlib import import_module  # noqa: PLC0415

        return import_module(".inputs", __name__)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return __all__
