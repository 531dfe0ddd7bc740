"""The text and the example files of the tour. All people and papers are invented."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class TourStep:
    """One step of the tour: why, and the arguments of the command."""

    purpose: str
    arguments: tuple[str, ...]


WELCOME: Final = (
    "Meet Ada Sample. She has a .bib file with three papers, and a CSV file from Google Scholar "
    "with three entries. Two of them are papers that the .bib has as well."
)
STEPS: Final = (
    TourStep(
        "Start a store. It is two files: pubman.toml with the settings, and pubs.db with the data.",
        ("init", "--name", "Ada Sample", "--dblp", ""),
    ),
    TourStep(
        "Import both files. pubman finds out which entries describe the same paper.",
        ("import", "own.bib", "citations.csv"),
    ),
    TourStep("This is her list: one line for each paper.", ("list",)),
    TourStep(
        "Why is that one paper? pubman explains every decision, and where each field comes from.",
        ("why", "sample2023tides"),
    ),
    TourStep(
        "Ada adds an award. What she sets overrides all files, now and after the next import.",
        ("set", "sample2023tides", "award", "Best Paper Award"),
    ),
    TourStep("Every change can be undone.", ("undo",)),
    TourStep("What would a careful author fix?", ("check",)),
    TourStep(
        "Finally, her list as Markdown. It can also be a web page, a CV, BibTeX, Word ...",
        ("export", "--format", "markdown"),
    ),
)
FAREWELL: Final = (
    "That was the tour; its folder is deleted. To start your own list, go to a folder of your "
    "choice and type: pubman init"
)

OWN_BIB: Final = """\
@inproceedings{sample2023tides,
  author = {Ada Sample and Ben Muster},
  title = {Tides and Queues: Scheduling Work by the Moon},
  booktitle = {Proceedings of the Conference on Invented Systems},
  year = {2023}, pages = {11--24}, doi = {10.5555/1234567.1234568}
}
@article{sample2021lanterns,
  author = {Ada Sample},
  title = {Lanterns for Slow Networks},
  journal = {Journal of Invented Results}, volume = {7}, number = {2}, year = {2021},
  pages = {101--118}, doi = {10.5555/7654321}
}
@inproceedings{sample2019paper,
  author = {Ben Muster and Ada Sample},
  title = {Paper Boats as a Transport Layer},
  booktitle = {Workshop on Invented Protocols}, year = {2019}, pages = {1--6}
}
"""
CITATIONS_CSV: Final = """\
Authors,Title,Publication,Volume,Number,Pages,Year,Publisher
"Sample, Ada; Muster, Ben; ",Tides and queues: scheduling work by the moon,\
Proceedings of the Conference on Invented Systems,,,11-24,2023,
"Sample, Ada; ",Lanterns for Slow Networks,Journal of Invented Results,7,2,101-118,2021,
"Sample, Ada; Proben, Cleo; ",Clocks That Run on Gossip,\
Proceedings of the Conference on Invented Systems,,,55-70,2024,
"""


def typed(arguments: Sequence[str]) -> str:
    """Return ``arguments`` as a person types them."""
    return shlex.join(arguments).replace("'", '"')
