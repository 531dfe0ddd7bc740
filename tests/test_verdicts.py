"""Every verdict on the pairs of ``cases/*.toml`` and on small changes of them, kept in a table.

``cases/verdicts.txt`` says what the matcher concludes today: verdict, rule, score, which extends
which, whether no block key finds the pair, and for the pair itself the evidence. After a change of
the matcher, ``scripts/make_verdicts.py`` makes a new table. Its difference shows each verdict that
changed, to be judged line by line before it is committed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from rows import every_row
from test_match import CASE_FILES, CASES, read_cases, read_profile
from variants import VARIANTS

from pubman.match import Profile, block_keys, compare

TABLE = CASES / "verdicts.txt"
UNCHANGED = "="


def lines_of(case: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the name of each change of a pair, and the verdict on it; the pair itself first."""
    one, other = read_profile(case["a"]), read_profile(case["b"])
    plain = in_short(one, other)
    evidence = dict(compare(one, other).evidence)
    yield UNCHANGED, f"{plain}  {json.dumps(evidence, ensure_ascii=False, sort_keys=True)}"
    for name, change in VARIANTS.items():
        if changed := change(case["b"], case["a"]):
            said = in_short(one, read_profile(changed))
            if said != plain:
                yield name, said


def written(case: dict[str, Any]) -> str:
    """Return the lines of a pair: its id, then its changes, each with a verdict if it differs."""
    return "".join([f"{case['id']}\n", *(f"  {name}: {said}\n" for name, said in lines_of(case))])


def in_short(one: Profile, other: Profile) -> str:
    """Return the verdict on a pair in one line, and whether no block key brings it together."""
    verdict = compare(one, other)
    tied = f"  {verdict.extending}" if verdict.extending else ""
    unseen = "" if block_keys(one) & block_keys(other) else "  no key"
    return f"{verdict.verdict}  {verdict.rule}  {verdict.score:.4f}{tied}{unseen}"


@lru_cache
def read_table() -> dict[str, str]:
    """Return the kept verdicts: the lines of each pair by its id."""
    blocks = re.split(r"^(?=\S)", TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {block.partition("\n")[0]: block for block in blocks if block}


@pytest.mark.parametrize("file", CASE_FILES, ids=lambda path: path.stem)
def test_verdicts_are_those_of_the_table(file: Path) -> None:
    @every_row("case", read_cases(file))
    def look(case: dict[str, Any]) -> None:
        assert written(case) == read_table().get(case["id"]), "see scripts/make_verdicts.py"

    look()
