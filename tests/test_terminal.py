"""What a person sees on the terminal: no character that hides, or that hides others."""

from __future__ import annotations

import json

from rows import every_row

from pubman.cli.say.terminal import visible

HIDDEN = {
    "a colour": ("a\x1b[31mb", "a\\x1b[31mb"),
    "a colour in one byte": ("a\x9b31mb", "a\\x9b31mb"),
    "delete": ("a\x7fb", "a\\x7fb"),
    "right to left": ("a\u202eb", "a\\u202eb"),
    "an isolate": ("a\u2066b\u2069", "a\\u2066b\\u2069"),
    "a mark for Arabic": ("a\u061cb", "a\\u061cb"),
    "no width": ("a\u200bb", "a\\u200bb"),
    "a word joiner": ("a\u2060b", "a\\u2060b"),
    "a byte order mark": ("\ufeffa", "\\ufeffa"),
    "a joiner between Latin letters": ("a\u200db", "a\\u200db"),
    "a joiner at the beginning": ("\u200cb", "\\u200cb"),
    "a line separator": ("a\u2028b", "a\\u2028b"),
}
SEEN = {
    "Persian with a non-joiner": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Hindi with a joiner": "\u0915\u094d\u200d\u0937",
    "a family": "\U0001f468\u200d\U0001f469",
    "Hebrew": "\u05e9\u05dc\u05d5\u05dd",
    "accents put together": "e\u0301",
    "lines and tabs": "a\n\tb",
    "Chinese": "\u4f60\u597d",
}


@every_row("text, shown", HIDDEN.values(), ids=HIDDEN)
def test_what_one_cannot_see_is_written_out(text, shown):
    assert visible(text) == shown


@every_row("text", SEEN.values(), ids=SEEN)
def test_what_belongs_to_a_script_stays(text):
    assert visible(text) == text


TITLE = "Slow \x9b31m\u202eSensors\u200b in Rivers"


def test_a_hostile_title_is_written_out_everywhere_but_in_data(pubman):
    (pubman.folder / "a.jsonl").write_text(
        json.dumps({"kind": "article", "title": TITLE, "date": "2024", "source_key": "x",
                    "authors": [{"given": "Ada", "family": "L\u202ei"}]}) + "\n", "utf-8",
    )  # fmt: skip
    pubman("init", "--name", "Ada Li")
    told = [pubman("import", "a.jsonl")]
    key = pubman.ask("SELECT key FROM bibliography")[0][0]
    commands = [["list"], ["list", "--all"], ["show", key], ["why", key], ["search", "rivers"],
                ["status"], ["log"], ["check"], ["review"], ["hide", key]]  # fmt: skip
    told += [pubman(*command, code=None) for command in commands]
    for each in told:
        assert not any(char in each.out + each.err for char in "\x9b\u202e\u200b"), each
    assert "\u202e" in pubman("show", key, "--json").out
