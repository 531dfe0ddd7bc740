"""Small changes of a record that tell matching rules apart: another page, year, word, author ...

A record is a table as in ``cases/*.toml``. ``VARIANTS`` maps the name of a change to a function
that makes the changed record from it and from the record that it is compared with, or returns
``None`` if there is nothing to change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Said = Mapping[str, Any]
Variant = Callable[[Said, Said], dict[str, Any] | None]


def put(**values: Any) -> Variant:
    """Return a change that sets fields; ``None`` removes one."""

    def change(said: Said, _: Said) -> dict[str, Any]:
        new = {**said, **values}
        return {name: value for name, value in new.items() if value is not None}

    return change


def copy(*names: str) -> Variant:
    """Return a change that takes fields from the other record, as far as it has them."""

    def change(said: Said, other: Said) -> dict[str, Any] | None:
        taken = {name: other[name] for name in names if name in other}
        return {**said, **taken} if taken else None

    return change


def later(years: int) -> Variant:
    """Return a change of the year."""

    def change(said: Said, _: Said) -> dict[str, Any] | None:
        return {**said, "year": said["year"] + years} if "year" in said else None

    return change


def title(change: Callable[[str], str]) -> Variant:
    """Return a change of the title."""

    def changed(said: Said, other: Said) -> dict[str, Any] | None:
        text = said.get("title") or other.get("title", "")
        new = change(text)
        return {**said, "title": new} if new and new != text else None

    return changed


def people(change: Callable[[list[str]], list[str]]) -> Variant:
    """Return a change of the list of authors."""

    def changed(said: Said, _: Said) -> dict[str, Any] | None:
        names = [name for name in said.get("authors", "").split("; ") if name]
        new = change(names)
        return {**said, "authors": "; ".join(new)} if names and new != names else None

    return changed


def longest_word(text: str, change: Callable[[str], str]) -> str:
    """Return *text* with its longest word changed."""
    word = max(re.findall(r"\w+", text), key=len, default="")
    return text.replace(word, change(word), 1) if len(word) > 3 else text


def initial(name: str) -> str:
    """Return a name with the first letter of its given name."""
    family, comma, given = name.partition(", ")
    return f"{family}, {given[:1]}." if comma else name


VARIANTS: Mapping[str, Variant] = {
    "a year later": later(1),
    "two years earlier": later(-2),
    "four years later": later(4),
    "twelve years later": later(12),
    "no year": put(year=None),
    "no pages": put(pages=None),
    "other pages": put(pages="301-309"),
    "from page 1": put(pages="1-9"),
    "one page": put(pages="77"),
    "its pages": copy("pages"),
    "its volume and number": copy("volume", "number"),
    "other volume": put(volume="93"),
    "other number": put(number="11"),
    "no authors": put(authors=None),
    "its authors": copy("authors"),
    "authors reversed": people(lambda names: names[::-1]),
    "first author": people(lambda names: names[:1]),
    "another first author": people(lambda names: ["Vandenberg, Ottoline", *names[1:]]),
    "one author more": people(lambda names: [*names, "Quispe, Amaru"]),
    "initials": people(lambda names: [initial(name) for name in names]),
    "a letter wrong in a name": people(lambda names: [names[0].replace("a", "o", 1), *names[1:]]),
    "no venue": put(venue=None, venue_key=None),
    "its venue": copy("venue", "venue_key", "kind"),
    "another venue": put(venue="Annals of Terrestrial Cartography", venue_key=None),
    "a preprint": put(
        kind="preprint", venue="CoRR", venue_key="journals/corr", pages=None, doi=None
    ),
    "a preprint with a number": put(kind="preprint", venue="arXiv", arxiv="2101.00321", doi=None),
    "a thesis": put(kind="thesis", venue=None, venue_key=None, school="University of Tromsø"),
    "a talk": put(kind="other", venue="Invited talk, Oslo", venue_key=None, pages=None),
    "a data set": put(kind="dataset", venue="Zenodo", venue_key=None, doi="10.5281/zenodo.100321"),
    "a book": put(kind="book", venue=None, venue_key=None, publisher="Harbour Press", pages=None),
    "its DOI": copy("doi"),
    "another DOI": put(doi="10.1000/another.7"),
    "no DOI": put(doi=None),
    "its arXiv number": copy("arxiv"),
    "its PMID": put(pmid="30111222"),
    "an ISBN": put(isbn="9783161484100"),
    "lower case": title(str.lower),
    "a subtitle more": title(lambda text: f"{text}: a field study in three valleys"),
    "the part before the colon": title(lambda text: text.partition(":")[0]),
    "the first word less": title(lambda text: text.partition(" ")[2]),
    "the last word less": title(lambda text: text.rpartition(" ")[0]),
    "a word put in": title(lambda text: re.sub(r" ", " seasonal ", text, count=1)),
    "a letter less": title(lambda text: longest_word(text, lambda word: word[:2] + word[3:])),
    "another word": title(lambda text: longest_word(text, lambda _: "migration")),
    "no such word": title(lambda text: longest_word(text, lambda _: "xqzvtrw")),
    "plural": title(lambda text: longest_word(text, lambda word: word + "s")),
    "with a hyphen": title(lambda text: text.replace(" ", "-", 1)),
    "part two": title(lambda text: f"{text}, part II"),
    "with a number": title(lambda text: f"{text} 2"),
    "poster": title(lambda text: f"Poster: {text}"),
    "erratum": title(lambda text: f"Erratum to: {text}"),
    "extended abstract": title(lambda text: f"{text} (extended abstract)"),
    "supplement": title(lambda text: f"Supporting information for {text}"),
    "editorial": title(lambda _: "Editorial"),
    "another title": title(lambda _: "Slow rivers and the memory of sediment"),
    "from one list": put(source="one", key="second"),
    "from dblp": put(source="dblp", key="conf/xyz/Other19"),
}  # fmt: skip
