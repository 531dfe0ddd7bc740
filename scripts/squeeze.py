"""Write a wheel again with zopfli, which packs 3 % tighter than zlib. Any program can unpack it.

    scripts/squeeze.py dist/pubman-0.2.0-py3-none-any.whl

The contents stay the same, and so do the hashes in RECORD.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from zopfli import ZipFile


def squeeze(wheel: Path) -> None:
    """Replace ``wheel`` by a smaller one of the same contents."""
    smaller = wheel.with_suffix(".new")
    with zipfile.ZipFile(wheel) as old, ZipFile(smaller, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            is_packed = member.filename.endswith(".packed")
            member.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            new.writestr(member, content)
    smaller.replace(wheel)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        squeeze(Path(name))
