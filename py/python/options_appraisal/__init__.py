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
from ._appraisal import Appraisal
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
from ._results import Drawn, Explanation, MembersReport, Outcome, Result, Simulation
from ._tables import Column, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
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
    "blank_workbook",
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
    """Read a question from a TOML or JSON file, or from a workbook (``.xlsx``); which it is, its content says.

    >>> load("docs/examples/sandgate.toml").title
    'Who should run Sandgate Library?'

    A workbook is one that ``to_excel`` wrote and somebody has changed on its sheet *Inputs*, or one of
    ``blank_workbook`` that has been filled in. That sheet alone is read: its rows are the question.

    >>> import os, tempfile
    >>> workbook = os.path.join(tempfile.mkdtemp(), "sandgate.xlsx")
    >>> load("docs/examples/sandgate.toml").to_excel(workbook)
    >>> load(workbook).title
    'Who should run Sandgate Library?'
    """
    with open(path, "rb") as file:  # noqa: PTH123 (pathlib would double the time to import)
        return loads(file.read())


def loads(text: str | bytes, format: str | None = None) -> Appraisal:
    """Read a question from its text; ``format`` is ``"toml"`` or ``"json"``, by default whichever it is.

    >>> from pathlib import Path
    >>> loads(Path("docs/examples/sandgate.toml").read_text(encoding="utf-8"))
    <Appraisal "Who should run Sandgate Library?": 5 options, 2027/28 to 2036/37>

    Bytes are those of a file: a text in UTF-8, or a workbook (see ``load``).
    """
    if not isinstance(text, str):
        if format is None and _is_no_text(text):
            return Appraisal(_native.load_workbook(text))
        text = text.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return Appraisal(_native.loads(text, format))


def _is_no_text(content: bytes) -> bool:
    """Whether it is an archive, as a workbook is, or anything else that no question in words is: the core says what."""
    return content.startswith(b"PK") or b"\0" in content[:4096]


def blank_workbook(path: str | PathLike[str], models: Sequence[str] | None = None) -> None:
    """Write a workbook in which a new service is put: a sheet *Inputs* with a row for each thing that is asked.

    ``models`` are the ways to run the service that are to be compared, by default ``council_run``,
    ``community_managed``, ``parish_commissioned``, ``trust`` and ``co_located``. ``load`` reads the workbook once it
    has been filled in, and says what is still missing, each with its cell.

    >>> import os, tempfile
    >>> workbook = os.path.join(tempfile.mkdtemp(), "new.xlsx")
    >>> blank_workbook(workbook, models=["council_run", "closure"])
    >>> try:
    ...     load(workbook)
    ... except AppraisalError as error:
    ...     "question.title" in [problem.address for problem in error.problems]
    True
    """
    workbook = _native.blank_workbook(list(models or ()))
    with open(path, "wb") as file:  # noqa: PTH123 (pathlib would double the time to import)
        file.write(workbook)


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
