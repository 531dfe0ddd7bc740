"""Fix all findings of one rule at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pubman.errors import UsageError
from pubman.library import attributes, decisions, fields
from pubman.library.checks import RULES, check
from pubman.library.checks.scope import Finding, Fix
from pubman.library.session import Library
from pubman.store.keys import publications, resolve
from pubman.text.names import parse_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """The findings that were fixed, those that need a person, and the number of the operation."""

    rule: str
    fixed: tuple[Finding, ...]
    left: tuple[Finding, ...]
    operation: int


def fix(library: Library, rule: str, words: Sequence[str] = (), *, dry_run: bool = False) -> Fixed:
    """Fix all findings of ``rule`` on what ``words`` select, as one operation.

    Findings whose right value only a person knows are left.
    """
    if rule not in RULES:
        raise UsageError(f"{rule!r} is not a rule.", "rules: " + ", ".join(RULES))
    found = [each for each in check(library, words).findings if each.rule == rule]
    wanted = [each for each in found if each.fix.in_bulk]
    left = tuple(each for each in found if not each.fix.in_bulk)
    if not wanted:
        return Fixed(rule=rule, fixed=(), left=left, operation=0)
    summary = f"fixed {rule}: {' '.join(dict.fromkeys(each.key for each in wanted))}"
    with library.operation("check", summary, rehearsal=dry_run) as operation:
        for each in _combined(library, wanted):
            _apply(library, each)
    return Fixed(rule=rule, fixed=tuple(wanted), left=left, operation=operation.id)


def _combined(library: Library, found: Iterable[Finding]) -> list[Fix]:
    """Return the fixes, with all changed author names of a publication in one fix.

    Inside one operation the publication still has its former authors, so a second change of one
    author would undo the first.
    """
    authors: dict[str, dict[int, str]] = {}
    others: list[Fix] = []
    for each in found:
        field = each.fix.arguments[1] if each.fix.command == "set" else ""
        if field.startswith("authors."):
            number = int(field.partition(".")[2])
            authors.setdefault(each.key, {})[number] = each.fix.arguments[2]
        else:
            others.append(each.fix)
    return others + [_all_authors(library, key, names) for key, names in authors.items()]


def _all_authors(library: Library, key: str, changed: dict[int, str]) -> Fix:
    pub = publications(library.store, [resolve(library.store, key).publication])[0]
    names = list(pub.authors)
    for number, text in changed.items():
        names[number - 1] = parse_name(text)
    return Fix("set", (key, "authors", " and ".join(name.inverted for name in names)))


def _apply(library: Library, fix: Fix) -> None:
    match fix:
        case Fix("set", (key, field, value)):
            fields.set_field(library, key, field, value)
        case Fix("unset", (key, field)):
            fields.unset_field(library, key, field)
        case Fix("unlink", (key, label)):
            attributes.link(library, key, label, "")
        case Fix("same", keys):
            decisions.merge(library, keys)
        case Fix("hide", keys):
            decisions.own(library, keys, "hidden")
        case Fix("mine", keys):
            decisions.own(library, keys, "mine")
        case _:
            raise AssertionError(f"{fix.command} cannot fix findings in bulk")
