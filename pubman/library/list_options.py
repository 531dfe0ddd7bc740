"""What a format needs to know about a list: its looks, its people, its links."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Final

from pubman.config import ListConfig
from pubman.errors import ConfigError
from pubman.exports import DATA_FORMATS, EXPORTS
from pubman.library.session import Library
from pubman.listing import LOOK, Options
from pubman.people import Person
from pubman.record import Link
from pubman.store.log import last_operation


def people_of(library: Library, config: ListConfig) -> list[Person]:
    """Return the people a list is about: those it names, or all."""
    people, wanted = library.config.people, set(config.person)
    known = {name for each in people for name in (each.id, each.name.full)}
    for name in sorted(wanted - known):
        raise ConfigError(
            f"pubman.toml, list {config.name!r}: {name!r} is not one of the people.",
            "They are: " + ", ".join(person.name.full for person in people),
        )
    return [each for each in people if not wanted or wanted & {each.id, each.name.full}]


def template_folder(library: Library, config: ListConfig) -> Path | None:
    """Return the folder of the person's own templates, or None."""
    folder = library.folder / (config.template or "templates")
    return folder if folder.is_dir() else None


def _style_sheet(library: Library, config: ListConfig) -> str:
    """Return the text of the CSS file that a list names."""
    if not config.css:
        return ""
    path = library.folder / config.css
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"pubman.toml, list {config.name!r}: css = {config.css!r} cannot be read."
        ) from error


_NAMED: Final = frozenset({"html", "pages", "pdf", "site"})
"""Formats whose default heading is the name of the person."""
_DATED: Final = frozenset({"html", "site"})
"""Formats that name the day of the last change unless the list says otherwise."""


def options_of(library: Library, config: ListConfig) -> Options:
    """Return the options of a list that its format needs."""
    people = people_of(library, config)
    owner = people[0] if len(people) == 1 else None
    links = _profiles(owner) if owner else []
    links += [Link(label=label, url=url) for label, url in config.profiles.items()]
    named = owner.name.full if owner and config.format in _NAMED else ""
    options = Options(
        title=config.title or named,
        profiles=tuple({link.label: link for link in links}.values()),
        downloads=_downloads(library, config),
        people=tuple((person.id, person.name.full) for person in people),
        template_dir=template_folder(library, config),
        style_sheet=_style_sheet(library, config),
        **{name: getattr(config, name) for name in LOOK},
    )
    own_style = library.folder / config.style  # A style may be a file beside pubman.toml.
    style = str(own_style) if own_style.is_file() else options.style
    template = str(library.folder / config.reference_doc) if config.reference_doc else ""
    updated = _updated(library, config)
    return replace(options, style=style, reference_doc=template, updated=updated)


def _updated(library: Library, config: ListConfig) -> str:
    """Return the date to print as the last update: by default a page names the last change."""
    if config.updated == "none":
        return ""
    if config.updated == "auto" or (not config.updated and config.format in _DATED):
        last = last_operation(library.store)
        return str(last["at"])[:10] if last else ""
    return config.updated


def _profiles(person: Person) -> list[Link]:
    """Return the links to the pages of ``person``."""
    links = [Link(label="dblp", url=f"https://dblp.org/pid/{pid}.html") for pid in person.pids]
    if person.scholar:
        url = f"https://scholar.google.com/citations?user={person.scholar}"
        links.append(Link(label="Google Scholar", url=url))
    if person.orcid:
        links.append(Link(label="ORCID", url=f"https://orcid.org/{person.orcid}"))
    if person.url:
        links.append(Link(label="Homepage", url=person.url))
    return links


def _downloads(library: Library, config: ListConfig) -> tuple[Link, ...]:
    """Return the files a page offers: those it names, else every list in a data format."""
    if config.format != "html":
        return ()
    if config.downloads:
        return tuple(Link(label=label, url=url) for label, url in config.downloads.items())
    found = []
    for other in library.config.lists:
        if other is not config and other.output and other.format in DATA_FORMATS:
            label = EXPORTS[other.format].label if other.format in EXPORTS else other.format
            found.append(Link(label=label, url=_relative(other.output, config.output)))
    return tuple(found)


def _relative(path: str, start: str) -> str:
    return os.path.relpath(path, os.path.dirname(start) or ".").replace(os.sep, "/")  # noqa: PTH120
