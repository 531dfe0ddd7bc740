"""Every command keeps the same rules: help, examples, prefixes, colour, paging, JSON."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import subprocess
import sys

import click
import pytest
from conftest import ROOT
from rows import every_row

from pubman.cli import frame
from pubman.cli.commands import BEGINNING, COMMANDS
from pubman.cli.json_schemas import SCHEMAS
from pubman.cli.say import pager
from pubman.cli.say.examples import EXAMPLES
from pubman.cli.say.tables import print_table
from pubman.cli.say.terminal import choose_color, print_text
from pubman.data import MADE_DOCS, read_docs

CONVERSES = {"init", "edit", "serve", "tour", "docs", "completion"}
"""Commands that ask, open a program or print a page or a script. The others report facts."""


@every_row("name", COMMANDS)
def test_help_has_examples_and_says_where_to_read_more(pubman, name):
    page = pubman(name, "--help").out
    assert "\nExamples:\n" in page
    assert page.endswith(f"Documentation: pubman docs {name}\n")
    assert [line for line in page.splitlines() if len(line) > 80 and "pubman" not in line] == []


@every_row("name", COMMANDS)
def test_help_of_a_command_has_two_forms(pubman, name):
    assert pubman("help", name).out == pubman(name, "--help").out


def test_help_alone_is_the_help_of_pubman(pubman):
    assert pubman("help").out == pubman("--help").out
    assert "There is no command 'nosuch'" in pubman("help", "nosuch", code=2).err


@every_row("name", COMMANDS)
def test_help_says_how_a_command_may_end(pubman, name):
    page = pubman(name, "--help").out
    said = re.search(r"^Exit code: (.+)$", page, re.MULTILINE)[1]
    codes = {int(part.split()[0]) for part in said.split(", ")}
    options = {option for parameter in frame.load(name).params for option in parameter.opts}
    assert codes >= {0, 1, 2}
    assert (3 in codes) == ("--exit-code" in options)


def test_help_begins_with_the_way_from_nothing_to_a_page(pubman):
    page = pubman("--help").out
    assert page.index("To begin:") < page.index("Start:")
    for line, _ in BEGINNING:
        assert shlex.split(line)[1] in COMMANDS
    assert "pubman docs" in page
    last = page.rstrip().splitlines()[-1]  # what stays on a screen of 24 lines
    assert all(line in last for line, _ in BEGINNING)


@every_row("name", COMMANDS)
def test_every_example_is_understood(name):
    """Each example parses: its command exists, and so do its options and arguments."""
    for line, _ in EXAMPLES[name]:
        for part in re.split(r"\s[|>]\s*", line.replace("$(pubman", "pubman").replace(')"', "")):
            words = shlex.split(part.replace('eval "', ""), comments=True)
            if "pubman" not in words:
                continue
            command, *arguments = words[words.index("pubman") + 1 :]
            with frame.root.make_context("pubman", ["status"]) as parent:
                frame.load(command).make_context(command, arguments, parent=parent).close()


def test_every_example_belongs_to_a_command():
    assert set(EXAMPLES) == set(COMMANDS)


@every_row("name", COMMANDS)
def test_a_one_line_help_is_short_and_has_no_full_stop(name):
    text = COMMANDS[name].help
    assert text[0].isupper()
    assert not text.endswith(".") or text.endswith("...")
    assert len(text) <= 58


@every_row("name", COMMANDS)
def test_every_option_is_explained(name):
    for option in frame.load(name).params:
        if isinstance(option, click.Option):
            assert option.help, option.name
            assert option.help.endswith((".", "?", "...")) or name in {"serve", "sync", "add"}


@every_row("name", COMMANDS)
def test_a_command_that_reports_facts_reports_them_as_json(name):
    options = {option for parameter in frame.load(name).params for option in parameter.opts}
    documented = {line.split()[0] for line in SCHEMAS} | {"search", "show"}  # as list
    assert ("--json" in options) == (name in documented) == (name not in CONVERSES)


@every_row("name", COMMANDS)
def test_a_wrong_option_is_an_error_with_its_prefix(pubman, name):
    err = pubman(name, "--nonsense", code=2).err
    assert err.startswith("error: ")
    assert f"pubman {name} --help" in err


@every_row("name", COMMANDS)
def test_the_same_letter_means_the_same_everywhere(name):
    meaning = {"-n": "--dry-run", "-f": "--force", "-o": "--output", "-q": "--quiet"}
    for option in frame.load(name).params:
        for short in set(option.opts) & set(meaning):
            assert meaning[short] in option.opts, option.opts


# -------------------------------------------------------------------------------------- JSON facts

FACTS = [
    ["list"], ["search", "shedding"], ["show", "eires"], ["why", "eires"],
    ["why", "eires", "pages"], ["why", "tenplex", "wagenlander"], ["status"], ["log"], ["review"],
    ["check"], ["stats"], ["schema"], ["config"], ["doctor"], ["restore", "--list"],
    ["rebuild", "--dry-run"], ["query", "select key from bibliography"],
]  # fmt: skip


@every_row("arguments", FACTS, ids=" ".join)
def test_facts_come_as_json_on_stdout(shelf, arguments):
    assert json.loads(shelf(*arguments, "--json").out) is not None


@pytest.mark.parametrize(
    ("line", "usage"),
    [
        ("set eires", "pubman set KEY FIELD VALUE     more: pubman set --help"),
        ("import", "pubman import FILE...     more: pubman import --help"),
        ("apart", "pubman apart A [B]     more: pubman apart --help"),
    ],
)
def test_what_is_missing_is_shown_in_its_place(shelf, line, usage):
    assert usage in shelf(*line.split(), code=2).err.splitlines()[1]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("list --limit x", "'x' is not a whole number"),
        ("undo x", "'x' is not a whole number"),
        ("check --fix", "pubman check --help"),
        ("search status:printed", "'printed' is not a valid status (use in preparation, "),
    ],
)
def test_a_wrong_value_is_named_with_the_right_ones(shelf, line, words):
    assert words in shelf(*line.split(), code=2).said


# ------------------------------------------------------------------------------------------ colour

ESCAPE = "\x1b["


@pytest.mark.parametrize(
    "arguments",
    [["list"], ["show", "eires"], ["why", "eires"], ["status"], ["log"], ["check"]],
    ids=" ".join,
)
def test_colour_comes_only_when_it_is_wanted(shelf, arguments):
    plain = shelf(*arguments).out
    assert ESCAPE not in plain
    coloured = shelf("--color", "always", *arguments).out
    assert ESCAPE in coloured
    assert click.unstyle(coloured).split() == plain.split()
    assert ESCAPE not in shelf(*arguments, "--color", "never").out


def test_errors_are_red_when_colour_is_wanted(shelf):
    err = shelf("--color", "always", "show", "nosuch", code=2).err
    assert err.startswith("\x1b[31m\x1b[1merror:\x1b[0m ")


def test_no_color_is_respected(shelf, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert ESCAPE not in shelf("list").out


# ------------------------------------------------------------------------------- a terminal's width


class Screen(io.StringIO):
    def isatty(self):
        return True


def table_on_a_screen(monkeypatch, columns: int) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    screen = Screen()
    monkeypatch.setattr("sys.stdout", screen)
    choose_color("never")
    print_table([("zhao2020", "2020", "A long title " * 20)])
    return screen.getvalue().splitlines()


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_table_fits_the_terminal(monkeypatch, columns):
    (line,) = table_on_a_screen(monkeypatch, columns)
    assert len(line) <= columns
    assert line.endswith("...")


def test_a_list_in_a_pipe_is_never_cut(shelf):
    shelf("set", "eires", "venue", "A Conference With a Very Long Name Indeed, Held Every Year")
    shelf("set", "eires", "venue_key", "")
    out = shelf("list").out
    assert "..." not in out


# --------------------------------------------------------------------------------------- the pager


def paged_text(monkeypatch, lines: int, program: str) -> str:
    """What a screen of 24 lines shows after ``lines`` lines were printed through a pager."""
    screen, keys = Screen(), Screen()
    monkeypatch.setenv("PUBMAN_PAGER", program)
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setattr("sys.stdin", keys)
    with pager.paged():
        for number in range(lines):
            print_text(str(number))
    return screen.getvalue()


def test_long_output_goes_through_the_pager(monkeypatch, tmp_path):
    target = tmp_path / "paged"
    script = tmp_path / "pager.py"
    script.write_text(f"import sys; open({str(target)!r}, 'w').write(sys.stdin.read())")
    program = shlex.join([sys.executable, str(script)])
    assert paged_text(monkeypatch, 30, program) == ""
    assert target.read_text().splitlines() == [str(number) for number in range(30)]


@pytest.mark.parametrize(
    ("lines", "program"), [(10, "false"), (30, "cat"), (30, ""), (30, "no-such-program-at-all")]
)
def test_without_need_or_pager_it_is_printed(monkeypatch, lines, program):
    assert paged_text(monkeypatch, lines, program).count("\n") == lines


def test_a_pipe_gets_no_pager(shelf, monkeypatch):
    monkeypatch.setenv("PUBMAN_PAGER", "false")
    assert len(shelf("list").out.splitlines()) > 2


# --------------------------------------------------------------------------------- docs, and a tour


def test_docs_lists_its_pages_and_shows_one(pubman):
    contents = pubman("docs").out
    assert "Tutorial\n" in contents
    assert "first-list" in contents
    assert pubman("docs", "first-list").out.startswith("# ")
    assert "There is no page called 'nosuch'" in pubman("docs", "nosuch", code=2).err


def test_docs_names_the_pages_about_a_topic_without_a_page(pubman):
    assert pubman("docs", "pubmed").out.startswith("# If your papers are in PubMed")
    told = pubman("docs", "zbmath", code=2).err
    assert "pubman docs sync" in told
    assert "pubman docs formats" in told
    assert told.endswith("pubman docs     lists all pages\n")


@every_row("page", [*(page.partition("/")[2] for page in read_docs()), *sorted(MADE_DOCS)])
def test_a_page_of_docs_is_made_for_the_terminal(pubman, page):
    out = pubman("docs", page).out
    prose = re.sub(r"```.*?```", "", out, flags=re.DOTALL)
    assert not re.search(r"^<!--|^!\[|\.md[)#]", prose, re.MULTILINE)
    for named in re.findall(r"\(pubman docs ([\w-]+)\)", out):
        assert pubman("docs", named).out.startswith("# "), named


@pytest.mark.parametrize("page", sorted(MADE_DOCS))
def test_a_page_made_from_the_code_is_that_of_the_site(pubman, page):
    written = (ROOT / "docs/reference" / f"{page}.md").read_text("utf-8")
    out = pubman("docs", page).out
    assert out.splitlines()[0] == written.splitlines()[2]
    assert out.count("\n## ") == written.count("\n## ")
    assert re.search(
        rf"^  {page} +{re.escape(out.splitlines()[0][2:])}$", pubman("docs").out, re.MULTILINE
    )


@every_row("name", COMMANDS)
def test_docs_of_a_command_are_its_page_its_section_and_where_it_is_shown(pubman, name):
    out = pubman("docs", name).out
    pages = {page.partition("/")[2] for page in read_docs()} | MADE_DOCS
    assert out.startswith("# " if name in pages else f"### pubman {name}\n")
    assert f"### pubman {name}\n\n```text\nUsage: pubman {name} " in out
    for page in re.findall(
        r"^  pubman docs (\S+) ", out.rpartition("Pages that show it:")[2], re.MULTILINE
    ):
        assert page in pages
        assert f"pubman {name} " in pubman("docs", page).out


def test_the_tour_runs_to_its_end_and_leaves_nothing(pubman):
    before = sorted(pubman.folder.rglob("*"))
    outcome = pubman("tour")
    assert outcome.out.count("$ pubman ") == 8
    assert "error" not in outcome.err
    assert "One publication from 2 records" in outcome.out
    assert "- Ada Sample" in outcome.out or "Lanterns for Slow Networks" in outcome.out
    assert outcome.out.rstrip().endswith("pubman init")
    assert sorted(pubman.folder.rglob("*")) == before


def test_the_tour_does_not_touch_the_store_in_use(shelf):
    before = shelf.rows()
    shelf("tour")
    assert shelf.rows() == before


# ------------------------------------------------------------------------------ words left out


@pytest.mark.parametrize(
    "words, keys",
    [
        (["author:zhao", "-shedding"], {"eires", "tenplex", "tiling", "scalpel"}),
        (["author:zhao", "-year:2020"], {"eires", "tenplex", "tiling", "scalpel"}),
        (["-author:weidlich", "-tiling", "year:2000.."], {"tenplex", "scalpel"}),
        (["event -integration"], {"shedding"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_word_with_a_minus_is_left_out(shelf, words, keys):
    found = {line.split()[0] for line in shelf("list", *words).out.splitlines()}
    assert found == keys


def test_an_option_is_still_an_option(shelf):
    assert shelf("list", "-q", "-h").out.startswith("Usage")
    assert shelf("list", "--hidden").out == ""
    assert "-nonsense" not in shelf("list", "-nonsense").err


def test_an_unknown_prefix_is_named(shelf):
    err = shelf("search", "foo:bar").said
    assert "No publication matches foo:bar. foo: is not a valid prefix (use author:, " in err
    assert "prefix" not in shelf("search", "https://example.org/nowhere").err


def test_pubman_is_quick_to_explain_itself():
    program = "import sys; from pubman.cli import main; main(['list', '--help'])"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", program],
        capture_output=True, text=True, timeout=60, check=True, env=dict(os.environ),
    )  # fmt: skip
    assert "pubman.pages" not in done.stderr
