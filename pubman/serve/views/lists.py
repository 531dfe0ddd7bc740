"""The lists of ``pubman.toml``: the real export in a frame, and its options beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from starlette.requests import Request

from pubman.config.list_options import editable_options
from pubman.config.model import ListConfig
from pubman.errors import UnknownKey
from pubman.library.lists import make
from pubman.library.output_states import outputs
from pubman.library.session import Library
from pubman.options import Declared
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
    data = {"config": config, "options": [_field(config, each) for each in editable_options()]}
    return Page(template="list.html", title=config.name, data=data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """An option in the form: its value as text, and the values to choose from, if there are few."""

    name: str
    doc: str
    value: str
    choices: tuple[str, ...]
    switch: bool
    on: bool


def _field(config: ListConfig, option: Declared) -> Field:
    value = getattr(config, option.name)
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    several = option.type == "tuple[str, ...]"
    return Field(
        name=option.name,
        doc=option.doc,
        value=text,
        choices=() if several else option.choices,
        switch=option.type == "bool",
        on=value is True,
    )


def preview(library: Library, name: str) -> str:
    """Return a list as HTML. A format that a browser cannot show is previewed as a page."""
    config = _find(library, name)
    return make(library, replace(config, format="html", output="")).text


def _find(library: Library, name: str) -> ListConfig:
    for config in library.config.lists:
        if config.name == name:
            return config
    raise UnknownKey(f"There is no list called {name!r} in pubman.toml.")
