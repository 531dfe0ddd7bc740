#!/usr/bin/env python3
"""Make up the publications of one researcher, as BibTeX: ``career.py COUNT > FILE.bib``.

For pages that need more entries than the examples have: the measurement of a page of 300, and the
pictures in the documentation. Thirty years, journals and conferences that exist, titles and people
that do not. Some entries have an abstract, an award, code, keywords, citations. The same for every
run.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

OWNER = "Robin Newfield"
_GIVEN = "Ada Ben Cleo Dara Emil Faye Gus Hana Ivo June Kofi Lena Milo Nora Otto Pia".split()
_FAMILY = (
    "Alder Aspen Beech Birch Cedar Cherry Cypress Elder Fir Hawthorn Hazel Hickory Holly Juniper "
    "Larch Laurel Linden Maple Oakes Olive Pine Poplar Rowan Spruce Sycamore Tamarack Willow Yew"
).split()
_HOW = (
    "Adaptive Approximate Concurrent Declarative Elastic Fault-Tolerant Incremental Lightweight "
    "Online Predictable Provenance-Aware Scalable Serverless Transactional Verified Workload-Aware"
).split()
_WHAT = {
    "stream processing": ["Stream Processing", "Event Pattern Matching", "Window Aggregation"],
    "query optimisation": ["Query Optimisation", "Join Ordering", "Cardinality Estimation"],
    "storage": ["Key-Value Storage", "Log-Structured Indexes", "Columnar Compression"],
    "machine learning systems": ["Model Training", "Feature Stores", "Inference Serving"],
    "graphs": ["Graph Traversal", "Subgraph Matching", "Community Search"],
}
_WHERE = (
    "on Many-Core Machines|in Disaggregated Memory|over Encrypted Data|under Bursty Load|"
    "in the Edge-Cloud Continuum|for Sensor Networks|with Persistent Memory|across Data Centres|"
    "without Coordination|from Noisy Observations"
).split("|")
_JOURNALS = (
    "The VLDB Journal",
    "ACM Transactions on Database Systems",
    "IEEE Transactions on Knowledge and Data Engineering",
    "Information Systems",
)
_MEETINGS = (
    ("SIGMOD", "ACM SIGMOD International Conference on Management of Data"),
    ("ICDE", "IEEE International Conference on Data Engineering"),
    ("EDBT", "International Conference on Extending Database Technology"),
    ("CIDR", "Conference on Innovative Data Systems Research"),
    ("SOSP", "Symposium on Operating Systems Principles"),
    ("EuroSys", "European Conference on Computer Systems"),
    ("SoCC", "ACM Symposium on Cloud Computing"),
)
_LAST_YEAR = 2025
_YEARS = 30


def entries(count: int) -> Iterator[str]:
    """Yield *count* entries, the newest first."""
    chance = random.Random(7)  # noqa: S311 - the same list every time, not a secret
    circle = [f"{given} {family}" for family in _FAMILY for given in chance.sample(_GIVEN, 2)]
    titles: set[str] = set()
    years = [_LAST_YEAR - past for past in range(_YEARS)]
    weights = [chance.randint(3, 9) + (_YEARS - past) // 4 for past in range(_YEARS)]
    for number, year in enumerate(sorted(chance.choices(years, weights, k=count), reverse=True)):
        topic = chance.choice(list(_WHAT))
        title = _title(chance, topic, titles)
        known = circle[: 12 + 2 * (_LAST_YEAR - year)][-24:]
        team = chance.sample(known, chance.randint(1, 4))
        team.insert(chance.randint(0, len(team)), OWNER)
        yield _entry(chance, number, title, topic, team, year)


def _title(chance: random.Random, topic: str, taken: set[str]) -> str:
    """Return a title that no other entry has."""
    while True:
        what = chance.choice(_WHAT[topic])
        title = f"{chance.choice(_HOW)} {what} {chance.choice(_WHERE)}"
        if chance.random() < 0.25:
            title = f"{chance.choice(_FAMILY)}: {title}"
        if title not in taken:
            taken.add(title)
            return title


def _entry(
    chance: random.Random, number: int, title: str, topic: str, team: list[str], year: int
) -> str:
    first = chance.randint(1, 1500)
    fields = {
        "title": f"{{{title}}}",
        "author": " and ".join(team),
        "year": str(year),
        "pages": f"{first}--{first + chance.randint(8, 24)}",
        "keywords": topic,
        "citedby": str(int((_LAST_YEAR - year + 1) * chance.expovariate(0.12))),
    }
    if chance.random() < 0.7:
        fields["doi"] = f"10.5555/{year}.{number:04d}"
    if chance.random() < 0.25:
        fields["code"] = f"https://example.org/code/{number}"
    if chance.random() < 0.35:
        fields["abstract"] = (
            f"We present {title.partition(':')[0].lower()}, a method for {topic}. In experiments "
            f"with {chance.randint(3, 40)} workloads it is {chance.randint(2, 9)} times faster."
        )
    if number in (2, 9, 17, 40):
        fields["award"] = "Best Paper Award"
    if number in (2, 9, 14):
        fields["selected"] = "true"
    return _written(chance, number, fields)


def _written(chance: random.Random, number: int, fields: dict[str, str]) -> str:
    """Return the entry with its venue: an article, a conference paper, or a preprint."""
    draw = chance.random()
    if draw < 0.3:
        kind, fields["journal"] = "article", chance.choice(_JOURNALS)
        fields["volume"] = str(int(fields["year"]) - 1980)
    elif draw < 0.93:
        acronym, name = chance.choice(_MEETINGS)
        kind, fields["booktitle"] = "inproceedings", f"{name} ({acronym})"
    else:
        kind, fields["eprint"] = "misc", f"{fields['year'][2:]}06.{number:05d}"
        fields["archiveprefix"] = "arXiv"
        del fields["pages"]
    inside = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@{kind}{{newfield{number},\n{inside}\n}}\n"


if __name__ == "__main__":
    sys.stdout.writelines(entries(int(sys.argv[1]) if sys.argv[1:] else 300))
