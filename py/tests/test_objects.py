"""Objects compare, hash, copy and go to other processes."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
from html.parser import HTMLParser
from pathlib import Path

import options_appraisal as oa
import pytest

SANDGATE = "docs/examples/sandgate.toml"
MEASURE = "options.community.net_present_cost.kcc"


@pytest.fixture(scope="module")
def sandgate() -> oa.Appraisal:
    return oa.load(SANDGATE)


def every(appraisal: oa.Appraisal) -> list[oa.Result]:
    outcome = appraisal.run()
    return [
        outcome,
        outcome.explain("options.community.lines.grant.cash", "2028/29"),
        outcome.explain("options.community.saving_total.kcc"),
        appraisal.tornado(MEASURE),
        appraisal.switching_values("net_present_cost.kcc", options=("parish", "council")),
        appraisal.cliffs("service.premises.rateable_value", MEASURE, (10_000, "100000.50")),
        appraisal.scenarios(),
        appraisal.reversion(),
        appraisal.savings_path(),
        appraisal.delay("community", months=1),
        appraisal.value_of_information(draws=200),
        appraisal.difference(appraisal.replace({"service.premises.energy": 7_000}), MEASURE),
        appraisal.simulate(500, measures=[MEASURE], keep_draws=True, threads=1),
    ]


def test_appraisals_are_equal_when_their_question_is(sandgate: oa.Appraisal) -> None:
    text = Path(SANDGATE).read_text(encoding="utf-8")
    assert oa.loads("# A comment.\n" + text) == sandgate
    assert hash(oa.loads(sandgate.to_json())) == hash(sandgate)
    assert oa.loads(text.replace("Sandgate Library?", "it?")) != sandgate
    assert sandgate != text
    dearer = sandgate.replace({"service.premises.energy": 9_000})
    assert dearer != sandgate
    assert dearer == sandgate.replace({"service.premises.energy": "9000.00"})
    assert len({sandgate, dearer, oa.load(SANDGATE)}) == 2


def test_the_order_of_options_counts_and_that_of_keys_does_not(sandgate: oa.Appraisal) -> None:
    question = sandgate.to_dict()
    turned = {key: question[key] for key in reversed(question)}
    turned["service"] = {key: question["service"][key] for key in reversed(question["service"])}
    assert oa.from_dict(turned) == sandgate
    turned["options"] = {key: question["options"][key] for key in reversed(question["options"])}
    assert oa.from_dict(turned) != sandgate


def test_results_are_equal_when_their_json_is(sandgate: oa.Appraisal) -> None:
    outcome = sandgate.run()
    assert outcome == oa.load(SANDGATE).run()
    assert hash(outcome) == hash(oa.load(SANDGATE).run())
    assert outcome == outcome.to_dict()
    assert outcome != sandgate.replace({"service.premises.energy": 9_000}).run()
    assert outcome != sandgate.scenarios()
    assert sandgate.simulate(200, seed=1) == sandgate.simulate(200, seed=1, threads=1)
    assert sandgate.simulate(200, seed=1) != sandgate.simulate(200, seed=2)


def test_everything_is_pickled_and_copied(sandgate: oa.Appraisal) -> None:
    changed = sandgate.replace({"service.premises.energy": "9000.50"})
    for appraisal in (sandgate, changed):
        again = pickle.loads(pickle.dumps(appraisal))  # noqa: S301 (our own)
        assert again == appraisal
        assert again.run().to_json() == appraisal.run().to_json()
        assert copy.copy(appraisal) is appraisal
        assert copy.deepcopy(appraisal) is appraisal
    for result in every(changed):
        again = pickle.loads(pickle.dumps(result))  # noqa: S301 (our own)
        assert type(again) is type(result)
        assert again.to_json() == result.to_json(), result
        assert copy.deepcopy([result])[0] is result
        assert again.tables == result.tables
    outcome = pickle.loads(pickle.dumps(changed.run()))  # noqa: S301 (our own)
    assert outcome.explain("options.community.lines.grant.cash", "2028/29")["value"] == "7,000.00"


def test_draws_come_back(sandgate: oa.Appraisal) -> None:
    simulation = sandgate.simulate(300, measures=[MEASURE], keep_draws=True)
    again = pickle.loads(pickle.dumps(simulation))  # noqa: S301 (our own)
    assert (again.draws(MEASURE) == simulation.draws(MEASURE)).all()


def test_a_run_that_was_stopped_is_not_pickled(sandgate: oa.Appraisal) -> None:
    stopped = sandgate.simulate(10_000_000, progress=lambda *_: False)
    assert stopped["ended"] == "stopped"
    with pytest.raises(TypeError, match="stopped"):
        pickle.dumps(stopped)


def test_what_was_read_is_compared_and_what_is_made_of_it_says_why_it_is_not_pickled() -> None:
    path = "tests/data/libraries_england_2023.csv"
    kent, again = (oa.read_libraries(path, authority="Kent") for _ in range(2))
    assert kent == again
    assert hash(kent) == hash(again)
    assert kent != oa.read_libraries(path, authority="Surrey")
    assert copy.deepcopy(kent) is kent


def work(appraisal: oa.Appraisal) -> tuple[oa.Outcome, oa.Result]:
    return appraisal.run(), appraisal.tornado(MEASURE)


def fail(_: int) -> oa.Appraisal:
    return oa.loads("service = 3")


def test_they_go_to_spawned_processes_and_come_back(sandgate: oa.Appraisal) -> None:
    dearer = sandgate.replace({"service.premises.energy": 9_000})
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        found = pool.map(work, [sandgate, dearer])
        with pytest.raises(oa.AppraisalError) as caught:
            pool.map(fail, [1])
    assert found == [work(sandgate), work(dearer)]
    assert [problem.address for problem in caught.value.problems] == ["question", "parties", "service", "options"]


class Tables(HTMLParser):
    """What a page of HTML has, as far as a screen reader needs it."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.tables = 0
        self.open: list[str] = []
        self.heading: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"script", "link", "img", "iframe"} or any(key.startswith("on") for key in given):
            self.wrong.append(tag)
        if {"src", "href", "style"} & set(given):
            self.wrong.append(f"{tag} {given}")
        if tag == "table":
            self.tables += 1
        if self.open and self.open[-1] == "table" and tag not in {"caption", "thead", "tbody"}:
            self.wrong.append(f"{tag} in a table")
        if tag == "th":
            self.heading = ""
            if given.get("scope") not in {"row", "col", "rowgroup"}:
                self.wrong.append("a heading without scope")
        if tag != "br":
            self.open.append(tag)

    def handle_data(self, data: str) -> None:
        if self.heading is not None:
            self.heading += data

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")
        if tag == "th":
            if not (self.heading or "").strip():
                self.wrong.append("a heading without words")
            self.heading = None


def test_every_object_shows_itself_in_tables_that_can_be_read_aloud(sandgate: oa.Appraisal) -> None:
    outcome = sandgate.run()
    shown: list[object] = [sandgate, *every(sandgate), *(outcome.table(name) for name in outcome.tables)]
    shown.append(oa.read_libraries("tests/data/libraries_england_2023.csv", authority="Kent"))
    table = {"id": ["small", "large"], "service.usage.staffed_hours": [12, 50.5]}
    shown.append(oa.run_many(oa.load("docs/examples/national.toml"), table, measures=["saving_total"], draws=50))
    with pytest.raises(oa.AppraisalError) as caught:
        oa.loads("service = 3")
    shown += [caught.value, caught.value.problems]
    for one in shown:
        page = one._repr_html_()  # type: ignore[attr-defined]
        parser = Tables()
        parser.feed(page)
        assert not parser.wrong, (one, parser.wrong)
        assert not parser.open
        assert page.count("<caption>") == parser.tables
        assert parser.tables or isinstance(one, oa.Explanation)
        assert "http" not in page.split("</style>")[-1] or isinstance(one, (oa.Outcome, oa.Explanation, oa.Table)), one
        assert "color:#" not in page
        assert "background" not in page.split("</style>")[0]
        assert "\n" not in repr(one) or isinstance(one, (oa.AppraisalError, list))


def test_an_appraisal_says_what_is_uncertain_and_what_is_missing(sandgate: oa.Appraisal) -> None:
    page = sandgate.replace({"service.premises.energy": 9_000})._repr_html_()
    assert "<caption>Options</caption>" in page
    assert "2027/28 to 2036/37" in page
    assert 'service.premises.energy</th><td class="number">4,500</td>' in page
    assert "Replaced: service.premises.energy is 9,000." in page
    assert "Left out (no_delay), community, trust, hub" in page
    assert "Options" in str(sandgate)


def test_text_of_the_input_is_no_markup() -> None:
    text = Path(SANDGATE).read_text(encoding="utf-8").replace("Who should run", "<script>alert(1)</script>")
    appraisal = oa.loads(text)
    for one in (appraisal, appraisal.run(), appraisal.run().table("options")):
        assert "<script" not in one._repr_html_()


def test_keys_and_names_complete(sandgate: oa.Appraisal) -> None:
    outcome = sandgate.run()
    assert outcome._ipython_key_completions_() == list(outcome.to_dict())
    assert {"inputs", "load", "Appraisal"} <= set(dir(oa))
    assert {"run", "tornado", "to_toml"} <= set(dir(sandgate))
    assert not [name for name in dir(oa) if name.startswith("_") and not name.startswith("__")]
