"""Jinja2 environments that escape every value for their format.

A value that is not :class:`Markup` goes through the format's ``escape`` on its way out, so a
person's own template cannot forget it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    pass_eval_context,
)
from jinja2.nodes import EvalContext
from markupsafe import Markup

from pubman.pages.entry_links import printed
from pubman.pages.labels import TEMPLATES
from pubman.pages.page import ShownEntry
from pubman.record import Link
from pubman.text.markup import printable
from pubman.text.urls import safe_url

Escape = Callable[[str], str]


JINJA: Final = ("{%", "%}", "{{", "}}", "{#", "#}")
"""Jinja's own signs around statements, values and comments."""
ANGLED: Final = ("<%", "%>", "<<", ">>", "<#", "#>")
"""The same for templates of formats that are full of braces."""


@lru_cache(maxsize=16)
def environment(
    escape: Escape, template_dir: Path | None = None, signs: tuple[str, ...] = JINJA
) -> Environment:
    """Return the environment of a format. It escapes every value that is not ``Markup``."""
    shipped = FileSystemLoader(TEMPLATES)
    loaders: list[BaseLoader] = [shipped, PrefixLoader({"pubman": shipped})]
    if template_dir is not None:
        loaders.insert(0, FileSystemLoader(template_dir))

    # Jinja asks for the context so that it calls this at run time for constants too. It then finds
    # Markup, which its own escape leaves alone.
    @pass_eval_context
    def finalize(_: EvalContext, value: object) -> Markup:
        if isinstance(value, Markup):
            return value
        text = "" if value is None else str(value)
        return Markup(escape(text)) if text else Markup()  # noqa: S704 - escaped just now

    found = Environment(
        block_start_string=signs[0],
        block_end_string=signs[1],
        variable_start_string=signs[2],
        variable_end_string=signs[3],
        comment_start_string=signs[4],
        comment_end_string=signs[5],
        loader=ChoiceLoader(loaders),
        autoescape=True,
        optimized=False,  # It takes longer than it saves: a template is filled once.
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    found.filters["safe_links"] = safe_links
    found.filters["safe_pictures"] = safe_pictures
    found.filters["safe_address"] = safe_url
    found.filters["printed"] = printed_links
    found.filters["repeat"] = lambda text, times: Markup(text * min(times, 6))  # noqa: S704
    return found


def safe_links(links: Sequence[Link]) -> list[Link]:
    """Return the ``links`` with a safe address; the others are left out."""
    safe = [Link(label=printable(link.label) or link.url, url=safe_url(link.url)) for link in links]
    return [link for link in safe if link.url]


def safe_pictures(urls: Sequence[str]) -> list[str]:
    """Return the ``urls`` that may be shown as pictures: files beside the page.

    A picture on another host would tell that host about every reader.
    """
    safe = [safe_url(url) for url in urls]
    return [url for url in safe if url and ":" not in url.split("/")[0]]


def printed_links(entry: ShownEntry) -> list[tuple[str, str]]:
    """Return the links of ``entry`` as they are printed: what each says, and its address."""
    found = [(printed(link, entry.venue_line), link.url) for link in entry.links]
    return [(text, url) for text, url in found if text]
