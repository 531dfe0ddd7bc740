"""Write the man pages from the commands: ``man/pubman.1`` and one page for each command.

The wheel installs them, so that ``man pubman-export`` works. A test compares them with the code.
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

FOLDER: Final = Path(__file__).resolve().parent.parent / "man"


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    made = {"pubman.1": _overview()}
    for name in COMMANDS:
        made[f"pubman-{name}.1"] = _page(name)
    return made


def _overview() -> str:
    lines = [
        f'.TH PUBMAN 1 "" "pubman {__version__}" "pubman"',
        *_section("NAME", "pubman \\- keep one clean list of what you published"),
        *_section(
            "SYNOPSIS", "\\fBpubman\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]"
        ),
        *_section("DESCRIPTION", _escaped(root.help or "")),
    ]
    for heading in dict.fromkeys(row.heading for row in COMMANDS.values()):
        lines.append(f".SS {heading}")
        for name, row in COMMANDS.items():
            if row.heading == heading:
                lines += [".TP", f"\\fBpubman\\-{_escaped(name)}\\fR(1)", _escaped(row.help)]
    lines += _section("OPTIONS")
    lines += _options(root.params)
    return "\n".join(lines) + "\n"


def _page(name: str) -> str:
    command = load(name)
    context = click.Context(command, info_name=name, parent=click.Context(root, info_name="pubman"))
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [
        f'.TH PUBMAN\\-{name.upper()} 1 "" "pubman {__version__}" "pubman"',
        *_section("NAME", f"pubman\\-{name} \\- {_escaped(COMMANDS[name].help)}"),
        *_section("SYNOPSIS", f"\\fBpubman {name}\\fR {_escaped(usage)}"),
        *_section("DESCRIPTION"),
        *_paragraphs(command.help or ""),
    ]
    shown = [each for each in command.params if not getattr(each, "hidden", False)]
    if options := list(_options(shown)):
        lines += [*_section("OPTIONS"), *options]
    if examples := EXAMPLES.get(name):
        lines += _section("EXAMPLES")
        for line, purpose in examples:
            lines += [".TP", f"\\fB{_escaped(line)}\\fR", _escaped(purpose)]
    lines += _section("SEE ALSO", "\\fBpubman\\fR(1)")
    return "\n".join(line for line in lines if line) + "\n"


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
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.1"):
        old.unlink()
    for file, content in pages().items():
        (FOLDER / file).write_text(content, "utf-8")
