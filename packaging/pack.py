"""Pack the data and the documentation into the wheel: a build hook of hatchling.

A checkout reads ``db/`` and ``docs/`` as they are. In a wheel the three large tables and the pages
for people who use pubman are packed, because they would be a third of it.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Pack(BuildHookInterface[Any]):
    """Adds ``db/`` and the packed files to the wheel. An editable install needs neither."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Pack into a temporary folder, which lasts as long as the build."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, self.root)
        from pubman.data import read_docs, read_pairs  # noqa: PLC0415 - found only now
        from pubman.data.packing import TABLES, pack_texts  # noqa: PLC0415

        self._folder = tempfile.TemporaryDirectory()
        shipped = build_data["force_include"]
        for file in sorted((root / "db").rglob("*")):
            if file.is_file() and file.stem not in TABLES and file.suffix != ".md":
                shipped[str(file)] = f"pubman/{file.relative_to(root).as_posix()}"

        packed = {name: codec.pack(read_pairs(name)) for name, codec in TABLES.items()}
        for name, content in {**packed, "docs": pack_texts(read_docs())}.items():
            file = Path(self._folder.name) / f"{name}.packed"
            file.write_bytes(content)
            shipped[str(file)] = f"pubman/db/{file.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the temporary folder."""
        if version != "editable":
            self._folder.cleanup()
