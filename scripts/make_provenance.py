"""Write dist/provenance.json: from which commit, with which tools and into which files.

It is an in-toto statement with a SLSA provenance. The release workflow also signs one; this one is
for a release that is built by hand.
"""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

_TOOLS = ("build", "hatchling", "zopflipy")


def statement(folder: Path) -> dict[str, Any]:
    """Return the statement about the wheels and source archives in ``folder``."""
    files = sorted([*folder.glob("*.whl"), *folder.glob("*.tar.gz")])
    subjects = [
        {"name": file.name, "digest": {"sha256": hashlib.sha256(file.read_bytes()).hexdigest()}}
        for file in files
    ]
    commit = {"digest": {"gitCommit": _git("rev-parse", "HEAD")}, "name": "source"}
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": subjects,
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": "scripts/release",
                "externalParameters": {},
                "internalParameters": {"uncommitted": bool(_git("status", "--porcelain"))},
                "resolvedDependencies": [
                    commit,
                    {"name": "python", "annotations": {"version": platform.python_version()}},
                    *({"name": tool, "annotations": {"version": version(tool)}} for tool in _TOOLS),
                ],
            },
            "runDetails": {"builder": {"id": "scripts/release"}},
        },
    }


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    text = json.dumps(statement(target), indent=2)
    (target / "provenance.json").write_text(f"{text}\n", "utf-8")
