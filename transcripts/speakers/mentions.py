"""What a page tells of names: in its notes, its metadata, and in what the voices say of themselves and of others."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from transcripts.speakers.folding import fold
from transcripts.speakers.names import is_before_a_name, name_tokens
from transcripts.wordlists import words_of

_UPPER = (
    "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽƠƯȘȚΆΈ-ΏΑ-ΫЀ-Я"
    "ẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
)
_NAME_WORD = rf"(?:[{_UPPER}]\.(?:[{_UPPER}]\.)?|(?:Dr|St|Jr|Sr|Mr|Mrs|Ms|Prof)\.|[{_UPPER}][\w'’\-]*)"
_PARTICLE = "(?:de|del|della|der|den|di|da|do|dos|du|la|le|van|von|zu|zum|ter|bin|ibn|al|el)"
_CAPITALISED = re.compile(rf"(?<!\w)[{_UPPER}][\w'’\-]*")
_NAMES = re.compile(rf"{_NAME_WORD}(?:[ \xa0](?:{_PARTICLE} ){{0,2}}{_NAME_WORD}){{0,5}}")
_INTRODUCED = re.compile(
    rf"[,:]?\s(?:(?:your host|Dr\.|the),?\s)?({_NAME_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_NAME_WORD}){{0,3}})"
)
_BROKEN_NAME = re.compile(rf"\s({_NAME_WORD}),\s({_NAME_WORD})(?=[,.!?]|\sand\b)")  # "Travis, Albritton, and …"
_HAN_NAME = re.compile("(?<![\u3400-\u9fff々])[\u3400-\u9fff々]{2,5}(?![\u3400-\u9fff々])")
_UNSPACED_NAME = re.compile("([\u30a0-\u30ff\u3400-\u9fff々・]{2,12})")
_CASELESS_NAME = re.compile(r"\s+([^\s\d.,!?؟،।:;]+ [^\s\d.,!?؟،।:;]+)(?=[.,!?؟،।]| है|$)")
# How voices present themselves. Those of the first list are followed by a name and by nothing else.
_NAME_IS = words_of(
    "my_name_is my_name's my_name’s mein_Name_ist ich_heiße je_m'appelle je_m’appelle mon_nom_est me_llamo mi_chiamo",
    "mi_nombre_es il_mio_nome_è mijn_naam_is ik_heet jag_heter mitt_namn_är jeg_heter jeg_hedder nimeni_on nazywam_się",
    "mam_na_imię jmenuji_se me_chamo meu_nome_é меня_зовут мене_звати мене_звуть benim_adım numele_meu_este mă_numesc",
)
_I_AM = words_of(
    "I_am I'm I’m ich_bin je_suis soy sono ik_ben jag_är jeg_er minä_olen jestem jsem eu_sou я_— я_– я_- я,",
)
_HOST_IS = words_of(
    "hosted_by your_host moderiert_von euer_Gastgeber presented_by presentado_por présenté_par animé_par",
    "condotto_da gepresenteerd_door apresentado_por ведущий ведущая",
)
_NAME_IS_UNSPACED = words_of("我是 我叫 我的名字是 私は わたしは 私の名前は 저는 제_이름은")
_NAME_IS_CASELESS = words_of("اسمي שמי קוראים_לי मेरा_नाम")
_PRESENTING = ((_NAME_IS, _BROKEN_NAME, True), (_HOST_IS, _INTRODUCED, True), (_I_AM, _INTRODUCED, False))
# The words by which a page tells who has a calling; a second name after the first makes it several people's.
_CALLING_PHRASES = {
    "host": (*_HOST_IS, *words_of("Host Hosts Presenter Gastgeber Gastgeberin")),
    "moderator": words_of(
        "moderated_by moderator Moderator moderiert_von Moderation Moderatorin moderado_por modéré_par"
    ),
    "interviewer": words_of("interviewed_by interview_by interviewer entrevista_de propos_recueillis_par Interviewer"),
    "guest": words_of("guest guest_is guest_today_is invitado invitada invité invitée zu_Gast_ist Gast Guest Guests"),
    "narrator": words_of("narrated_by read_by narrator Narrator Erzähler Erzählerin Sprecher narrado_por"),
}
_FULL_NAME = rf"{_NAME_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_NAME_WORD}){{0,3}}"
_LEADING_NAME = re.compile(rf"({_NAME_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_NAME_WORD}){{1,3}})(?=[,.]|$)")
_CALLED = re.compile(
    rf"(?: is| ist| est| es| von| by)?[,:]?\s({_FULL_NAME})"
    rf"(?:,?\s(?:and|und|et|y|&)\s({_FULL_NAME})|,\s({_FULL_NAME}))?"
)
_LEADS_TO_A_GUEST = re.compile(
    r"\b(?:joined by|joining|join|with us|guests?|here is|here['’]s|this is|welcome|correspondents?|reporters?"
    r"|contributors?|hosts?|hosted by|presenters?|moderators?"
    r"|professor|(?:speak|talk|spoke|talked)(?:ing)? (?:to|with)|thank you|thanks"
    r"|zu Gast|willkommen|begrüße|mit dabei|Gäste?|invité[es]*|bienvenue|avec|bienvenid[oa]s?|con nosotros|invitad[oa]"
    r"|ospit[ei]|benvenut[oi]|welkom|gasten?|convidad[oa]s?|гост[ья]\w*|с нами)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SENTENCE_BREAK = re.compile(r"[.!?\n]")
_QUOTES = "\"“„«‘'"
_MOST_MENTIONS = 50  # of one word; enough to see whether a page speaks of one person or of several
_MOST_INTRODUCTIONS = 2000
_LEAD_CHARS = 80  # how far before a name the words that present it may stand
_LONGEST_NAME = 4  # words of a name that is found in a running text


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What tells who the speakers are.

    ``notes`` is what surrounds the speech, the title included: people named there belong to the episode. ``people``
    are the names that metadata declares. ``opening`` is what is said before the first label, ``said`` what is said
    under each label.
    """

    notes: str = ""
    people: tuple[str, ...] = ()
    opening: str = ""
    said: Mapping[str, str]

    @property
    def all_said(self) -> str:
        return "\n".join((self.opening, *self.said.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Capitalised words in a row, and whether what stands before them leads to a guest of the episode."""

    words: tuple[str, ...]
    is_presented: bool


Mentions = Mapping[str, Sequence[Mention]]  # by each of the words sought, folded


def mentions_of(text: str, sought: frozenset[str]) -> Mentions:
    """The capitalised words in a row that hold a word sought (folded); of each word, the first ones of the text."""
    mentions: dict[str, list[Mention]] = {}
    spelled = {word for word in set(_CAPITALISED.findall(text)) if fold(_bare(word)) in sought} if sought else set()
    for match in _NAMES.finditer(text) if spelled else ():
        run = match.group().split()
        if spelled.isdisjoint(run):
            continue
        words = tuple(map(_bare, run))
        for word in sought.intersection(map(fold, words)):
            same = mentions.setdefault(word, [])
            if len(same) >= _MOST_MENTIONS:
                spelled.difference_update(run)
            elif len(words) > 1 or not same:
                is_presented = len(words) > 1 and (name_of(words) != words or _is_presented(text, match.start()))
                same.append(Mention(words=words, is_presented=is_presented))
    return mentions


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _is_presented(text: str, at: int) -> bool:
    lead = text[max(0, at - _LEAD_CHARS) : at]
    return _LEADS_TO_A_GUEST.search(_SENTENCE_BREAK.split(lead)[-1]) is not None


def surname_forms(surname: str, mentions: Iterable[Mention]) -> list[str]:
    """The full names that end with a surname (folded); where capitals follow on one only if they do on all."""
    found: list[str] = []
    within: list[str] = []
    for mention in mentions:
        words = name_of(mention.words)
        ends = [end for end in range(2, min(len(words), _LONGEST_NAME + 2) + 1) if fold(words[end - 1]) == surname]
        if ends:
            (found if ends[-1] == len(words) else within).append(" ".join(words[: ends[-1]]))
    return _agreed(found or within)


def first_name_forms(first: str, mentions: Iterable[Mention]) -> list[str]:
    """The full names that begin with a first name (folded): rows of capitals that are no longer than a name."""
    found = []
    for mention in mentions:
        words = name_of(mention.words)
        if 2 <= len(words) <= _LONGEST_NAME and fold(words[0]) == first:
            found.append(" ".join(words))
    return found


def name_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """A row of capitals without what stands before the name: ``Press Secretary Jen Psaki`` → ``Jen Psaki``."""
    start = 0
    for at, word in enumerate(words[:-1]):
        if is_before_a_name(fold(word)):
            start = at + 1
    return words[start:]


def _agreed(names: list[str]) -> list[str]:
    """Names without those that begin with a word too much: ``Asia Ann Oak`` where the page has ``Ann Oak`` as well."""
    counts = {name: names.count(name) for name in set(names)}
    kept = []
    for name in dict.fromkeys(names):
        _, _, shorter = name.partition(" ")
        if counts.get(shorter, 0) < counts[name] or " " not in shorter or shorter[1:2] in {".", ""}:
            kept.append(name)
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """A name by which a voice or the page presents who speaks, from the character ``at`` of the text on.

    ``is_certain`` where only a name can stand: after "my name is", and not after "I am".
    """

    at: int
    name: str
    is_certain: bool


def introductions(text: str) -> tuple[Introduction, ...]:
    """Who is presented in a text, in order: "I am …", "hosted by …", "меня зовут …", "我是…"."""
    found = [
        Introduction(at=at, name=" ".join(name_of(tuple(" ".join(match.groups()).split()))), is_certain=is_certain)
        for phrases, pattern, is_certain in _PRESENTING
        for at in _ends_of(text, phrases)
        if (match := pattern.match(text, at) or _INTRODUCED.match(text, at))
    ]
    found += [
        Introduction(at=at, name=match.group(1), is_certain=True)
        for phrases, pattern in ((_NAME_IS_UNSPACED, _UNSPACED_NAME), (_NAME_IS_CASELESS, _CASELESS_NAME))
        for _, at in _places_of(text, phrases)
        if (match := pattern.match(text, at))
    ]
    return tuple(sorted(found, key=lambda one: one.at))


def leading_name(text: str) -> str | None:
    """The full name with which a text begins, as somebody does who was asked for it: ``Mara Quist, counsel for …``."""
    match = _LEADING_NAME.match(text)
    words = name_of(tuple(match.group(1).split())) if match else ()
    return " ".join(words) if len(words) > 1 else None


def _ends_of(text: str, phrases: Iterable[str]) -> Iterator[int]:
    """Where phrases end that begin at a word and are not quoted."""
    for start, end in _places_of(text, phrases):
        before = text[start - 1] if start else " "
        if not before.isalnum() and before not in _QUOTES:
            yield end


def _places_of(text: str, phrases: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where phrases stand, with a small or a capital letter at their beginning."""
    for phrase in phrases:
        small = phrase.replace("_", " ")
        for written in {small, small[0].upper() + small[1:]}:
            at = text.find(written)
            for _ in range(_MOST_INTRODUCTIONS):
                if at < 0:
                    break
                yield at, at + len(written)
                at = text.find(written, at + len(written))


def unspaced_names(text: str) -> Mapping[str, Sequence[str]]:
    """The words of two to five Han characters of a text, each by its first one and its first two."""
    names: dict[str, list[str]] = {}
    for name in dict.fromkeys(_HAN_NAME.findall(text)):
        for beginning in {name[:1], name[:2]}:
            names.setdefault(beginning, []).append(name)
    return names


def words_in(text: str) -> frozenset[str]:
    """All words of a text, folded."""
    return frozenset(map(fold, set(_WORD.findall(text))))


def names_in(text: str, first_letters: AbstractSet[str]) -> tuple[str, ...]:
    """The rows of capitals of a text that are no longer than a name, each once, if a word has a first letter sought."""
    found = (run for run in dict.fromkeys(_NAMES.findall(text)) if not first_letters.isdisjoint(run))
    rows = (name_of(tuple(map(_bare, run.split()))) for run in found)
    return tuple(dict.fromkeys(" ".join(words) for words in rows if 2 <= len(words) <= _LONGEST_NAME))


def callings_in(page: PageText, calling: str) -> tuple[str, ...]:
    """The full names of those whom a page gives a calling of `CALLINGS`: "your host, Mara Quist", "hosted by …"."""
    names: list[str] = []
    for text in (page.notes, page.all_said):
        for at in _ends_of(text, _CALLING_PHRASES.get(calling, ())):
            match = _CALLED.match(text, at)
            names += [" ".join(name.split()) for name in match.groups() if name] if match else []
    return tuple(dict.fromkeys(name for name in names if len(name_tokens(name)) > 1))
