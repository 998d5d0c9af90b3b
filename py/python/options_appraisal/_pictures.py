"""Pictures of results: Vega-Lite specifications with a text in their place and the table behind them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import types
    from os import PathLike

    from . import _native as core

_VEGA_LITE = "application/vnd.vegalite.v6+json"
# The version of Vega-Lite that the converter draws with.
_VERSION = "6.1"
_ALTAIR, _CONVERTER = "altair", "vl-convert-python"
_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title></head>
<body>
<figure>{svg}<figcaption>{description}</figcaption></figure>
{table}
</body>
</html>
"""


class Picture:
    """A picture of a result.

    A notebook shows it; ``save`` writes it to a file; ``spec`` goes to whatever else draws Vega-Lite.

    >>> import options_appraisal as oa
    >>> picture = oa.load("docs/examples/sandgate.toml").run().picture("cost_by_year")
    >>> picture.title
    'Net cost to Kent County Council by year'
    >>> picture.table[0]["option"], sorted(picture.table[0])
    ('council', ['name', 'net_cost', 'option', 'year'])
    """

    __slots__ = ("_native", "_parts")
    _native: core.Result
    _parts: dict[str, Any]

    def __init__(self, native: core.Result) -> None:
        """Hold the native object; pictures are made by the method ``picture`` of a result."""
        self._native = native
        self._parts = json.loads(native.to_json())

    @property
    def name(self) -> str:
        """Its name, by which it was asked for."""
        name: str = self._parts["id"]
        return name

    @property
    def title(self) -> str:
        """What it shows."""
        title: str = self._parts["title"]
        return title

    @property
    def description(self) -> str:
        """The text in its place: what there is to see in it."""
        description: str = self._parts["description"]
        return description

    @property
    def spec(self) -> dict[str, Any]:
        """The Vega-Lite specification, with all its data in it."""
        return self.to_dict()

    def to_dict(self) -> dict[str, Any]:
        """Give the Vega-Lite specification as dictionaries and lists of your own."""
        spec: dict[str, Any] = json.loads(json.dumps(self._parts["spec"]))
        return spec

    def to_json(self) -> str:
        """Give the whole picture as JSON: the same bytes as from Rust and in a browser."""
        return self._native.to_json()

    @property
    def table(self) -> list[dict[str, Any]]:
        """The numbers that it is drawn from, a row each. They are floats made from the pennies of the result."""
        return [dict(row) for row in self._parts["table"]["rows"]]

    @property
    def columns(self) -> list[dict[str, Any]]:
        """The columns of the table: ``name``, ``title``, ``unit`` and ``price_basis``."""
        return [dict(column) for column in self._parts["table"]["columns"]]

    def to_svg(self) -> str:
        """Draw it as SVG, with its title and its text in it for whoever does not see it.

        It needs ``vl-convert-python``, and no network.
        """
        return _described(_drawn(self._parts["spec"]), self.title, self.description)

    def to_png(self, *, scale: float = 2) -> bytes:
        """Draw it as PNG, ``scale`` times as large as its size in pixels. It needs ``vl-convert-python``."""
        png: bytes = _converter().vegalite_to_png(self._parts["spec"], vl_version=_VERSION, scale=scale)
        return png

    def to_html(self) -> str:
        """Give a page of HTML with the picture as SVG, its text and its table. It fetches nothing."""
        from html import escape  # noqa: PLC0415

        return _PAGE.format(
            title=escape(self.title),
            svg=self.to_svg(),
            description=escape(self.description),
            table=self._native._repr_html_(),
        )

    def to_altair(self) -> Any:  # noqa: ANN401 (Altair's chart, which not everyone has)
        """Give it as a chart of Altair, to be changed further. It needs ``altair``."""
        try:
            import altair as alt  # noqa: PLC0415
        except ImportError as missing:
            raise _without(_ALTAIR) from missing
        return alt.Chart.from_dict(self.to_dict())

    def save(self, path: str | PathLike[str], *, scale: float = 2) -> None:
        """Write it to a file: ``.svg``, ``.png``, ``.html`` (a page with its table) or ``.json`` (the specification).

        >>> import json, pathlib, tempfile
        >>> import options_appraisal as oa
        >>> picture = oa.load("docs/examples/sandgate.toml").run().picture("who_pays")
        >>> file = pathlib.Path(tempfile.mkdtemp(), "who_pays.json")
        >>> picture.save(file)
        >>> json.loads(file.read_text(encoding="utf-8")) == picture.spec
        True
        """
        file = Path(path)
        match file.suffix.lower():
            case ".svg":
                file.write_text(self.to_svg(), encoding="utf-8")
            case ".png":
                file.write_bytes(self.to_png(scale=scale))
            case ".html":
                file.write_text(self.to_html(), encoding="utf-8")
            case ".json":
                file.write_text(json.dumps(self._parts["spec"], ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            case ending:
                message = f"a picture cannot be saved as {ending!r}; accepted: .svg, .png, .html or .json"
                raise ValueError(message)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Show it in a notebook: as Vega-Lite where that is known, else as SVG, else as text and table."""
        del include, exclude
        shown: dict[str, Any] = {
            _VEGA_LITE: self.to_dict(),
            "text/html": self._native._repr_html_(),
            "text/plain": f"{self.title}\n{self.description}",
        }
        try:
            svg = self.to_svg()
        except ImportError:
            return shown
        # A notebook that draws no Vega-Lite shows the richest of the others: HTML, with the picture in it.
        shown["image/svg+xml"] = svg
        shown["text/html"] = f"<figure>{svg}</figure>"
        return shown

    def __str__(self) -> str:
        """Show its title, its table and its text."""
        return str(self._native)

    def __repr__(self) -> str:
        """Show its name and its title."""
        return f"<Picture {self.name}: {self.title}>"

    def __eq__(self, other: object) -> bool:
        """Compare all of it."""
        return self._parts == other._parts if isinstance(other, Picture) else NotImplemented

    __hash__ = None  # type: ignore[assignment]


def drawn_as_svg(picture: str) -> str:
    """Draw a picture, given as JSON, as SVG without its title and its text: the report says them beside it."""
    return _drawn(json.loads(picture)["spec"])


def _drawn(spec: dict[str, Any]) -> str:
    svg: str = _converter().vegalite_to_svg(spec, vl_version=_VERSION)
    return svg


def _without(package: str) -> ImportError:
    return ImportError(
        f"this needs the package {package}, which is not installed; "
        "install it with: pip install 'options-appraisal[pictures]'"
    )


def _converter() -> types.ModuleType:
    try:
        import vl_convert  # noqa: PLC0415
    except ImportError as missing:
        raise _without(_CONVERTER) from missing
    module: types.ModuleType = vl_convert
    return module


def _described(svg: str, title: str, description: str) -> str:
    """Put the title and the text into an SVG, so that a screen reader says them."""
    from html import escape  # noqa: PLC0415
    from uuid import NAMESPACE_URL, uuid5  # noqa: PLC0415

    # Several pictures may stand on one page: each has ids of its own, the same every time.
    own = f"oa-{uuid5(NAMESPACE_URL, title + description).hex[:12]}"
    start, rest = svg.split(">", 1)
    head = f'{start} role="img" aria-labelledby="{own}-title {own}-desc">'
    said = f'<title id="{own}-title">{escape(title)}</title><desc id="{own}-desc">{escape(description)}</desc>'
    return head + said + rest
