"""The question and its result, as Python sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import _native


def _parse(text: str) -> dict[str, Any]:
    # Imported when first used: reading a result is not part of importing the package.
    import json  # noqa: PLC0415
    from decimal import Decimal  # noqa: PLC0415

    parsed: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return parsed


class Appraisal:
    """A question that has been read, checked and laid out."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.Appraisal) -> None:
        """Hold the native object; use ``load``, ``loads`` or ``from_dict`` to make one."""
        self._native = native

    @property
    def title(self) -> str:
        """The title of the question."""
        return self._native.title

    def run(self) -> Outcome:
        """Work it out. Other Python threads run meanwhile.

        >>> import options_appraisal as oa
        >>> oa.load("docs/examples/sandgate.toml").run().to_dict()["today"]
        'council'
        """
        return Outcome(self._native.run())

    def __repr__(self) -> str:
        """Show the title."""
        return repr(self._native)


class Outcome:
    """What an appraisal comes to. In a notebook it shows itself as a table."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.Outcome) -> None:
        """Hold the native object; use ``Appraisal.run`` to make one."""
        self._native = native

    def to_json(self) -> str:
        """Give the whole result as JSON: the same bytes as from Rust and in a browser."""
        return self._native.to_json()

    def to_dict(self) -> dict[str, Any]:
        """Give the whole result as dictionaries and lists; money is ``decimal.Decimal``.

        >>> import options_appraisal as oa
        >>> result = oa.load("docs/examples/sandgate.toml").run().to_dict()
        >>> result["options"][0]["views"][0]["saving_total"]
        Decimal('0.00')
        """
        return _parse(self._native.to_json())

    @property
    def addresses(self) -> list[str]:
        """The addresses of all rows.

        >>> import options_appraisal as oa
        >>> "options.parish.net_cost.kcc" in oa.load("docs/examples/sandgate.toml").run().addresses
        True
        """
        return self._native.addresses

    def explain(self, address: str, year: str | None = None) -> Explanation:
        """Explain how a number came about, down to inputs and sources.

        >>> import options_appraisal as oa
        >>> outcome = oa.load("docs/examples/sandgate.toml").run()
        >>> outcome.explain("options.community.lines.grant.cash", "2028/29").to_dict()["value"]
        '7,000.00'
        """
        return Explanation(self._native.explain(address, year))

    def _repr_html_(self) -> str:
        return self._native._repr_html_()

    def __str__(self) -> str:
        """Show the options side by side."""
        return str(self._native)


class Explanation:
    """How one number came about."""

    __slots__ = ("_native",)

    def __init__(self, native: _native.Explanation) -> None:
        """Hold the native object; use ``Outcome.explain`` to make one."""
        self._native = native

    def to_json(self) -> str:
        """Give the explanation as JSON."""
        return self._native.to_json()

    def to_dict(self) -> dict[str, Any]:
        """Give the explanation as dictionaries and lists."""
        return _parse(self._native.to_json())

    def _repr_html_(self) -> str:
        return self._native._repr_html_()

    def __str__(self) -> str:
        """Show the explanation as indented text."""
        return str(self._native)
