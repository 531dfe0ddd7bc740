#!/usr/bin/env python3
"""Write tests/upgrades/NNNN.db: a small store of the present schema, kept for later versions.

Run it once, before the schema changes. The file has rows in every fact table, uses small pages, and
is never made again.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from pubman.cli import main as pubman
from pubman.store.migration import migrations

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "upgrades"
TOML = """\
[[people]]
name = "Bo Zhao"
dblp = "94/4810-19"

[[eras]]
name = "Before PhD"
to = "2016-09"
"""
OWN = """\
@inproceedings{eires, author = {Bo Zhao and Han van der Aa and Matthias Weidlich}, year = 2021,
  title = {{EIRES}: Efficient Integration of Remote Data in Event Stream Processing},
  booktitle = {SIGMOD}}
@article{tiling, author = {Song Liu and Weiguo Wu and Bo Zhao}, year = 2015,
  title = {Loop Tiling for Optimization of Locality and Parallelism},
  journal = {Journal of Computer Research and Development}}
@article{broken, title = {No end
"""
MORE = """\
@inproceedings{DBLP:conf/sigmod/ZhaoAW21, author = {Bo Zhao and Han van der Aa and Weidlich, M.},
  title = {EIRES: Efficient Integration of Remote Data in Event Stream Processing}, year = 2021,
  booktitle = {SIGMOD Conference}, pages = {2128--2141}, doi = {10.1145/3448016.3457304}}
@article{slags, author = {Bo Zhao and Li Chen}, title = {A Survey of Mineral Processing Slags},
  journal = {Minerals Engineering}, year = 2019}
"""
HOME = """\
<h2>Papers</h2>
<ol><li>Song Liu, Weiguo Wu and Bo Zhao. <b>Loop Tiling for Optimization of Locality and
Parallelism</b>. <i>Journal of Computer Research and Development</i>, 2015.
<a href="tiling.pdf">pdf</a></li></ol>
"""
COMMANDS = (
    "init", "import --mine own.bib", "import --not-mine more.bib", "tag selected eires",
    "set eires note Remark", "set tiling era Later", "link eires pdf https://example.org/e.pdf",
    "mark eires equal 1", "mine slags", "check --accept slags:pages",
    "move-in home.html", "apart tiling slags", "hide slags", "undo",
)  # fmt: skip


def main() -> int:
    """Return 0, or 1 if the file exists already."""
    number = migrations()[-1].stem[:4]
    target = FOLDER / f"{number}.db"
    if target.exists():
        print(f"{target.name} is there already, and stays.")
        return 1
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        os.chdir(name)
        for file, text in (
            ("pubman.toml", TOML),
            ("own.bib", OWN),
            ("more.bib", MORE),
            ("home.html", HOME),
        ):
            Path(file).write_text(text, "utf-8")
        for command in COMMANDS:
            if pubman(["-q", *command.split()]):
                return 1
        with closing(sqlite3.connect("pubs.db", isolation_level=None)) as connection:
            connection.execute("DELETE FROM venues")  # shipped, and mirrored again
            connection.execute("DELETE FROM settings WHERE key = 'venues_sha256'")
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA page_size = 512")
            connection.execute("VACUUM")
        target.write_bytes(Path("pubs.db").read_bytes())
        os.chdir("/")
    print(f"wrote tests/upgrades/{target.name}, {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
