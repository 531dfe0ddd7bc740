"""Tags, author marks and links that a person adds to publications.

What a person adds is stored on the lead record of the publication.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from pubman.errors import AmbiguousKey, UsageError
from pubman.library.fields import Edited
from pubman.library.session import Library
from pubman.record import Name, Publication
from pubman.store import stored_records
from pubman.store.facts import Operation
from pubman.store.keys import publications, records_of, resolve
from pubman.text.fold import fold, name_key
from pubman.text.names import parse_name

_ADDRESS: Final = re.compile(r"(https?:|mailto:|[^:]*\Z|[./])")


def tag(library: Library, name: str, keys: Sequence[str], *, present: bool = True) -> list[Edited]:
    """Add the tag ``name`` to publications, or remove it."""
    if not name.strip() or "," in name:
        raise UsageError(f"{name!r} is not a valid tag (one word or more, without commas).")
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
    operation: Operation,
    table: str,
    ids: Sequence[int],
    key: Callable[[int], Any],
    *,
    present: bool,
) -> bool:
    """Remove the opposite decision. Return True if nothing else is needed."""
    removed = False
    for record_id in ids:
        row = operation.find(table, *key(record_id))
        if row is not None and bool(row["present"]) != present:
            operation.remove(table, *key(record_id))
            removed = True
    given_by_sources = {
        tag
        for each in stored_records.records(operation.store, set(ids))
        for tag in getattr(each.record, table, ())
    }
    return removed and ((key(0)[1] in given_by_sources) == present)


def mark(
    library: Library, key: str, role: str, authors: Sequence[str], *, present: bool = True
) -> list[Edited]:
    """Give authors of a publication a role (``equal``), or remove it.

    An author is named as on the paper, by family name if that is unique, or by number (``2``).
    """
    if not role.strip():
        raise UsageError("Give a role, such as equal.")
    target = resolve(library.store, key)
    pub = publications(library.store, [target.publication])[0]
    lead = target.record or records_of(library.store, target.publication)[0]
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
    key, folded = name_key(parse_name(wanted)), fold(wanted)
    found: list[Name] = []
    # The whole name first, then the same name in other words, then the family name.
    tries: tuple[Callable[[Name], bool], ...] = (
        lambda name: fold(name.full) == folded,
        lambda name: name_key(name) == key,
        lambda name: fold(name.family or name.literal) == folded,
    )
    for fits in tries:
        found = [name for name in names if fits(name)]
        if len(found) == 1:
            return found[0]
    listed = ", ".join(name.full for name in names) or "nobody"
    problem = "matches several authors of" if found else "is not an author of"
    raise UsageError(f"{wanted!r} {problem} {pub.key}.", f"authors: {listed}")


def link(library: Library, key: str, label: str, url: str) -> Edited:
    """Add a link. An empty ``url`` removes the one with that label."""
    _check_link(label, url)
    target = resolve(library.store, key)
    pub = publications(library.store, [target.publication])[0]
    there = {each.label: each.url for each in pub.links}
    if url and there.get(label) == url:
        return Edited(key=target.key, field=label, before=url, after=url)
    if not url and label not in there:
        labels = ", ".join(there) or "none"
        raise UsageError(f"{target.key} has no link {label!r}.", f"its links: {labels}")
    command = "link" if url else "unlink"
    with library.operation(command, f"{target.key}  {label} {url}".rstrip()) as operation:
        _write_link(library, operation, target.publication, label, url)
    return Edited(
        key=target.key,
        field=label,
        before=there.get(label, ""),
        after=url,
        operation=operation.id,
        missing=_is_missing_file(library, url),
    )


def _check_link(label: str, url: str) -> None:
    if url and not _ADDRESS.match(url):
        raise UsageError(
            f"{url!r} is not a valid address (use http, https, mailto or a relative path)."
        )
    if not label.strip():
        raise UsageError("Give a label, such as pdf.")


def _write_link(
    library: Library, operation: Operation, publication: int, label: str, url: str
) -> None:
    """Replace a link. A link of a source is removed by an empty one."""
    ids = records_of(library.store, publication)
    for record_id in ids:
        operation.remove("links", record_id, label)
    stored = stored_records.records(library.store, set(ids))
    given = {each.label for record in stored for each in record.record.links}
    if url or label in given:
        operation.put("links", {"record_id": ids[0], "label": label, "url": url})


def _is_missing_file(library: Library, url: str) -> bool:
    """Return True for a relative path to which no file beside the store or a list belongs."""
    if not url or "://" in url or url.startswith(("mailto:", "/", "#")):
        return False
    path = url.partition("#")[0].partition("?")[0]
    outputs = [each.output for each in library.config.lists if each.output]
    folders = [library.folder, *((library.folder / output).parent for output in outputs)]
    return not any((folder / path).exists() for folder in folders)


def split_tag_arguments(library: Library, words: Sequence[str]) -> tuple[str, list[str], bool]:
    """Return the tag, the KEYs, and whether the tag came first, as it did in older versions.

    The usual order is ``KEY... TAG``. The older ``TAG KEY...`` is recognised if more of the other
    words name publications that way.
    """
    if len(words) < 2:
        raise UsageError("Give at least one KEY, and then a tag.")
    first_is_key, last_is_key = _is_key(library, words[0]), _is_key(library, words[-1])
    if last_is_key and not first_is_key:
        return words[0], list(words[1:]), True
    return words[-1], list(words[:-1]), False


def _is_key(library: Library, text: str) -> bool:
    if text == "-":
        return True
    try:
        resolve(library.store, text)
    except AmbiguousKey:
        return True
    except UsageError:
        return False
    return True
