"""A list as the data of a Quarto listing: a YAML file with one item per publication.

In a page of Quarto: ``listing: {contents: publications.yml, type: table, categories: true}``.
"""

from __future__ import annotations

from collections.abc import Sequence

from pubman.listing import Options, Section
from pubman.pages.entries import build
from pubman.pages.front_matter import yaml
from pubman.pages.generator_facts import date_of, title_of_page
from pubman.pages.page import ShownEntry


def render(sections: Sequence[Section], options: Options) -> str:
    """Return ``sections`` as items of a listing; ``[]`` without publications."""
    page = build(sections, options, legend="none", labelled=False)
    items = [_item(entry) for entry in page.entries_once]
    return "".join(items) or "[]\n"


def _item(entry: ShownEntry) -> str:
    pub = entry.pub
    lines = yaml(
        {
            "title": title_of_page(entry),
            "author": ", ".join(entry.names),
            "date": date_of(pub),
            "description": entry.venue_line,
            "categories": [tag for tag in pub.tags if tag != "selected"],
            "path": entry.url,
            "doi": pub.doi,
        }
    ).splitlines()
    first, *rest = lines or ["title: ''"]
    return "\n".join([f"- {first}", *(f"  {line}" for line in rest)]) + "\n"
