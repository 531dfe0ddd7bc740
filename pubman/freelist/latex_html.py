"""The HTML that a LaTeX document becomes, as it is written."""

from __future__ import annotations

import html
from dataclasses import dataclass, field

from pubman.freelist.html_layout import LINE
from pubman.text.latex import decode


@dataclass(slots=True)
class Page:
    """The HTML so far, the text that is not printed yet, and the open groups and tables.

    ``groups`` has the markup that closes each open group, and ``pending`` the markup around the
    next one. ``tables`` has the number of groups outside each open table.
    """

    out: list[str] = field(default_factory=list)
    leaf: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    pending: tuple[str, str] = ("", "")
    tables: list[int] = field(default_factory=list)

    def html(self) -> str:
        """The whole page."""
        self._flush()
        return "".join(self.out)

    def say(self, text: str) -> None:
        """Add LaTeX without structure."""
        self.leaf.append(text)

    def emit(self, markup: str) -> None:
        """Add HTML."""
        self._flush()
        self.out.append(markup)

    def _flush(self) -> None:
        if self.leaf:
            said = "".join(self.leaf)
            self.leaf.clear()
            self.out.append(_printed(said))

    def paragraph(self, line: int) -> None:
        """Begin a paragraph, except in a table."""
        if not self.tables:
            self.emit(f'<p {LINE}="{line}">')

    def break_line(self, line: int) -> None:
        """End a line, or a row of a table."""
        in_row = self.tables and len(self.groups) == self.tables[-1]
        self.emit(f'<p {LINE}="{line}">' if in_row else "<br>")

    def wrap_next(self, opening: str, closing: str) -> None:
        """Put markup around the next group."""
        self.pending = (opening, closing)

    def open_group(self) -> None:
        """Open a group, with the markup that waits for it."""
        opening, closing = self.pending
        self.pending = ("", "")
        self.emit(opening)
        self.groups.append(closing)

    def close_group(self) -> None:
        """Close the innermost group, if there is one."""
        self.emit(self.groups.pop() if self.groups else "")

    def switch(self, tag: str) -> None:
        """Put the rest of the group into an element."""
        if self.groups:
            self.emit(f"<{tag}>")
            self.groups[-1] = f"</{tag}>" + self.groups[-1]

    def open_table(self, line: int) -> None:
        """Begin a table and its first row."""
        self.tables.append(len(self.groups))
        self.emit(f'<div><p {LINE}="{line}">')

    def close_table(self) -> None:
        """End the innermost table, if there is one."""
        if self.tables:
            self.tables.pop()
            self.emit("</div>")


def _printed(text: str) -> str:
    """A piece of LaTeX without structure as HTML."""
    if not text.strip():
        return text
    head = text[: len(text) - len(text.lstrip())]
    tail = text[len(text.rstrip()) :]
    return head + html.escape(decode(text.strip()), quote=False) + tail
