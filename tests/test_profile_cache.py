"""Profiles beyond the number that memory holds come back from the file as they were."""

from __future__ import annotations

from functools import partial

from rows import every_row

from pubman.derive import stages
from pubman.derive.profiles import ProfileCache
from pubman.match import profile
from pubman.record import Date, Name, Record
from tests.sequences import Libraries, conclusions, take_in

TITLES = (
    "Growth of Orchids",
    "Ärger mit Übergängen: Teil II",
    "数据库系统",
    "",
    "On C++ [Erratum]",
)


def made(title: str, number: int):
    record = Record(
        title=title,
        source_key=f"k{number}",
        date=Date(year=1990 + number),
        doi=f"10.1000/{number}",
        authors=(Name(family="Zhao", given="Bo"), Name(literal="The Orchid Group")),
    )
    return profile(record, venue=None, source="own", own_duplicates=True)


@every_row("held", [0, 1, 4, 5, 6])
def test_every_profile_comes_back(held):
    cache = ProfileCache(held)
    profiles = [made(title, number) for number, title in enumerate(TITLES)]
    for number, each in enumerate(profiles):
        assert number not in cache
        cache.add(number, each)
        assert number in cache
    found = cache.get([4, 0, 2, 7, 0])
    assert found == {4: profiles[4], 0: profiles[0], 2: profiles[2]}
    assert cache.get(range(5)) == dict(enumerate(profiles))
    cache.close()


def test_conclusions_are_the_same_if_nearly_all_profiles_are_in_the_file(tmp_path, monkeypatch):
    libraries = Libraries(tmp_path)
    title = "Dynamic Parallelism for Deep Learning with Load Shedding"
    texts = [
        "".join(
            f"@article{{{source}{n}, title = {{{title[n:]}}}, author = {{Guo Li and Bo Zhao}}, "
            f"journal = {{SOSP}}, year = {{{2020 + n % 3}}}}}\n"
            for n in range(8)
        )
        for source in ("a", "b")
    ]
    one, other = libraries(), libraries()
    take_in(one, ("a", texts[0]), ("b", texts[1]))
    monkeypatch.setattr(stages, "ProfileCache", partial(ProfileCache, held=1))
    take_in(other, ("a", texts[0]), ("b", texts[1]))
    assert conclusions(one) == conclusions(other)
    with other.store.transaction():
        stages.conclude_all(other)
    assert conclusions(one) == conclusions(other)
    libraries.close()
