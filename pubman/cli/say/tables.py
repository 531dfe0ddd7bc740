"""Tables on stdout: aligned columns, cut at the edge of a terminal and whole in a pipe."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence

from pubman.cli.say.terminal import Style, cut, is_colourful, print_data, styled, visible, width


def print_table(
    rows: Iterable[Sequence[object]],
    *,
    header: Sequence[str] = (),
    right: Iterable[int] = (),
    indent: int = 0,
    styles: Mapping[int, Style] | None = None,
) -> None:
    """Print ``rows`` on stdout in aligned columns, two spaces apart.

    ``right`` are the columns (from 0) to align right, as numbers are. ``styles`` gives the columns
    their colours. None prints as nothing. On a terminal a line is cut with ``...`` at the edge of
    the terminal. Into a pipe or a file it is whole.
    """
    cells = [[_cell(value) for value in row] for row in ([header] if header else [])]
    cells += [[_cell(value) for value in row] for row in rows]
    widths = _column_widths(cells)
    limit = terminal_columns()
    numbers = frozenset(right)
    colours = styles if styles and is_colourful(sys.stdout) else {}
    for row in cells:
        parts = [_pad(text, widths[i], right=i in numbers) for i, text in enumerate(row)]
        parts = _cut_parts(parts, indent, limit) if limit else parts
        painted = [
            styled(part, colours[i]) if i in colours and part else part
            for i, part in enumerate(parts)
        ]
        print_data((" " * indent + "  ".join(painted)).rstrip())


def terminal_columns() -> int | None:
    """Return the columns of the terminal that stdout is, or None if it is not a terminal."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _column_widths(cells: Sequence[Sequence[str]]) -> list[int]:
    columns = max((len(row) for row in cells), default=0)
    return [
        max((width(row[i]) for row in cells if i < len(row)), default=0) for i in range(columns)
    ]


def _cut_parts(parts: Sequence[str], indent: int, limit: int) -> list[str]:
    """Return the columns of a line, cut at the width of the terminal."""
    kept: list[str] = []
    left = limit - indent
    for part in parts:
        if left <= 0:
            break
        kept.append(cut(part.rstrip(), left) if width(part.rstrip()) > left else part)
        left -= width(part) + 2
    return kept


def _cell(value: object) -> str:
    return "" if value is None else visible(" ".join(str(value).split()))


def _pad(text: str, columns: int, *, right: bool) -> str:
    gap = " " * (columns - width(text))
    return gap + text if right else text + gap
