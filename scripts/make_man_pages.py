"""Write the man page ``man/pubman.1`` from the commands.

The wheel installs it, so that ``man pubman`` works. A test compares it with the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click

from pubman import __version__
from pubman.cli.commands import COMMANDS
from pubman.cli.frame import load, root
from pubman.cli.say.examples import EXAMPLES

FILE: Final = Path(__file__).resolve().parent.parent / "man" / "pubman.1"


def page() -> str:
    """Return the page: what pubman is, and a section for each command."""
    lines = [
        f'.TH PUBMAN 1 "" "pubman {__version__}" "pubman"',
        *_section("NAME", "pubman \\- keep one clean list of what you published"),
        *_section(
            "SYNOPSIS", "\\fBpubman\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]"
        ),
        *_section("DESCRIPTION", _escaped(root.help or "")),
        *_section("OPTIONS"),
        *_options(root.params),
    ]
    for heading in dict.fromkeys(row.heading for row in COMMANDS.values()):
        lines += _section(f"COMMANDS: {heading.upper()}")
        for name, row in COMMANDS.items():
            if row.heading == heading:
                lines += _command(name)
    return "\n".join(line for line in lines if line) + "\n"


def _command(name: str) -> Iterator[str]:
    command = load(name)
    context = click.Context(command, info_name=name, parent=click.Context(root, info_name="pubman"))
    usage = " ".join(command.collect_usage_pieces(context))
    yield f".SS pubman {_escaped(name)} {_escaped(usage)}"
    yield from _paragraphs(command.help or "")
    yield from _options([each for each in command.params if not getattr(each, "hidden", False)])
    for line, purpose in EXAMPLES.get(name, ()):
        yield ".TP"
        yield f"$ \\fB{_escaped(line)}\\fR"
        yield _escaped(purpose)


def _section(title: str, text: str = "") -> list[str]:
    return [f".SH {title}", text] if text else [f".SH {title}"]


def _paragraphs(text: str) -> Iterator[str]:
    for number, paragraph in enumerate(text.strip().split("\n\n")):
        if number:
            yield ".PP"
        yield _escaped(" ".join(paragraph.replace("\b", "").split()))


def _options(parameters: list[click.Parameter]) -> Iterator[str]:
    for each in parameters:
        if isinstance(each, click.Option):
            names = ", ".join((*each.opts, *each.secondary_opts))
            value = "" if each.is_flag else f" \\fI{each.metavar or each.type.name.upper()}\\fR"
            yield ".TP"
            yield f"\\fB{_escaped(names)}\\fR{value}"
            yield _escaped(each.help or "")


def _escaped(text: str) -> str:
    """Return text in which nothing is a request of roff."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


if __name__ == "__main__":
    FILE.write_text(page(), "utf-8")
