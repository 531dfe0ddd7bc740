"""Editing an entry's text: the named fields change, every other character stays."""

from __future__ import annotations

import difflib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman.formats.bibtex.entry_text import edit_fields, field_name
from pubman.formats.bibtex.grammar import parse_entry
from pubman.formats.bibtex.values import expand

ENTRY = """@Article{k,
  author    = {A. B},
  Title     = "The {T}",
  % year = 1999,
  journal   = nat # { (N)},
  year      = 2004
}"""


def values(raw: str) -> dict[str, str]:
    return {each.name: expand(each.value, {}) for each in parse_entry(raw).fields}


def changed(new: str) -> list[str]:
    """The lines that differ from ``ENTRY``."""
    lines = difflib.ndiff(ENTRY.splitlines(), new.splitlines())
    return [line for line in lines if line[0] in "+-"]


@every_row(
    "changes, lines",
    [
        ({}, []),
        ({"title": "New"}, ['-   Title     = "The {T}",', "+   Title     = {New},"]),
        ({"journal": "J"}, ["-   journal   = nat # { (N)},", "+   journal   = {J},"]),
        ({"year": "2005"}, ["-   year      = 2004", "+   year      = {2005}"]),
        ({"author": ""}, ["-   author    = {A. B},"]),
        (
            {"year": ""},
            [
                "-   journal   = nat # { (N)},",
                "-   year      = 2004",
                "+   journal   = nat # { (N)}",
            ],
        ),
        (
            {"doi": "10.1/x"},
            ["-   year      = 2004", "+   year      = 2004,", "+   doi       = {10.1/x}"],
        ),
        ({"doi": ""}, []),
    ],
)
def test_only_the_lines_of_a_field_change(changes: dict[str, str], lines: list[str]) -> None:
    assert sorted(changed(edit_fields(ENTRY, changes))) == sorted(lines)


@every_row(
    "raw, changes, new",
    [
        ("@misc{k}", {"year": "1"}, "@misc{k,\n  year = {1}}"),
        ("@misc{k, year={1}}", {"note": "n"}, "@misc{k, year={1}, note={n}}"),
        ("@misc{k,year=1,}", {"note": "n"}, "@misc{k,year=1, note={n},}"),
        ("@misc(k, year = 1)", {"year": "2"}, "@misc(k, year = {2})"),
        ("@misc{k\n , a = {1}\n }", {"note": "n"}, "@misc{k\n , a = {1}\n , note = {n}\n }"),
        ("@misc{k\n , a = {1}\n , b = {2}\n}", {"b": ""}, "@misc{k\n , a = {1}\n}"),
        ("@misc{k,\r\n\ta\t= {1}\r\n}", {"b": "2"}, "@misc{k,\r\n\ta\t= {1},\r\n\tb\t= {2}\r\n}"),
        (
            "@MISC{k,\n  YEAR = {1}\n}",
            {"month": "jan"},
            "@MISC{k,\n  YEAR = {1},\n  MONTH = jan\n}",
        ),
        ("@misc{k, a = {1}, b = {2}, a = {3}}", {"a": ""}, "@misc{k, b = {2}}"),
        ("@misc{k, a = {1}, b = {2}, a = {3}}", {"a": "4"}, "@misc{k, a = {4}, b = {2}, a = {3}}"),
    ],
)
def test_a_new_field_is_written_as_the_others_are(
    raw: str, changes: dict[str, str], new: str
) -> None:
    assert edit_fields(raw, changes) == new


def test_a_field_goes_by_the_name_the_entry_has_for_it() -> None:
    assert field_name("@article{k, journaltitle = {J}}", "venue") == "journaltitle"
    assert field_name("@article{k, note = {J}}", "venue") == "journal"
    assert field_name("@article{k, note = {J}}", "never-heard-of") == "never-heard-of"


NAMES = st.sampled_from(["title", "year", "note", "doi", "x-y"])
VALUES = st.text(st.sampled_from(list('aB1 é,=#"%\n')), max_size=8)


@given(
    st.lists(st.tuples(NAMES, VALUES), unique_by=lambda pair: pair[0]),
    st.dictionaries(NAMES, VALUES),
    st.booleans(),
)
def test_what_was_set_is_there_and_the_rest_stays(
    fields: list[tuple[str, str]], changes: dict[str, str], comma: bool
) -> None:
    body = ",".join(f"\n  {name} = {{{value}}}" for name, value in fields)
    raw = f"@misc{{k,{body}{',' if comma else ''}\n}}"
    expected = {**dict(fields), **changes}
    kept = {name: value for name, value in expected.items() if value or name not in changes}
    assert values(edit_fields(raw, changes)) == kept
    assert parse_entry(edit_fields(raw, changes)).doubts == []


LAYOUTS = st.fixed_dictionaries(
    {
        "open": st.sampled_from(["{", "("]),
        "before": st.sampled_from(["\n  ", "\r\n\t", " ", "\n\n    ", "\n% a comment, = {x}\n  "]),
        "equals": st.sampled_from(["=", " = ", "\t= ", " =\n    ", "   = "]),
        "quotes": st.sampled_from(["{}", '""', "#"]),
        "leading": st.booleans(),
        "trailing": st.booleans(),
        "end": st.sampled_from(["\n", "", "\r\n", "\n  % the end\n"]),
    }
)


def laid_out(layout: dict[str, Any], fields: list[tuple[str, str]]) -> tuple[str, list[str]]:
    """An entry in this style, and its fields as they are in it."""
    before, leading = layout["before"], layout["leading"] and "%" not in layout["before"]
    quote = {"{}": "{%s}", '""': '"%s"', "#": '{%s} # "" # {}'}[layout["quotes"]]
    written = [f"{name}{layout['equals']}{quote % value}" for name, value in fields]
    comma = f"{before}, " if leading else f",{before}"
    close = "}" if layout["open"] == "{" else ")"
    tail = "," if layout["trailing"] and not leading else ""
    body = "".join(comma + each for each in written)
    return f"@misc{layout['open']}k{body}{tail}{layout['end']}{close}", written


PLAIN_VALUES = st.text(st.sampled_from(list("aB1 é=%\n")), min_size=1, max_size=8)


@given(
    LAYOUTS,
    st.lists(st.tuples(NAMES, PLAIN_VALUES), unique_by=lambda pair: pair[0], min_size=1),
    st.dictionaries(NAMES, st.one_of(st.just(""), PLAIN_VALUES)),
)
def test_in_every_layout_the_other_fields_stay_as_they_were_written(
    layout: dict[str, Any], fields: list[tuple[str, str]], changes: dict[str, str]
) -> None:
    raw, written = laid_out(layout, fields)
    assert values(raw) == dict(fields)
    new = edit_fields(raw, changes)
    kept = [text for (name, _), text in zip(fields, written, strict=True) if name not in changes]
    at = 0
    for text in kept:
        at = new.index(text, at) + len(text)
    expected = {name: value for name, value in {**dict(fields), **changes}.items() if value}
    assert values(new) == expected
    assert parse_entry(new).doubts == []
