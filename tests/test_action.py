"""The action, run as action.yml runs it: a clean folder, an empty home, a server on this machine.

A bare repository takes the place of the forge, and a program of two lines that of ``gh``.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from loopback_dblp import Reply, page, record, running

from pubman.cli import main

ROOT = Path(__file__).resolve().parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
BO = (("Bo Zhao 0019", "94/4810-19"),)
FIRST = record("conf/asplos/Zhao23", "A Study of Load Shedding", year=2023, authors=BO)
SECOND = record("conf/sosp/Zhao24", "Tenplex: Dynamic Parallelism", year=2024, authors=BO)
TOML = """\
[[people]]
name = "Bo Zhao"
dblp = "94/4810-19"

[[lists]]
name = "page"
format = "text"
output = "publications.txt"

[dblp]
url = "{url}"
mirrors = []
spacing = 0
"""

pytestmark = pytest.mark.skipif(
    os.name == "nt" or not shutil.which("git"), reason="needs git and bash"
)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """What a machine has of pubman: the files that action.yml needs, and nothing else."""
    folder = tmp_path_factory.mktemp("action")
    for part in ("pubman", "db", "scripts/action", "action.yml"):
        source, target = ROOT / part, folder / part
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if source.is_dir() else shutil.copy2
        copy(source, target)
    return folder


class Runner:
    """A machine that has nothing but git, bash, a checkout of pubman and one of the list."""

    def __init__(self, folder: Path, checkout: Path) -> None:
        self.folder = folder
        self.checkout = checkout
        self.list = folder / "list"
        self.forge = folder / "forge.git"
        self.asked = folder / "asked.txt"
        (folder / "home").mkdir()
        (folder / "bin").mkdir()
        self.program("pubman", f'exec "{sys.executable}" -m pubman "$@"')
        self.program("gh", f'echo "$@" >>"{self.asked}"; [ "$2" != "${{GH_FAILS:-}}" ]')
        self.git("init", "-q", "--bare", "-b", "main", self.forge, cwd=folder)

    def program(self, name: str, line: str) -> None:
        path = self.folder / "bin" / name
        path.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
        path.chmod(0o755)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.folder / "home"),
            "PATH": f"{self.folder}/bin:/usr/local/bin:/usr/bin:/bin",
            "PYTHONPATH": str(self.checkout),
            "GIT_CONFIG_NOSYSTEM": "1",
            "LANG": "C.UTF-8",
        }

    def git(self, *arguments: object, cwd: Path | None = None) -> str:
        return subprocess.run(
            ["git", "-c", "user.name=bo", "-c", "user.email=bo@example.org", *map(str, arguments)],
            cwd=cwd or self.list, env=self.environment, check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    def begin(self, *commands: str, url: str) -> None:
        """The repository of a list: its owner has synced once and pushed."""
        self.git("clone", "-q", self.forge, self.list, cwd=self.folder)
        self.git("checkout", "-q", "-B", "main")
        (self.list / "pubman.toml").write_text(TOML.format(url=url), "utf-8")
        with contextlib.chdir(self.list):
            for command in commands:
                assert main(["-q", *command.split()]) == 0
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "the list")
        self.git("push", "-q", "origin", "main")

    def run(self, code: int = 0, **inputs: str) -> str:
        """Run the last step of action.yml and return what it wrote to GITHUB_OUTPUT."""
        step = ACTION["runs"]["steps"][-1]
        output = self.folder / "output.txt"
        output.write_text("", "utf-8")
        given = {name: each["default"] for name, each in ACTION["inputs"].items()} | inputs

        def filled(text: str) -> str:
            for name, value in given.items():
                text = text.replace(f"${{{{ inputs.{name} }}}}", value)
            return text.replace("${{ github.action_path }}", str(self.checkout))

        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", filled(step["run"])],
            cwd=self.list,
            env={
                **self.environment,
                **{name: filled(text) for name, text in step["env"].items()},
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
                "GH_FAILS": inputs.get("gh_fails", ""),
            },
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return output.read_text("utf-8")

    def proposed(self, *arguments: object) -> str:
        return self.git(*arguments, cwd=self.forge)

    def calls(self) -> list[str]:
        return self.asked.read_text("utf-8").splitlines() if self.asked.exists() else []


@pytest.fixture
def dblp():
    with running() as server:
        server.person("94/4810-19", page(FIRST))
        yield server


@pytest.fixture
def machine(tmp_path, checkout):
    return Runner(tmp_path, checkout)


def test_a_new_paper_becomes_one_pull_request(machine, dblp):
    machine.begin("init", "sync", "export", url=dblp.url)
    assert machine.run() == "changed=false\n", "nothing new proposes nothing"
    assert machine.calls() == []
    assert machine.proposed("branch", "--list", "publications") == ""

    dblp.person("94/4810-19", page(FIRST, SECOND))
    assert machine.run() == "changed=true\n"
    assert "Tenplex" in machine.proposed("show", "publications:publications.txt")
    assert "Tenplex" not in machine.proposed("show", "main:publications.txt")
    (call,) = machine.calls()
    assert call.startswith("pr create --head publications --base main --title What is new")
    text = (machine.folder / "summary.md").read_text("utf-8")
    assert "## What sync found" in text
    assert "Tenplex" in text
    assert "## What check found" in text
    assert machine.git("branch", "--show-current").strip() == "main"

    machine.run(gh_fails="create")
    assert [call.split()[1] for call in machine.calls()] == ["create", "create", "edit"]
    assert machine.proposed("rev-list", "--count", "main..publications").strip() == "1"


def test_facts_in_git_take_the_place_of_the_store(machine, dblp):
    machine.begin("init", "sync", "export", "dump facts", url=dblp.url)
    machine.git("rm", "-q", "pubs.db")
    machine.git("commit", "-q", "-m", "facts alone")
    machine.git("push", "-q", "origin", "main")
    assert machine.run(facts="facts") == "changed=false\n"
    dblp.person("94/4810-19", page(FIRST, SECOND))
    (machine.list / "pubs.db").unlink()
    assert machine.run(facts="facts") == "changed=true\n"
    files = machine.proposed("diff", "--name-only", "main", "publications").split()
    assert "publications.txt" in files
    assert any(file.startswith("facts/") for file in files)
    assert not any(file.startswith("pubs.db") for file in files)


def test_without_a_branch_the_workflow_decides(machine, dblp):
    machine.begin("init", "sync", "export", url=dblp.url)
    dblp.person("94/4810-19", page(FIRST, SECOND))
    assert machine.run(branch="") == "changed=true\n"
    assert machine.calls() == []
    assert machine.proposed("branch", "--list", "publications") == ""


def test_a_source_that_fails_stops_the_run_and_proposes_nothing(machine, dblp):
    machine.begin("init", "sync", "export", url=dblp.url)
    dblp.fault = lambda _: Reply(status=404)
    machine.run(code=1)
    assert machine.calls() == []
    assert machine.run(sync="no") == "changed=false\n"


def test_every_input_is_used_and_every_used_input_is_declared():
    text = (ROOT / "action.yml").read_text("utf-8")
    for name, each in ACTION["inputs"].items():
        assert f"inputs.{name} " in text
        assert each["description"].endswith(".")
    assert ACTION["outputs"]["changed"]["value"] == "${{ steps.run.outputs.changed }}"
