"""Print the test files that are related to the files changed since a commit (default: HEAD).

A test is related if it changed itself, if it imports a changed module, or if it is named after one.
Tests that reach a module only through the command line are not found: scripts/test runs them all.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def changed_files(base: str) -> set[Path]:
    """Return the files that differ from *base*, and those that git does not track yet."""
    commands = (
        ["git", "diff", "--name-only", base],
        ["git", "ls-files", "--others", "--exclude-standard"],
    )
    names: set[Path] = set()
    for command in commands:
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        names |= {Path(name) for name in done.stdout.splitlines()}
    return names


def module_of(path: Path) -> str:
    """Return the dotted name of a Python file, without ``__init__``."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> set[str]:
    """Return the dotted names that a Python file imports, at any depth."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def related(changed: set[Path]) -> list[Path]:
    """Return the test files that are related to *changed*, sorted."""
    code = {path for path in changed if path.suffix == ".py" and path.parts[0] == "pubman"}
    modules = {module_of(path) for path in code}
    stems = {f"test_{path.stem}" for path in code} | {f"test_{path.parent.name}" for path in code}
    return [
        test
        for test in sorted((ROOT / "tests").glob("test_*.py"))
        if test.relative_to(ROOT) in changed or test.stem in stems or imported(test) & modules
    ]


if __name__ == "__main__":
    for each in related(changed_files(sys.argv[1] if len(sys.argv) > 1 else "HEAD")):
        print(each.relative_to(ROOT))
