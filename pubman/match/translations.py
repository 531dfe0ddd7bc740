"""Journals that appear in two languages: one paper, with other pages and perhaps another title.

A reader of both editions knows one paper, a list of publications often has both, and which of them
count is the author's choice. So the two are a question, never merged.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pubman.text.fold import fold

JOURNALS: Final[tuple[tuple[str, str], ...]] = (
    ("Angewandte Chemie",
     ("Angewandte Chemie International Edition"
      "|Angewandte Chemie International Edition English|Angewandte Chemie International")),
    ("Akusticheskii Zhurnal", "Soviet Physics Acoustics|Acoustical Physics"),
    ("Algebra i Analiz", "St. Petersburg Mathematical Journal|Leningrad Mathematical Journal"),
    ("Algebra i Logika", "Algebra and Logic"),
    ("Astronomicheskii Zhurnal", "Soviet Astronomy|Astronomy Reports"),
    ("Pisma v Astronomicheskii Zhurnal", "Soviet Astronomy Letters|Astronomy Letters"),
    ("Atomnaya Energiya", "Soviet Atomic Energy|Soviet Journal of Atomic Energy|Atomic Energy"),
    ("Avtomatika i Telemekhanika", "Automation and Remote Control"),
    ("Biokhimiya", "Biochemistry Moscow"),
    ("Diskretnaya Matematika", "Discrete Mathematics and Applications"),
    ("Differentsialnye Uravneniya", "Differential Equations"),
    ("Doklady Akademii Nauk SSSR|Doklady Akademii Nauk|Doklady Rossiiskoi Akademii Nauk",
     ("Soviet Physics Doklady|Soviet Mathematics Doklady|Doklady Mathematics"
      "|Doklady Physics|Doklady Chemistry|Doklady Physical Chemistry|Doklady Earth Sciences"
      "|Doklady Biochemistry and Biophysics")),
    ("Fizika Elementarnykh Chastits i Atomnogo Yadra",
     "Soviet Journal of Particles and Nuclei|Physics of Particles and Nuclei"),
    ("Fizika i Tekhnika Poluprovodnikov", "Soviet Physics Semiconductors|Semiconductors"),
    ("Fizika Metallov i Metallovedenie", "Physics of Metals and Metallography"),
    ("Fizika Nizkikh Temperatur",
     "Soviet Journal of Low Temperature Physics|Low Temperature Physics"),
    ("Fizika Plazmy", "Soviet Journal of Plasma Physics|Plasma Physics Reports"),
    ("Fizika Tverdogo Tela", "Soviet Physics Solid State|Physics of the Solid State"),
    ("Funktsionalnyi Analiz i ego Prilozheniya", "Functional Analysis and its Applications"),
    ("Genetika", "Soviet Genetics|Russian Journal of Genetics"),
    (("Izvestiya Akademii Nauk SSSR Seriya Matematicheskaya"
      "|Izvestiya Rossiiskoi Akademii Nauk Seriya Matematicheskaya"),
     ("Mathematics of the USSR Izvestiya|Izvestiya Mathematics"
      "|Russian Academy of Sciences Izvestiya Mathematics")),
    ("Izvestiya Vysshikh Uchebnykh Zavedenii Fizika",
     "Soviet Physics Journal|Russian Physics Journal"),
    ("Izvestiya Vysshikh Uchebnykh Zavedenii Matematika", "Soviet Mathematics|Russian Mathematics"),
    ("Izvestiya Vysshikh Uchebnykh Zavedenii Radiofizika",
     "Soviet Radiophysics|Radiophysics and Quantum Electronics"),
    ("Kibernetika|Kibernetika i Sistemnyi Analiz", "Cybernetics|Cybernetics and Systems Analysis"),
    ("Kristallografiya", "Soviet Physics Crystallography|Crystallography Reports"),
    ("Kvantovaya Elektronika|Kvantovaya Elektronika Moscow",
     "Soviet Journal of Quantum Electronics|Quantum Electronics"),
    ("Matematicheskie Zametki",
     "Mathematical Notes|Mathematical Notes of the Academy of Sciences of the USSR"),
    ("Matematicheskii Sbornik",
     ("Mathematics of the USSR Sbornik|Sbornik Mathematics"
      "|Russian Academy of Sciences Sbornik Mathematics")),
    ("Optika i Spektroskopiya", "Optics and Spectroscopy|Optics and Spectroscopy USSR"),
    ("Pribory i Tekhnika Eksperimenta", "Instruments and Experimental Techniques"),
    ("Prikladnaya Matematika i Mekhanika", "Journal of Applied Mathematics and Mechanics"),
    ("Problemy Peredachi Informatsii", "Problems of Information Transmission"),
    ("Programmirovanie", "Programming and Computer Software"),
    ("Radiotekhnika i Elektronika",
     ("Radio Engineering and Electronic Physics"
      "|Journal of Communications Technology and Electronics")),
    ("Sibirskii Matematicheskii Zhurnal", "Siberian Mathematical Journal"),
    ("Teoreticheskaya i Matematicheskaya Fizika", "Theoretical and Mathematical Physics"),
    ("Teoriya Veroyatnostei i ee Primeneniya", "Theory of Probability and its Applications"),
    ("Teplofizika Vysokikh Temperatur", "High Temperature"),
    (("Trudy Matematicheskogo Instituta imeni V. A. Steklova"
      "|Trudy Matematicheskogo Instituta Steklova"),
     "Proceedings of the Steklov Institute of Mathematics"),
    ("Ukrainskii Matematicheskii Zhurnal|Ukrainskyi Matematychnyi Zhurnal",
     "Ukrainian Mathematical Journal"),
    ("Uspekhi Fizicheskikh Nauk", "Soviet Physics Uspekhi|Physics Uspekhi"),
    ("Uspekhi Khimii", "Russian Chemical Reviews"),
    ("Uspekhi Matematicheskikh Nauk", "Russian Mathematical Surveys"),
    ("Yadernaya Fizika", "Soviet Journal of Nuclear Physics|Physics of Atomic Nuclei"),
    ("Zhurnal Eksperimentalnoi i Teoreticheskoi Fiziki",
     "Soviet Physics JETP|JETP|Journal of Experimental and Theoretical Physics"),
    ("Pisma v Zhurnal Eksperimentalnoi i Teoreticheskoi Fiziki", "JETP Letters"),
    ("Zhurnal Fizicheskoi Khimii", "Russian Journal of Physical Chemistry"),
    ("Zhurnal Organicheskoi Khimii", "Russian Journal of Organic Chemistry"),
    ("Zhurnal Prikladnoi Spektroskopii", "Journal of Applied Spectroscopy"),
    ("Zhurnal Tekhnicheskoi Fiziki", "Soviet Physics Technical Physics|Technical Physics"),
    ("Pisma v Zhurnal Tekhnicheskoi Fiziki",
     "Soviet Technical Physics Letters|Technical Physics Letters"),
    ("Zhurnal Vychislitelnoi Matematiki i Matematicheskoi Fiziki",
     ("USSR Computational Mathematics and Mathematical Physics"
      "|Computational Mathematics and Mathematical Physics")),
)  # fmt: skip
"""Names of the original and of the translation, with the names that it had in other years.

From the lists of the American Mathematical Society and of JabRef ("[translation of ...]"), from
Math-Net.Ru, and from the imprint of Angewandte Chemie. ISSN and publishers changed, the pairs did
not.
"""
YEARS: Final = 1
"""Years that a translation may appear later."""
_SMALL: Final = frozenset("the of and in its i ego ee imeni v a ussr".split())
"""Words and initials that names of journals leave out when they are abbreviated."""
ENGLISH: Final = frozenset("the of and for with on by from at as to an".split())
"""Words of English titles that other languages do not have."""


def find_bilingual(folded: str) -> str:
    """Return which journal of ``JOURNALS`` a folded venue is, and which edition of it ("": none).

    "7 translation" is the translation of the seventh.
    """
    words = _read_words(folded)
    head = words[0][:1] if words else ""
    for name, edition in _names().get(head, ()):
        if len(name) == len(words) and all(map(_abbreviates, words, name)):
            return edition
    return ""


def are_twins(one: str, other: str) -> bool:
    """Return True for the original and the translation of one journal."""
    return one != other and one.partition(" ")[0] == other.partition(" ")[0]


def are_in_two_languages(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return True if of the words of two titles only one has words that English alone has."""
    return ENGLISH.isdisjoint(one) != ENGLISH.isdisjoint(other)


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the words of each name with its edition, by the first letter."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for at, editions in enumerate(JOURNALS):
        for side, names in zip(("original", "translation"), editions, strict=True):
            for name in names.split("|"):
                words = _read_words(fold(name))
                found.setdefault(words[0][0], []).append((words, f"{at} {side}"))
    return found


def _read_words(folded: str) -> tuple[str, ...]:
    return tuple(word for word in folded.split() if word not in _SMALL)


def _abbreviates(written: str, name: str) -> bool:
    """Return True if a word is written out or abbreviated: "zh" for "zhurnal"."""
    if len(written) < 2:
        return written == "j" and name == "journal"
    return name.startswith(written)
