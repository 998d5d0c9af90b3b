"""What is wrong with a question."""

from __future__ import annotations

from typing import NamedTuple


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
