"""What ``pubman.toml`` adds to publications on their way to a list.

Present names on every paper of people who changed theirs, pages of co-authors, and links to files
that lie beside the list (``[links] pdf = "papers/{key}.pdf"``).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from pubman.config import Config
from pubman.library.opened import Library
from pubman.people import Person, current_name, in_period, same_spelling
from pubman.record import Authorship, Link, Publication
from pubman.text.names import parse_name

_UNSAFE: Final = re.compile(r"[^\w.+-]")
"""What a key may hold and a file name had better not."""


def present(
    library: Library, publications: Iterable[Publication], output: str = ""
) -> list[Publication]:
    """``publications`` as they appear in the list that is written to ``output``."""
    config = library.config
    shown = {person.id: person for person in config.people if person.show == "current"}
    pages = [(parse_name(each.name), each.url) for each in config.coauthors]
    found = []
    for pub in publications:
        if shown or pages:
            pub = _with_people(pub, shown, pages)  # noqa: PLW2901
        if config.links:
            pub = _with_files(library, pub, output)  # noqa: PLW2901
        found.append(pub)
    return found


def _with_people(
    pub: Publication, shown: dict[str, Person], pages: Sequence[tuple[object, str]]
) -> Publication:
    authorships = tuple(_author(each, shown, pages) for each in pub.authorships)
    if authorships == pub.authorships:
        return pub
    names = tuple(each.name for each in authorships)
    # An entry given back byte for byte would still bear the former name.
    raw = pub.raw if names == pub.authors else ""
    return replace(pub, authorships=authorships, authors=names, raw=raw)


def _author(
    author: Authorship, shown: dict[str, Person], pages: Sequence[tuple[object, str]]
) -> Authorship:
    if author.person in shown:
        author = replace(author, name=current_name(author.name, shown[author.person]))
    for name, url in pages:
        if same_spelling(author.name, name):  # type: ignore[arg-type]
            return replace(author, url=url)
    return author


def _with_files(library: Library, pub: Publication, output: str) -> Publication:
    """Adds the links of ``[links]`` whose file is there, relative to the list's own folder."""
    labels = {link.label for link in pub.links}
    added = []
    for label, pattern in library.config.links.items():
        if label in labels:
            continue
        path = pattern.replace("{key}", _UNSAFE.sub("_", pub.key))
        if (library.folder / path).is_file():
            start = Path(output).parent if output else Path()
            added.append(Link(label=label, url=os.path.relpath(path, start).replace(os.sep, "/")))
    return replace(pub, links=(*added, *pub.links)) if added else pub


def of_people(
    config: Config, publications: Sequence[Publication], wanted: Sequence[str], *,
    in_periods: bool, grace: int,
) -> list[Publication]:  # fmt: skip
    """The publications of the people ``wanted`` (ids or names; none: of everybody).

    ``in_periods`` keeps those whose date lies in a period of one of these people, ``grace`` months
    after its end included.
    """
    people = [
        person
        for person in config.people
        if not wanted or person.id in wanted or person.name.full in wanted
    ]
    by_id = {person.id: person for person in people}
    return [
        pub
        for pub in publications
        if any(
            author.person in by_id
            and (not in_periods or in_period(pub.date, by_id[author.person], grace))
            for author in pub.authorships
        )
    ]
