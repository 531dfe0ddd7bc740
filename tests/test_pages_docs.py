"""The reference of patterns, labels and templates says what is there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from pages.samples import publication
from rows import every_row

from pubman.fields import KINDS
from pubman.pages.labels import TEMPLATES, load_labels
from pubman.pages.page import ShownEntry
from pubman.pages.pattern_values import Values
from pubman.pages.patterns import LINES, check_patterns

PAGE = (Path(__file__).resolve().parent.parent / "docs/reference/templates.md").read_text("utf-8")
WORDS = set(re.findall(r"[\w./]+", " ".join(re.findall(r"`([^`\n]+)`", PAGE))))


def test_every_value_of_a_pattern_is_documented() -> None:
    known = Values(publication(1, "A B", "t", "2024"), load_labels(), names=(), badge=False)
    assert set(known) - {"venue"} <= WORDS


@every_row("name", [*KINDS, "default", *LINES])
def test_every_pattern_is_documented(name: str) -> None:
    assert set(name.split()) <= WORDS


def test_every_template_is_documented() -> None:
    shipped = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("*/*.*")}
    assert shipped <= WORDS


def test_every_attribute_of_an_entry_is_documented() -> None:
    assert {f"entry.{each.name}" for each in fields(ShownEntry)} <= WORDS


@pytest.mark.parametrize("source", re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
def test_the_examples_can_be_read(source: str) -> None:
    table = tomllib.loads(source)
    for each in table.get("lists", []):
        check_patterns(each.get("patterns", {}))
