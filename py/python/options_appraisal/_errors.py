"""What is wrong with a question, and what came in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ._many import ManyResult
    from ._results import Simulation


class Problem(NamedTuple):
    """One thing that is wrong: where, on which line of the text, what, and what would be accepted."""

    address: str
    line: int | None
    message: str
    accepted: str | None


class AppraisalError(ValueError):
    """All that is wrong with a question, at once."""

    def __init__(self, message: str, problems: list[Problem]) -> None:
        """Keep the problems beside their text."""
        super().__init__(message)
        self.problems = problems

    @property
    def address(self) -> str:
        """Where the first problem is."""
        return self.problems[0].address if self.problems else ""


class SimulationInterrupted(KeyboardInterrupt):
    """Ctrl-C, or the stop button of a notebook, during a simulation. What was done by then is in ``simulation``."""

    def __init__(self, simulation: Simulation) -> None:
        """Keep what was done."""
        super().__init__()
        self.simulation = simulation


class ManyInterrupted(KeyboardInterrupt):
    """Ctrl-C, or the stop button of a notebook, during a run over a table. What was done by then is in ``result``."""

    def __init__(self, result: ManyResult) -> None:
        """Keep what was done."""
        super().__init__()
        self.result = result
