"""The ``pubman.toml`` that ``init`` writes: known values filled in, the rest as comments."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from pubman.config.keys import VENUE_KINDS
from pubman.exports import FORMATS
from pubman.listing import GROUPS, Look
from pubman.options import Declared, declared

_HEAD = """\
# pubman.toml: who you are, your eras, your lists. Edit it; keep it in git beside pubs.db.
# A line that begins with # has no effect; remove the # to use the line.
# To see every key: pubman config --help-keys

"""

_NOBODY = """\
# Who the lists are about. pubman recognises your name on a paper by this.
# [[people]]
# name = "Ada Lovelace"
# dblp = "12/3456"                        # the number in your dblp address
# spellings = ["Ada Byron"]               # other names on your papers; initials need no entry
"""

_MORE_ABOUT_YOU = {
    "spellings": '# spellings = ["..."]    # other names on your papers; initials need no entry',
    "dblp": '# dblp = "12/3456"       # the number in the address of your dblp page',
    "scholar": '# scholar = "..."        # the address of your Google Scholar profile',
    "orcid": '# orcid = "0000-..."     # your ORCID iD',
    "url": '# url = "https://..."    # your page',
    "accounts": "# arxiv, pubmed, inspire, hal, zbmath, ads: accounts there (pubman docs sync)",
}

_LIST = """
# The lists that "pubman export" writes, each to its file. Formats:
{formats}
[[lists]]
name = "page"
output = "publications.html"
# title = "Publications"
# group_by = ["year"]                      # {groups}
# tag = "selected"                         # only what you tagged: pubman tag KEY selected
# where = "year >= 2020 and kind = 'article'"   # any condition over: select * from bibliography
# How the list looks; each line shows the default.
{look}
"""

_REST = f"""
# Eras of your life as headings. Both ends are included; leave one out if it is open.
# [[eras]]
# name = "Publications"
# from = "2016-10"
#
# [[eras]]
# name = "Before PhD"
# to = "2016-09"

# A venue that pubman does not know, or knows under another name.
# [[venues]]
# name = "Nordic Workshop on Something"
# acronym = "NWS"
# kind = "workshop"         # {", ".join(VENUE_KINDS)}
# aliases = ["Nordic Something Workshop"]

# Which sources "pubman sync" asks, and for what.
# [sync]
# contact = "you@example.org"              # services answer people with an address faster
# propose = ["openalex"]                   # papers that nobody else lists, as questions
# include = ["dataset", "software"]        # what a sync otherwise leaves out

# Which source to believe if two disagree: the one with the higher rank.
# [[sources]]
# name = "own"                             # the name given by: pubman import --as own
# rank = 90

# Links to files that exist, under any label.
# [links]
# pdf = "papers/{{key}}.pdf"
# slides = "slides/{{key}}.pdf"

# Co-authors whose names link to their pages.
# [[coauthors]]
# name = "Charles Babbage"
# url = "https://example.org/babbage"
"""


_COLUMN = 26  # the column of the explanations; the longest option with its default is shorter


def _list_comments() -> str:
    """Return the table of a list with a commented line for every option of ``Look``."""
    names = " ".join(FORMATS)
    formats = textwrap.fill(
        names, 96, initial_indent="#   ", subsequent_indent="#   ", break_on_hyphens=False
    )
    look = "\n".join(map(_comment, declared(Look)))
    text = _LIST.replace("{formats}", formats).replace("{groups}", ", ".join(GROUPS))
    return text.replace("{look}", look)


def _comment(each: Declared) -> str:
    """Return the commented line of one option, set to its default."""
    value = "{}" if isinstance(each.default, Mapping) else json.dumps(each.default)
    line = f"# {each.name} = {value}".ljust(_COLUMN)
    return f"{line} # {each.doc}"


def starter(
    name: str = "",
    *,
    dblp: str = "",
    scholar: str = "",
    orcid: str = "",
    url: str = "",
    spellings: Sequence[str] = (),
) -> str:
    """Return the text of a new ``pubman.toml``: known values filled in, the rest as comments."""
    said = {
        "spellings": list(spellings),
        "dblp": dblp,
        "scholar": scholar,
        "orcid": orcid,
        "url": url,
    }
    return new_file(name, said)


def new_file(name: str, said: Mapping[str, Any]) -> str:
    """Return the text of a new file; ``said`` are values of the person called ``name``, if any."""
    return _HEAD + (_about(name, said) if name else _NOBODY) + _list_comments() + _REST


def _about(name: str, said: Mapping[str, Any]) -> str:
    lines = [
        '# You: your name as on your papers. Two surnames need a comma: "García Márquez, Gabriel".',
        "[[people]]",
    ]
    lines.append(f"name = {_quoted(name)}")
    lines += [f"{key} = {_quoted(value)}" for key, value in said.items() if value]
    lines += [line for key, line in _MORE_ABOUT_YOU.items() if not said.get(key)]
    return "\n".join(lines) + "\n"


def _quoted(value: str | list[str]) -> str:
    """Return a TOML string or list. JSON's escapes are those of TOML, except one control sign."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
