"""People whom a search found, as lines to choose from."""

from __future__ import annotations

from pubman.cli.say.terminal import cut, plural
from pubman.library.sync.dblp.lookup import Several
from pubman.online.dblp import Candidate


def listed(several: Several) -> list[str]:
    """Return each person with the command that syncs them."""
    lines: list[str] = []
    for each in several.people:
        head, *titles = about(each)
        lines += [head, *(f"  {title}" for title in titles), f"  pubman sync --dblp {each.pid}"]
    if several.more:
        query = several.typed.replace(" ", "+")
        lines.append(f"and {several.more} more: https://dblp.org/search/author?q={query}")
    return lines


def about(person: Candidate) -> list[str]:
    """Return the name, affiliation and number of publications of a person, then two titles."""
    name = f"{person.name.full} {person.name.number}".strip()
    where = person.affiliations[0] if person.affiliations else "no affiliation known"
    count = f"; {plural(person.count, 'publication')}" if person.count else ""
    return [f"{cut(f'{name}, {where}', 56)}{count}", *(cut(title, 70) for title in person.titles)]
