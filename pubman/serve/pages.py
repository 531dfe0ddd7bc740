"""Templates, and what every page shows: the navigation, the notices and what waits."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from pubman.library.session import Library
from pubman.serve.desk import Desk
from pubman.serve.done import count
from pubman.store.browse import state, waiting

FOLDER: Final = Path(__file__).parent
NAVIGATION: Final = (
    ("/", "Overview"),
    ("/pubs", "Publications"),
    ("/review", "Review"),
    ("/claim", "Yours?"),
    ("/check", "Check"),
    ("/spellings/authors", "Names"),
    ("/spellings/venues", "Venues"),
    ("/lists", "Lists"),
    ("/import", "Import"),
    ("/sync", "Sync"),
    ("/log", "Log"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to show: its template, its title, and what the template needs.

    ``passing`` is true if another page takes its place by itself.
    """

    template: str
    title: str
    data: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    passing: bool = False


def later(title: str, work: str) -> Page:
    """Return a page that says what is being worked on and asks again by itself."""
    return Page(template="later.html", title=title, data={"work": work}, passing=True)


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"address": address, "count": count, "path": quote_path}
    environment.globals |= {"query": query}
    return environment


def quote_path(text: str) -> str:
    """Return *text* as one part of an address. Keys may hold slashes and colons."""
    return quote(text, safe="")


def address(key: str) -> str:
    """Return the address of the page of a publication."""
    return f"/pubs/{quote_path(key)}"


def query(path: str, **values: object) -> str:
    """Return an address with the values that are not empty."""
    known = {name: str(value) for name, value in values.items() if value not in ("", None, 0)}
    return f"{path}?{urlencode(known)}" if known else path


def render(desk: Desk, library: Library, page: Page, *, path: str, news: bool = False) -> str:
    """Return a page as HTML.

    With ``news``, a tab only refreshes itself because the store has changed. Then the notices stay
    for the tab whose form they answer. A page that is shown for a moment leaves them to the next.
    """
    keep = news or page.passing
    waits = waiting(library.store)
    return (
        _templates()
        .get_template(page.template)
        .render(
            page.data,
            title=page.title,
            navigation=NAVIGATION,
            path=path,
            here=path.partition("?")[0],
            csrf=desk.keys.form,
            at=state(library.store),
            read_only=desk.read_only,
            notices=[] if keep else desk.take_notices(),
            waits={
                "/review": waits.get("same", 0) + waits.get("gone", 0),
                "/claim": waits.get("mine", 0),
            },
            name=library.config.people[0].name.full if library.config.people else "",
        )
    )


def marked(a: str, b: str) -> tuple[Markup, Markup]:
    """Return two texts with the words that only one of them has inside ``<mark>``."""
    words: tuple[Sequence[str], Sequence[str]] = (a.split(), b.split())
    folded = [[word.casefold().strip(".,:;") for word in each] for each in words]
    matcher = difflib.SequenceMatcher(a=folded[0], b=folded[1], autojunk=False)
    out: tuple[list[Markup], list[Markup]] = ([], [])
    for kind, *places in matcher.get_opcodes():
        for side, (start, end) in enumerate((places[:2], places[2:])):
            text = " ".join(words[side][start:end])
            if text:
                plain = escape(text)
                out[side].append(
                    plain if kind == "equal" else Markup("<mark>{}</mark>").format(text)
                )
    return Markup(" ").join(out[0]), Markup(" ").join(out[1])
