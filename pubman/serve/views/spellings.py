"""Names of co-authors and venues that are spelled in several ways, in clusters to unite."""

from __future__ import annotations

from starlette.requests import Request

from pubman.errors import UnknownKey
from pubman.library.session import Library
from pubman.serve.clusters import clusters, listed
from pubman.serve.desk import Desk
from pubman.serve.pages import Page, later


def page(desk: Desk, library: Library, request: Request) -> Page:
    """Return the clusters of co-authors or of venues."""
    what = request.path_params["what"]
    if what not in {"authors", "venues"}:
        raise UnknownKey("There are pages for the spellings of authors and of venues.")
    title = "Spellings of names" if what == "authors" else "Spellings of venues"
    found = desk.background.get(
        library, f"spellings of {what}", lambda own: clusters(listed(own), what)
    )
    if found is None:
        return later(title, "Comparing spellings")
    data = {"clusters": found, "what": what}
    return Page(template="spellings.html", title=title, data=data)
