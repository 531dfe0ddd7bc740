"""Make the content of the wheel smaller than that of a checkout: a build hook of hatchling.

The large tables and the pages of the documentation are packed (``pubman.data.packing``). Comments,
the texts below constants and fields, and the docstrings of inner functions, classes and modules are
left out, because they are an eighth of the wheel and nobody reads them there: ``help(pubman.open)``
and what it returns keep theirs, and so do the maps of all packages. Every line keeps its number, so
that a traceback fits the source.
"""

from __future__ import annotations

import ast
import io
import shutil
import sys
import tempfile
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INNER: Final = frozenset(
    "formats freelist text web online store derive merge pages serve venues".split()
)
"""The packages whose functions and classes the front door neither offers nor returns."""

_Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


class Pack(BuildHookInterface[Any]):
    """Builds the content of the wheel in a temporary folder. An editable install needs none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the content into a folder that lasts as long as the build."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory()
        content = Path(self._folder.name) / "pubman"
        _copy(Path(self.root), content)
        build_data["force_include"][str(content)] = "pubman"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the temporary folder."""
        if version != "editable":
            self._folder.cleanup()


def _copy(root: Path, content: Path) -> None:
    sys.path.insert(0, str(root))
    from pubman.data import read_docs, read_pairs  # noqa: PLC0415 - found only now
    from pubman.data.packing import TABLES, pack_texts  # noqa: PLC0415

    shutil.copytree(root / "pubman", content, ignore=shutil.ignore_patterns("__pycache__"))
    for module in content.rglob("*.py"):
        place = module.relative_to(content)
        source = module.read_text("utf-8")
        text = shortened(source, inner=is_inner(place), whole=has_no_map(place))
        module.write_text(text, "utf-8", newline="\n")
    skipped = [f"{name}.csv" for name in TABLES]
    shutil.copytree(
        root / "db", content / "db", ignore=shutil.ignore_patterns("README.md", *skipped)
    )
    packed = {name: codec.pack(read_pairs(name)) for name, codec in TABLES.items()}
    for name, data in {**packed, "docs": pack_texts(read_docs())}.items():
        (content / "db" / f"{name}.packed").write_bytes(data)


def is_inner(module: Path) -> bool:
    """Return whether a module, whose path begins below ``pubman``, is of an inner package."""
    return module.parts[0] in INNER


def has_no_map(module: Path) -> bool:
    """Return whether an inner module loses its docstring: all but the maps of packages do."""
    return is_inner(module) and module.name != "__init__.py"


def shortened(source: str, *, inner: bool = False, whole: bool = False) -> str:
    """Return ``source`` without comments and the docstrings of private functions and classes.

    A text below a constant or a field, which explains it, is a comment, too. ``inner`` leaves out
    the docstrings of all functions and classes, ``whole`` also that of the module. Lines keep their
    numbers.
    """
    lines = source.splitlines(keepends=True)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT and not token.string.startswith("#!"):
            row, column = token.start
            lines[row - 1] = f"{lines[row - 1][:column].rstrip()}\n"
    for node in statements(ast.parse(source)):
        texts = _explanations(node)
        texts += _docstring(node, inner=inner, whole=whole)
        for text in texts:
            first, last = text.lineno, text.end_lineno or text.lineno
            lines[first - 1 : last] = ["\n"] * (last - first + 1)
    return "".join(lines)


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield ``node`` and all statements below it. Expressions hold none."""
    yield node
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        for each in getattr(node, part, ()):
            yield from statements(each)


def _explanations(node: ast.AST) -> list[ast.stmt]:
    """Return the texts that stand below other statements in a module or class."""
    body = node.body[1:] if isinstance(node, ast.Module | ast.ClassDef) else []
    return [each for each in body if isinstance(each, ast.Expr) and _is_text(each.value)]


def _is_text(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def _docstring(node: ast.AST, *, inner: bool, whole: bool) -> list[ast.stmt]:
    """Return the docstring of ``node`` if it may lose it, and has more than that."""
    if isinstance(node, ast.Module):
        losing = whole
    elif isinstance(node, _Documented):
        losing = inner or node.name.startswith("_")
    else:
        return []
    more = len(node.body) > 1 and ast.get_docstring(node) is not None
    return node.body[:1] if losing and more else []
