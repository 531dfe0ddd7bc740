"""Read ORCID's JSON: the groups of ``/works``, full works, or a whole record.

The format: https://github.com/ORCID/orcid-model, versions 2 and 3. Full works are those of
``/works/{put-codes}``. A group holds what several sources say about one work, in ORCID's judgement.
The first summary is the one that the person prefers. Each group gives one record. Its key is
``iD/put-code`` of the preferred summary. Summaries name no authors. Full works or their BibTeX do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from pubman.formats.answer_values import (
    clean_abstract,
    clean_text,
    clean_title,
    date_of_parts,
    display_name,
    with_subtitle,
    without_stop,
)
from pubman.formats.items import Problem
from pubman.formats.json_answers import Item, filled, items_at, read_answer, text_at
from pubman.formats.languages import read_language
from pubman.formats.orcid.citation import read_citation
from pubman.formats.orcid.works import (
    STUDENTS,
    Identifier,
    identity_of,
    kind_of,
    other_ids,
)
from pubman.formats.pieces import Pieces
from pubman.record import Date, Name, Record
from pubman.text.identifiers import doi as doi_of

_DATE: Final = "publication-date"
PLACES: Final = ("group", "activities-summary.works.group", "works.group", "bulk")


def read(text: Pieces) -> Iterator[Record | Problem]:
    """Yield one record for each group of works, or for each full work."""
    return read_answer(text, PLACES, record_of)


def record_of(item: Item) -> Record | str:
    """Return the record of a group, or of one work."""
    if isinstance(item.get("error"), dict):
        return f"ORCID's error: {text_at(item, 'error.user-message', 'error.developer-message')}"
    works: list[Item] = [*items_at(item, "work-summary"), *items_at(item, "work")] or [item]
    preferred = works[0]
    title = _title(preferred)
    if not title:
        return "a work without a title"
    plain, markup = clean_title(title)
    identifiers = _identifiers(works) or _identifiers([item])
    own = identity_of(identifiers)
    cited = read_citation(text_at(preferred, "citation.citation-value"))
    authors = tuple(_people(preferred, editors=False)) or cited.authors
    return Record(
        source_key=_key(preferred),
        kind=kind_of(text_at(preferred, "type")),
        title=without_stop(plain),
        title_markup=without_stop(markup),
        title_translated=text_at(
            preferred, "title.translated-title.value", "title.translated-title"
        ),
        authors=authors,
        authors_cut=cited.authors_cut and authors == cited.authors,
        editors=tuple(_people(preferred, editors=True)) or cited.editors,
        date=_date(works),
        venue=clean_text(text_at(preferred, "journal-title.value", "journal-title")),
        volume=cited.volume,
        number=cited.number,
        pages=cited.pages,
        publisher=cited.publisher,
        doi=own.doi,
        arxiv_id=own.arxiv_id,
        isbn=own.isbn,
        issn=own.issn,
        url=_url(preferred, own.doi),
        abstract=clean_abstract(text_at(preferred, "short-description")),
        language=read_language(text_at(preferred, "language-code")),
        extra=_extra(item, works, identifiers, own.dois),
    )


def _title(work: Item) -> str:
    title = text_at(work, "title.title.value", "title.title")
    return with_subtitle(title, text_at(work, "title.subtitle.value", "title.subtitle"))


def _key(work: Item) -> str:
    """Return ``iD/put-code``. The iD is in the path of the work."""
    parts = text_at(work, "path").split("/")
    person = parts[1] if len(parts) > 2 else text_at(work, "source.source-orcid.path")
    return f"{person}/{text_at(work, 'put-code')}".lstrip("/")


def _identifiers(works: Sequence[Item]) -> list[Identifier]:
    """Return the identifiers of all works, each once. Those of the preferred work come first."""
    found = {}
    for work in works:
        for each in items_at(work, "external-ids.external-id"):
            identifier = Identifier(
                type=text_at(each, "external-id-type").lower().replace("_", "-"),
                value=text_at(each, "external-id-value"),
                url=text_at(each, "external-id-url.value", "external-id-url"),
                relation=text_at(each, "external-id-relationship").lower().replace("_", "-"),
            )
            found[identifier.type, identifier.value.lower(), identifier.relation] = identifier
    return list(found.values())


def _date(works: Sequence[Item]) -> Date | None:
    """Return the date of the preferred work, or of the first that has one."""
    names = ("year", "month", "day")
    for work in works:
        parts = (text_at(work, f"{_DATE}.{name}.value", f"{_DATE}.{name}") for name in names)
        if date := date_of_parts(parts):
            return date
    return None


def _people(work: Item, *, editors: bool) -> Iterator[Name]:
    """Yield the contributors who are editors, or all others, each once."""
    seen = set()
    for each in items_at(work, "contributors.contributor"):
        role = text_at(each, "contributor-attributes.contributor-role").lower()
        text = text_at(each, "credit-name.value", "credit-name")
        if text and (role == "editor") == editors and text not in seen:
            seen.add(text)
            yield display_name(text, text_at(each, "contributor-orcid.path"))


def _url(work: Item, number: str) -> str:
    url = text_at(work, "url.value", "url")
    return "" if number and doi_of(url) == number else url


def _extra(
    item: Item, works: Sequence[Item], identifiers: list[Identifier], dois: Sequence[str]
) -> dict[str, str]:
    type_ = text_at(works[0], "type").lower().replace("_", "-")
    kind_is_vague = kind_of(type_) == "other" or type_ == STUDENTS
    modified = text_at(item, "last-modified-date.value", "last-modified-date")
    return filled(
        {
            "type": type_ if kind_is_vague else "",
            "put_codes": [text_at(each, "put-code") for each in works],
            "added_by": [
                text_at(each, "source.source-name.value", "source.source-name") for each in works
            ],
            "last_modified": modified,
            "other_dois": dois[1:],
            **other_ids(identifiers),
        }
    )
