"""Make docs/reference/python.md from the docstrings of the Python interface.

    scripts/make_python_reference.py            write the page
    scripts/make_python_reference.py --check    exit with 1 if the page is not up to date

The page opens with a program and its output. The program is run, so the output is real.
"""

from __future__ import annotations

import dataclasses
import inspect
import io
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import Any, Final

import pubman
from pubman import errors
from pubman.api import functions, results
from pubman.api.library import Library
from pubman.library.checks import Checked, Finding
from pubman.library.decisions import Decided
from pubman.library.explain import Given, Ground, Why
from pubman.library.fields import Edited
from pubman.library.imports import Report
from pubman.library.log import LogLine
from pubman.library.review import Answered, OpenQuestion
from pubman.library.status import Status
from pubman.match import Verdict

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "reference" / "python.md"
EXAMPLES: Final = ROOT / "examples" / "bo-zhao"

EXAMPLE: Final = """\
import pubman

with pubman.start(name="Bo Zhao") as library:
    report = library.import_file("own.bib", "citations.csv")
    print(report.after, "publications")

    for publication in library.publications("year:2024.."):
        print(publication.key, publication.year, publication.title[:40])

    library.set("tenplex", "award", "Best Paper Award")
    library.tag("selected", "tenplex", "msrl")
    print(library.export("text", words="tag:selected").text)

    library.undo()
    print(library.log(limit=1)[0].command)
"""
WITHOUT_A_STORE: Final = """\
import pubman

records = pubman.read("own.bib")
print(records.format, len(records), records.records[0].title)

print(pubman.convert("own.bib", to="ris").splitlines()[0])

a, b = records.records[:2]
print(pubman.compare(a, b).verdict)
"""
CATCHING: Final = """\
import pubman

try:
    pubman.open("nowhere.db")
except pubman.errors.StoreError as error:
    print(error.message)
"""
_RESULTS: Final = (
    results.Records, results.Exported, Report, Edited, Decided, OpenQuestion, Answered, Why, Ground,
    Given, Checked, Finding, LogLine, Status, Verdict,
)  # fmt: skip
_SECTIONS: Final = (
    ("Looking", ("publications", "list", "search", "show", "why", "why_two", "status", "log",
                 "stats", "check", "query", "schema")),
    ("Adding", ("import_file", "sync", "complete", "add", "add_by_id", "move_in")),
    ("Deciding", ("review", "answer", "same", "apart", "extends", "mine", "keep", "hide", "unhide",
                  "accept", "fix")),
    ("Editing", ("edit", "entry", "set", "unset", "tag", "untag", "mark", "unmark", "link",
                 "unlink")),
    ("Publishing", ("export",)),
    ("Keeping safe", ("undo", "redo", "backup", "doctor", "dump", "rebuild", "close")),
)  # fmt: skip


_LIBRARY: Final = """\
`pubman.open` and `pubman.start` return a `Library`. Use it in a `with` statement, or close it.

- Every method that writes is one change: it is in the log, and `undo` takes it back.
- A KEY is what it is on the command line: a citation key, a DOI, an arXiv number, a record such as
  `r18`, or the beginning of a key.
- Search words are one text (`"year:2021.. tag:selected"`) or a list of texts.
- `path` is the file of the store, `config` what `pubman.toml` says."""


def page() -> str:
    """Return the text of the page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "<!-- made by scripts/make_python_reference.py: change the code, not this page -->"
    yield "\n# Python\n"
    yield "pubman is a library, too. Install it as for the command line, and `import pubman`.\n"
    yield from _program(EXAMPLE)
    yield "\nReading, converting and comparing need no store:\n"
    yield from _program(WITHOUT_A_STORE)
    yield "\n## Functions\n"
    for name in functions.__all__:
        yield from _callable(f"pubman.{name}", getattr(functions, name))
    yield "\n## Library\n"
    yield _LIBRARY
    for heading, names in _SECTIONS:
        yield f"\n### {heading}\n"
        for name in names:
            yield from _callable(name, getattr(Library, name))
    yield "\n## Results\n"
    yield "Results are frozen dataclasses. Some of those that you meet most:\n"
    for each in _RESULTS:
        yield from _dataclass(each)
    yield "\n## Errors\n"
    yield "Every expected failure is a `pubman.errors.PubmanError`. Its `message` says what is"
    yield "wrong in one sentence. Its `hints` are further facts, or steps to take next.\n"
    yield from _program(CATCHING)
    yield "\n```text"
    yield _drawing()
    yield "```\n"
    yield "[What you can rely on](../explanation/stability.md) says what stays as it is."


def _drawing() -> str:
    """Return the tree of errors, which their module draws once."""
    text = inspect.getdoc(errors) or ""
    tree = text[text.index("PubmanError") : text.index("Each carries")]
    return inspect.cleandoc("    " + tree).rstrip()


class _Shown:
    """An annotation as it is written, without quotation marks."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def _callable(name: str, function: Callable[..., Any]) -> Iterator[str]:
    signature = inspect.signature(function)
    shown = [
        each.replace(annotation=_plain(each.annotation))
        for each in signature.parameters.values()
        if each.name != "self"
    ]
    returned = _plain(signature.return_annotation)
    yield f"**`{name}{signature.replace(parameters=shown, return_annotation=returned)}`**\n"
    yield f"{_markdown(function)}\n"


def _plain(annotation: Any) -> Any:
    if annotation is inspect.Signature.empty:
        return annotation
    return _Shown(annotation if isinstance(annotation, str) else annotation.__name__)


def _markdown(documented: object) -> str:
    """Return a docstring as Markdown."""
    text = re.sub(r":\w+:`([^`]+)`", r"`\1`", inspect.getdoc(documented) or "")
    return text.replace("``", "`")


def _dataclass(each: type) -> Iterator[str]:
    text = "" if _is_bare(each) else _markdown(each)
    yield f"**`{each.__name__}`**: {text}\n"
    names = (
        [field.name for field in dataclasses.fields(each)]
        if (dataclasses.is_dataclass(each))
        else getattr(each, "_fields", ())
    )
    yield f"Fields: {', '.join(f'`{name}`' for name in names)}\n"


def _is_bare(each: type) -> bool:
    return (inspect.getdoc(each) or "").startswith(f"{each.__name__}(")


# -------------------------------------------------------------------------------------- programs


def _program(text: str) -> Iterator[str]:
    """Yield a program as a block, and what it prints as another."""
    yield f"```python\n{text}```\n"
    yield f"```text\n{run(text)}```"


def run(text: str) -> str:
    """Run a program in a folder with the example files, and return what it prints."""
    with tempfile.TemporaryDirectory() as name:
        for path in EXAMPLES.iterdir():
            if path.suffix in {".bib", ".csv"}:
                shutil.copy(path, name)
        printed = io.StringIO()
        with chdir(name), redirect_stdout(printed):
            exec(compile(text, "example", "exec"), {})  # noqa: S102 - our own text, above
    return "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines())


def main() -> int:
    """Write the page, or compare it with ``--check``."""
    made = page()
    if "--check" in sys.argv[1:]:
        return int(PAGE.read_text("utf-8") != made)
    PAGE.write_text(made, "utf-8")
    print(f"wrote {PAGE.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    assert pubman.__version__
    sys.exit(main())
