"""The lists of ``pubman.toml``: the real export in a frame, and its options beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from starlette.requests import Request

from pubman.config.model import ListConfig
from pubman.errors import UnknownKey
from pubman.library.lists import make
from pubman.library.outputs import outputs
from pubman.library.session import Library
from pubman.serve.desk import Desk
from pubman.serve.pages import Page, later

_READ_AS_TEXT: Final = frozenset({"pdf", "docx"})


def index(desk: Desk, library: Library, _: Request) -> Page:
    """Return all lists, each with the state of its file."""
    states = desk.background.get(library, "outputs", outputs)
    if states is None:
        return later("Lists", "Comparing your lists with their files")
    data = {"lists": library.config.lists, "states": dict(states)}
    return Page(template="lists.html", title="Lists", data=data)


def page(_desk: Desk, library: Library, request: Request) -> Page:
    """Return one list with its preview."""
    config = _find(library, request.path_params["name"])
    return Page(template="list.html", title=config.name, data={"config": config})


def preview(library: Library, name: str) -> str:
    """Return a list as HTML. A format that a browser cannot show is previewed as a page."""
    config = _find(library, name)
    return make(library, replace(config, format="html", output="")).text


def _find(library: Library, name: str) -> ListConfig:
    for config in library.config.lists:
        if config.name == name:
            return config
    raise UnknownKey(f"There is no list called {name!r} in pubman.toml.")
