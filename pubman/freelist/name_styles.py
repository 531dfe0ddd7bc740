"""One name at a place of the text, in each of the styles of :mod:`pubman.freelist.names`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pubman.freelist.given_names import given_at, given_behind, is_given, tail_at
from pubman.freelist.tokens import LONGEST_NAME, PARTICLES, Token, kind_at, run_at

_NO_FIRST: Final = frozenset(
    "with by in on the an and for from of to at this that is are we our using via towards toward"
    " under between how what why when where".split()
)
"""Words that never begin a name, in lower case."""


_BEGINS_TITLE: Final = frozenset(
    "the a using towards toward between under what when where why how from with".split()
)
"""Words that begin a title, also before capitals: ``The BUS format``. ``An W`` is a name."""


_NO_LAST: Final = frozenset(
    "the and for from of to at with"
    " journal proceedings proc conference workshop symposium transactions trans university press"
    " springer ieee acm elsevier wiley letters review reviews lecture notes arxiv preprint volume"
    " vol chem phys math inst appl biol sci soc eng comput comp theor theory lett int quantum med"
    " surg res stat anal mol environ am acad natl clin exp mech ann jour mag bull commun nature"
    " science annals advances international annual national thesis phd dissertation submitted"
    " department dept institute college school faculty laboratory center centre group committee"
    " association society foundation corporation inc ltd report tech accepted edited available conf"
    " symp oper manag assoc inform rev rep january february march april june july august september"
    " october november december forum arch europ geophys astron astrophys nucl neurosci biochem opt"
    " magazine computing technology software engineering intelligence networks medicine economics"
    " mathematics statistics education psychology verlag editions systems award"
    " awards prize finalist presentation presentations talk paper"
    " papers poster spotlight nominee candidate mention study survey approach analysis framework"
    " comparison algorithm perspective overview introduction tutorial".split()
)
"""Words of venues, publishers and dates, which never end a name."""


_ENDS: Final = frozenset(
    {",", ";", "and", "&", ".", "(", ")", "[", "]", "year", "quote", "etal", "newline", ":", "mark",
     "/", "–", "—", "-", "|", "，", "、", "·", "?", "!", "number", "。", "•"}
)  # fmt: skip
"""What may follow a name."""


_ROLES: Final = frozenset("me myself phd mentor advisor presenter student".split())


def skip_marks(tokens: Sequence[Token], at: int) -> int:
    """Skip the marks after a name: ``*``, ``†``, a raised number, a role in parentheses."""
    while at < len(tokens):
        if tokens[at].kind == "mark" or _is_raised_number(tokens, at):
            at += 1
        elif _is_role(tokens, at):
            at += 3
        else:
            break
    return at


def _is_raised_number(tokens: Sequence[Token], at: int) -> bool:
    """Return True for a short number that touches the name before it: ``Zhao1``."""
    token = tokens[at]
    touches = at > 0 and token.start == tokens[at - 1].end
    return token.kind == "number" and len(token.text) <= 2 and touches


def _is_role(tokens: Sequence[Token], at: int) -> bool:
    """Return True for a remark such as ``(advisor)``."""
    if tokens[at].text != "(" or kind_at(tokens, at + 2) != ")":
        return False
    return tokens[at + 1].text.lower() in _ROLES


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundName:
    """A name as it is kept, the token after it, and whether its given names are initials."""

    text: str
    after: int
    shape: int
    """1 if the given names are initials."""


def one_name(tokens: Sequence[Token], at: int, style: str, *, later: bool) -> FoundName | None:
    """The one name at token *at*; *later* says that it is not the first of its list."""
    if at >= len(tokens):
        return None
    if tokens[at].kind == "han":
        return _han(tokens, at)
    if style == "natural" or (style == "first" and later):
        return _natural(tokens, at)
    if style == "behind":
        return _behind(tokens, at) or (_initialled(tokens, at) if later else None)
    found = _inverted(tokens, at, full=style != "inverted")
    # "Tam, T., E. Siemsen. (2023)": the last name of a list may be in reading order.
    return found or (_initialled(tokens, at) if later and style == "inverted" else None)


def _initialled(tokens: Sequence[Token], at: int) -> FoundName | None:
    """A name with initials first, in a list whose first name has them last: ``Hill SA, Y Ming``."""
    found = _natural(tokens, at)
    return found if found is not None and found.shape else None


def _natural(tokens: Sequence[Token], at: int) -> FoundName | None:
    """``Bo Zhao``, ``A. V. Matveev``, ``Sandesh G Bhat``, ``NaLi``."""
    run = _natural_run(tokens, at)
    if not run or not _may_end(run):
        return None
    if len(run) == 1:
        return _glued(run[0], at)
    if not _reads_as_name(run):
        return None
    suffix, after = _last_suffix(tokens, at + len(run))
    if not _ends(tokens, after):
        return None
    return FoundName(text=_join([*run, *suffix]), after=after, shape=int(_is_short(run[0])))


def _natural_run(tokens: Sequence[Token], at: int) -> list[Token]:
    """The words of a name from *at* on; none if they begin with a suffix or are too many."""
    run = run_at(tokens, at, ("initials", "caps", "name", "particle", "suffix"))
    while run and _is_small_particle(run[-1]):
        run = run[:-1]
    if not run or run[0].kind == "suffix" or len(run) > LONGEST_NAME:
        return []
    return run


def _reads_as_name(run: Sequence[Token]) -> bool:
    """Return True if the words at both ends of a run can be the ends of a name."""
    first, last = run[0], run[-1]
    if _is_small_particle(first) and len(run) < 3:
        return False
    return first.text.lower() not in _NO_FIRST and last.text.lower() not in _NO_LAST


def _is_small_particle(token: Token) -> bool:
    """Return True for a particle in lower case: ``van``."""
    return token.kind == "particle" and token.text.islower()


def _is_short(token: Token) -> bool:
    """Return True for a first word that is initials, with stops or as up to three capitals."""
    return token.kind == "initials" or (token.kind == "caps" and len(token.text) <= 3)


def _last_suffix(tokens: Sequence[Token], at: int) -> tuple[list[Token], int]:
    """The suffix after a comma at *at*, if there is one, and the place after it."""
    if kind_at(tokens, at) == "," and kind_at(tokens, at + 1) == "suffix":
        return [tokens[at + 1]], at + 2
    return [], at


def _may_end(run: Sequence[Token]) -> bool:
    """Return True if the last word may be a family name, or the initials of a South Indian name."""
    first, last = run[0], run[-1]
    if last.kind in {"name", "suffix", "particle"}:
        return True
    words = sum(1 for token in run if token.kind == "name")
    if last.kind == "initials":
        return words > 1 and first.kind == "name"
    capitals = last.kind == "caps" and len(last.text) > 1
    return capitals and (first.kind == "initials" or (len(run) == 2 and words == 1))


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Return True if a name may end before token *at*: no word of a sentence follows."""
    return at >= len(tokens) or tokens[at].kind in _ENDS or tokens[at].text == "in"


def _glued(token: Token, at: int) -> FoundName | None:
    """``NaLi``: given and family name written without the space between."""
    text = token.text
    breaks = [i for i in range(1, len(text)) if text[i].isupper() and text[i - 1].islower()]
    if len(breaks) != 1 or text.startswith(("Mc", "Mac", "De", "Van")):
        return None
    return FoundName(text=f"{text[: breaks[0]]} {text[breaks[0] :]}", after=at + 1, shape=0)


def _family(tokens: Sequence[Token], at: int) -> list[Token]:
    """The words of a family name: particles and capitalised words, up to four."""
    run = run_at(tokens, at, ("particle", "name", "caps"))[:5]
    return run if any(token.text[0].isupper() for token in run) else []


def _initial_family(tokens: Sequence[Token], at: int) -> list[Token]:
    """The last part of a South Indian name that is an initial: ``K., K. Gayatri``."""
    alone = kind_at(tokens, at) == "initials" and kind_at(tokens, at + 1) == ","
    return [tokens[at]] if alone and kind_at(tokens, at + 2) == "initials" else []


def _inverted(tokens: Sequence[Token], at: int, *, full: bool) -> FoundName | None:
    """``van der Aa, H.``; with *full* also ``Rago, Alfredo M.``."""
    family = _family(tokens, at) or _initial_family(tokens, at)
    comma = skip_marks(tokens, at + len(family))
    if not 0 < len(family) <= 4 or kind_at(tokens, comma) != ",":
        return None
    if len(family) == 1 and len(family[0].text) == 1:
        return None
    suffix, begin = _suffix(tokens, comma)
    given = given_at(tokens, begin, full=full)
    if not given:
        return None
    tail = tail_at(tokens, begin + len(given))
    after = begin + len(given) + len(tail)
    if not suffix:
        suffix, after = _last_suffix(tokens, after)
    middle = f", {_join(suffix)}" if suffix else ""
    return FoundName(
        text=f"{_join(family)}{middle}, {_join([*given, *tail])}",
        after=after,
        shape=int(given[0].kind in {"initials", "caps"}),
    )


def _suffix(tokens: Sequence[Token], comma: int) -> tuple[list[Token], int]:
    """The suffix between two commas, if there is one, and where the given names begin."""
    if kind_at(tokens, comma + 1) == "suffix" and kind_at(tokens, comma + 2) == ",":
        return [tokens[comma + 1]], comma + 3
    return [], comma + 1


def _behind(tokens: Sequence[Token], at: int) -> FoundName | None:
    """``Fan W``, ``von Wyl V``, ``Pereira da Cunha CT``, ``Bhat S.G.``."""
    run = run_at(tokens, at, ("particle", "name", "caps", "initials"))
    size = _family_size(run)
    if not size or run[0].text.lower() in _BEGINS_TITLE:
        return None
    given = given_behind(run[size:])
    if run[0].kind == "caps" and len(given[0].text) > 2 and given[0].kind == "caps":
        return None  # "IEEE TSE"
    after = at + size + len(given)
    if _is_last_name(tokens, after):
        return None  # "Jonathan T. Barron" has its family name after the initial
    tail = run_at(tokens, after, ("particle",))
    if tail and _ends(tokens, after + len(tail)):
        given, after = [*given, *tail], after + len(tail)
    after += kind_at(tokens, after) == "suffix"
    return FoundName(text=f"{_join(run[:size])}, {_join(given)}", after=after, shape=1)


def _family_size(run: Sequence[Token]) -> int:
    """The number of words before the initials; 0 if they are not a family name."""
    first = _particles(run) + 1
    size = next((at for at, token in enumerate(run) if at >= first and is_given(token)), 0)
    whole = any(len(token.text) > 1 for token in run[:size])
    return size if whole and size <= 4 else 0


def _is_large_particle(token: Token) -> bool:
    """Return True for a particle in capitals: ``VAN``."""
    return token.text.isupper() and token.text.lower() in PARTICLES


def _particles(run: Sequence[Token]) -> int:
    """The number of particles in capitals before a family name: ``VAN DER WAERDEN B L``."""
    count = 0
    while (
        count + 1 < len(run) and run[count].text.lower() in PARTICLES and run[count].text.isupper()
    ):
        count += 1
    return count if count < len(run) and len(run[count].text) > 1 else 0


def _is_last_name(tokens: Sequence[Token], at: int) -> bool:
    """Return True for one capitalised word at *at* before a new line or another name."""
    return kind_at(tokens, at) == "name" and kind_at(tokens, at + 1) in {"newline", "and", "&"}


def _han(tokens: Sequence[Token], at: int) -> FoundName | None:
    token = tokens[at]
    if token.kind != "han" or not 2 <= len(token.text) <= 5:
        return None
    return FoundName(text=token.text, after=at + 1, shape=0)


def _join(tokens: Sequence[Token]) -> str:
    """The words of a name, with a space between them."""
    return " ".join(token.text for token in tokens)
