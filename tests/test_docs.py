"""The documentation is true: its commands run, its links lead somewhere, its reference is made."""

from __future__ import annotations

import importlib.util
import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest
from rows import every_row

from pubman.cli import frame
from pubman.cli.commands import COMMANDS
from pubman.cli.reference import PAGES as PAGES_MADE
from pubman.config import TABLES, load
from pubman.people import identify
from pubman.text.names import split_names

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
WRITTEN = [page for page in PAGES if not page.is_relative_to(ROOT / "docs/reference")]
"""Those that people write. The reference is made from the code."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )


def script(file):
    spec = importlib.util.spec_from_file_location(Path(file).stem, ROOT / "scripts" / file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look for their module there
    spec.loader.exec_module(module)
    return module


made = script("make_examples.py")


@pytest.mark.parametrize("path", [page for page in PAGES if made.sessions(page)], ids=name)
def test_every_command_of_a_page_runs_and_prints_what_the_page_shows(path, tmp_path):
    made.prepare(tmp_path, path)
    for example in made.sessions(path):
        code, said = made.run(example.words, tmp_path)
        expects_error = any(line.startswith("error:") for line in example.shown)
        assert bool(code) == expects_error, (example.command, said)
        if example.shown:
            assert made.matches(example.shown, said), f"{example.command}: scripts/make_examples.py"


SPELLINGS = re.findall(
    r"^\| (.+) \| (.+?)(?: \(.*\))? \|$",
    (ROOT / "docs/how-to/your-name.md").read_text("utf-8").partition("you wrote |")[2],
    re.MULTILINE,
)[1:]


@pytest.mark.parametrize("written, found", SPELLINGS)
def test_a_name_is_found_as_its_page_says(written, found, tmp_path):
    (tmp_path / "pubman.toml").write_text(f'[[people]]\nname = "{written}"\n', "utf-8")
    people = load(tmp_path / "pubman.toml").people
    for text in found.split("; "):
        names = split_names(text).names
        assert [bool(identify(each, people)) for each in names] == [True], text


NOT_RUN = [
    (path, line)
    for path in PAGES
    if "reference" not in path.parts
    for language in ("sh", "text")
    for block in blocks(path, language)
    for line in block.splitlines()
    if line.startswith("pubman ")
]
"""Commands that need a service, a pipe, an extra or another program. They are only parsed."""


@pytest.mark.parametrize("path, line", NOT_RUN, ids=lambda each: getattr(each, "stem", None))
def test_a_command_that_is_not_run_is_at_least_understood(path, line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("form.docx").touch()
    typed = re.split(r"\s[|>]\s|\s{2,}", line)[0]
    _, command, *arguments = shlex.split(typed)
    with frame.root.make_context("pubman", ["status"]) as parent:
        frame.load(command).make_context(command, arguments, parent=parent).close()


@every_row(
    "shown, said, same",
    [
        (["a", "b"], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        (["a", "...", "d"], ["a", "b", "c", "d"], True),
        (["a", "...", "d"], ["a", "d"], True),
        (["a", "...", "d"], ["a", "b"], False),
        (["...", "c", "..."], ["a", "b", "c", "d"], True),
        (["a", "...", "b", "...", "c"], ["a", "c", "b"], False),
        (["a", "...", "a"], ["a"], False),
        (["a: 61 kB"], ["a: 7 kB"], True),
        (["a: 61 entries"], ["a: 7 entries"], False),
    ],
)
def test_three_dots_stand_for_any_lines(shown, said, same):
    assert made.matches(tuple(shown), said) == same


@every_row("path", PAGES, ids=name)
def test_links_to_other_files_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)]+)\)", path.read_text("utf-8")):
        if "://" in target:
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), f"{target} in {name(path)}"
        if anchor:
            headings = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in headings}
            assert anchor in slugs, f"{target} in {name(path)}"


@pytest.mark.parametrize("path", [page for page in PAGES if blocks(page, "toml")], ids=name)
def test_every_toml_example_is_understood(path, tmp_path):
    for table in blocks(path, "csv"):
        (tmp_path / "people.csv").write_text(table, "utf-8")
    for block in blocks(path, "toml"):
        if not tomllib.loads(block).keys() & {key.name for key in TABLES[""].keys}:
            continue  # another file than pubman.toml: of labels, say
        (tmp_path / "pubman.toml").write_text(block, "utf-8")
        assert load(tmp_path / "pubman.toml")


@every_row("path", sorted(ROOT.glob("docs/**/*.md")), ids=name)
def test_every_page_is_reached_from_the_index(path):
    if path.parent.name == "decisions" and path.name != "README.md":
        index = ROOT / "docs/decisions/README.md"
    else:
        index = ROOT / "docs/README.md"
    assert path == index or path.relative_to(index.parent).as_posix() in index.read_text("utf-8")


@every_row("path", sorted(ROOT.glob("docs/decisions/0*.md")), ids=name)
def test_a_decision_has_its_four_parts_on_one_page(path):
    text = path.read_text("utf-8")
    assert re.match(rf"# {path.name[:4]} \S", text)
    for part in ("Context", "Options", "Decision", "Consequences"):
        assert f"**{part}" in text
    assert len(text.splitlines()) <= 60


@every_row("path", WRITTEN, ids=name)
def test_lines_stay_within_100_columns(path):
    text = re.sub(
        r"^```console\n.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    text = re.sub(r"\]\([^)]*\)", "]", text)
    assert [line for line in text.splitlines() if len(line) > 110 and "|" not in line] == []


# -------------------------------------------------------------------------------- the reference


@every_row("page", ["commands.md", "configuration.md", "fields.md", "formats.md", "json.md"])
def test_reference_is_made_from_the_code_as_it_is(page):
    page_made = PAGES_MADE[page.removesuffix(".md")]()
    written = (ROOT / "docs/reference" / page).read_text("utf-8")
    assert written == page_made, "run scripts/make_reference.py"


def test_man_page_is_made_from_the_code_as_it_is():
    written = (ROOT / "man/pubman.1").read_text("utf-8")
    assert written == script("make_man_pages.py").page(), "run scripts/make_man_pages.py"


@every_row("command", COMMANDS)
def test_every_command_is_in_the_reference(command):
    text = (ROOT / "docs/reference/commands.md").read_text("utf-8")
    assert f"### pubman {command}\n" in text
