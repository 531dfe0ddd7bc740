"""What a person says of a publication's fields: set, tag, mark, link; and what they type in.

A fact said of a publication is stored on its lead record.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pubman.errors import UsageError
from pubman.formats.bibtex.values import IDENTIFIER
from pubman.library.session import Library, people_named
from pubman.merge.values import parse_value, write_value
from pubman.record import EXTRA, FIELDS, Name, Publication
from pubman.store import derived
from pubman.store.facts import Operation
from pubman.store.keys import Target, publications, records_of, resolve
from pubman.text.fold import fold, name_key
from pubman.text.names import parse_name

_CALLED: Final = {
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
    "arxiv": "arxiv_id",
    "eprint": "arxiv_id",
}
"""What people call a field who know BibTeX; named in the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What an edit did to one publication: its key, the value before and after, the operation."""

    key: str
    field: str = ""
    before: str = ""
    after: str = ""
    operation: int = 0


def set_field(library: Library, key: str, field: str, text: str, *, person: str = "") -> Edited:
    """Sets ``field`` of a publication by hand; ``""`` empties it for good.

    ``field`` is one of ``FIELDS``, ``key``, or ``authors.3`` for the third author alone. ``person``
    names whose era is meant where there are several people.
    """
    target = resolve(library.store, key)
    lead = _lead(library, target)
    if field == "key":
        return _set_key(library, target, lead, text)
    before = _shown(library, target, field)
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
    after = _shown(library, resolve(library.store, f"r{lead}"), field)
    return Edited(key=resolve(library.store, f"r{lead}").key, field=field, before=before,
                  after=after, operation=operation.id)  # fmt: skip


def unset_field(library: Library, key: str, field: str, *, person: str = "") -> Edited:
    """Lets the sources give ``field`` again."""
    target = resolve(library.store, key)
    name = _field_name(field)
    before = _shown(library, target, field)
    wanted = _person_id(library, person, name)
    with library.operation("unset", f"{target.key}  {field}") as operation:
        for record_id in records_of(library.store, target.publication):
            operation.remove("overrides", record_id, name, wanted)
    target = resolve(library.store, f"r{_lead(library, target)}")
    return Edited(key=target.key, field=field, before=before,
                  after=_shown(library, target, field), operation=operation.id)  # fmt: skip


def _lead(library: Library, target: Target) -> int:
    return target.record or records_of(library.store, target.publication)[0]


def _field_name(field: str) -> str:
    """The field of the table that ``field`` means; ``UsageError`` names the nearest."""
    name = field.partition(".")[0] if re.fullmatch(r"(authors|editors)\.\d+", field) else field
    if name in FIELDS or re.fullmatch(rf"{re.escape(EXTRA)}{IDENTIFIER}+", name):
        return name
    known = [*FIELDS, "key"]
    near = [_CALLED[field]] if field in _CALLED else difflib.get_close_matches(field, known, n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(
        f"There is no field {field!r}.{meant} Nothing was changed.", f"fields: {', '.join(known)}"
    )


def _checked(library: Library, target: Target, field: str, text: str) -> tuple[str, str]:
    """The field and the text to keep, once the text is known to mean something."""
    name = _field_name(field)
    if name != field:
        return name, _one_name_replaced(library, target, field, text)
    try:
        value = parse_value(name, text)
    except ValueError as error:
        raise is_none(error) from None
    return name, write_value(name, value)


def is_none(error: ValueError) -> UsageError:
    """What is wrong with a value, as a sentence."""
    text = str(error)
    return UsageError(f"{text[:1].upper()}{text[1:]}. Nothing was changed.")


def _one_name_replaced(library: Library, target: Target, field: str, text: str) -> str:
    name, _, place = field.partition(".")
    pub = publications(library.store, [target.publication])[0]
    names: list[Name] = list(getattr(pub, name))
    if not 1 <= int(place) <= len(names):
        raise UsageError(f"{target.key} has {len(names)} {name}. Nothing was changed.")
    names[int(place) - 1] = parse_name(text)
    return write_value(name, tuple(names))


def _shown(library: Library, target: Target, field: str) -> str:
    """The present value of a field, as text."""
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
        raise UsageError("--person goes with era only. Nothing was changed.")
    named = people_named(library.config, person)
    if not named:
        known = [each.name.full for each in library.config.people]
        raise UsageError(f"pubman.toml names no {person!r}. Nothing was changed.", *known)
    return named[0].id


def _set_key(library: Library, target: Target, lead: int, key: str) -> Edited:
    if not re.fullmatch(r"[^\s,{}%\\\"#~'()=]+", key) or re.fullmatch(r"r\d+", key):
        raise UsageError(f"{key!r} cannot be a cite key. Nothing was changed.")
    with library.operation("set", f"{target.key}  key = {key}") as operation:
        old = operation.find("cite_keys", key)
        if old is not None and old["record_id"] not in records_of(
            library.store, target.publication
        ):
            raise UsageError(
                f"The key {key!r} is taken. Nothing was changed.", f"pubman show {key}"
            )
        operation.put(
            "cite_keys",
            {"key": key, "record_id": lead, "origin": "hand", "given_at": operation.at},
        )
    return Edited(key=key, field="key", before=target.key, after=key, operation=operation.id)


# -------------------------------------------------------------------------- tags, marks and links


def tag(library: Library, name: str, keys: Sequence[str], *, present: bool = True) -> list[Edited]:
    """Puts the tag ``name`` on publications, or takes it off."""
    if not name.strip() or "," in name:
        raise UsageError(f"{name!r} cannot be a tag. Nothing was changed.")
    targets = [resolve(library.store, key) for key in keys]
    command = "tag" if present else "untag"
    with library.operation(command, f"{name}  {' '.join(t.key for t in targets)}") as operation:
        for target in targets:
            pub = publications(library.store, [target.publication])[0]
            if (name in pub.tags) == present:
                continue
            ids = records_of(library.store, target.publication)
            if _taken_back(operation, "tags", ids, lambda i: (i, name), present=present):
                continue
            row = {"record_id": ids[0], "tag": name, "present": int(present)}
            operation.put("tags", row)
    return [Edited(key=each.key, field=name, operation=operation.id) for each in targets]


def _taken_back(
    operation: Operation, table: str, ids: Sequence[int], key: Any, *, present: bool
) -> bool:
    """Removes what was said to the contrary; True where that is all that was needed."""
    removed = False
    for record_id in ids:
        row = operation.find(table, *key(record_id))
        if row is not None and bool(row["present"]) != present:
            operation.remove(table, *key(record_id))
            removed = True
    sources_say = {
        tag
        for each in derived.records(operation.store, set(ids))
        for tag in getattr(each.record, table, ())
    }
    return removed and ((key(0)[1] in sources_say) == present)


def mark(
    library: Library, key: str, role: str, authors: Sequence[str], *, present: bool = True
) -> list[Edited]:
    """Gives authors of a publication a role (``equal``), or takes it away.

    An author is named as on the paper, by family name where that is enough, or by place (``2``).
    """
    if not role.strip():
        raise UsageError("A role is a word, such as equal. Nothing was changed.")
    target = resolve(library.store, key)
    pub = publications(library.store, [target.publication])[0]
    lead = _lead(library, target)
    marked = [_find_author(pub, author) for author in authors]
    names = ", ".join(name.full for name in marked)
    command = "mark" if present else "unmark"
    with library.operation(command, f"{target.key}  {role}  {names}") as operation:
        for name in marked:
            row = {
                "record_id": lead,
                "name_key": name_key(name),
                "role": role,
                "present": int(present),
            }
            operation.put("author_marks", row)
    return [Edited(key=target.key, field=role, after=names, operation=operation.id)]


def _find_author(pub: Publication, wanted: str) -> Name:
    names = pub.authors
    if wanted.isdigit() and 1 <= int(wanted) <= len(names):
        return names[int(wanted) - 1]
    asked = parse_name(wanted)
    folded = fold(wanted)
    for found in (
        [name for name in names if fold(name.full) == folded],
        [name for name in names if name_key(name) == name_key(asked)],
        [name for name in names if fold(name.family or name.literal) == folded],
    ):
        if len(found) == 1:
            return found[0]
    listed = ", ".join(name.full for name in names) or "nobody"
    problem = "names several authors of" if found else "is no author of"
    raise UsageError(f"{wanted!r} {problem} {pub.key}. Nothing was changed.", f"authors: {listed}")


def link(library: Library, key: str, label: str, url: str) -> Edited:
    """Attaches a link; an empty ``url`` takes the one of that label off."""
    if url and not re.match(r"(https?:|mailto:|[^:]*\Z|[./])", url):
        raise UsageError(f"{url!r} is no http, https or mailto address, nor a relative path. "
                         "Nothing was changed.")  # fmt: skip
    if not label.strip():
        raise UsageError("A label is a word, such as pdf. Nothing was changed.")
    target = resolve(library.store, key)
    pub = publications(library.store, [target.publication])[0]
    there = {each.label: each.url for each in pub.links}
    if url and there.get(label) == url:
        return Edited(key=target.key, field=label, before=url, after=url)
    if not url and label not in there:
        raise UsageError(f"{target.key} has no link {label!r}. Nothing was changed.",
                         *(each.label for each in pub.links))  # fmt: skip
    command = "link" if url else "unlink"
    with library.operation(command, f"{target.key}  {label} {url}".rstrip()) as operation:
        ids = records_of(library.store, target.publication)
        for record_id in ids:
            operation.remove("links", record_id, label)
        given = {
            each.label
            for stored in derived.records(library.store, set(ids))
            for each in stored.record.links
        }
        if url or label in given:
            operation.put("links", {"record_id": ids[0], "label": label, "url": url})
    return Edited(key=target.key, field=label, before=there.get(label, ""), after=url,
                  operation=operation.id)  # fmt: skip
