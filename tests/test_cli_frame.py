"""The frame of the command line: help, unknown commands, errors, signals, streams."""

from __future__ import annotations

import errno
import importlib.util
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rows import every_row

from pubman import __version__
from pubman.cli import frame
from pubman.cli.commands import COMMANDS, EVERYDAY, SYNONYMS, nearest
from pubman.cli.say import errors as faults
from pubman.cli.say import tables
from pubman.cli.say import terminal as talk
from pubman.cli.settings import Settings, settings
from pubman.errors import PubmanError, Refused, Step, StoreError, UnknownKey

MODULES = sorted({row.module for row in COMMANDS.values()})


def start(*args: str, **options) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *args], capture_output=True, timeout=60, check=False, **options
    )


# ------------------------------------------------------------------------------------- the table


def test_help_names_every_command_once_under_its_heading(pubman):
    out = pubman("--help").out
    for name, row in COMMANDS.items():
        assert f"  {name.ljust(max(map(len, COMMANDS)))}  {row.help}\n" in out
        assert f"\n{row.heading}:\n" in out


def test_help_begins_with_the_everyday_five(pubman):
    out = pubman("--help").out
    assert out.index(" - ".join(EVERYDAY)) < out.index("Start:")
    assert len(EVERYDAY) == 5
    assert set(EVERYDAY) <= set(COMMANDS)


def test_help_stays_within_80_columns(pubman):
    assert all(len(line) <= 80 for line in pubman("--help").out.splitlines())


def test_h_is_help(pubman):
    assert pubman("-h").out == pubman("--help").out


def test_version(pubman):
    assert pubman("--version").out == f"pubman {__version__}\n"


@every_row("name", COMMANDS)
def test_command_is_there(name):
    command = frame.load(name)
    assert command.name == name
    assert command.help, f"pubman {name} has no help"


@every_row("name", COMMANDS)
def test_command_explains_itself(pubman, name):
    outcome = pubman(name, "--help")
    assert outcome.out.startswith(f"Usage: pubman {name}")
    assert outcome.err == ""


@every_row("name", COMMANDS)
def test_command_understands_the_global_options_behind_it(name):
    options = {option for parameter in frame.load(name).params for option in parameter.opts}
    assert {"--db", "-q"} <= options


def test_loading_twice_adds_the_global_options_once():
    frame.load("list")
    command = frame.load("list")
    assert sum("--db" in parameter.opts for parameter in command.params) == 1


def test_help_loads_no_command_and_no_library():
    program = (
        "import sys; from pubman.cli import main; main(['--help'])\n"
        "loaded = [n for n in sys.modules if n.startswith('pubman.')]\n"
        "print(*loaded, *{'sqlite3', 'requests', 'jinja2', 'importlib.metadata'} & {*sys.modules})"
    )
    loaded = start("-c", program).stdout.decode().splitlines()[-1].split()
    assert set(loaded) == {
        "pubman.errors",
        *(
            f"pubman.cli{part}"
            for part in (
                "",
                ".frame",
                ".say",
                ".say.errors",
                ".say.hints",
                ".say.terminal",
                ".settings",
                ".commands",
            )
        ),
    }


# ------------------------------------------------------------------------------ unknown commands


@every_row(
    "typed, meant",
    [
        ("ls", "list"),
        ("merge", "same"),
        ("split", "apart"),
        ("rm", "hide"),
        ("delete", "hide"),
        ("sql", "query"),
        ("find", "search"),
        ("history", "log"),
        ("exprot", "export"),
        ("impot", "import"),
        ("stauts", "status"),
    ],
)
def test_unknown_command_names_the_nearest(pubman, typed, meant):
    outcome = pubman(typed, code=2)
    assert outcome.err == f"error: There is no command '{typed}'. Did you mean: pubman {meant}\n"
    assert outcome.out == ""


def test_unknown_command_like_no_other_is_named_and_help_offered(pubman):
    err = pubman("xyzzy", code=2).err
    assert err == "error: There is no command 'xyzzy'.\n  pubman --help\n"


def test_a_file_in_place_of_a_command_is_to_be_imported(pubman, tmp_path):
    (tmp_path / "own.bib").write_text("")
    err = pubman("own.bib", code=2).err
    assert "pubman import own.bib" in err


def test_no_synonym_hides_a_command():
    assert not set(SYNONYMS) & set(COMMANDS)


def test_a_synonym_of_a_command_that_is_not_there_yet_suggests_only_real_ones():
    assert all(nearest(name) in {*COMMANDS, ""} for name in SYNONYMS)


@pytest.mark.parametrize("args", [("--nonsense",), ("list", "--nonsense"), ("set",)])
def test_misuse_is_one_sentence_and_where_to_look(pubman, args):
    outcome = pubman(*args, code=2)
    said, hint = outcome.err.splitlines()
    assert said.endswith((".", "?", ")"))
    assert hint.startswith("  pubman")
    assert hint.endswith("--help")


# --------------------------------------------------------------------------------------- errors


@every_row(
    "error, code, said",
    [
        (PubmanError("No good.", "try this"), 1, "error: No good.\n  try this\n"),
        (
            Refused("Not undone. Nothing was changed."),
            1,
            "error: Not undone. Nothing was changed.\n",
        ),
        (UnknownKey("No publication 'x'."), 2, "error: No publication 'x'.\n"),
        (KeyboardInterrupt(), 130, "Interrupted. Unfinished work was not written.\n"),
        (click.Abort(), 130, "Interrupted. Unfinished work was not written.\n"),
        (
            OSError(errno.ENOSPC, "", "a.db"),
            1,
            "error: The disk is full: a.db could not be written completely.\n",
        ),
        (
            PermissionError(errno.EACCES, "", "a.db"),
            1,
            "error: No permission for a.db: it is read-only or not yours.\n",
        ),
        (FileNotFoundError(errno.ENOENT, "", "a.bib"), 1, "error: No such file: a.bib.\n"),
        (IsADirectoryError(errno.EISDIR, "", "here"), 1, "error: here is a folder, not a file.\n"),
        (OSError("it broke"), 1, "error: it broke.\n"),
        (click.ClickException("no"), 1, "error: no.\n"),
        (
            sqlite3.DatabaseError("database disk image is malformed"),
            1,
            (
                "error: The store cannot be used: database disk image is malformed. Unfinished\n"
                "work was not written.\n"
            ),
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else "",
)
def test_error_is_a_sentence(capsys, error, code, said):
    faults.begin("")
    assert faults.explain(error) == code
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    "command, said",
    [
        ("set", "error: Bad. Nothing was changed.\n"),
        ("export", "error: Bad. Nothing was written.\n"),
        ("list", "error: Bad.\n"),
        ("no-such-command", "error: Bad.\n"),
    ],
)
def test_an_error_says_what_the_command_did_not_do(capsys, command, said):
    faults.begin(command)
    faults.explain(Refused("Bad."))
    assert capsys.readouterr().err == said


def test_an_error_in_the_middle_of_a_job_does_not_say_that_nothing_was_changed(capsys):
    error = Refused("Three of five are done.")
    error.partial = True
    faults.begin("set")
    faults.explain(error)
    assert capsys.readouterr().err == "error: Three of five are done.\n"


def test_a_step_is_shown_as_a_command(capsys):
    faults.begin("list")
    faults.explain(Refused("Bad.", Step("restore", "NAME", "the backup of Monday")))
    assert (
        capsys.readouterr().err == "error: Bad.\n  pubman restore NAME     the backup of Monday\n"
    )


def test_a_fault_is_owned_up_to(capsys, monkeypatch):
    monkeypatch.delenv("PUBMAN_DEBUG")
    assert faults.explain(KeyError("x")) == 1
    err = capsys.readouterr().err
    assert err.startswith("error: This is a fault in pubman, not in your data: ")
    assert "PUBMAN_DEBUG=1" in err
    assert "Traceback" not in err


def test_a_fault_shows_where_when_asked(capsys):
    faults.explain(KeyError("x"))
    assert "KeyError" in capsys.readouterr().err


def test_hints_are_not_wrapped(capsys):
    hint = "pubman same " + "averylongkey2024 " * 8
    talk.complain("Several.", [hint])
    assert f"  {hint}\n" in capsys.readouterr().err


# ------------------------------------------------------------------------------- pubman, alone


def test_alone_without_a_store_says_how_to_begin(pubman):
    outcome = pubman()
    assert "pubman init" in outcome.err
    assert "pubman --help" in outcome.err
    assert outcome.out == ""


def test_alone_with_a_store_is_status(pubman):
    pubman("init", "--name", "Bo Zhao")
    alone = pubman()
    assert alone.out == pubman("status").out
    assert alone.err.splitlines()[-1] == "All commands: pubman --help"


def test_alone_with_a_store_that_is_not_there_is_an_error(pubman):
    assert "nowhere.db" in pubman("--db", "nowhere.db", code=1).err


# ---------------------------------------------------------------------------------- the settings


@pytest.mark.parametrize(
    "args",
    [
        ["--db", "a.db", "-q", "probe"],
        ["probe", "--db", "a.db", "-q"],
        ["-q", "probe", "--db", "a.db"],
    ],
    ids=["before", "behind", "around"],
)
def test_global_options_stand_before_or_behind_a_command(monkeypatch, args):
    seen = []

    @click.command("probe", params=frame.global_options(hidden=True))
    def probe() -> None:
        seen.append(settings())

    monkeypatch.setattr(frame.Root, "get_command", lambda *_: probe)
    monkeypatch.setitem(COMMANDS, "probe", COMMANDS["list"])
    assert CliRunner().invoke(frame.root, args).exit_code == 0
    assert seen == [Settings(db=Path("a.db"), quiet=True)]


def test_a_tilde_is_the_home_directory(home):
    with frame.root.make_context("pubman", ["--db", "~/a.db", "list"]) as context:
        assert context.obj == Settings(db=home / "a.db")


def test_without_a_command_the_settings_are_the_defaults():
    assert settings() == Settings()


# ------------------------------------------------------------------------------------------ talk


@every_row(
    "count, words, said",
    [
        (1, ["publication"], "1 publication"),
        (0, ["publication"], "0 publications"),
        (2, ["entry"], "2 entries"),
        (2, ["key"], "2 keys"),
        (5000, ["record"], "5,000 records"),
        (2, ["person", "people"], "2 people"),
    ],
)
def test_plural(count, words, said):
    assert talk.plural(count, *words) == said


def test_talk_goes_to_stderr_with_its_sign_and_hangs(capsys):
    talk.say("word " * 30, sign="+")
    captured = capsys.readouterr()
    first, second = captured.err.splitlines()[:2]
    assert first.startswith("  + word")
    assert second.startswith("    word")
    assert captured.out == ""


def test_quiet_says_nothing(capsys):
    with click.Context(click.Command("x"), obj=Settings(quiet=True)):
        talk.say("hello")
    assert capsys.readouterr().err == ""


def test_next_is_one_line(capsys):
    talk.suggest("pubman review", "pubman export")
    assert capsys.readouterr().err == "Next: pubman review, then pubman export\n"


def test_table_is_aligned_and_whole_in_a_pipe(capsys):
    tables.print_table([("a", 1, "x" * 200), ("李明", 10, None)], right=[1])
    assert capsys.readouterr().out == f"a      1  {'x' * 200}\n李明  10\n"


def test_table_with_a_header_indented(capsys):
    tables.print_table([("title", "Tenplex")], header=("field", "value"), indent=2)
    assert capsys.readouterr().out == "  field  value\n  title  Tenplex\n"


def test_table_cells_hold_no_line_breaks(capsys):
    tables.print_table([("a\nb", "c\t d")])
    assert capsys.readouterr().out == "a b  c d\n"


def test_json_keeps_every_script(capsys):
    talk.print_json({"b": "李明", "a": [1]})
    assert capsys.readouterr().out == '{\n  "b": "李明",\n  "a": [\n    1\n  ]\n}\n'


@given(st.text(), st.integers(0, 40))
def test_cut_never_exceeds_its_columns(text, columns):
    shown = talk.cut(text, columns)
    assert talk.width(shown) <= max(columns, 0)
    assert shown == text or text.startswith(shown.rstrip(".").rstrip()[: len(text)]) or columns < 4


@given(st.lists(st.text("ab ", max_size=30), max_size=40).map(" ".join))
def test_wrapping_keeps_every_word(text):
    lines = talk.wrap(text, first="  + ", rest="    ")
    assert " ".join(lines).replace("+", "", 1).split() == text.split()
    assert all(len(line) <= talk.WIDTH for line in lines)


# --------------------------------------------------------------------------------- the process


def test_stdout_is_utf8_with_bare_line_feeds_in_any_locale():
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}
    program = (
        "from pubman.cli import frame\nfrom pubman.cli.say import terminal\n"
        "frame._settle_streams()\n"
        "terminal.print_text('Wagenl\\u00e4nder \\u674e\\u660e \\udc80')"
    )
    done = start("-c", program, env=env)
    assert done.stdout == "Wagenländer 李明 \\udc80\n".encode()


def test_python_m_pubman_is_pubman():
    assert start("-m", "pubman", "--version").stdout.decode().split() == ["pubman", __version__]


@pytest.mark.skipif(os.name == "nt", reason="no SIGPIPE there")
def test_a_closed_pipe_ends_quietly():
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "pubman", "--help"],
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
def test_sigterm_is_an_interruption():
    program = (
        "import os, signal, sys; from pubman.cli import frame\n"
        "frame.root.invoke = lambda context: os.kill(os.getpid(), signal.SIGTERM)\n"
        "sys.exit(frame.main(['--quiet']))"
    )
    done = start("-c", program)
    assert done.returncode == 130
    assert done.stderr.decode().strip() == "Interrupted. Unfinished work was not written."


def test_signals_are_put_back(pubman):
    before = signal.getsignal(signal.SIGTERM)
    pubman("--version")
    assert signal.getsignal(signal.SIGTERM) is before


def test_main_runs_in_any_thread():
    codes = []
    thread = threading.Thread(target=lambda: codes.append(frame.main(["--version"])))
    thread.start()
    thread.join()
    assert codes == [0]


@pytest.mark.parametrize(
    "result, code", [(None, 0), (0, 0), (3, 3), (4, 4)], ids=["nothing", "zero", "waits", "part"]
)
def test_a_command_returns_nothing_or_its_exit_code(monkeypatch, result, code):
    monkeypatch.setattr(frame.root, "invoke", lambda context: result)
    assert frame.main(["--quiet"]) == code


def test_a_store_error_reaches_a_person_as_it_was_written(monkeypatch, capsys):
    def fail(context):
        raise StoreError("pubs.db is not a publication store.", "pubman init")

    monkeypatch.setattr(frame.root, "invoke", fail)
    assert frame.main(["--quiet"]) == 1
    assert capsys.readouterr().err == "error: pubs.db is not a publication store.\n  pubman init\n"


def test_every_module_of_the_table_is_named_in_the_map_of_the_package():
    import pubman.cli

    assert all(module in (pubman.cli.__doc__ or "") for module in MODULES)
    assert importlib.util.find_spec("pubman.cli.frame")
