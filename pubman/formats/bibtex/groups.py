"""Groups that a reference manager keeps in a comment of the file: BibDesk's and JabRef's.

BibDesk lists the keys of a *static group* in a property list. JabRef did the same in an
*ExplicitGroup* until version 3; later versions write the field ``groups`` of the entry instead.
"""

from __future__ import annotations

import re
from typing import Final

from pubman.formats.pieces import Pieces, find_all, holds
from pubman.text.html_text import plain_text

_REACH: Final = 200_000
"""The most characters of one comment with groups."""
_BIBDESK = re.compile(
    r"@comment\s{0,9}\{BibDesk Static Groups\{(.{0,199900}?)</plist>", re.DOTALL | re.IGNORECASE
)
_DICT = re.compile(r"<dict>(.*?)</dict>", re.DOTALL)
_PAIR = re.compile(r"<key>([^<]*)</key>\s*<string>([^<]*)</string>")
_JABREF = re.compile(
    r"\d+ ExplicitGroup:((?:[^\\;\n]|\\[^;]){1,200})\\;\d\\;((?:[^;\n]|\\;|;(?!;)){0,99000}?)\\?;;"
)


def find_groups(text: Pieces) -> dict[str, tuple[str, ...]]:
    """Return the names of the groups of each entry, by its key."""
    found: dict[str, list[str]] = {}
    if holds(text, "BibDesk Static Groups"):
        for comment in find_all(_BIBDESK, text, _REACH):
            for group in _DICT.findall(comment[1]):
                said = dict(_PAIR.findall(group))
                _add(found, said.get("group name", ""), said.get("keys", "").split(","))
    if holds(text, "ExplicitGroup:"):
        for match in find_all(_JABREF, text, _REACH):
            _add(found, match[1], re.split(r"\\?;", match[2].replace("\n", "")))
    return {key: tuple(names) for key, names in found.items()}


def _add(found: dict[str, list[str]], name: str, keys: list[str]) -> None:
    group = plain_text(name).strip()
    for key in (each.strip().strip("\\") for each in keys):
        if group and key:
            found.setdefault(key, []).append(group)
