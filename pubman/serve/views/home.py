"""The overview: what is in the store, what waits, what was done last."""

from __future__ import annotations

from starlette.requests import Request

from pubman.library.log import read_log
from pubman.library.session import Library
from pubman.library.status import status
from pubman.serve.desk import Desk
from pubman.serve.pages import Page, later

_LAST = 5  # changes shown


def page(desk: Desk, library: Library, _: Request) -> Page:
    """Return the overview."""
    found = desk.background.get(library, "overview", status)
    if found is None:
        return later("Overview", "Looking at your store")
    data = {"overview": found, "changes": read_log(library, _LAST)}
    return Page(template="home.html", title="Overview", data=data)
