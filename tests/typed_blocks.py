"""Holds the Python of the README and the book to its types: `python tests/typed_blocks.py`.

The blocks of a page become one file under `target/typed`, as they are run one after another, for mypy in its strict
mode and for pyright. A line that begins a block says on which line of the page it stands.
"""

from __future__ import annotations

import subprocess
import sys

from blocks import ALL, PAGES, TOP

FOLDER = TOP / "target/typed"
CONFIG = str(TOP / "py/pyproject.toml")


def written() -> list[str]:
    """Write a file for each page that has Python."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.py"):
        old.unlink()
    files = []
    for page in PAGES:
        blocks = [block for block in ALL if block.page == page and block.language == "python"]
        if not blocks:
            continue
        name = "_".join(page.relative_to(TOP).with_suffix("").parts).replace("-", "_").lower()
        file = FOLDER / f"{name}.py"
        file.write_text("\n".join(f"# {block.place}\n{block.code}" for block in blocks), encoding="utf-8")
        files.append(str(file))
    return files


def main() -> int:
    """Run both, and say how many pages they read."""
    files = written()
    # What dask brings is typed in part.
    untyped = ["--allow-untyped-calls", "--implicit-reexport"]
    mypy = [sys.executable, "-m", "mypy", "--config-file", CONFIG, *untyped, *files]
    pyright = [sys.executable, "-m", "pyright", "--project", CONFIG, "--pythonpath", sys.executable, *files]
    codes = [subprocess.run(command, cwd=TOP, check=False).returncode for command in (mypy, pyright)]  # noqa: S603
    print(f"{len(files)} pages with Python")
    return max(codes) if files else 1


if __name__ == "__main__":
    sys.exit(main())
