"""How to install an extra or a newer pubman, in the words of the program that installed this one.

==============  =================================  ===============================================
installed by    recognised by                      how to install the extra pdf
==============  =================================  ===============================================
pipx            ``pipx_metadata.json``             ``pipx inject pubman "typst<0.16,>=0.13"``
uv tool         ``uv-receipt.toml``                ``uv tool install --with "typst..." pubman``
a checkout      an editable install, or none       ``python -m pip install -e "FOLDER[pdf]"``
uv in a venv    ``uv =`` in ``pyvenv.cfg``         ``uv pip install --python VENV "typst..."``
pip             none of these                      ``python -m pip install "typst..."``
==============  =================================  ===============================================

The packages of an extra are named instead of ``pubman[pdf]``, because a pubman that was installed
from a folder or an address is on no index.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from pubman.errors import Install

_EXTRA: Final = re.compile(r"""^(?P<requirement>.*?)\s*;.*\bextra\s*==\s*["'](?P<extra>[^"']+)""")
_WITH_PROGRAMS: Final = {"explore": "datasette"}
"""Extras with a program of their own, which has to be on the PATH."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """What can be seen of how pubman was installed.

    ``prefix`` is the folder of its environment, ``python`` what to type for its interpreter.
    ``source`` is the folder or address it came from, ``requirements`` its dependencies as the
    metadata of packages writes them.
    """

    prefix: Path
    python: str
    source: str = ""
    is_editable: bool = False
    requirements: Sequence[str] = field(default=())

    def packages(self, extra: str) -> list[str]:
        """Return the requirements of ``extra``, each quoted for a shell."""
        found = [_EXTRA.match(each) for each in self.requirements]
        named = [each["requirement"] for each in found if each and each["extra"] == extra]
        return [f'"{each}"' for each in named or [f"pubman[{extra}]"]]


def command_for(hint: Install) -> str:
    """Return the command that installs what ``hint`` asks for into this installation."""
    return _command(hint.extra, this_installation())


def this_installation() -> Installation:
    """Return how the pubman that runs was installed."""
    prefix = Path(sys.prefix)
    root = Path(__file__).resolve().parents[3]
    try:
        found = distribution("pubman")
    except PackageNotFoundError:  # started from a checkout that was never installed
        return Installation(prefix=prefix, python=_python(), source=str(root), is_editable=True)
    origin = json.loads(found.read_text("direct_url.json") or "{}")
    url = str(origin.get("url", ""))
    return Installation(
        prefix=prefix,
        python=_python(),
        source=_folder(url) if url.startswith("file:") else url,
        is_editable=bool(origin.get("dir_info", {}).get("editable")),
        requirements=found.requires or (),
    )


def _folder(url: str) -> str:
    """Return the path of a ``file:`` address, without the slash before the letter of a drive."""
    return re.sub(r"^/(?=[A-Za-z]:)", "", unquote(urlsplit(url).path))


def _python() -> str:
    """Return what to type for this interpreter: its name if that is enough, else its path."""
    for name in ("python", "python3"):
        if shutil.which(name) == sys.executable:
            return name
    return _quoted(sys.executable)


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text


def _command(extra: str, here: Installation) -> str:
    if (here.prefix / "pipx_metadata.json").is_file():
        return _pipx(extra, here)
    receipt = here.prefix / "uv-receipt.toml"
    if receipt.is_file():
        return _uv_tool(extra, here, tomllib.loads(receipt.read_text("utf-8")))
    return _pip(extra, here)


def _pipx(extra: str, here: Installation) -> str:
    name = here.prefix.name
    if not extra:
        return f"pipx upgrade {name}"
    programs = "--include-apps " if extra in _WITH_PROGRAMS else ""
    return f"pipx inject {programs}{name} {' '.join(here.packages(extra))}"


def _uv_tool(extra: str, here: Installation, receipt: Mapping[str, Any]) -> str:
    """Return the command for a tool of uv, which forgets every ``--with`` that is not repeated."""
    if not extra:
        return "uv tool upgrade pubman"
    asked = receipt.get("tool", {}).get("requirements", [])
    own = next((each for each in asked if each.get("name") == "pubman"), {"name": "pubman"})
    others = [f'"{_requirement(each)}"' for each in asked if each.get("name") != "pubman"]
    wanted = [f"--with {each}" for each in dict.fromkeys([*others, *here.packages(extra)])]
    if extra in _WITH_PROGRAMS:
        wanted.append(f"--with-executables-from {_WITH_PROGRAMS[extra]}")
    editable = "--editable " if "editable" in own else ""
    return f"uv tool install {' '.join(wanted)} {editable}{_quoted_source(_requirement(own))}"


def _requirement(asked: Mapping[str, Any]) -> str:
    """Return a requirement of a receipt of uv as one types it."""
    extras = f"[{','.join(asked['extras'])}]" if asked.get("extras") else ""
    for kind in ("directory", "editable", "path"):
        if kind in asked:
            return f"{asked[kind]}{extras}"
    for kind, lead in (("git", "git+"), ("url", "")):
        if kind in asked:
            return f"{asked['name']}{extras} @ {lead}{asked[kind]}"
    return f"{asked['name']}{extras}{asked.get('specifier', '')}"


def _quoted_source(text: str) -> str:
    return text if re.fullmatch(r"[\w./\\:-]+", text) else f'"{text}"'


def _pip(extra: str, here: Installation) -> str:
    pip = f"{here.python} -m pip install"
    if _made_by_uv(here.prefix):  # such an environment has no pip
        pip = f"uv pip install --python {_quoted(str(here.prefix))}"
    if here.is_editable:
        if not extra:
            return f"git -C {_quoted(here.source)} pull"
        return f'{pip} -e "{here.source}[{extra}]"'
    return f"{pip} {' '.join(here.packages(extra))}" if extra else f"{pip} --upgrade {_newer(here)}"


def _newer(here: Installation) -> str:
    return _quoted_source(
        f"pubman @ {here.source}" if "://" in here.source else here.source or "pubman"
    )


def _made_by_uv(prefix: Path) -> bool:
    return any(line.startswith("uv = ") for line in _lines(prefix / "pyvenv.cfg"))


def _lines(path: Path) -> Iterator[str]:
    if path.is_file():
        yield from path.read_text("utf-8", "replace").splitlines()
