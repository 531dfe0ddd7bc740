#!/usr/bin/env python3
"""Print a table of faults tried and survived: kills, crowds, full disks, damage, hostile text.

    scripts/faults.py                         300 kills, 20 rounds of a crowd, everything else once
    scripts/faults.py --kills 16 --rounds 2   the same, in a few minutes
    scripts/faults.py --only damage hostile   some of it
    scripts/faults.py --document              write the table into docs/developers/faults.md

Every fault happens to real processes that use a new store in a temporary folder. Survived means:
one sentence and no traceback, the old state or the new one, ``doctor`` clean, and the next command
works. docs/developers/faults.md shows the table; the line below it names versions and machine.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

import faults_stores  # noqa: E402

from pubman import __version__  # noqa: E402 - found through the line above
from pubman.cli import main as pubman_main  # noqa: E402 - found through the line above
from pubman.store import query  # noqa: E402

ENTRIES = 120
NOBODY = 65534


@dataclass(slots=True)
class Outcome:
    """One line of the table: what was tried how often, and what did not survive."""

    fault: str
    tried: int = 0
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def check(self, name: str, *problems: str) -> None:
        """Counts one try; ``problems`` that are not empty are failures."""
        self.tried += 1
        found = [problem for problem in problems if problem]
        if found:
            self.failures.append(f"{name}: {'; '.join(found)}")


# ------------------------------------------------------------------------------------- the bench


def entries(first: int, count: int, *, source: str = "k") -> str:
    """A .bib of generated papers with different numbers."""
    words = ["streams", "graphs", "caches", "tensors", "queries", "indexes", "networks"]
    return "".join(
        f"@inproceedings{{{source}{n},\n  author = {{Ada Number{n % 37} and Bo Zhao}},\n"
        f"  title = {{On {words[n % 7]} and {words[n // 7 % 7]} of the order {n}}},\n"
        f"  booktitle = {{Proceedings of the Meeting {n % 11}}}, year = {1980 + n % 40}\n}}\n"
        for n in range(first, first + count)
    )


def run(
    folder: Path, *args: str, env: Mapping[str, str] | None = None, **options: Any
) -> subprocess.CompletedProcess[str]:
    """``pubman ARGS`` as a separate process in ``folder``."""
    return subprocess.run(
        command(*args), cwd=folder, env=environment(env), text=True, check=False,
        **{"capture_output": True, "stdin": subprocess.DEVNULL, "timeout": 120} | options,
    )  # fmt: skip


def command(*args: str) -> list[str]:
    """The command line of ``pubman ARGS`` by this Python."""
    return [sys.executable, "-m", "pubman", *args]


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a process: this checkout's pubman, no store named."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PUBMAN")}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"} | dict(more or {})


def inside(folder: Path, *args: str) -> tuple[int, str]:
    """``pubman ARGS`` in this process; its exit code and output."""
    said = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    before = Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = pubman_main(list(args))
    finally:
        os.chdir(before)
    return code, said.buffer.getvalue().decode()


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A temporary folder."""
    with tempfile.TemporaryDirectory(prefix="pubman-faults-") as name:
        # The list of recently used stores belongs to the person, so these must not be in it.
        before = os.environ.get("XDG_STATE_HOME")
        os.environ["XDG_STATE_HOME"] = f"{name}-state"
        try:
            yield Path(name)
        finally:
            shutil.rmtree(f"{name}-state", ignore_errors=True)
            os.environ.pop("XDG_STATE_HOME")
            if before is not None:
                os.environ["XDG_STATE_HOME"] = before


def make_base(folder: Path) -> None:
    """A folder with a store of a few hundred publications and files for every command."""
    folder.mkdir()
    (folder / "own.bib").write_text(entries(0, ENTRIES), "utf-8")
    (folder / "more.bib").write_text(entries(ENTRIES, ENTRIES), "utf-8")
    (folder / "page.xml").write_text(person_page(), "utf-8")
    for words in (("init", "--name", "Bo Zhao", "--dblp", "94/4810-19"),
                  ("import", "--mine", "own.bib"), ("backup",), ("export",)):  # fmt: skip
        code, said = inside(folder, *words)
        if code:
            raise SystemExit(f"{words}: {said}")
    (folder / "text").mkdir()
    inside(folder, "dump", "text")


def person_page() -> str:
    """A dblp person page of sixty made-up records."""
    records = "".join(
        f'<r><inproceedings key="conf/x/Z{n}" mdate="2026-01-01"><author pid="94/4810-19">Bo Zhao '
        f"0019</author><title>Measures of the kind {n}.</title><year>{1990 + n % 30}</year>"
        f"<booktitle>X</booktitle></inproceedings></r>\n"
        for n in range(60)
    )
    return (
        '<?xml version="1.0"?>\n<dblpperson name="Bo Zhao 0019" pid="94/4810-19" n="60">\n'
        '<person key="homepages/94/4810-19" mdate="2026-01-01"><author pid="94/4810-19">Bo Zhao '
        f"0019</author></person>\n{records}</dblpperson>\n"
    )


def state(folder: Path) -> tuple[Any, ...]:
    """The state of a store as a person sees it: its publications, its questions, its log."""
    with closing(sqlite3.connect(folder / "pubs.db")) as connection:
        return tuple(
            tuple(connection.execute(sql).fetchall())
            for sql in (
                "SELECT * FROM bibliography ORDER BY key",
                "SELECT kind, key_a, key_b FROM review ORDER BY 1, 2, 3",
                "SELECT count(*) FROM records WHERE withdrawn = 0",
                "SELECT command FROM operations WHERE undone_at IS NULL ORDER BY id",
            )
        )


def unsound(folder: Path) -> str:
    """The findings of ``doctor``; ``""`` if the store is sound."""
    code, said = inside(folder, "doctor", "--exit-code")
    return f"doctor: {said}" if code else ""


def unworkable(folder: Path) -> str:
    """The error of the next command; ``""`` if it works."""
    (folder / "next.bib").write_text(entries(5000, 1, source="next"), "utf-8")
    code, said = inside(folder, "import", "--mine", "next.bib")
    (folder / "next.bib").unlink()
    return f"next command: {said}" if code else ""


def leftovers(folder: Path) -> str:
    """Temporary files, named."""
    found = [
        path.name
        for path in folder.rglob(".*")
        if path.is_file() and path.name not in (".gitignore", ".gitattributes")
    ]
    return f"left behind: {found}" if found else ""


def traceback_in(text: str) -> str:
    """A complaint if ``text`` has a traceback or reports a fault of pubman."""
    return f"no sentence: {text[-300:]}" if "Traceback" in text or "a fault in" in text else ""


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, except those that SQLite keeps beside an open store."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


# ------------------------------------------------------------------------------------------ kills


def older(folder: Path) -> None:
    """Give the store the first schema, so that the next command migrates it."""
    for path in folder.glob("pubs.db*"):
        path.unlink()
    shutil.copy(ROOT / "tests" / "upgrades" / "0001.db", folder / "pubs.db")


KILLED: dict[str, tuple[tuple[str, ...], Callable[[Path], None] | None]] = {
    "import": (("import", "--mine", "more.bib"), None),
    "sync": (("sync", "--from-file", "page.xml"), None),
    "decide": (("same", "k1", "k8", "k15"), None),
    "undo": (("undo",), None),
    "export": (("export", "--force", "-o", "publications.html"), None),
    "migrate": (("list",), older),
    "backup": (("backup",), None),
    "load": (("load", "text"), None),
}


def kills(count: int, dice: random.Random) -> Outcome:
    """``kill -9`` at random moments of every writing command."""
    outcome = Outcome("kill -9 at a random moment of " + ", ".join(KILLED))
    ends = {"old": 0, "new": 0}
    with scratch() as place:
        make_base(place / "base")
        prepared = {name: _prepare(place, name) for name in KILLED}
        for number in range(count):
            name = list(KILLED)[number % len(KILLED)]
            seconds, old, new = prepared[name]
            folder = place / "trial"
            shutil.copytree(place / name, folder)
            moment = dice.uniform(0.2, 1.3) * seconds
            _kill(folder, KILLED[name][0], moment)
            outcome.check(f"{name} at {moment:.3f} s", *_after_kill(folder, old, new, ends))
            shutil.rmtree(folder)
    outcome.notes.append(f"{ends['old']} times the old state, {ends['new']} times the new one")
    return outcome


def _prepare(place: Path, name: str) -> tuple[float, Any, Any]:
    """The folder before the command; how long it takes, and the state before and after it."""
    words, prepare = KILLED[name]
    shutil.copytree(place / "base", place / name)
    if prepare:
        prepare(place / name)
    old = (state(place / name), (place / name / "publications.html").read_bytes())
    shutil.copytree(place / name, place / "try")
    start = time.monotonic()
    done = run(place / "try", *words)
    seconds = time.monotonic() - start
    if done.returncode:
        raise SystemExit(f"{words}: {done.stderr}")
    new = (state(place / "try"), (place / "try" / "publications.html").read_bytes())
    shutil.rmtree(place / "try")
    return seconds, old, new


def _kill(folder: Path, words: Sequence[str], moment: float) -> None:
    process = subprocess.Popen(
        command(*words), cwd=folder, env=environment(), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    process.kill()
    process.wait()


def _after_kill(folder: Path, old: Any, new: Any, ends: dict[str, int]) -> Iterator[str]:
    page = (folder / "publications.html").read_bytes()
    if page not in (old[1], new[1]):
        yield "a list is neither the old one nor the new one"
    yield unsound(folder)
    found = state(folder)
    if found == old[0]:
        ends["old"] += 1
    elif found == new[0]:
        ends["new"] += 1
    else:
        yield "neither the old state nor the new one"
    for made in (folder / "pubs.backups").glob("*.db"):
        with closing(sqlite3.connect(made)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                yield f"a broken backup: {made.name}"
    yield unworkable(folder)


# ----------------------------------------------------------------------------------------- crowds


def crowd(rounds: int, *, writers: int = 6, writes: int = 3) -> Outcome:
    """Several processes write at once while others read; nothing may be lost."""
    outcome = Outcome(f"{writers} processes writing at once, 2 reading")
    with scratch() as place:
        make_base(place / "base")
        for number in range(rounds):
            folder = place / "trial"
            shutil.copytree(place / "base", folder)
            outcome.check(f"round {number + 1}", *_crowd_round(folder, writers, writes))
            shutil.rmtree(folder)
        outcome.notes.append(f"{rounds * writers * writes} writes, none lost" if not
                             outcome.failures else "see below")  # fmt: skip
        outcome.check("a long wait is told", _told_of_waiting(place / "base"))
    return outcome


def _crowd_round(folder: Path, writers: int, writes: int) -> Iterator[str]:
    script = "import sys; from pubman.cli import main\nfor a in sys.argv[1:]:\n"
    script += "  code = main(a.split('|'))\n  if code: sys.exit(code)\n"
    processes = []
    for writer in range(writers):
        (folder / f"w{writer}.bib").write_text(entries(9000 + writer * 10, 4, source=f"w{writer}x"))
        words = [f"-q|tag|t{writer}x{n}|k{n}" for n in range(writes - 1)]
        words.append(f"-q|import|w{writer}.bib")
        processes.append(_start(folder, script, words))
    readers = [_start(folder, script, ["list|--all", "query|select count(*) from bibliography"] * 3)
               for _ in range(2)]  # fmt: skip
    for process in processes + readers:
        _, said = process.communicate(timeout=180)
        if process.returncode:
            yield f"exit code {process.returncode}: {said[-200:]}"
        yield traceback_in(said)
    with closing(sqlite3.connect(folder / "pubs.db")) as connection:
        tags = connection.execute("SELECT count(*) FROM tags").fetchone()[0]
        records = connection.execute(
            "SELECT count(*) FROM records WHERE source LIKE 'w%'"
        ).fetchone()[0]
        logged = connection.execute("SELECT count(*) FROM operations").fetchone()[0]
    if (tags, records) != (writers * (writes - 1), writers * 4):
        yield f"lost: {tags} tags, {records} records"
    if logged != 1 + writers * writes:
        yield f"the log has {logged} entries"
    yield unsound(folder)


def _start(folder: Path, script: str, words: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *words], cwd=folder, env=environment(), text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def _told_of_waiting(folder: Path) -> str:
    with closing(sqlite3.connect(folder / "pubs.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        waiting = subprocess.Popen(
            command("tag", "waited", "k3"), cwd=folder, env=environment(), text=True,
            stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        with contextlib.suppress(subprocess.TimeoutExpired):
            waiting.wait(4)
        connection.execute("ROLLBACK")
        said = waiting.communicate(timeout=60)[1]
    return "" if "Waited" in said and waiting.returncode == 0 else f"not told: {said}"


# ------------------------------------------------------------------------------------ full, locked


def full_disk() -> Outcome:
    """No file can grow beyond its size (``RLIMIT_FSIZE``), as on a full disk."""
    outcome = Outcome("disk full (`RLIMIT_FSIZE`) during import, tag, export, backup, dump, load, "
                      "init")  # fmt: skip
    tries: tuple[tuple[str, ...], ...] = (
        ("import", "--mine", "more.bib"), ("tag", "x", "k3"), ("backup",), ("load", "text"),
        ("export", "--format", "html", "-o", "other.html"), ("dump", "other"), ("undo",),
    )  # fmt: skip
    with scratch() as place:
        make_base(place / "base")
        size = (place / "base" / "pubs.db").stat().st_size
        for words in tries:
            for limit in (2_000, 40_000, size // 2):
                folder = place / "trial"
                shutil.copytree(place / "base", folder)
                old, files = state(folder), set(snapshot(folder))
                done = run(folder, *words, preexec_fn=lambda limit=limit: _limit(limit))
                new = set(snapshot(folder)) - files
                complete = done.returncode == 0
                outcome.check(
                    f"{words[0]} at {limit}", traceback_in(done.stderr), leftovers(folder),
                    "" if complete or state(folder) == old else "not the old state",
                    "" if complete or not new else f"left behind: {sorted(new)}",
                    unsound(folder), unworkable(folder),
                )  # fmt: skip
                shutil.rmtree(folder)
        empty = place / "empty"
        empty.mkdir()
        done = run(empty, "init", "--name", "Bo Zhao", preexec_fn=lambda: _limit(3000))
        outcome.check("init", traceback_in(done.stderr), leftovers(empty),
                      "" if not list(empty.iterdir()) else "something is left")  # fmt: skip
    return outcome


def _limit(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def forbidden() -> Outcome:
    """A folder that cannot be written, a file that cannot be read, and one that vanishes."""
    outcome = Outcome("read-only folder, no permission, the file vanishes or is replaced")
    with scratch() as place:
        place.chmod(0o755)
        make_base(place / "base")
        shutil.copytree(place / "base", place / "warm")
        for words, code in (
            (("list",), 0), (("search", "streams"), 0), (("show", "k1"), 0), (("status",), 0),
            (("query", "select count(*) from bibliography"), 0), (("log",), 0), (("doctor",), 0),
            (("export", "--format", "text"), 0), (("tag", "x", "k1"), 1), (("backup",), 1),
            (("import", "more.bib"), 1), (("undo",), 1), (("load", "text"), 1),
            (("export",), 0), (("dump", "other"), 1),
        ):  # fmt: skip
            inside(place / "warm", *words)  # load modules now: the child may not read them
            outcome.check(f"read-only: {words[0]}", *_forbid(place, words, code, 0o555, 0o444))
        for words in (("list",), ("tag", "x", "k1"), ("doctor",)):
            outcome.check(f"no permission: {words[0]}", *_forbid(place, words, 1, 0o755, 0o000))
        for moment in (0.3, 0.5, 0.7, 0.9):
            outcome.check(f"vanishes at {moment}", *_vanish(place, moment, replaced=False))
            outcome.check(f"replaced at {moment}", *_vanish(place, moment, replaced=True))
    return outcome


def _forbid(
    place: Path, words: Sequence[str], code: int, folder_mode: int, file_mode: int
) -> Iterator[str]:
    folder = place / "trial"
    shutil.copytree(place / "base", folder)
    before = snapshot(folder)
    (folder / "pubs.db").chmod(file_mode)
    for path in (folder / "pubs.backups", folder):
        path.chmod(folder_mode)
    found, said = _as_nobody(folder, words)
    for path in (folder, folder / "pubs.backups", folder / "pubs.db"):
        path.chmod(0o755)
    if (found != 0) != (code != 0):
        yield f"exit code {found}: {said[-200:]}"
    yield traceback_in(said)
    if snapshot(folder) != before:
        yield "something was written"
    shutil.rmtree(folder)


def _as_nobody(folder: Path, words: Sequence[str]) -> tuple[int, str]:
    """``pubman WORDS`` by a person without rights, even if root runs this script."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            code, said = inside(folder, *words)
        except BaseException as error:  # noqa: BLE001 - the child says what happened and ends
            code, said = 99, f"Traceback: {error!r}"
        os.write(write, f"{code}\n{said[-9000:]}".encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read().decode()
    os.waitpid(child, 0)
    head, _, said = answer.partition("\n")
    return int(head), said


def _vanish(place: Path, moment: float, *, replaced: bool) -> Iterator[str]:
    folder = place / "trial"
    shutil.copytree(place / "base", folder)
    shutil.copy(folder / "pubs.db", folder / "copy")
    process = subprocess.Popen(
        command("import", "--mine", "more.bib"), cwd=folder, env=environment(), text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    before = (folder / "copy").read_bytes()
    finished = process.poll() is not None
    if replaced:
        (folder / "copy").replace(folder / "pubs.db")
    else:
        (folder / "pubs.db").unlink()
    said = process.communicate(timeout=60)[1]
    yield traceback_in(said)
    if replaced and not finished and process.returncode:
        if (folder / "pubs.db").read_bytes() != before:
            yield "the other file was written"
        (folder / "pubs.db-wal").unlink(missing_ok=True)
        yield unsound(folder)
    if not replaced and (folder / "pubs.db").exists():
        yield "made again, empty"
    shutil.rmtree(folder)


# ----------------------------------------------------------------------------------------- damage


def _pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for page in range(4, len(content) // 4096, 2):
        content[page * 4096 : page * 4096 + 300] = b"\xff" * 300
    path.write_bytes(content)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2 + 77])


def _other(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")


def _newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 4711")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "damaged pages": _pages,
    "cut in half": _cut,
    "no database": lambda path: path.write_bytes(b"Dear diary, " * 900),
    "an empty file": lambda path: path.write_bytes(b""),
    "ninety bytes": lambda path: path.write_bytes(path.read_bytes()[:90]),
    "another program's": _other,
    "a newer schema": _newer,
}


def damage() -> Outcome:
    """A file that is not a store: one sentence, the next step, and nothing written."""
    outcome = Outcome(", ".join(DAMAGE))
    tries = (("list",), ("tag", "x", "k3"), ("import", "more.bib"), ("rebuild",), ("doctor",),
             ("query", "select * from bibliography"), ("backup",), ("dump", "d"), ())  # fmt: skip
    with scratch() as place:
        make_base(place / "base")
        for name, harm in DAMAGE.items():
            for words in tries:
                folder = place / "trial"
                shutil.copytree(place / "base", folder)
                harm(folder / "pubs.db")
                outcome.check(f"{name}: {words}", *_damaged(folder, name, words))
                shutil.rmtree(folder)
            outcome.check(f"{name}: restore", *_comes_back(place, harm))
    return outcome


def _damaged(folder: Path, name: str, words: Sequence[str]) -> Iterator[str]:
    before = (folder / "pubs.db").read_bytes()
    code, said = inside(folder, *words)
    if (folder / "pubs.db").read_bytes() != before:
        yield "it was written to"
    yield traceback_in(said)
    if code and name not in ("another program's", "a newer schema"):
        yield "" if "pubman restore" in said else f"no way back is named: {said}"
    if not code and name != "damaged pages":
        yield "it was used"


def _comes_back(place: Path, harm: Callable[[Path], object]) -> Iterator[str]:
    folder = place / "trial"
    shutil.copytree(place / "base", folder)
    old = state(folder)[0]
    harm(folder / "pubs.db")
    code, said = inside(folder, "restore", "--force")
    if code or state(folder)[0] != old:
        yield f"restore: {said}"
    else:
        yield unsound(folder)
    shutil.rmtree(folder)


# ---------------------------------------------------------------------------------- surroundings


def surroundings() -> Outcome:
    """No terminal, closed streams, interruptions, odd locales, no home."""
    outcome = Outcome("no TTY, closed stdin, closed stdout (`| head`), SIGINT, SIGTERM, odd "
                      "locales, `HOME` unset")  # fmt: skip
    looks = (("list",), ("status",), ("review",), ("log",), ("show", "k1"), ("--help",), ())
    with scratch() as place:
        make_base(place / "base")
        base = place / "base"
        for words in looks:
            done = run(base, *words, preexec_fn=lambda: os.close(0), stdin=None)
            outcome.check(f"closed stdin: {words}", _fine(done))
            outcome.check(f"closed stdout: {words}", *_closed_stdout(base, words))
            done = run(base, *words, preexec_fn=lambda: os.close(1), capture_output=False,
                       stderr=subprocess.PIPE)  # fmt: skip
            outcome.check(f"no stdout: {words}", traceback_in(done.stderr))
            for name in ("C", "POSIX", "tr_TR.UTF-8", "xx_YY", "ja_JP.eucJP"):
                env = {"LC_ALL": name, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
                outcome.check(f"{name}: {words}", _fine(run(base, *words, env=env)))
            homeless = {k: v for k, v in environment().items() if k not in ("HOME", "USER")}
            done = subprocess.run(command(*words), cwd=base, env=homeless, text=True, check=False,
                                  capture_output=True, stdin=subprocess.DEVNULL)  # fmt: skip
            outcome.check(f"no HOME: {words}", _fine(done))
        shutil.copytree(base, place / "done")
        run(place / "done", *_INTERRUPTED)
        ends = (state(base), state(place / "done"))
        for kind in (signal.SIGINT, signal.SIGTERM):
            for moment in (0.15, 0.3, 0.45, 0.6, 0.75, 0.9):
                outcome.check(f"{kind.name} at {moment}", *_interrupt(place, kind, moment, ends))
    return outcome


def _fine(done: subprocess.CompletedProcess[str]) -> str:
    if done.returncode:
        return f"exit code {done.returncode}: {done.stderr[-200:]}"
    return traceback_in(done.stderr)


def _closed_stdout(folder: Path, words: Sequence[str]) -> Iterator[str]:
    read, write = os.pipe()
    os.close(read)
    done = run(folder, *words, capture_output=False, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    yield traceback_in(done.stderr)


_INTERRUPTED = ("import", "--mine", "more.bib")


def _interrupt(
    place: Path, kind: signal.Signals, moment: float, ends: tuple[Any, Any]
) -> Iterator[str]:
    """The problems after ``kind`` at ``moment``; ``ends`` are the states before and after."""
    folder = place / "trial"
    shutil.copytree(place / "base", folder)
    process = subprocess.Popen(
        command(*_INTERRUPTED), cwd=folder, env=environment(), text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(moment)
    process.send_signal(kind)
    said = process.communicate(timeout=60)[1]
    # Before pubman itself runs, the signal interrupts Python.
    if f"{ROOT}/pubman/cli" in said or process.returncode == 130:
        yield traceback_in(said)
    # A signal may also come after everything is written, before the report.
    now = state(folder)
    if now not in ends:
        yield "half done"
    if process.returncode == 0 and now != ends[1]:
        yield "not done, and no word of it"
    yield leftovers(folder)
    yield unsound(folder)
    shutil.rmtree(folder)


# ---------------------------------------------------------------------------------------- hostile

HOSTILE_SQL = (
    "ATTACH 'evil.db' AS e", "ATTACH ':memory:' AS e", "DETACH main", "VACUUM",
    "VACUUM INTO 'evil.db'", "PRAGMA writable_schema = 1", "PRAGMA journal_mode = DELETE",
    "PRAGMA user_version = 7", "PRAGMA query_only = OFF", "select load_extension('evil.so')",
    "select writefile('evil', 'x')", "select readfile('/etc/passwd')", "select edit('x')",
    "DROP TABLE records", "DELETE FROM records", "UPDATE records SET title = 'x'",
    "INSERT INTO settings VALUES ('a', 'b')", "CREATE TABLE t (x)", "CREATE TEMP TABLE t (x)",
    "CREATE TEMP TRIGGER t AFTER INSERT ON tags BEGIN DELETE FROM records; END",
    "BEGIN; DROP TABLE records; COMMIT", "select 1; drop table records", "REINDEX", "ANALYZE",
    "SAVEPOINT s", "BEGIN IMMEDIATE", "ROLLBACK", "EXPLAIN DELETE FROM records",
    "WITH x AS (SELECT 1) DELETE FROM records", "select fts3_tokenizer('simple')",
    "INSERT INTO publications_fts (publications_fts) VALUES ('delete-all')",
    "select zeroblob(2000000000)", "select printf('%.*c', 99000000, 'x')",
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
    "SELECT count(*) FROM records a, records b, records c, records d, records e", "", ";", "--",
    "select", "\x00", "select '\x00'", "(" * 5000, "select " + "1+" * 20000 + "1",
)  # fmt: skip
"""Statements that ``pubman query`` refuses or stops; a few have an answer, none a change."""

HOSTILE_WORDS = (
    '"', "'", "*", "a*b", "NEAR(a b)", "a AND", "OR", "NOT x", "(", ")", "a OR b", "title:", ":",
    "^a", "{title} : x", "- x", "+", "a; DROP TABLE records", "' OR 1=1 --", "year:x", "year:..",
    "kind:nothing", "is:nothing", "%", "_", "\\", "\x00", "a\x00b", "\ud800".encode(
        "utf-8", "surrogatepass").decode("utf-8", "replace"), "author:'x' OR 1", "x" * 100_000,
    "x " * 10_000, "author:(a OR b)", "rowid:1", "NEAR", "AND", '"a" "b', 'title:"a', "ﷺ" * 50,
    "İ", "ß", "a\u0300", "\U0001f600", "--all", "-h", "tag:' OR '1'='1", 'era:"',
)  # fmt: skip
"""Texts that people paste into ``search``; they are words, never syntax."""

CONDITIONS = (
    "1) ; DROP TABLE records; --", "1) UNION SELECT key FROM bibliography --",
    "load_extension('x')",
    "(SELECT writefile('evil', 'x'))", "1 = 1) OR (1 = 1", "year > 2000; ATTACH 'evil.db' AS e",
    ("exists (WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT 1 FROM c "
    "WHERE x < 0)"), "\x01", "--", "",
)  # fmt: skip


def hostile(seconds: float = 2.0) -> Outcome:
    """Harmful SQL, search words and conditions of lists."""
    outcome = Outcome("hostile SQL in `query` and in a list's condition, hostile search text")
    with scratch() as place:
        make_base(place / "base")
        folder = place / "base"
        before = snapshot(folder)
        with _shorter(seconds):
            for sql in HOSTILE_SQL:
                _, said = inside(folder, "query", "--", sql)
                outcome.check(f"query {sql[:40]!r}", traceback_in(said))
            for words in HOSTILE_WORDS:
                for verb in ("search", "list"):
                    code, said = inside(folder, verb, "--", words)
                    odd = "" if code in (0, 2) else f"exit code {code}: {said}"
                    outcome.check(f"{verb} {words[:20]!r}", traceback_in(said), odd)
            config = (folder / "pubman.toml").read_text("utf-8")
            for condition in CONDITIONS:
                quoted = (
                    condition.replace("\\", "\\\\").replace('"', '\\"').replace("\x01", "\\u0001")
                )
                text = f'[[lists]]\nname = "x"\nformat = "text"\nwhere = "{quoted}"\n'
                (folder / "pubman.toml").write_text(config + text, "utf-8")
                _, said = inside(folder, "export", "x", "-o", "-")
                outcome.check(f"condition {condition[:30]!r}", traceback_in(said))
            (folder / "pubman.toml").write_text(config, "utf-8")
        after = snapshot(folder)
        strange = set(after) - set(before)
        outcome.check("no file appeared", f"new files: {strange}" if strange else "")
        outcome.check("the store is as it was", unsound(folder), unworkable(folder))
    return outcome


@contextlib.contextmanager
def _shorter(seconds: float) -> Iterator[None]:
    """A shorter time limit for queries, so that the run does not wait long."""
    before = query.SECONDS
    query.SECONDS = seconds  # type: ignore[misc]
    try:
        yield
    finally:
        query.SECONDS = before  # type: ignore[misc]


def conflicts() -> Outcome:
    """The second version that a synchronised folder leaves behind."""
    outcome = Outcome("a synchronised folder's conflict copy")
    names = (
        "pubs (conflicted copy 2026-11-21).db",
        "pubs.sync-conflict-20261121-101112-ABCDEFG.db",
        "pubs (1).db",
        "pubs_conflict-20261121-101112.db",
    )
    with scratch() as place:
        make_base(place / "base")
        for name in names:
            folder = place / "trial"
            shutil.copytree(place / "base", folder)
            shutil.copy(folder / "pubs.db", folder / name)
            inside(folder, "tag", "here", "k1")
            inside(folder, "--db", name, "tag", "there", "k2")
            _, said = inside(folder, "doctor")
            code, loaded = inside(folder, "load", name)
            with closing(sqlite3.connect(folder / "pubs.db")) as connection:
                tags = [row[0] for row in connection.execute("SELECT tag FROM tags ORDER BY tag")]
            noticed = "" if name in said else "not noticed"
            taken = loaded if code or tags != ["here", "there"] else ""
            outcome.check(name, noticed, taken, unsound(folder))
            shutil.rmtree(folder)
    return outcome


# ------------------------------------------------------ stores of other programs, and crash states


def altered() -> Outcome:
    """Stores that another program changed: repaired, or named and put aside."""
    outcome = Outcome("another program drops tables and columns, adds triggers, writes bad values")
    with scratch() as place:
        make_base(place / "base")
        for name, statements in faults_stores.ALTERED.items():
            folder = place / "trial"
            shutil.copytree(place / "base", folder)
            faults_stores.alter(folder / "pubs.db", statements)
            outcome.check(name, *faults_stores.use_altered(folder, inside))
            shutil.rmtree(folder)
    return outcome


def crash_states(count: int, dice: random.Random) -> Outcome:
    """The file with its WAL at random moments of writing: always one sound state."""
    outcome = Outcome("copies of the file and its WAL at random moments, as a crash leaves them")
    with scratch() as place:
        make_base(place / "base")
        copies = faults_stores.copies_while_writing(
            place / "base", command, environment(), count, dice
        )
        for copy in copies:
            outcome.check(copy.name, unsound(copy), unworkable(copy))
    return outcome


# ------------------------------------------------------------------------------------------ table


def main() -> int:
    """Print the table, and on stderr what did not survive; return 0 if everything did."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--document", action="store_true", help="write the page of the docs")
    parser.add_argument("--only", nargs="*", default=[], help="names of functions here")
    options = parser.parse_args()
    tried: dict[str, Callable[[], Outcome]] = {
        "kills": lambda: kills(options.kills, random.Random(options.seed)),  # noqa: S311 - no secret
        "crowd": lambda: crowd(options.rounds),
        "full_disk": full_disk,
        "forbidden": forbidden,
        "damage": damage,
        "surroundings": surroundings,
        "hostile": hostile,
        "conflicts": conflicts,
        "altered": altered,
        "crash_states": lambda: crash_states(options.kills, random.Random(options.seed)),  # noqa: S311
    }
    outcomes = []
    lines = ["| fault | tried | survived | |", "| --- | ---: | ---: | --- |"]
    start = time.monotonic()
    print(*lines, sep="\n")
    for name, act in tried.items():
        if options.only and name not in options.only:
            continue
        outcome = act()
        outcomes.append(outcome)
        survived = outcome.tried - len(outcome.failures)
        lines.append(
            f"| {outcome.fault} | {outcome.tried} | {survived} | {'; '.join(outcome.notes)} |"
        )
        print(lines[-1], flush=True)
        for failure in outcome.failures:
            print(f"FAILED {failure}", file=sys.stderr, flush=True)
    minutes = (time.monotonic() - start) / 60
    lines += ["", f"{_circumstances()}; seed {options.seed}; {minutes:.0f} minutes"]
    print(*lines[-2:], sep="\n")
    if options.document and not options.only:
        _document(lines)
    return 1 if any(outcome.failures for outcome in outcomes) else 0


def _document(lines: Sequence[str]) -> None:
    """Replace the table and the line below it in the page."""
    page = ROOT / "docs" / "developers" / "faults.md"
    text = page.read_text("utf-8")
    start = text.index("| fault |")
    end = text.index("\n## ", start)
    page.write_text("\n".join([text[:start] + lines[0], *lines[1:], text[end:]]), "utf-8")


def _circumstances() -> str:
    """Version and machine: ``pubman 0.1.0 at 1f2e3d4, Python 3.11.7, SQLite 3.45.1, 2 cores``."""
    done = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, check=False,
                          capture_output=True, text=True)  # fmt: skip
    commit = f" at {done.stdout.strip()}" if done.returncode == 0 else ""
    python = ".".join(map(str, sys.version_info[:3]))
    return (f"pubman {__version__}{commit}, Python {python}, SQLite {sqlite3.sqlite_version}, "
            f"{os.cpu_count()} cores")  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
