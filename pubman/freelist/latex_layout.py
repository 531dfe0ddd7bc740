"""LaTeX (a CV, a list of publications) -> a tree, by way of HTML.

Headings, lists, rows of tables and the entries of CV classes become elements. The commands that a
document defines itself are expanded, within limits, so that a command that loops ends. Nothing is
run: no file is read and no package is known.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Final

from pubman.freelist.html_layout import LINE, read_html
from pubman.freelist.latex_html import Page
from pubman.freelist.latex_input import SKIPPED_LINE, Inputs
from pubman.freelist.latex_macros import Macro, read_macros, without_comments
from pubman.freelist.latex_words import (
    ACCENTS,
    BACKWARDS,
    BLOCK_BREAKS,
    DEFINITIONS,
    DROPPED,
    HEADINGS,
    NUMBERED,
    PLAIN,
    SILENT,
    SWITCHES,
    TABLES,
    WRAPPED,
)
from pubman.freelist.tree import Node

MOST_EXPANSIONS: Final = 50_000
"""The most expansions of commands. A document with more loops, so its rest is not expanded."""

_STEP = re.compile(
    r"\\([A-Za-z@]+)\*?[ \t]*(?:\n(?![ \t\ue200]*\n))?|\\(.)|([{}&$~])"
    r"|(\n[ \t]*(?:\n[ \t\n\ue200]*)+)|([^\\{}&$~\n]+|\n)",
    re.DOTALL,
)
_ACCENTED = re.compile(r"\s*(\{[^{}]{0,9}\}|\\[ij]\b|\\?.)", re.DOTALL)
_BEHIND_BREAK = re.compile(r"\*?[ \t]*(?:\[[^\]\n]{0,40}\])?")
_NEW_COMMAND = re.compile(r"\s*\{?\s*\\?[A-Za-z@]*\s*\}?\s*(?:\[[^\]]*\]\s*)*(?:#\d\s*)*")
_CSL_SKIP = re.compile(r"\\vadjust\s+pre(?=\{)")
_LONG_ARGUMENT: Final = 60
_SHORT_ARGUMENT: Final = 24


def read_latex(text: str) -> Node:
    """The tree of a LaTeX document."""
    return read_html(_Reader(text).html())


@dataclass(slots=True)
class _Reader:
    """Goes through the document once and writes HTML."""

    source: str
    page: Page = field(default_factory=Page)
    inputs: Inputs = field(default_factory=Inputs)
    macros: dict[str, Macro] = field(default_factory=dict)
    expansions: int = 0

    def html(self) -> str:
        """The document as HTML."""
        text = _CSL_SKIP.sub(r"\\pubmanskip", without_comments(self.source))
        self.macros = read_macros(text)
        body = re.search(r"\\begin\s*\{document\}", text)
        end = text.find("\\end{document}", body.end() if body else 0)
        self.inputs.start(text[: end if end >= 0 else len(text)], body.end() if body else 0)
        self.page.paragraph(self.inputs.line)
        while self.inputs.stack:
            if not self._step():
                self.inputs.stack.pop()
        return self.page.html()

    def _step(self) -> bool:
        """Read one piece of the text on top; false at its end."""
        match = self.inputs.match(_STEP)
        if match is None:
            return False
        command, sign, special, blank, text = match.groups()
        if command:
            self._command(command, match[0])
        elif sign is not None:
            self._sign(sign)
        elif special:
            self._special(special)
        elif blank:
            self.page.paragraph(self.inputs.line)
        elif text:
            self.page.say(text.replace(SKIPPED_LINE, ""))
        return True

    # -------------------------------------------------------------------------------------- signs

    def _special(self, sign: str) -> None:
        if sign == "{":
            self.page.open_group()
        elif sign == "}":
            self.page.close_group()
        elif sign == "&":
            self.page.emit("<br>" if self.page.tables else " &amp; ")
        elif sign == "~":
            self.page.say(" ")
        else:
            maths = self.inputs.skip_to("$", 2000)
            self.page.say("\\$" if maths is None else f"${maths}$")

    def _sign(self, sign: str) -> None:
        if sign == "\\":
            self.inputs.match(_BEHIND_BREAK)
            self.page.break_line(self.inputs.line)
        elif sign in ",;:! \n":
            self.page.say(" ")
        elif sign in "'\"`^~=.":
            self._accent(f"\\{sign}")
        elif sign not in "/-()@":
            self.page.say(f"\\{sign}")

    def _accent(self, command: str) -> None:
        match = self.inputs.match(_ACCENTED)
        if match:
            self.page.say(command + match[1] + ("{}" if match[1].startswith("\\") else ""))

    # ----------------------------------------------------------------------------------- commands

    def _command(self, name: str, written: str) -> None:
        if name in HEADINGS or name.lower().endswith("section"):
            self._heading(HEADINGS.get(name, 3))
        elif name in WRAPPED:
            self.inputs.option()
            self.page.wrap_next(f"<{WRAPPED[name]}>", f"</{WRAPPED[name]}>")
        elif name in SWITCHES:
            self.page.switch(SWITCHES[name])
        elif name in ACCENTS:
            self._accent(f"\\{name} ")
        elif name in BLOCK_BREAKS:
            self.page.paragraph(self.inputs.line)
        elif name in DEFINITIONS:
            self.inputs.match(_NEW_COMMAND)
            self.inputs.arguments(2)
        elif name in DROPPED:
            self.inputs.drop(DROPPED[name])
        elif not self._structure(name):
            self._other(name, written)

    def _structure(self, name: str) -> bool:
        """Read a command that has a rule of its own; false for any other."""
        if name == "begin":
            self._begin()
        elif name == "end":
            self._end()
        elif name in {"item", "bibitem"}:
            self._item(label=self.inputs.option(), bib=name == "bibitem")
        elif name in {"href", "url", "path"}:
            self._link(name)
        elif name == "newline":
            self.page.emit("<br>")
        elif name == "texorpdfstring":
            self.inputs.push("".join(self.inputs.arguments(2)[:1]))
        elif name == "pubmanend":
            self.page.emit("</article>")
        elif name == "pubmantitle":
            self.page.wrap_next('<span class="title">', "</span>")
        else:
            return False
        return True

    def _other(self, name: str, written: str) -> None:
        """A command of the document's own, of a CV class, or of no meaning here."""
        macro = self.macros.get(name)
        if name in PLAIN:
            self.inputs.option()
        elif macro and (macro.arguments == 0 or "\\item" in macro.body):
            self._expand(macro)
        else:
            self._by_arguments(name, written, macro)

    def _by_arguments(self, name: str, written: str, macro: Macro | None) -> None:
        """Read a command by its arguments: a text in a face, an entry, or only a sign."""
        self.inputs.option()
        arguments = self.inputs.arguments(macro.arguments if macro else 9)
        if not arguments:
            self.page.say(written.rstrip() + (" " if written[-1:].isspace() else "{}"))
        elif macro and macro.arguments == 1 and len(arguments) == 1:
            self.inputs.push(_with_face(macro.body, arguments[0]))
        elif len(arguments) > 1 or len(arguments[0]) > _LONG_ARGUMENT:
            is_cv = name == "cventry"
            self._entry(_with_title(arguments) if is_cv else arguments, item=is_cv)
        else:
            self.inputs.push(arguments[0])

    def _expand(self, macro: Macro) -> None:
        self.expansions += 1
        if self.expansions > MOST_EXPANSIONS:
            return
        body = macro.body
        for number, argument in enumerate(self.inputs.arguments(macro.arguments), 1):
            body = body.replace(f"#{number}", argument)
        self.inputs.push(body)

    def _entry(self, arguments: list[str], *, item: bool) -> None:
        """The arguments of an entry's command: the first two on lines, short ones joined."""
        if item:
            self.page.emit(f'<article {LINE}="{self.inputs.line}">')
        else:
            self.page.paragraph(self.inputs.line)
        lines: list[str] = []
        for argument in (each.strip() for each in arguments if each.strip()):
            short = len(argument) < _SHORT_ARGUMENT and not argument.startswith("\\")
            if len(lines) > 2 and short:
                lines[-1] = f"{lines[-1]}, {argument}"
            else:
                lines.append(argument)
        self.inputs.push("\\\\ ".join(lines) + ("\\pubmanend " if item else "\n\n"))

    def _heading(self, level: int) -> None:
        self.inputs.option()
        if self.inputs.next_sign() == "{":
            self.page.wrap_next(f'<h{level} {LINE}="{self.inputs.line}">', f"</h{level}><p>")

    def _link(self, name: str) -> None:
        self.inputs.option()
        said = "".join(self.inputs.arguments(1)).replace("\\", "").replace(SKIPPED_LINE, "")
        url = "".join(said.split())
        shown = html.escape(url)
        if name == "href" and self.inputs.next_sign() == "{":
            self.page.wrap_next(f'<a href="{shown}">', "</a>")
        else:
            self.page.emit(f'<a href="{shown}">{shown}</a>')

    def _item(self, *, label: str, bib: bool) -> None:
        if bib:
            self.inputs.drop(1)
        number = None if bib else re.search(r"\d{1,4}", label)
        value = f' value="{number[0]}"' if number else ""
        self.page.emit(f'<li {LINE}="{self.inputs.line}"{value}>')

    # ------------------------------------------------------------------------------- environments

    def _begin(self) -> None:
        name = "".join(self.inputs.arguments(1)).strip()
        bare = name.rstrip("*")
        if bare in SILENT:
            if self.inputs.skip_to(f"\\end{{{name}}}") is None:
                self.inputs.skip_all()
        elif _is_table(bare):
            self.inputs.option()
            self.inputs.arguments(2)
            self.page.open_table(self.inputs.line)
        else:
            self._begin_list(bare)

    def _begin_list(self, name: str) -> None:
        start = re.search(r"start\s*=\s*(\d+)", self.inputs.option())
        given = f' start="{start[1]}"' if start else ""
        backwards = " reversed" if name in BACKWARDS else ""
        self.page.emit(f"<{_list_tag(name)}{given}{backwards}>")
        if name == "CSLReferences":
            self.inputs.drop(2)
        if _list_tag(name) == "div":
            self.page.paragraph(self.inputs.line)

    def _end(self) -> None:
        name = "".join(self.inputs.arguments(1)).strip().rstrip("*")
        if _is_table(name):
            self.page.close_table()
        else:
            self.page.emit(f"</{_list_tag(name)}>")


def _is_table(name: str) -> bool:
    return any(table in name.lower() for table in TABLES)


def _list_tag(name: str) -> str:
    """The element of an environment: a numbered list, a list, or a plain block."""
    if name in NUMBERED:
        return "ol"
    return "ul" if name == "itemize" else "div"


def _with_title(arguments: list[str]) -> list[str]:
    """The arguments of a CV entry: the second is a title if a third follows."""
    if len(arguments) <= 2:
        return arguments
    return [arguments[0], f"\\pubmantitle{{{arguments[1]}}}", *arguments[2:]]


def _with_face(body: str, argument: str) -> str:
    """The argument of an own command, in the face that its body gives it."""
    if re.search(r"\\(?:textbf|bfseries|bf)\b", body):
        return f"\\textbf{{{argument}}}"
    if re.search(r"\\(?:emph|textit|itshape|it|em)\b", body):
        return f"\\emph{{{argument}}}"
    return argument
