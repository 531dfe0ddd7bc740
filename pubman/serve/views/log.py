"""The log of changes with undo and redo, and the page for a form that came too late."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request

from pubman.library.log import read_log
from pubman.library.session import Library
from pubman.serve.desk import Desk
from pubman.serve.pages import Page

_SHOWN: Final = 200
"""Changes on the page."""


def page(_desk: Desk, library: Library, _: Request) -> Page:
    """Return the latest changes."""
    return Page(template="log.html", title="Log", data={"changes": read_log(library, _SHOWN)})


def conflict(library: Library, at: str, back: str) -> Page:
    """Return the page that says what changed since a form was shown."""
    number = at.partition(".")[0]
    since = int(number) if number.isdigit() else 0
    changes = [line for line in read_log(library, _SHOWN) if line.id > since]
    data = {"changes": changes, "back": back}
    return Page(template="conflict.html", title="The list has changed", data=data, status=409)
