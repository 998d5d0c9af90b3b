"""How far a run has come, in a terminal and in a notebook."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


class Bar:
    """A bar: that of tqdm where it is installed, otherwise a line that is written over.

    Nothing is written to a stream that is neither a terminal nor a notebook, unless it is tqdm that writes.
    """

    def __init__(self, unit: str = "draws") -> None:
        """Wait for the first report to say how long the bar is."""
        self._unit = unit
        self._bar: Any = None
        self._shown = False
        self._make: Callable[..., Any] | None
        try:
            self._make = import_module("tqdm.auto").tqdm
        except ImportError:
            self._make = None

    def __call__(self, done: int, asked: int, standard_error: float | None = None) -> None:
        """Show that so many of so many draws or rows are done."""
        error = "" if standard_error is None else f"s.e. {standard_error:,.2f}"
        if self._make is None:
            if sys.stderr.isatty() or "ipykernel" in sys.modules:
                line = f"\r{done / asked:4.0%}  {done:,} of {asked:,} {self._unit}  {error}"
                sys.stderr.write(f"{line:<70}")
                sys.stderr.flush()
                self._shown = True
            return
        if self._bar is None:
            self._bar = self._make(total=asked, unit=f" {self._unit}", unit_scale=True)
        if error:
            self._bar.set_postfix_str(error, refresh=False)
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Leave the bar as it stands."""
        if self._bar is not None:
            self._bar.close()
        if self._shown:
            sys.stderr.write("\n")
