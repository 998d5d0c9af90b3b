"""Write the typed inputs, `options_appraisal/inputs.py`, from the JSON Schema of a question.

The schema is made from the records that read a question in Rust, so that the classes have the same keys and the same
words as the reader. `python py/make_inputs.py` writes the file anew; `py/tests/test_inputs.py` holds the two together.

datamodel-code-generator was tried: it made 4,562 lines in which 81 of 194 classes were copies told apart by a number,
since a sum and its schedule are schemas of their own for each unit.
"""

from __future__ import annotations

import json
import re
import textwrap
from keyword import iskeyword
from pathlib import Path
from typing import Any
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent
SCHEMA = ROOT.parent / "docs/schema/question.schema.json"
TARGET = ROOT / "python/options_appraisal/inputs.py"
WIDTH = 116

HEAD = '''"""A question built in code: a class for each table of the input, with a field for each key.

Made from the JSON Schema of a question by `py/make_inputs.py`; do not change it by hand.

All arguments are by name. A field that is left out is `None`, and the library's default holds. A name that is not known
is Python's `TypeError`; all else that may be wrong is said by `Appraisal`, with the address of the input.

>>> import options_appraisal as oa
>>> from options_appraisal.inputs import CommunityManaged, CouncilRun, Estimate, Party, Post, Question, Service
>>> from options_appraisal.inputs import Settings, Usage, Volunteers
>>> question = Question(
...     question=Settings(title="Who?", council="council", today="today", first_year="2026/27", years=3),
...     parties={
...         "council": Party(name="Council", kind="unitary_council"),
...         "friends": Party(name="Friends of the library", kind="community_group", reserves=9_000),
...     },
...     service=Service(
...         name="Library",
...         usage=Usage(staffed_hours=25, visits=24_000),
...         posts={"assistant": Post(fte=1, salary=Estimate(central=26_500, low=25_000, high=28_000))},
...         pension_rate="0.2",
...         stock=6_500,
...     ),
...     options={
...         "today": CouncilRun(name="As today"),
...         "friends": CommunityManaged(
...             name="Friends", operator="friends", volunteers=Volunteers(hours=2_500)
...         ),
...     },
... )
>>> oa.Appraisal(question).run()
<Outcome "Who?": 2 options, 2026/27 to 2028/29>

What is wrong is said at the address of the input:

>>> question.question.today = "tody"
>>> try:
...     oa.Appraisal(question)
... except oa.AppraisalError as error:
...     print(error)
question.today: "tody" is no option; did you mean "today"?
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from . import _native
from ._inputs import Day, Number, Record

if TYPE_CHECKING:
    from os import PathLike

__all__ = [
{names}]
'''

QUESTION = '''
    def to_toml(self) -> str:
        """Write it as TOML, as ``load`` reads it. Nothing is checked."""
        return _native.to_toml(self.to_dict())

    def to_json(self) -> str:
        """Write it as JSON, as ``load`` reads it. What is wrong with it raises ``AppraisalError``."""
        return _native.from_dict(self.to_dict()).to_json()

    @classmethod
    def load(cls, path: str | PathLike[str]) -> Question:
        """Read it from a TOML or JSON file. What is wrong with it raises ``AppraisalError``.

        >>> question = Question.load("docs/examples/sandgate.toml")
        >>> question.question.years
        10
        """
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 (as the package does)
            return cls.loads(file.read())

    @classmethod
    def loads(cls, text: str, format: Literal["toml", "json"] | None = None) -> Question:
        """Read it from its text. What is wrong with it raises ``AppraisalError``.

        >>> question = Question.load("docs/examples/sandgate.toml")
        >>> Question.loads(question.to_toml()) == question
        True
        """
        from ._made import parsed  # noqa: PLC0415

        return cls.from_dict(parsed(_native.loads(text, format).to_json()))
'''

Schema = dict[str, Any]


def referred(schema: Schema) -> str:
    """Give the name of the definition that a schema refers to."""
    return unquote(str(schema.get("$ref", ""))).rsplit("/", 1)[-1]


class Writer:
    """The classes as they are written, one after the other."""

    def __init__(self, schema: Schema) -> None:
        """Take the schema apart."""
        self.schema = schema
        self.definitions: dict[str, Schema] = schema["$defs"]
        self.names: list[str] = []
        self.out: list[str] = []

    def kind(self, schema: Schema) -> tuple[str, str | None]:
        """Give the type of a field, and how it is read from a dictionary where it is no plain value."""
        name = referred(schema)
        if name:
            return self.named(name)
        match schema.get("type"):
            case "string":
                return ("Day" if schema.get("format") == "date" else "str"), None
            case "boolean":
                return "bool", None
            case "integer":
                return "int", None
            case "array":
                of, read = self.kind(schema["items"])
                return f"Sequence[{of}]", read and f"list of {read}"
            case "object" if isinstance(schema.get("additionalProperties"), dict):
                of, read = self.kind(schema["additionalProperties"])
                return f"Mapping[str, {of}]", read and f"table of {read}"
            case "object" if "patternProperties" in schema:
                (of,) = schema["patternProperties"].values()
                kind, read = self.kind(of)
                return f"Mapping[str, {kind}]", read and f"table of {read}"
            case "object":
                return "Mapping[str, Any]", None
        message = f"what is {schema}?"
        raise ValueError(message)

    def named(self, name: str) -> tuple[str, str | None]:
        """Do the same for a definition."""
        if name == "Estimate" or name.startswith("Estimate of "):
            return "Number | Estimate", "Estimate"
        if name.startswith("Schedule of "):
            return "Schedule", "schedule"
        if name == "DeliveryOption":
            return name, "option"
        if name == "Given":
            return "Number", None
        definition = self.definitions[name]
        if "properties" in definition:
            return name, name
        if "oneOf" in definition:
            return name, None
        return self.kind(definition)

    def choice(self, name: str, definition: Schema) -> None:
        """Write the words of a choice, and what each means."""
        words = [f'    "{one["const"]}",' for one in definition["oneOf"]]
        self.out += ["", f"{name}: TypeAlias = Literal[", *words, "]"]
        meanings = [f'- ``"{one["const"]}"``: {one.get("description", "")}'.strip() for one in definition["oneOf"]]
        self.out += doc([definition.get("description", ""), "", *meanings], "")
        self.names.append(name)

    def record(self, name: str, definition: Schema, more: str = "", fixed: str | None = None) -> None:
        """Write a class."""
        # What a service or an option must say may be said by each of several libraries instead: the core asks for it.
        several = name == "Service" or fixed is not None
        stated: list[str] = definition.get("required", [])
        required, asked = (set[str](), set(stated)) if several else (set(stated), set[str]())
        self.out += ["", "", "@dataclass(kw_only=True, slots=True, repr=False)", f"class {name}(Record):"]
        self.out += doc([definition.get("description", "")], "    ")
        self.out.append("")
        reads, fields = {}, []
        places = {key: place for place, key in enumerate(stated)}
        properties = sorted(definition["properties"].items(), key=lambda one: places.get(one[0], len(places)))
        for key, schema in properties:
            if key == "model" and fixed:
                fields += [f'    model: Literal["{fixed}"] = "{fixed}"']
                fields += doc(["Its delivery model, which the class says."], "    ")
                continue
            kind, read = self.kind(schema)
            if read:
                reads[key] = read
            # A word of Python has an underscore behind it.
            name_here = f"{key}_" if iskeyword(key) else key
            fields.append(f"    {name_here}: {kind}" if key in required else f"    {name_here}: {kind} | None = None")
            needed = " Needed, unless each library says it." if key in asked else ""
            fields += doc([about(schema) + needed], "    ")
        if reads:
            self.out.append("    _reads: ClassVar[Mapping[str, str]] = {")
            self.out += [f'        "{key}": "{read}",' for key, read in reads.items()]
            self.out += ["    }", ""]
        self.out += fields
        if more:
            self.out += more.rstrip("\n").split("\n")
        self.names.append(name)

    def options(self) -> None:
        """Write a class for each delivery model, and which is which."""
        models = {}
        for option in self.definitions["DeliveryOption"]["oneOf"]:
            word = option["properties"]["model"]["const"]
            name = "".join(part.capitalize() for part in word.split("_"))
            models[word] = name
            text = option.get("description") or f'An option with ``model = "{word}"``.'
            self.record(name, {**option, "description": text}, fixed=word)
        self.out += ["", "", "DeliveryOption: TypeAlias = (", "    " + "\n    | ".join(models.values()), ")"]
        self.out += doc([self.definitions["DeliveryOption"]["description"]], "")
        self.out += ["", "MODELS: Mapping[str, type[Record]] = {"]
        self.out += [f'    "{word}": {name},' for word, name in models.items()]
        self.out += ["}", '"""The class of each delivery model, by the word that stands for it in an input."""']
        self.names += ["DeliveryOption", "MODELS"]

    def schedules(self) -> None:
        """Write the ways to state a sum by year, which are the same for all units."""
        ways = {}
        for name, definition in self.definitions.items():
            if not name.startswith("Schedule of "):
                continue
            for way in definition["anyOf"]:
                keys = tuple(sorted(way.get("properties", ())))
                if keys:
                    ways[keys] = way
        shares, growth = ("first", "shares", "then"), ("first", "growth", "years")
        names = {shares: "ByShares", growth: "ByGrowth", ("steps",): "BySteps"}
        if set(ways) != set(names):
            message = f"schedules are stated in other ways: {sorted(ways)}"
            raise ValueError(message)
        words = {
            "ByShares": "A first sum, and the share of it in the first, second, third year.",
            "ByGrowth": "A first sum that grows at a rate a year.",
            "BySteps": "Values that hold from their year on. Before the first of them there is nothing.",
        }
        said = {
            "first": "The sum of the first year, in the unit that is said where it stands.",
            "shares": "The share of it in the first, second, third year.",
            "then": "What comes after the last share; by default nothing.",
            "growth": "The rate from one year to the next: 0.02 is two per cent.",
            "years": "For how many years; by default without end.",
            "steps": "The values by the financial year from which each holds.",
        }
        for keys, way in ways.items():
            properties = {
                # The units differ, and the type does not.
                key: {**field, "description": said[key], **({"$ref": "Estimate"} if "$ref" in field else {})}
                if not referred(field).startswith("Then")
                else {**field, "description": said[key]}
                for key, field in way["properties"].items()
            }
            self.record(names[keys], {**way, "properties": properties, "description": words[names[keys]]})
        self.out += ["", "", "Schedule: TypeAlias = ("]
        self.out += ["    Number | Estimate | Sequence[Number | Estimate] | Mapping[str, Number | Estimate]"]
        self.out += ["    | ByShares | ByGrowth | BySteps", ")"]
        self.out += doc(["A value for every year, a list by year in turn, a table by financial year, or a series."], "")
        self.names.append("Schedule")

    def estimate(self) -> None:
        """Write the estimate, which is the same for all units."""
        found = []
        for name, definition in self.definitions.items():
            if name.startswith("Estimate of "):
                found += [one for one in definition["anyOf"] if one.get("type") == "object"]
        keys = {tuple(sorted(one["properties"])) for one in found}
        if len(keys) != 1:
            message = f"estimates differ: {sorted(keys)}"
            raise ValueError(message)
        number, numbers = {"$ref": "Given"}, {"type": "array", "items": {"$ref": "Given"}}
        words = {
            "central": (number, "The central value."),
            "low": (number, "The low value; with a high one."),
            "high": (number, "The high value; with a low one."),
            "values": (numbers, 'With ``shape="discrete"``: the values that may come.'),
            "weights": (numbers, "How often each of them comes, in parts of any sum; by default all as often."),
            "source": (None, "Where the number comes from."),
            "note": (None, "What must be known to use it."),
            "shape": (None, "The shape of its distribution."),
            "range": (None, "What low and high mean."),
            "confidence": (None, "How far its author trusts it."),
            "evidence": (None, "What it rests on."),
        }
        properties = found[0]["properties"]
        if missing := set(words) - set(properties):
            message = f"an estimate no longer has the keys {sorted(missing)}"
            raise ValueError(message)
        ordered = {key: {**(of or properties[key]), "description": text} for key, (of, text) in words.items()}
        # What else an estimate says, in its own words.
        for key in sorted(set(properties) - set(words)):
            ordered[key] = {**number, **properties[key]} if "anyOf" in properties[key] else properties[key]
        text = "A number with its range and its source. What unit it is in is said where it stands."
        self.record("Estimate", {"description": text, "properties": ordered, "required": ["central"]})

    def write(self) -> str:
        """Write the whole file."""
        for name, definition in self.definitions.items():
            if "oneOf" in definition and name != "DeliveryOption":
                self.choice(name, definition)
        self.estimate()
        self.schedules()
        for name, definition in self.definitions.items():
            if "properties" in definition:
                self.record(name, definition)
        self.options()
        self.record("Question", self.schema, more=QUESTION)
        names = "".join(f'    "{name}",\n' for name in sorted(self.names, key=order))
        return HEAD.replace("{names}", names) + "\n".join(self.out) + "\n"


def order(name: str) -> tuple[bool, str]:
    """Sort names as the linter does: constants before classes."""
    return not name.isupper(), name


def about(schema: Schema) -> str:
    """Say what a field is, in which unit, and what holds where it is left out."""
    text = str(schema.get("description", ""))
    unit = re.match(r"(?:Estimate|Schedule) of (.*)", referred(schema))
    # A rate a year, and what has the unit of its figure, say so themselves.
    if unit and unit[1] not in {"a year", "the unit of the figure"}:
        text += f" In {unit[1]}."
    default = schema.get("default")
    if default not in (None, {}, []):
        text += f" Default: ``{json.dumps(default)}``."
    return text


def doc(parts: list[str], indent: str) -> list[str]:
    """Write a docstring."""
    lines: list[str] = []
    for part in parts:
        text = " ".join(part.replace("\\", "\\\\").replace('"""', "'''").split())
        hanging = "  " if text.startswith("- ") else ""
        lines += textwrap.wrap(text, WIDTH - len(indent), subsequent_indent=hanging) or [""]
    while lines and not lines[-1]:
        lines.pop()
    if not lines:
        return []
    if len(lines) == 1 and not lines[0].endswith('"') and len(lines[0]) + len(indent) + 6 <= WIDTH:
        return [f'{indent}"""{lines[0]}"""']
    return [f'{indent}"""{lines[0]}', *(indent + line if line else "" for line in lines[1:]), f'{indent}"""']


def made() -> str:
    """Give the file as it should be."""
    return Writer(json.loads(SCHEMA.read_text(encoding="utf-8"))).write()


if __name__ == "__main__":
    TARGET.write_text(made(), encoding="utf-8")
