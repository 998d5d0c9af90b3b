"""What all typed inputs have in common: how they become dictionaries, are made from them, and show themselves."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from decimal import Decimal
from keyword import iskeyword
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

if TYPE_CHECKING:
    from typing import Self

Number: TypeAlias = int | float | str | Decimal
"""A number: a float means its shortest decimal text, and a text is read as it stands."""

Day: TypeAlias = date | str
"""A day: a date, or its text as in ``"2027-04-01"``."""

Reads: TypeAlias = Callable[[Any], Any]


class Record:
    """A table of the input as an object with a field for each key. A field that is ``None`` is left out.

    A key that is a word of Python has an underscore behind it: ``from_``.
    """

    __slots__ = ()
    _reads: ClassVar[Mapping[str, str]] = {}

    def to_dict(self) -> dict[str, Any]:
        """Give it as a dictionary, as ``from_dict`` takes it."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))  # type: ignore[arg-type]
        return {_key(name): _written(value) for name, value in values if value is not None}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Make it from a dictionary. A key that it does not have is a ``TypeError``."""
        reads, module = cls._reads, sys.modules[cls.__module__].__dict__
        read = {key: _read(value, reads[key], module) if key in reads else value for key, value in values.items()}
        return cls(**{f"{key}_" if iskeyword(key) else key: value for key, value in read.items()})

    def __repr__(self) -> str:
        """Show the fields that are set."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self) if field.name != "model")  # type: ignore[arg-type]
        shown = ", ".join(f"{name}={value!r}" for name, value in values if value is not None)
        return f"{type(self).__name__}({shown})"


def _key(name: str) -> str:
    """Give the key of a field: a word of Python has an underscore behind it as a field."""
    bare = name.removesuffix("_")
    return bare if iskeyword(bare) else name


def _written(value: Any) -> Any:  # noqa: ANN401 (whatever an input holds)
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, Mapping):
        return {key: _written(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_written(item) for item in value]
    return value


def _read(value: Any, how: str, module: Mapping[str, Any]) -> Any:  # noqa: ANN401 (whatever an input holds)
    """Read a value as the name of a class, ``"schedule"``, ``"option"``, or a list or a table of one of them."""
    kind, _, of = how.partition(" of ")
    if isinstance(value, Record):
        return value
    if kind == "table" and isinstance(value, Mapping):
        return {key: _read(item, of, module) for key, item in value.items()}
    if kind == "list" and isinstance(value, Sequence) and not isinstance(value, str):
        return [_read(item, of, module) for item in value]
    if kind == "schedule":
        return _schedule(value, module)
    if not isinstance(value, Mapping):
        return value
    if kind == "option":
        model = str(value.get("model"))
        known: Mapping[str, type[Record]] = module["MODELS"]
        if model not in known:
            message = f'"{model}" is no delivery model; one of {", ".join(known)}'
            raise ValueError(message)
        return known[model].from_dict(value)
    record: type[Record] = module[kind]
    return record.from_dict(value)


def _schedule(value: Any, module: Mapping[str, Any]) -> Any:  # noqa: ANN401 (whatever an input holds)
    """Read a sum by year: one for every year, a list, a table by year, or one of the ways to state a series."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_read(item, "Estimate", module) for item in value]
    if not isinstance(value, Mapping):
        return value
    for key, kind in (("central", "Estimate"), ("shares", "ByShares"), ("growth", "ByGrowth"), ("steps", "BySteps")):
        if key in value:
            return module[kind].from_dict(value)
    return {year: _read(item, "Estimate", module) for year, item in value.items()}
