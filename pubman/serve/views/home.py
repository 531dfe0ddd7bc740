"""The overview: what is in the store, what waits, what was done last."""

from __future__ import annotations

from starlette.requests import Request

from pubman.library import history
from pubman.library.session import Library
from pubman.library.status import overview
from pubman.serve.pages import Page

_LAST = 5  # changes shown


def page(library: Library, _: Request) -> Page:
    """Return the overview."""
    data = {"overview": overview(library), "changes": history.log(library, _LAST)}
    return Page(template="home.html", title="Overview", data=data)
