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

    def __str__(self) -> str:
        """Say it in a line, as the error does that holds it."""
        line = "" if self.line is None else f" (line {self.line})"
        accepted = f"; {self.accepted}" if self.accepted else ""
        return f"{self.address or '(the document)'}{line}: {self.message}{accepted}"


class Problems(list[Problem]):
    """All that is wrong, in the order in which it was found: a list that a notebook shows as a table."""

    def _repr_html_(self) -> str:
        from html import escape  # noqa: PLC0415 (most never see it)

        def row(problem: Problem) -> str:
            line = "" if problem.line is None else str(problem.line)
            cells = f'<td class="number">{line}</td><td>{escape(problem.message)}</td>'
            where = escape(problem.address) or "the whole input"
            return f'<tr><th scope="row">{where}</th>{cells}<td>{escape(problem.accepted or "")}</td></tr>'

        names = ("Where", "Line", "What is wrong", "What is accepted")
        heads = "".join(f'<th scope="col">{name}</th>' for name in names)
        table = f"<table><caption>Problems: {len(self)}</caption><thead><tr>{heads}</tr></thead>"
        return f'<div class="options-appraisal">{table}<tbody>{"".join(map(row, self))}</tbody></table></div>'


class AppraisalError(ValueError):
    """All that is wrong with a question, at once."""

    def __init__(self, message: str, problems: list[Problem]) -> None:
        """Keep the problems beside their text."""
        super().__init__(message)
        self.problems = Problems(problems)

    def __reduce__(self) -> tuple[type[AppraisalError], tuple[str, list[Problem]]]:
        """Give what another process makes the same error from."""
        return type(self), (str(self), list(self.problems))

    def _repr_html_(self) -> str:
        return self.problems._repr_html_()

    @property
    def address(self) -> str:
        """Where the first problem is."""
        return self.problems[0].address if self.problems else ""


class SimulationInterrupted(KeyboardInterrupt):
    """Ctrl-C, or the stop button of a notebook, during a simulation. What was done by then is in ``simulation``."""

    def __init__(self, simulation: Simulation) -> None:
        """Keep what was done."""
        super().__init__(simulation)
        self.simulation = simulation


class ManyInterrupted(KeyboardInterrupt):
    """Ctrl-C, or the stop button of a notebook, during a run over a table. What was done by then is in ``result``."""

    def __init__(self, result: ManyResult) -> None:
        """Keep what was done."""
        super().__init__(result)
        self.result = result
