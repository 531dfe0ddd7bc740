"""A pubman.toml of somebody else may not write outside its folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


def name_output(shelf, output: str) -> None:
    with (shelf.folder / "pubman.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[[lists]]\nname = "out"\nformat = "text"\noutput = "{output}"\n')


@pytest.mark.parametrize(
    "output",
    [
        pytest.param("../{unique}.txt", id="the folder above"),
        pytest.param("sub/../../{unique}.txt", id="up again after going down"),
        pytest.param("{home}/{unique}.txt", id="an absolute path"),
        pytest.param("~/{unique}.txt", id="the home folder"),
    ],
)
def test_a_list_outside_the_folder_is_refused(shelf, home, output):
    home.mkdir(parents=True, exist_ok=True)
    (shelf.folder / "sub").mkdir()
    name_output(shelf, output.format(unique=shelf.folder.name, home=home.as_posix()))
    outcome = shelf("export", "out", code=1)
    assert "outside the folder of the store" in outcome.said
    assert "Nothing was written." in outcome.said
    assert not (shelf.folder.parent / f"{shelf.folder.name}.txt").exists()
    assert not list(home.rglob("*.txt"))
    assert "not written" in shelf("status").out


@pytest.mark.skipif(sys.platform == "win32", reason="making links needs rights there")
def test_a_link_that_leads_outside_is_refused(shelf, home):
    home.mkdir(parents=True)
    (shelf.folder / "site").symlink_to(home, target_is_directory=True)
    name_output(shelf, "site/page.txt")
    assert "outside the folder" in shelf("export", "out", code=1).said
    assert not list(home.glob("*.txt"))


def test_a_path_on_the_command_line_is_the_persons_own_word(shelf, home):
    home.mkdir(parents=True)
    name_output(shelf, "../x.txt")
    shelf("export", "out", "-o", str(home / "page.txt"))
    assert "EIRES" in (home / "page.txt").read_text("utf-8")


def test_the_persons_own_settings_allow_a_folder(shelf, home):
    allowed = home / "public_html"
    allowed.mkdir(parents=True)
    name_output(shelf, "~/public_html/page.txt")
    shelf("export", "out", code=1)
    settings = home / ".config" / "pubman" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('allowed_output_folders = ["~/public_html"]\n', "utf-8")
    shelf("export", "out")
    assert "EIRES" in (allowed / "page.txt").read_text("utf-8")


@pytest.mark.parametrize("text", ["allowed_output_folders = 3\n", "allowed_output_folders = [\n"])
def test_settings_that_cannot_be_read_are_one_sentence(shelf, home, text):
    settings = home / ".config" / "pubman" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(text, "utf-8")
    name_output(shelf, "../x.txt")
    assert "settings.toml" in shelf("export", "out", code=1).said
    assert not Path(shelf.folder, "..", "x.txt").exists()


def test_a_folder_inside_is_as_before(shelf):
    (shelf.folder / "site").mkdir()
    name_output(shelf, "site/page.txt")
    shelf("export", "out")
    assert "EIRES" in (shelf.folder / "site" / "page.txt").read_text("utf-8")


def test_a_list_inside_the_folder_needs_no_settings(shelf, home):
    settings = home / ".config" / "pubman" / "settings.toml"
    settings.mkdir(parents=True)  # no file: reading it fails, as it does for another account
    shelf("status")
    name_output(shelf, "inside.txt")
    shelf("export", "out")
    assert (shelf.folder / "inside.txt").exists()
    shelf("status")
    toml = shelf.folder / "pubman.toml"
    toml.write_text(toml.read_text("utf-8").replace("inside.txt", "../outside.txt"), "utf-8")
    assert "settings.toml" in shelf("status", code=1).said
