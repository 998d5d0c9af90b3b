"""Runs every block of code in the README and the book.

- Python: the blocks of a page one after another, in one namespace. Where a block of text follows, it is what they print
  and what their last expression is; a line of dots stands for any lines.
- TOML: laid over the Sandgate question, or over the one that a comment before the block names (``<!-- over: ... -->``),
  at the place that a comment names (``<!-- in: service.premises -->``); then it is loaded and run. A whole question
  stands alone.
- JSON: read.
- JavaScript: run by Node, with the package that was built.
- Commands: run from the top of the repository, examples as ``cargo build --all-features --examples`` left them; what
  sets a machine up is left to ``tests/run``.
- Rust: run by ``cargo test --doc`` (``core/src/lib.rs`` has the pages).

A block of another language is refused, so that none goes unread.
"""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import options_appraisal as oa
import pytest
from markdown_it import MarkdownIt

TOP = Path(__file__).resolve().parent.parent
PAGES = sorted([TOP / "README.md", TOP / "wasm/README.md", *(TOP / "docs").rglob("*.md")], key=str)
PAGES = [page for page in PAGES if "node_modules" not in page.parts]

# What `tests/run` does itself.
SET_UP = {"tests/run", "pip install ./py", "docs/build", "npm install options-appraisal"}
# Blocks that nobody runs: what programs print, tables, pages of HTML (their scripts are JavaScript blocks).
SHOWN = {"text", "csv", "html", "{toctree}", "{eval-rst}"}


@dataclass
class Block:
    """A block of code, with what the comment before it says."""

    page: Path
    line: int
    language: str
    code: str
    said: dict[str, str]
    printed: str | None = None

    @property
    def place(self) -> str:
        """Where it stands."""
        return f"{self.page.relative_to(TOP)}:{self.line}"


def blocks(page: Path) -> list[Block]:
    """Give the blocks of a page, each with the text that it is said to print."""
    found: list[Block] = []
    said: dict[str, str] = {}
    before: Block | None = None
    for token in MarkdownIt("commonmark").parse(page.read_text(encoding="utf-8")):
        if token.type == "html_block":
            said = dict(re.findall(r"<!-- (\w[\w ]*): (.*?) -->", token.content))
            continue
        if token.type != "fence":
            if token.type not in {"paragraph_open", "paragraph_close", "inline"}:
                before = None
            said = {} if token.type not in {"paragraph_open", "paragraph_close"} else said
            continue
        language = token.info.split(maxsplit=1)[0] if token.info else ""
        block = Block(page, (token.map or [0])[0] + 1, language, token.content, said)
        if language == "text" and before is not None and before.language == "python":
            before.printed = token.content
        found.append(block)
        before, said = block, {}
    return found


ALL = [block for page in PAGES for block in blocks(page)]


def of(language: str) -> list[Any]:
    """Give the blocks of a language as cases of a test."""
    return [pytest.param(block, id=block.place) for block in ALL if block.language == language]


def same(printed: str, said: str) -> bool:
    """Compare what was printed with what the page says, where a line of dots stands for any lines."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() in {"...", "…"} else re.escape(line.rstrip()) + r" *\n"
        for line in said.rstrip().splitlines()
    )
    return re.fullmatch(pattern, printed.rstrip() + "\n") is not None


def run(code: str, names: dict[str, object], place: str) -> str:
    """Run a block and give what it prints, with the value of a last expression as a notebook shows it."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(tree, place, "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), place, "eval"), names)
            if value is not None:
                print(repr(value))
    return out.getvalue()


@pytest.fixture
def top(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand at what looks like the top of the repository, where files can be written."""
    for name in ["core", "docs", "py", "target", "tests", "wasm"]:
        (tmp_path / name).symlink_to(TOP / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "page", [pytest.param(page, id=str(page.relative_to(TOP))) for page in PAGES if any(
        block.page == page and block.language == "python" for block in ALL
    )]
)
@pytest.mark.usefixtures("top")
def test_python(page: Path) -> None:
    names: dict[str, object] = {"__name__": "__main__"}
    for block in ALL:
        if block.page != page or block.language != "python":
            continue
        printed = run(block.code, names, block.place)
        if block.printed is not None:
            assert same(printed, block.printed), f"{block.place} prints:\n{printed}"


def laid_over(under: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Give a table with what another says in the place of what it says."""
    merged = dict(under)
    for key, value in over.items():
        known = merged.get(key)
        merged[key] = laid_over(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


@pytest.mark.parametrize("block", of("toml"))
def test_toml(block: Block) -> None:
    over = tomllib.loads(block.code)
    if {"question", "parties", "service", "options"} <= over.keys():
        assert oa.loads(block.code).run()["options"]
        return
    for key in reversed(block.said.get("in", "").split(".")):
        over = {key: over} if key else over
    under = tomllib.loads((TOP / block.said.get("over", "docs/examples/sandgate.toml")).read_text(encoding="utf-8"))
    assert oa.from_dict(laid_over(under, over)).run()["options"], block.place


@pytest.mark.parametrize("block", of("json"))
def test_json(block: Block) -> None:
    json.loads(block.code)


@pytest.mark.parametrize("block", of("js"))
def test_javascript(block: Block, top: Path) -> None:
    (top / "node_modules").mkdir()
    (top / "node_modules" / "options-appraisal").symlink_to(TOP / "wasm")
    (top / "block.mjs").write_text(block.code, encoding="utf-8")
    ran = subprocess.run(["node", "--preserve-symlinks", "block.mjs"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, f"{block.place}\n{ran.stderr}"


@pytest.mark.parametrize("block", of("sh"))
@pytest.mark.usefixtures("top")
def test_commands(block: Block) -> None:
    code = re.sub(r"\\\n\s*", "", block.code)
    for line in code.splitlines():
        command = line.split(" #")[0].strip()
        if not command or command.startswith("#") or command in SET_UP:
            continue
        # The examples have been built, with all features, by the tests before these.
        example = r"cargo run (?:--release |--features \S+ )*--example (\w+) --"
        command = re.sub(example, r"target/debug/examples/\1", command)
        ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, f"{block.place}: {command}\n{ran.stderr}"
        assert ran.stdout or ">" in command, f"{block.place}: {command} printed nothing"


def test_no_block_goes_unread() -> None:
    """Each language is one that is run here or is only shown; a Rust block is on a page that the doc tests read."""
    run_here = {"python", "toml", "json", "js", "sh", "rust"}
    unread = [block.place for block in ALL if block.language not in run_here | SHOWN]
    assert not unread
    lib = (TOP / "core/src/lib.rs").read_text(encoding="utf-8")
    pages = {block.page.relative_to(TOP) for block in ALL if block.language == "rust"}
    assert [page for page in sorted(pages) if f'include_str!("../../{page}")' not in lib] == []
