"""Fields that a person sets by hand: ``set`` and ``unset``.

A value that a person sets is stored on the lead record of the publication.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Any, Final

from pubman.errors import Step, UsageError
from pubman.fields import EXTRA, FIELDS
from pubman.formats.bibtex.values import IDENTIFIER
from pubman.library.session import Library, people_named
from pubman.merge.values import parse_value, write_value
from pubman.record import Name
from pubman.store.keys import Target, publications, records_of, resolve
from pubman.text.names import parse_name

ALIASES: Final = {
    "year": "date",
    "author": "authors",
    "editor": "editors",
    "type": "kind",
    "journal": "venue",
    "booktitle": "venue",
    "conference": "venue",
    "issue": "number",
    "address": "place",
    "location": "place",
    "institution": "school",
    "journaltitle": "venue",
    "arxiv": "arxiv_id",
    "eprint": "arxiv_id",
    "pubmed": "pmid",
    "pmc": "pmcid",
    "pubstate": "status",
    "langid": "language",
}
"""Other names of fields, mostly from BibTeX. They are understood as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What an edit did to one publication: its key, the value before and after, the operation.

    ``people`` are the numbers of authors or editors before and after. ``missing`` is true for a
    link to a file that does not exist.
    """

    key: str
    field: str = ""
    before: str = ""
    after: str = ""
    operation: int = 0
    people: tuple[int, int] = (0, 0)
    missing: bool = False


def set_field(library: Library, key: str, field: str, text: str, *, person: str = "") -> Edited:
    """Set ``field`` of a publication by hand. An empty ``text`` empties the field for good.

    ``field`` is one of ``FIELDS`` or of ``ALIASES``, ``key``, or ``authors.3`` for one author.
    ``person`` names the person whose era is set, if there are several people.
    """
    target = resolve(library.store, key)
    lead = _lead(library, target)
    if field == "key":
        return _set_key(library, target, lead, text)
    field = ALIASES.get(field, field)
    before, people_before = _shown(library, target, field), _count_people(library, target, field)
    name, value = _checked(library, target, field, text)
    with library.operation("set", f"{target.key}  {field} = {text}") as operation:
        row = {
            "record_id": lead,
            "field": name,
            "person": _person_id(library, person, name),
            "value": value,
        }
        old = operation.find("overrides", lead, name, row["person"])
        if old is None or old["value"] != value:
            operation.put("overrides", row | {"set_at": operation.at})
    target = resolve(library.store, f"r{lead}")
    return Edited(
        key=target.key,
        field=field,
        before=before,
        after=_shown(library, target, field),
        operation=operation.id,
        people=(people_before, _count_people(library, target, field)),
    )


def unset_field(library: Library, key: str, field: str, *, person: str = "") -> Edited:
    """Remove the value that was set by hand, so that the sources give ``field`` again."""
    target = resolve(library.store, key)
    field = ALIASES.get(field, field)
    name = _field_name(field)
    before = _shown(library, target, field)
    wanted = _person_id(library, person, name)
    with library.operation("unset", f"{target.key}  {field}") as operation:
        for record_id in records_of(library.store, target.publication):
            operation.remove("overrides", record_id, name, wanted)
    target = resolve(library.store, f"r{_lead(library, target)}")
    after = _shown(library, target, field)
    return Edited(key=target.key, field=field, before=before, after=after, operation=operation.id)


def _count_people(library: Library, target: Target, field: str) -> int:
    if field not in ("authors", "editors"):
        return 0
    return len(getattr(publications(library.store, [target.publication])[0], field))


def _lead(library: Library, target: Target) -> int:
    return target.record or records_of(library.store, target.publication)[0]


def _field_name(field: str) -> str:
    """Return the field of the table that ``field`` means. ``UsageError`` suggests the nearest."""
    name = field.partition(".")[0] if re.fullmatch(r"(authors|editors)\.\d+", field) else field
    if name in FIELDS or re.fullmatch(rf"{re.escape(EXTRA)}{IDENTIFIER}+", name):
        return name
    known = [*FIELDS, "key"]
    near = difflib.get_close_matches(field, [*known, *ALIASES], n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(f"There is no field {field!r}.{meant}", f"fields: {', '.join(known)}")


def _checked(library: Library, target: Target, field: str, text: str) -> tuple[str, str]:
    """Return the field and the text to store, after checking that the text is a valid value."""
    name = _field_name(field)
    if name != field:
        return name, _one_name_replaced(library, target, field, text)
    try:
        value = parse_value(name, text)
    except ValueError as error:
        raise invalid(error) from None
    return name, write_value(name, value)


def invalid(error: ValueError) -> UsageError:
    """Return what is wrong with a value, as a sentence."""
    text = str(error)
    return UsageError(f"{text[:1].upper()}{text[1:]}.")


def _one_name_replaced(library: Library, target: Target, field: str, text: str) -> str:
    name, _, place = field.partition(".")
    pub = publications(library.store, [target.publication])[0]
    names: list[Name] = list(getattr(pub, name))
    if not 1 <= int(place) <= len(names):
        raise UsageError(f"{target.key} has only {len(names)} {name}.")
    names[int(place) - 1] = parse_name(text)
    return write_value(name, tuple(names))


def _shown(library: Library, target: Target, field: str) -> str:
    """Return the present value of a field, as text."""
    pub = publications(library.store, [target.publication])[0]
    name, _, rest = field.partition(".")
    if name == "display":
        return pub.display.get(rest, "")
    if field.startswith(EXTRA):
        return pub.extra.get(rest, "")
    if name == "month":
        return str(pub.date.month or "") if pub.date else ""
    value: Any = getattr(pub, name, "")
    if rest.isdigit() and isinstance(value, tuple):
        return value[int(rest) - 1].full if int(rest) <= len(value) else ""
    return write_value(name, value) if name in FIELDS else str(value)


def _person_id(library: Library, person: str, field: str) -> str:
    if not person:
        return ""
    if field != "era":
        raise UsageError("A person can only be given for the field era.")
    named = people_named(library.config, person)
    if not named:
        known = [each.name.full for each in library.config.people]
        raise UsageError(f"{person!r} is not one of the people in pubman.toml.", *known)
    return named[0].id


def _set_key(library: Library, target: Target, lead: int, key: str) -> Edited:
    if not re.fullmatch(r"[^\s,{}%\\\"#~'()=]+", key) or re.fullmatch(r"r\d+", key):
        raise UsageError(f"{key!r} is not a valid citation key (no spaces, braces or quotes).")
    with library.operation("set", f"{target.key}  key = {key}") as operation:
        old = operation.find("cite_keys", key)
        if old is not None and old["record_id"] not in records_of(
            library.store, target.publication
        ):
            raise UsageError(f"Another publication has the key {key!r}.", Step("show", key))
        operation.put(
            "cite_keys",
            {"key": key, "record_id": lead, "origin": "hand", "given_at": operation.at},
        )
    return Edited(key=key, field="key", before=target.key, after=key, operation=operation.id)
