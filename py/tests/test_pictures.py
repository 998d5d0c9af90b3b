"""Pictures: fit for Vega-Lite, drawn without a network, and readable without colour."""

from __future__ import annotations

import importlib.util
import itertools
import json
import logging
import re
import sys
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import altair as alt
import jsonschema
import numpy as np
import options_appraisal as oa
import pytest
import vl_convert
from colorspacious import cspace_convert

ROOT = Path(__file__).parents[2]
EXAMPLES = ("sandgate", "county")
SVG = "{http://www.w3.org/2000/svg}"


def _every(question: str) -> dict[str, oa.Picture]:
    """Every picture of an example."""
    appraisal = oa.load(ROOT / "docs" / "examples" / f"{question}.toml")
    outcome = appraisal.run()
    council, option = outcome["council"], outcome["options"][-1]["id"]
    present, by_year = (f"options.{option}.{row}.{council}" for row in ("net_present_cost", "net_cost"))
    draws = appraisal.simulate(2_000, measures=[present, by_year])
    found = {name: outcome.picture(name) for name in outcome.pictures}
    for name in draws.pictures:
        if name != "survival" or "insolvency" in draws:
            found[name] = draws.picture(name)
    found["tornado"] = appraisal.tornado(present).picture()
    found["map"] = outcome.explain(by_year).picture()
    return found


@pytest.fixture(scope="module")
def every() -> dict[str, oa.Picture]:
    return {f"{question}/{name}": picture for question in EXAMPLES for name, picture in _every(question).items()}


def test_every_picture_is_there(every: dict[str, oa.Picture]) -> None:
    names = {name.split("/")[1] for name in every}
    assert names == {
        "cost_by_year", "cumulative_saving", "who_pays", "reserves", "tornado", "distribution", "exceedance", "fan",
        "survival", "map",
    }  # fmt: skip


def test_altair_takes_every_specification(every: dict[str, oa.Picture]) -> None:
    for name, picture in every.items():
        # from_dict checks against the schema of Vega-Lite 6; to_dict once more.
        chart = picture.to_altair()
        assert chart.to_dict()["$schema"].endswith("/v6.json") or "v6" in chart.to_dict()["$schema"], name
    broken = next(iter(every.values())).to_dict()
    broken["layer"][0]["mark"] = "no such mark"
    with pytest.raises(jsonschema.ValidationError):
        alt.Chart.from_dict(broken)


def test_every_picture_is_drawn_without_a_warning(
    every: dict[str, oa.Picture], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.WARNING)
    for name, picture in every.items():
        svg = picture.to_svg()
        root = ET.fromstring(svg)  # noqa: S314 (it was drawn here)
        assert root.get("role") == "img", name
        assert root.findtext(f"{SVG}title") == picture.title, name
        assert root.findtext(f"{SVG}desc") == picture.description, name
        assert picture.to_png(scale=1).startswith(b"\x89PNG"), name
        # Nothing is fetched, and nothing of text lies outside the picture.
        assert not re.search(r'(?:href|src)="(?!#)', svg), name
        width, height = float(root.get("width", "0")), float(root.get("height", "0"))
        assert 300 < width < 1_100, (name, width)
        assert 90 < height < 2_500, (name, height)
    written = capfd.readouterr()
    assert "WARN" not in written.out + written.err, written.err
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


def _groups(svg: str, kind: str) -> list[int]:
    """How many marks each group of a kind has, an empty one left out."""
    root = ET.fromstring(svg)  # noqa: S314
    found = [
        len(list(group)) for group in root.iter(f"{SVG}g") if re.search(rf"\bmark-{kind}\b", group.get("class") or "")
    ]
    return [count for count in found if count]


def test_the_marks_are_there(every: dict[str, oa.Picture]) -> None:
    for question in EXAMPLES:
        outcome = oa.load(ROOT / "docs" / "examples" / f"{question}.toml").run()
        options, years = len(outcome["options"]), len(outcome["years"])
        svg = every[f"{question}/cost_by_year"].to_svg()
        # A line for each option, a point for each option and year, and a point and a name beside each line.
        assert svg.count("line mark") >= options or sum(_groups(svg, "line")) == options
        symbols = _groups(svg, "symbol")
        assert options * years in symbols
        assert options in symbols
        saved = every[f"{question}/cumulative_saving"].to_svg()
        assert sum(_groups(saved, "line")) == options - 1
        rings = sum(
            1
            for option in outcome["options"]
            if option["id"] != outcome["today"] and option["views"][0]["payback_year"]
        )
        assert not rings or rings in _groups(saved, "symbol")
        pays = every[f"{question}/who_pays"]
        assert sum(1 for row in pays.table if row["pays"]) in _groups(pays.to_svg(), "rect")
        tornado = every[f"{question}/tornado"]
        bars = 2 * min(15, sum(1 for row in tornado.table if row["swing"]))
        assert not bars or bars in _groups(tornado.to_svg(), "rect")
        assert len(every[f"{question}/distribution"].table) in _groups(
            every[f"{question}/distribution"].to_svg(), "rect"
        )


def _palette() -> list[str]:
    """The colours, read off a picture that has them all."""
    appraisal = oa.load(ROOT / "docs" / "examples" / "sandgate.toml")
    spec = appraisal.run().picture("who_pays").spec
    scale = next(layer["encoding"]["color"]["scale"] for layer in spec["layer"] if "color" in layer["encoding"])
    # After the sixth come tints of the same.
    colours: list[str] = scale["range"][:6]
    assert len(set(colours)) == 6
    return colours


def _rgb(colour: str) -> np.ndarray:
    return np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])


def _lightness(colour: str) -> float:
    lightness: float = cspace_convert(_rgb(colour), "sRGB1", "CIELab")[0]
    return lightness


def _nearest(colours: list[str]) -> tuple[float, float]:
    """How near any two colours come for any kind of sight, and how near neighbours come in grey."""
    kinds = [None, "deuteranomaly", "protanomaly", "tritanomaly"]
    nearest = np.inf
    for kind in kinds:
        seen = []
        for colour in colours:
            rgb = _rgb(colour)
            if kind:
                space = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}
                rgb = np.clip(cspace_convert(rgb, space, "sRGB1"), 0, 1)
            seen.append(cspace_convert(rgb, "sRGB1", "CAM02-UCS"))
        nearest = min([nearest, *(float(np.linalg.norm(a - b)) for a, b in itertools.combinations(seen, 2))])
    grey = min(abs(_lightness(a) - _lightness(b)) for a, b in itertools.pairwise(colours))
    return nearest, grey


def test_the_colours_are_told_apart_by_everybody() -> None:
    nearest, grey = _nearest(_palette())
    # Differences of colour in CAM02-UCS, where about 1 is the least that is seen side by side.
    assert nearest >= 12, nearest
    assert grey >= 9, grey
    # The ten colours that Vega takes by itself would not do, nor would red and green.
    usual = ["#4c78a8", "#f58518", "#e45756", "#72b7b2", "#54a24b", "#eeca3b"]
    assert _nearest(usual)[0] < 12 or _nearest(usual)[1] < 9
    assert _nearest(["#cc0000", "#3a7d00"])[0] < 12 or _nearest(["#cc0000", "#3a7d00"])[1] < 9


def test_nothing_is_told_by_colour_alone(every: dict[str, oa.Picture]) -> None:
    for name, picture in every.items():
        text = json.dumps(picture.spec)
        if name.split("/")[1] in {"cost_by_year", "cumulative_saving", "survival"}:
            assert '"strokeDash"' in text, name
            assert '"shape"' in text, name
    spec = every["sandgate/cost_by_year"].spec
    line = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "line")
    colours, dashes = (line["encoding"][channel]["scale"]["range"] for channel in ("color", "strokeDash"))
    alike = list(zip(colours, map(str, dashes), strict=True))
    assert len(set(alike)) == len(alike)


def test_hostile_names_are_drawn_as_they_are() -> None:
    with (ROOT / "docs" / "examples" / "sandgate.toml").open("rb") as file:
        asked = tomllib.load(file)
    names = ["</svg><script>alert(1)</script>", "datum['x']\"}", "مكتبة", "x" * 1_500, "</title>&amp;"]
    for option, name in zip(asked["options"].values(), names, strict=True):
        option["name"] = name
    appraisal = oa.from_dict(asked)
    outcome = appraisal.run()
    for name in outcome.pictures:
        picture = outcome.picture(name)
        root = ET.fromstring(picture.to_svg())  # noqa: S314
        assert not list(root.iter(f"{SVG}script"))
        assert root.findtext(f"{SVG}desc") == picture.description
        assert float(root.get("width", "0")) < 1_200
        alt.Chart.from_dict(picture.spec)
        assert "<script>" not in picture.to_html()


def test_a_notebook_is_shown_all_forms() -> None:
    picture = oa.load(ROOT / "docs" / "examples" / "sandgate.toml").run().picture("cost_by_year")
    shown = picture._repr_mimebundle_()
    assert shown["application/vnd.vegalite.v6+json"] == picture.spec
    assert shown["image/svg+xml"] in shown["text/html"]
    assert shown["text/plain"].startswith(picture.title)


def test_it_is_saved(tmp_path: Path) -> None:
    picture = oa.load(ROOT / "docs" / "examples" / "sandgate.toml").run().picture("who_pays")
    for ending in ("svg", "png", "html", "json"):
        picture.save(tmp_path / f"it.{ending}")
        assert (tmp_path / f"it.{ending}").stat().st_size > 500
    assert "http://" not in (tmp_path / "it.html").read_text().replace("http://www.w3.org/", "")
    with pytest.raises(ValueError, match=r"accepted: \.svg"):
        picture.save(tmp_path / "it.gif")


def test_what_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = oa.load(ROOT / "docs" / "examples" / "sandgate.toml").run().picture("who_pays")
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(ImportError, match=r"pip install 'options-appraisal\[pictures\]'"):
        picture.to_svg()
    assert "image/svg+xml" not in picture._repr_mimebundle_()
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(ImportError, match="altair"):
        picture.to_altair()


def test_what_is_wrong_is_said() -> None:
    outcome = oa.load(ROOT / "docs" / "examples" / "sandgate.toml").run()
    with pytest.raises(oa.AppraisalError) as wrong:
        outcome.picture("cost_by_year", view="nobody")
    assert wrong.value.problems[0].address == "picture.view"
    with pytest.raises(oa.AppraisalError) as wrong:
        outcome.picture("tornado")
    assert "cost_by_year" in (wrong.value.problems[0].accepted or "")
    with pytest.raises(oa.AppraisalError):
        outcome.picture()


def test_the_pictures_of_the_page_are_up_to_date() -> None:
    found = importlib.util.spec_from_file_location("pictures_of_the_page", ROOT / "docs" / "pictures.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    page = (ROOT / "docs" / "pictures.md").read_text(encoding="utf-8")
    made = module.pictures()
    for name, picture in made.items():
        kept = json.loads((ROOT / "docs" / "pictures" / f"{name}.json").read_text(encoding="utf-8"))
        assert kept == picture.spec, f"run docs/pictures.py: {name} is out of date"
        assert f"pictures/{name}.svg" in page
        assert picture.description in (ROOT / "docs" / "pictures" / f"{name}.svg").read_text(encoding="utf-8").replace(
            "&#x27;", "'"
        ).replace("&amp;", "&")
    files = {file.stem for file in (ROOT / "docs" / "pictures").iterdir()}
    assert files == set(made)


def test_the_converter_draws_with_the_version_of_the_specifications() -> None:
    assert "6.1" in vl_convert.get_vegalite_versions() or "v6_1" in str(vl_convert.get_vegalite_versions())
