"""A list as PDF: the Typst of :mod:`pubman.pages.typst`, set by the ``typst`` wheel.

Nothing is read from the disk but fonts, and nothing comes over the network. The date inside is that
of ``updated``, or none, so that the same list gives the same bytes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pubman.errors import ConfigError, UsageError
from pubman.listing import Options, Section
from pubman.pages import typst
from pubman.record import Date


def render(sections: Sequence[Section], options: Options) -> bytes:
    """``sections`` as a PDF; ``UsageError`` where the extra is not installed."""
    try:
        import typst as setter  # noqa: PLC0415 - an extra, and a heavy one
    except ImportError as error:
        raise UsageError(
            "PDF needs the extra pdf.",
            'pip install "pubman[pdf]"',
            "pubman export --format typst     what a Typst of your own sets",
        ) from error
    source = typst.render(sections, options)
    try:
        with tempfile.TemporaryDirectory() as empty:  # a template reaches no file of yours
            path = Path(empty) / "list.typ"
            path.write_text(source, encoding="utf-8")
            timestamp = _timestamp(options.updated)
            content: bytes = setter.compile(str(path), root=empty, timestamp=timestamp)
    except setter.TypstError as error:
        raise ConfigError(f"Typst cannot set the list: {error}.") from error
    return content


def _timestamp(updated: str) -> datetime:
    """The date of ``updated`` for the file's properties; the epoch where it names none."""
    try:
        date = Date.parse(updated)
    except ValueError:
        date = None
    if date is None or not 1970 <= date.year <= 9999:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return datetime(date.year, date.month or 1, date.day or 1, tzinfo=UTC)
