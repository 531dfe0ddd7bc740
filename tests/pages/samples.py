"""Publications to write: the sixteen of a real homepage, as far as known, and unusual ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pubman.listing import Options
from pubman.record import Authorship, Date, Link, Name, Publication, Venue

GOLDENS = Path(__file__).with_name("goldens")
PERSON = ("bo-zhao", "Bo Zhao")
_PARTICLES = ("van der", "de la", "von", "van", "de")


def name(text: str) -> Name:
    """``Han van der Aa`` in parts; Han names have no space and are split after one sign."""
    if not text.isascii() and " " not in text:
        return Name(family=text[0], given=text[1:])
    given, _, family = text.rpartition(" ")
    for particle in _PARTICLES:
        if given.endswith(" " + particle):
            return Name(given=given.removesuffix(" " + particle), particle=particle, family=family)
    return Name(given=given, family=family)


def publication(ident: int, authors: str, title: str, when: str, **more: Any) -> Publication:
    """A publication; ``*`` after a name means equal contribution, ``+`` corresponding author."""
    people = []
    for each in filter(None, authors.split(", ")):
        bare = each.rstrip("*+")
        roles = tuple({"*": "equal", "+": "corresponding"}[sign] for sign in each[len(bare) :])
        person = PERSON[0] if bare == PERSON[1] else ""
        people.append(Authorship(name=name(bare), person=person, roles=roles))
    first = people[0].name.family.lower() if people else "anon"
    key = more.pop("key", f"{first}{when[:4]}n{ident}")
    return Publication(
        id=ident,
        key=key,
        title=title,
        authorships=tuple(people),
        authors=tuple(each.name for each in people),
        date=Date.parse(when) if when else None,
        **more,
    )


def venue(acronym: str, full: str, kind: str = "conference") -> Venue:
    """A canonical venue."""
    return Venue(id=acronym.lower().replace(" ", "-"), acronym=acronym, name=full, kind=kind)


SOSP = venue("SOSP", "Symposium on Operating Systems Principles")
VLDB = venue("VLDB", "International Conference on Very Large Data Bases")
ATC = venue("USENIX ATC", "USENIX Annual Technical Conference")
SIGMOD = venue("SIGMOD", "ACM SIGMOD International Conference on Management of Data")
ICDE = venue("ICDE", "IEEE International Conference on Data Engineering")
COSMIC = venue(
    "COSMIC",
    "International Workshop on Code Optimisation for Multi and Many Cores",
    "workshop",
)
ICA3PP = venue(
    "ICA3PP", "International Conference on Algorithms and Architectures for Parallel Processing"
)

HOMEPAGE: tuple[Publication, ...] = (
    publication(
        1,
        "Marcel Wagenländer, Guo Li, Bo Zhao, Luo Mai, Peter Pietzuch",
        "TENPLEX: Changing Resources of Deep Learning Jobs using Parallelizable Tensor Collections",
        "2024",
        kind="conference",
        canonical=SOSP,
        place="Austin, TX, USA",
        doi="10.1145/3694715.3695975",
        arxiv_id="2312.05181",
        pages="195-210",
        position=1.0,
        links=(
            Link(label="code", url="https://github.com/kungfu-team/tenplex"),
            Link(label="pdf", url="papers/tenplex.pdf"),
        ),
        tags=("selected",),
    ),
    publication(
        2,
        "Song Liu, Jie Ma, Zhenyuan Zhang, Xinhe Wan, Bo Zhao, Weiguo Wu",
        "Scalpel: High Performance Contention-Aware Task Co-Scheduling for Shared Cache Hierarchy",
        "2024",
        kind="article",
        venue="IEEE Transactions on Computers",
        status="to appear",
        position=2.0,
    ),
    publication(
        3,
        "Alessandro Fogli, Bo Zhao, Peter Pietzuch, Maximilian Bandle, Jana Giceva",
        "OLAP on Modern Chiplet-Based Processors",
        "2024",
        kind="conference",
        canonical=VLDB,
        venue="Proc. VLDB Endow.",
        place="Guangzhou, China",
        doi="10.14778/3681954.3682011",
        position=3.0,
        tags=("selected",),
    ),
    publication(
        4,
        "Lei You, Lele Cao, Mattias Nilsson, Bo Zhao, Lei Lei",
        "Distributional Counterfactual Explanation With Optimal Transport",
        "2024",
        kind="preprint",
        venue="CoRR",
        arxiv_id="2401.13112",
        position=4.0,
    ),
    publication(
        5,
        "Huanzhou Zhu*, Bo Zhao*, Gang Chen, Weifeng Chen, Yijie Chen, Liang Shi, Yaodong Yang, "
        "Peter Pietzuch, Lei Chen",
        "MSRL: Distributed Reinforcement Learning with Dataflow Fragments",
        "2023",
        kind="conference",
        canonical=ATC,
        place="Boston, MA, USA",
        url="https://www.usenix.org/conference/atc23/presentation/zhu-huanzhou",
        links=(Link(label="slides", url="https://www.usenix.org/atc23_slides_zhu.pdf"),),
        abstract="Many reinforcement learning systems tie the algorithm to how it is distributed. "
        "MSRL takes them apart: a dataflow graph of fragments is placed on devices by a policy.",
    ),
    publication(
        6,
        "Song Liu, Xinhe Wan, Zengyuan Zhang, Bo Zhao, Weiguo Wu",
        "TurboStencil: You Only Compute Once for Stencil Computation",
        "2023",
        kind="article",
        venue="Future Generation Computer Systems",
        volume="146",
        doi="10.1016/j.future.2023.04.019",
    ),
    publication(
        7,
        "Gururaghav Raman, Bo Zhao, Jimmy Chih-Hsien Peng, Matthias Weidlich",
        "Adaptive incentive-based demand response with distributed non-compliance assessment",
        "2022",
        kind="article",
        venue="Applied Energy",
        volume="326",
        position=1.0,
        doi="10.1016/j.apenergy.2022.119998",
    ),
    publication(
        8,
        "Bo Zhao",
        "State Management for Efficient Event Pattern Detection",
        "2022",
        kind="thesis",
        school="Humboldt-Universität zu Berlin",
        extra={"type": "Dissertation"},
    ),
    publication(
        9,
        "Bo Zhao, Han van der Aa, Nguyen Thanh Tam, Nguyen Quoc Viet Hung, Matthias Weidlich",
        "EIRES: Efficient Integration of Remote Data in Event Stream Processing",
        "2021-06",
        kind="conference",
        canonical=SIGMOD,
        ordinal="47th",
        place="Xi'an, China",
        publisher="ACM",
        doi="10.1145/3448016.3457304",
    ),
    publication(
        10,
        "Bo Zhao, Nguyen Quoc Viet Hung, Matthias Weidlich",
        "Load Shedding for Complex Event Processing: Input-based and State-based Techniques",
        "2020-04",
        kind="conference",
        canonical=ICDE,
        ordinal="36th",
        place="Dallas, TX, USA",
        publisher="IEEE",
        doi="10.1109/ICDE48307.2020.00099",
        tags=("selected",),
    ),
    publication(
        11,
        "Gururaghav Raman, Jimmy Chih-Hsien Peng, Bo Zhao, Matthias Weidlich",
        "Dynamic Decision Making for Demand Response through Adaptive Event Stream Monitoring",
        "2019-08",
        kind="conference",
        venue="2019 IEEE Power & Energy Society General Meeting (PESGM)",
        place="Atlanta, GA, USA",
        publisher="IEEE",
        display={
            "venue": "In Proc. of 2019 IEEE Power & Energy Society General Meeting (PESGM), "
            "Atlanta, GA, USA. IEEE, August 2019."
        },
    ),
    publication(
        12,
        "Bo Zhao",
        "Complex Event Processing under Constrained Resources by State-based Load Shedding",
        "2018-04",
        kind="conference",
        canonical=ICDE,
        ordinal="34th",
        place="Paris, France",
        publisher="IEEE",
        doi="10.1109/ICDE.2018.00218",
    ),
    publication(
        13,
        "Song Liu, Bo Zhao, Qing Jiang, Weiguo Wu",
        "A Semi-Automatic Coarse-Grained Parallelization Approach for Loop Optimization And "
        "Irregular Code Sections",
        "2017",
        kind="article",
        venue="Chinese Journal of Computers",
        volume="40",
        number="9",
        pages="2127-2147",
    ),
    publication(
        14,
        "Bo Zhao, Zhen Li, Ali Jannesari, Felix Wolf, Weiguo Wu",
        "Dependence-Based Code Transformation for Coarse-Grained Parallelism",
        "2015-02",
        kind="workshop",
        canonical=COSMIC,
        place="San Francisco, CA, USA",
        publisher="ACM",
        extra={"with": "CGO"},
        position=1.0,
        doi="10.1145/2723772.2723777",
    ),
    publication(
        15,
        "Zhen Li, Bo Zhao, Ali Jannesari, Felix Wolf",
        "Beyond Data Parallelism: Identifying Parallel Tasks in Sequential Programs",
        "2015-11",
        kind="conference",
        canonical=ICA3PP,
        ordinal="15th",
        place="Zhangjiajie, China",
        series="Lecture Notes in Computer Science",
        publisher="Springer",
        display={
            "venue": "In Proc. of 15th International Conference on Algorithms and Architectures "
            "for Parallel Processing (ICA3PP), Zhangjiajie, China, Lecture Notes in Computer "
            "Science, Springer, November 2015."
        },
        position=2.0,
        doi="10.1007/978-3-319-27137-8_53",
    ),
    publication(
        16,
        "Song Liu, Weiguo Wu, Bo Zhao, Qing Jiang",
        "Loop Tiling for Optimization of Locality and Parallelism",
        "2015",
        kind="article",
        venue="Journal of Computer Research and Development",
        volume="52",
        number="5",
        pages="1160-1176",
        position=3.0,
    ),
)
"""The homepage's list, with a few DOIs and links that its page does not have."""

PARTS = (("Publications", range(1, 13)), ("Before PhD", range(13, 17)))

PATTERNS = {
    "conference": (
        "In {% if ordinal %}Proc. of {{ ordinal_words }}"
        "{% else %}the {{ 'Proc. of ' if 'USENIX' not in venue.name }}{% endif %}"
        "{{ venue.name }} ({{ venue.acronym }}), {{ place }}, {{ publisher }}, "
        "{{ month_name }} {{ year }}{{ '.' if year < 2024 }}"
    ),
    "workshop": (
        "In Proc. of the {{ venue.name }} ({{ venue.acronym }})"
        "{{ ' held in conjunction with ' ~ extra.with if extra.with }}, {{ place }}, "
        "{{ publisher }}, {{ month_name }} {{ year }}."
    ),
    "article": (
        "In {{ venue.name }}, "
        "{% if status %}{{ year }} ({{ status }})"
        "{% elif number %}{{ year }}, {{ volume }}({{ number }}): {{ pages }}."
        "{% else %}Volume {{ volume }}, {{ year }}.{% endif %}"
    ),
    "preprint": "perprint in arXiv, {{ year }}",
    "thesis": "{{ extra.type }}, {{ school }}, {{ year }}.",
}
"""The homepage's own patterns, its typing slip in "perprint" included."""

LINES = (GOLDENS / "homepage_lines.txt").read_text(encoding="utf-8")
"""The text of the homepage below its heading "Publications"."""

OPTIONS = Options(title="Bo Zhao", people=(PERSON,), updated="2026-11-21")

CV = (
    publication(
        21,
        "Patrick Anderson, Bruno Magalhaes",
        "Project Silica: Towards Sustainable Cloud Archival Storage in Glass",
        "2023",
        kind="conference",
        canonical=SOSP,
        venue="SOSP '23: Proceedings of the 29th Symposium on Operating Systems Principles",
    ),
    publication(
        22,
        "Bruno Magalhaes",
        "Asynchronous SIMD-Enabled Branch-Parallelism of Morphologically-Detailed Neuron Models",
        "2019",
        kind="article",
        venue="Frontiers in Neuroinformatics",
    ),
    publication(
        23,
        "Henry Markram, Bruno Magalhaes",
        "Reconstruction and Simulation of Neocortical Microcircuitry",
        "2015",
        kind="article",
        venue="Cell",
        volume="163",
        pages="456-492",
    ),
)
CV_PATTERNS = {
    "entry": "{{ year }}\t{{ title }}, {{ venue_line }}",
    "conference": "{{ venue_written }}",
    "article": "{{ venue_written }}{{ ' ' ~ volume ~ ', ' ~ (pages | endash) ~ '.' if volume }}",
}
CV_LINES = (GOLDENS / "cv_lines.txt").read_text(encoding="utf-8")
