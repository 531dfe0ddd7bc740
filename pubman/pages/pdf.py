"""A list as PDF: the ``typst`` wheel sets the output of :mod:`pubman.pages.typst`.

It reads only fonts from the disk and nothing from the network. The date in the file is ``updated``
or none, so that the same list gives the same bytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pubman.errors import ConfigError, MissingExtra, Step
from pubman.listing import Options, Section
from pubman.pages import typst
from pubman.record import Date


def render(sections: Sequence[Section], options: Options) -> bytes:
    """Return ``sections`` as a PDF; raise ``MissingExtra`` if the extra is not installed."""
    try:
        import typst as setter  # noqa: PLC0415 - an extra, and a heavy one
    except ImportError as error:
        own = Step("export", "--format typst", "what a Typst of your own sets")
        raise MissingExtra("PDF needs", "pdf", own) from error
    source = typst.render(sections, options)
    try:
        with tempfile.TemporaryDirectory() as empty:  # A template cannot read any file.
            path = Path(empty) / "list.typ"
            path.write_text(source, encoding="utf-8")
            timestamp = _timestamp(options.updated)
            content: bytes = setter.compile(str(path), root=empty, timestamp=timestamp)
    except setter.TypstError as error:
        raise ConfigError(f"Typst cannot set the list: {error}.") from error
    return content


def _timestamp(updated: str) -> datetime:
    """Return the date of ``updated`` for the properties of the file; the epoch without one."""
    try:
        date = Date.parse(updated)
    except ValueError:
        date = None
    if date is None or not 1970 <= date.year <= 9999:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return datetime(date.year, date.month or 1, date.day or 1, tzinfo=UTC)
