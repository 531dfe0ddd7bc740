"""Search: the words that a person types become a condition over publications.

``author:weidlich venue:sigmod year:2019..2021 tag:selected kind:article era:"Before PhD"
person:"Bo Zhao" "event stream" shed -survey``

A term with a known name narrows the search. Every other word is searched in titles, authors,
venues, abstracts and notes, and matches words that begin with it. A ``-`` before a term excludes
what it matches (``not:`` means the same). User text is never query syntax by accident.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pubman.errors import UsageError
from pubman.fields import KINDS, STATUSES
from pubman.store.file import Store
from pubman.store.keys import LISTED
from pubman.text.fold import fold, search_text
from pubman.text.identifiers import arxiv_id, doi
from pubman.text.pubmed_ids import find_pmcid, pmcid, pmid

NAMES: Final = ("author", "venue", "year", "tag", "kind", "era", "person", "title", "key", "source",
                "status", "is", "doi",
                "arxiv", "pmid", "pmcid")  # fmt: skip
"""The names that narrow a search."""
IDENTIFIERS: Final[Mapping[str, tuple[str, Callable[[str], str]]]] = {
    "doi": ("doi", doi),
    "arxiv": ("arxiv_id", arxiv_id),
    "pmid": ("pmid", pmid),
    "pmcid": ("pmcid", pmcid),
}
"""Names of identifiers -> their columns, and what brings them into their normal form."""
_WITH: Final = {
    column: "SELECT x.publication_id FROM publication_records x "
    f"JOIN records r ON r.id = x.record_id WHERE r.{column} = ?"
    for column, _ in IDENTIFIERS.values()
}
_TERM = re.compile(r'(-|not:)?(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))')


@dataclass(slots=True)
class Selection:
    """A SQL condition over ``publications AS p`` with its parameters; ``match`` for the index.

    ``lifts`` names the limits of a list that the words replace: ``mine``, ``hidden``, ``status``.
    """

    conditions: list[str] = field(default_factory=list)
    parameters: list[Any] = field(default_factory=list)
    match: list[str] = field(default_factory=list)
    lifts: set[str] = field(default_factory=set)

    @property
    def says_ownership(self) -> bool:
        """Return True if the words ask for ownership or status, so no limit of a list applies."""
        return bool(self.lifts)

    def narrow(self, condition: str, *parameters: Any) -> None:
        """Add a condition."""
        self.conditions.append(condition)
        self.parameters.extend(parameters)


def parse_query(words: Sequence[str]) -> Selection:
    """Return the selection that ``words`` mean. ``UsageError`` for an invalid year or kind."""
    selection = Selection()
    for text in words:
        # A word that came as one argument with spaces was quoted in the shell.
        quoted = " " in text.strip() and not re.search(r'[:"]|(^|\s)-\w', text)
        for excluded, name, phrase, word in _TERM.findall(f'"{text}"' if quoted else text):
            take = _exclude if excluded else _take
            take(selection, name.lower(), phrase or word, whole=bool(phrase))
    if words and not (selection.conditions or selection.match):
        raise UsageError(f"{' '.join(words)[:40]!r} contains no word to search for.")
    return selection


def unknown_names(words: Sequence[str]) -> list[str]:
    """Return the words before a colon in ``words`` that are not a known name."""
    terms = [term for text in words for term in _TERM.findall(text)]
    found = [name.lower() for _, name, _, word in terms if name and not word.startswith("//")]
    return [name for name in dict.fromkeys(found) if name not in NAMES]


def _exclude(selection: Selection, name: str, value: str, *, whole: bool) -> None:
    """Narrow ``selection`` to what a term does not match."""
    inner = Selection()
    _take(inner, name, value, whole=whole)
    if inner.match:
        inner.narrow(
            "p.id IN (SELECT rowid FROM publications_fts WHERE publications_fts MATCH ?)",
            " AND ".join(inner.match),
        )
    if inner.conditions:
        condition = " AND ".join(f"({each})" for each in inner.conditions)
        selection.narrow(f"NOT coalesce({condition}, 0)", *inner.parameters)


def _take(selection: Selection, name: str, value: str, *, whole: bool) -> None:
    if (number := _find_identifier(name, value)) and not whole:
        selection.narrow(f"p.id IN ({_WITH[number[0]]})", number[1])
        return
    if name and name not in NAMES:  # https://..., or a title with a colon
        name, value = "", f"{name} {value}"
    if not name or name in ("author", "venue", "title"):
        term = _match(value, whole=whole or name == "venue")
        if term:
            column = {"author": "authors", "venue": "venue", "title": "title"}.get(name, "")
            selection.match.append(f"{column}: {term}" if column else term)
        return
    _NARROW[name](selection, value)


def _find_identifier(name: str, value: str) -> tuple[str, str] | None:
    """Return the column and the normal form of an identifier, or None for other words.

    Without its name, an identifier must look like one: a DOI, an arXiv number, a PMCID.
    """
    if name in IDENTIFIERS:
        column, normalise = IDENTIFIERS[name]
        return column, normalise(value) or value
    if name:
        return None
    found = (("arxiv_id", arxiv_id(value)), ("doi", doi(value)), ("pmcid", find_pmcid(value)))
    return next((each for each in found if each[1]), None)


def _match(value: str, *, whole: bool) -> str:
    """Return an FTS5 expression for ``value``: quoted tokens, the last of them a beginning."""
    tokens = search_text(value).split()
    if not tokens:
        return ""
    if whole and len(tokens) > 1:
        return '"' + " ".join(tokens) + '"'
    quoted = [f'"{token}"' for token in tokens]
    # One Latin letter (the C of C++) begins too many words; one Han character is a word.
    last = tokens[-1]
    star = "" if len(last) == 1 and last.isascii() else "*"
    return "(" + " AND ".join([*quoted[:-1], quoted[-1] + star]) + ")"


def _year(selection: Selection, value: str) -> None:
    match = re.fullmatch(r"(\d{4})?(\.\.)?(\d{4})?", value)
    if match is None or not (match[1] or match[3]) or (match[1] and match[3] and not match[2]):
        raise UsageError(f"{value!r} is not a valid year (use 2021, 2019..2021, 2019.. or ..2021).")
    first, dots, last = match.groups()
    if first:
        selection.narrow("p.year >= ?", int(first))
    if last or not dots:
        selection.narrow("p.year <= ?", int(last or first))


def _kind(selection: Selection, value: str) -> None:
    kinds = [kind.strip().lower() for kind in value.split(",")]
    for kind in kinds:
        if kind not in KINDS:
            raise UsageError(f"{kind!r} is not a valid kind.", "kinds: " + ", ".join(KINDS))
    selection.narrow(f"p.kind IN ({', '.join('?' * len(kinds))})", *kinds)


def _tag(selection: Selection, value: str) -> None:
    selection.narrow(
        "EXISTS (SELECT 1 FROM publication_tags t WHERE t.publication_id = p.id AND t.tag = ?)",
        value,
    )


def _era(selection: Selection, value: str) -> None:
    selection.narrow("p.era = ? COLLATE NOCASE", value)


_EXACTLY: Final = (
    "SELECT y.id FROM people y LEFT JOIN person_names n ON n.person = y.id "
    "WHERE y.id = ? OR y.name = ? COLLATE NOCASE OR n.name = ? COLLATE NOCASE"
)
_PARTLY: Final = (
    "SELECT y.id FROM people y WHERE instr('-' || y.id || '-', ?) "
    "OR instr(' ' || lower(y.name) || ' ', ?)"
)


def _person(selection: Selection, value: str) -> None:
    """Select the papers of a person, or of all whose name contains the words, if nobody has it."""
    selection.narrow(
        "EXISTS (SELECT 1 FROM person_publications x WHERE x.publication_id = p.id AND (x.person "
        f"IN ({_EXACTLY}) OR NOT EXISTS ({_EXACTLY}) AND x.person IN ({_PARTLY})))",
        *([value] * 6),
        f"-{fold(value).replace(' ', '-')}-",
        f" {value.lower()} ",
    )


def _source(selection: Selection, value: str) -> None:
    selection.narrow(
        "EXISTS (SELECT 1 FROM publication_records x JOIN records r ON r.id = x.record_id "
        "WHERE x.publication_id = p.id AND r.source = ?)",
        value,
    )


def _key(selection: Selection, value: str) -> None:
    selection.narrow("p.key = ?", value)


def _status(selection: Selection, value: str) -> None:
    if value.lower() not in STATUSES:
        raise UsageError(f"{value!r} is not a valid status (use {', '.join(STATUSES)}).")
    selection.narrow("p.status = ? COLLATE NOCASE", value)
    selection.lifts.add("status")


def _is(selection: Selection, value: str) -> None:
    conditions = {
        "mine": "p.mine = 1",
        "hidden": "p.hidden = 1",
        "asked": "p.mine IS NULL",
        "other": "p.mine = 0",
        "gone": "p.gone_since IS NOT NULL",
        "all": "1",
    }
    if value not in conditions:
        known = ", ".join(conditions)
        raise UsageError(f"{value!r} is not a value of is: (use {known}).")
    selection.narrow(conditions[value])
    # is:hidden or is:other does not ask for papers under review; is:all asks for everything.
    selection.lifts |= {"mine", "hidden", "status"} if value == "all" else {"mine", "hidden"}


_NARROW: Final = {
    "year": _year,
    "kind": _kind,
    "tag": _tag,
    "era": _era,
    "person": _person,
    "source": _source,
    "key": _key,
    "status": _status,
    "is": _is,
}


def find(
    store: Store, words: Sequence[str], *, listed: bool = True, ranked: bool = False
) -> list[int]:
    """Return the ids of the publications that ``words`` select, by rank or else by id.

    With ``listed``, only what a list without conditions holds, unless the words say otherwise.
    """
    selection = parse_query(words)
    sql = "SELECT p.id FROM publications p"
    if selection.match:
        sql += " JOIN publications_fts f ON f.rowid = p.id"
        selection.narrow("publications_fts MATCH ?", " AND ".join(selection.match))
    if listed and not selection.says_ownership:
        selection.conditions.append(LISTED)
    if selection.conditions:
        sql += " WHERE " + " AND ".join(f"({each})" for each in selection.conditions)
    if ranked and selection.match:
        sql += " ORDER BY bm25(publications_fts, 8, 4, 3, 1, 2), p.year DESC, p.key"
    else:
        sql += " ORDER BY p.id"
    try:
        return [row[0] for row in store.connection.execute(sql, selection.parameters)]
    except sqlite3.DatabaseError:
        if store.conclude_again is None:
            raise
    store.require_conclusions()
    return [row[0] for row in store.connection.execute(sql, selection.parameters)]
