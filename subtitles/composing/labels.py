"""What a speaker is called in captions, and how that is written: in full at first, briefly afterwards (as W3C WAI
advises)."""

from collections.abc import Mapping, Sequence

from subtitles.breaking.function_words import word_set
from subtitles.composing.capitals import capitals
from subtitles.styles import LabelForm
from transcripts.model import Speaker

# Languages that put the family name first: there the last part of a name is not the one to shorten it to.
_FAMILY_NAME_FIRST = frozenset({"hu", "ja", "ko", "vi", "zh"})
_PARTICLES = word_set("al ben bin da das de del della den der di do dos du el ibn la le ten ter van von zu zur")
_SUFFIXES = word_set("jr jr. sr sr. ii iii iv phd ph.d. md m.d. mp")
# Names made of these are descriptions, not names of persons.
_DESCRIPTIONS = word_set(
    "announcer audience boy caller child crowd everyone female girl guest host interviewer male man member moderator "
    "narrator operator participant producer reporter speaker student unidentified unknown voice woman"
)


def one_line(name: str) -> str | None:
    """A name with its white space made single spaces; ``None`` for a blank one."""
    return " ".join(name.split()) or None


def short_names(speakers: Sequence[Speaker], language: str) -> Mapping[str, str]:
    """The shortest unmistakable name of each speaker, by full name: the family name, or else the full name."""
    names = {name for speaker in speakers if (name := one_line(speaker.name))}
    given_last = language.split("-")[0].casefold() in _FAMILY_NAME_FIRST
    return {name: name if given_last else _short(name, names - {name}) for name in names}


def label_text(name: str, form: LabelForm, language: str) -> str:
    """A name as a style writes it before what is said."""
    match form:
        case "name":
            return f"{name}:"
        case "capitals":
            return f"{capitals(name, language)}:"
        case "chevrons":
            return f">> {capitals(name, language)}:"
        case "brackets":
            return f"[{name}]"
        case "parentheses":
            return f"({name})"


def _short(name: str, others: set[str]) -> str:
    family = _family_name(name.split())
    if family is None:
        return name
    taken = {part.casefold() for other in others for part in other.split()}
    return name if family.casefold().split()[-1] in taken else family


def _family_name(parts: list[str]) -> str | None:
    if any(part.casefold() in _DESCRIPTIONS for part in parts):
        return None
    kept = [part.rstrip(",") for part in parts if part.casefold() not in _SUFFIXES]
    if len(kept) < 2 or not all(_like_name(part) or part in _PARTICLES for part in kept) or not _like_name(kept[-1]):
        return None
    at = len(kept) - 1
    while at > 1 and kept[at - 1] in _PARTICLES:
        at -= 1
    return " ".join(kept[at:])


def _like_name(part: str) -> bool:
    letters = part.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    return letters.isalpha() and len(letters) + part.count(".") > 1 and part[0].isupper()
