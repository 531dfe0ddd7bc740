"""The pages as their readers meet them: in a browser, by keyboard, by ear, on paper, by machine.

Needs node, the packages of ``browser/package.json`` beside it (scripts/test installs them) and
Chromium or Chrome; the checker of HTML also Java. What is missing is named in the skip.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pages.samples import HOMEPAGE, OPTIONS, publication
from test_pages_hostile import HOSTILE, written
from test_seeds import build

from pubman.pages import render
from pubman.pages.arrangement import arrange
from pubman.record import Link, Publication

BROWSER = Path(__file__).with_name("browser")
MODULES = BROWSER / "node_modules"
_NAMES = (
    "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome",
    "google-chrome-stable",
)  # fmt: skip
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), "")
NODE = shutil.which("node") or ""


def missing() -> str:
    """Why the browser cannot be used, in one line; ``""`` if it can."""
    if not NODE:
        return "no node on the PATH"
    if not (MODULES / "playwright-core").is_dir():
        return "no playwright-core in tests/browser (scripts/test installs it where it may)"
    return "" if CHROMIUM else "no chromium and no google-chrome on the PATH"


driven = pytest.mark.skipif(bool(missing()), reason=f"no browser checks: {missing()}")


def environment() -> dict[str, str]:
    """The environment of a program that opens pages: no proxy, so that it asks this machine."""
    return {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}


def run(program: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        program,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(),
        stdin=subprocess.DEVNULL,
        timeout=110,
        check=False,
    )


class Checks:
    """The scripts of ``browser/``, all run in one browser. It starts with the first of them."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __call__(self, script: str, *pages: Path, **more: str) -> dict[str, str]:
        """The problems that ``script`` finds in ``pages``: sentence -> problem."""
        if self._process is None:
            self._process = subprocess.Popen(
                [NODE, str(BROWSER / "checks.mjs")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                env={**environment(), "CHROMIUM": CHROMIUM},
            )
        wanted = {"script": script, "pages": [page.as_uri() for page in pages], **more}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{json.dumps(wanted)}\n")
        self._process.stdin.flush()
        found: dict[str, str] = json.loads(self._process.stdout.readline())
        return found

    def end(self) -> None:
        if self._process is not None:
            self._process.communicate()
            assert self._process.returncode == 0


@pytest.fixture(scope="session")
def problems() -> Iterator[Checks]:
    checks = Checks()
    yield checks
    checks.end()


# -------------------------------------------------------------------------------------- the pages

WORDS = "adaptive stream größer Σ-protocol of kernel index naïve parallel tensor cache for".split()


def many(count: int) -> list[Publication]:
    """A long list: the homepage's sixteen again and again, under titles of their own."""
    chance = random.Random(5)
    found = []
    for number in range(count):
        pub = HOMEPAGE[number % len(HOMEPAGE)]
        title = " ".join(chance.choice(WORDS) for _ in range(9)).capitalize()
        year = 1985 + number % 40
        fresh = publication(number + 1, "A B", f"{title} {number}", str(year))
        doi = f"10.1145/{number}.{number}" if number % 4 else ""
        more = {"doi": doi, "links": (), "url": "", "arxiv_id": "", "position": None}
        same = {"id": fresh.id, "key": fresh.key, "title": fresh.title, "date": fresh.date}
        found.append(replace(pub, **same, **more))
    return found


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Both seeds' own pages and a list of 500, as files."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name in ("bo-zhao", "bruno-magalhaes"):
        found[name] = folder / f"{name}.html"
        shutil.copy(build(name, folder / name) / "publications.html", found[name])
    found["five hundred"] = folder / "many.html"
    text = render("html", arrange(many(500), group_by=("year",)), OPTIONS)
    found["five hundred"].write_text(text, encoding="utf-8")
    found["sample"] = folder / "sample.html"
    options = replace(OPTIONS, language="de", numbering="kind", legend="entry")
    text = render("html", arrange(HOMEPAGE, group_by=("kind", "year")), options)
    found["sample"].write_text(text, encoding="utf-8")
    link = Link(label="picture: Blocks of tensors, moved", url="data.png")
    seen = [replace(HOMEPAGE[0], links=(*HOMEPAGE[0].links, link), abstract="It is fast.")]
    text = render("pages", arrange(seen), OPTIONS)
    found["paper"] = folder / "paper.html"
    found["paper"].write_text(text, encoding="utf-8")
    text = render("html", arrange([*seen, *HOMEPAGE[1:4]]), OPTIONS)
    found["pictures"] = folder / "pictures.html"
    found["pictures"].write_text(text, encoding="utf-8")
    return found


PAGES = ("bo-zhao", "bruno-magalhaes", "five hundred", "sample")


@driven
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_used(name: str, pages: dict[str, Path], problems: Checks) -> None:
    assert problems("use.mjs", pages[name]) == {}


@driven
@pytest.mark.parametrize("name", [*PAGES, "pictures", "paper"])
def test_axe_finds_nothing(name: str, pages: dict[str, Path], problems: Checks) -> None:
    """In light and dark colours, with and without scripts, by every rule there is."""
    assert problems("axe.mjs", pages[name]) == {}


@pytest.fixture(scope="session")
def odd_pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return a list of 800, a paper of 3,000 authors, and a page in Arabic with pictures."""
    folder = tmp_path_factory.mktemp("odd")
    cited = [replace(pub, extra={"cited_by": str(pub.id)}) for pub in many(800)]
    names = [f"{WORDS[at % len(WORDS)].title()} Boo{at}" for at in range(3000)]
    names[1500] = "Bo Zhao"
    crowd = publication(90, ", ".join(names), "Observation of a crowd", "2025", kind="article")
    link = Link(label="picture: Blocks of tensors, moved", url="data.png")
    seen = [replace(pub, links=(*pub.links, link)) if pub.id < 3 else pub for pub in HOMEPAGE]
    made = {
        "long": render("html", arrange(cited, group_by=("year",)), OPTIONS),
        "crowd": render("html", arrange([crowd, *HOMEPAGE[:6]]), OPTIONS),
        "rtl": render("html", arrange(seen), replace(OPTIONS, language="ar", photo="data.png")),
    }
    for name, text in made.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return [folder / f"{name}.html" for name in made]


@driven
def test_pages_look_right_to_all_who_see_them(odd_pages: list[Path], problems: Checks) -> None:
    """800 entries, 3,000 authors, right to left; zoom, forced colours, paper."""
    assert problems("looks.mjs", *odd_pages) == {}


@driven
def test_hostile_text_does_nothing_in_a_browser(tmp_path: Path, problems: Checks) -> None:
    entries = [text for name, text in HOSTILE.items() if name != "a lone surrogate"]
    page = tmp_path / "hostile.html"
    page.write_text(written("\n".join(entries), "html"), encoding="utf-8")
    assert problems("hostile.mjs", page) == {}


@pytest.mark.skipif(
    not shutil.which("java") or not (MODULES / "vnu-jar").is_dir(),
    reason="no check by the Nu checker: no Java on the PATH, or no vnu-jar in tests/browser",
)
def test_the_nu_checker_finds_no_error(pages: dict[str, Path], tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.html"
    text = written("\n".join(HOSTILE.values()).replace("\ud800", ""), "html")
    hostile.write_text(text, encoding="utf-8")
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = [str(page) for page in (*pages.values(), hostile)]
    quick = ["-Xss2m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]  # for a run of seconds
    done = run(["java", *quick, "-jar", str(jar), "--format", "json", *files])
    found = json.loads(done.stderr)["messages"]
    wrong = [each for each in found if each["type"] != "info"]
    assert [(each["url"][-30:], each["message"], each.get("extract")) for each in wrong] == []


@pytest.mark.skipif(
    not NODE or not (MODULES / "html-validate").is_dir(),
    reason="no check by html-validate: no node on the PATH, or it is not in tests/browser",
)
def test_html_validate_finds_no_error(pages: dict[str, Path]) -> None:
    program = [NODE, str(MODULES / "html-validate" / "bin" / "html-validate.mjs")]
    config = ["--config", str(BROWSER / "htmlvalidate.json"), "--formatter", "json"]
    done = run([*program, *config, *map(str, pages.values())])
    found = json.loads(done.stdout)
    assert [(m["ruleId"], m["message"], m["line"]) for f in found for m in f["messages"]] == []
