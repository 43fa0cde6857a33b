"""The bytes of a caption file to its text, with everything told that had to be changed.

Unlike a transcript's, this text keeps the marks that are not seen: marks of direction, soft hyphens, joiners.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from types import MappingProxyType

from transcripts.errors import TranscriptError
from transcripts.language import language_of
from transcripts.reading.captions.cue import Repair
from transcripts.reading.decode import decode
from transcripts.wordlists import words_of

_WIDE_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Of languages in Latin letters that older files do not write in the Western encoding.
_ENCODING_OF_LANGUAGE = MappingProxyType(
    {
        **dict.fromkeys(("cs", "sk", "pl", "hu", "hr", "sl", "bs", "ro", "sq"), "cp1250"),
        **dict.fromkeys(("tr", "az"), "cp1254"),
        **dict.fromkeys(("et", "lv", "lt"), "cp1257"),
        "vi": "cp1258",
    }
)
# Of Greek, whose encodings are easily taken for each other: they share the places of few letters.
_GREEK = ("cp1253", "iso8859_7", "mac_greek")
_GREEK_WORDS = frozenset(words_of("και το τα τον την του της να θα με για στο στη σε που τι δεν είναι μου σου σας μας"))
_GREEK_LETTER = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_SAMPLE_CHARS = 20_000
_MOST_LINES = 200_000  # a day of speech has 20,000 cues
_LEAST_ZEROS = 0.1  # of the bytes: digits, arrows and spaces are half of captions in any script
_LINE_END = re.compile("\r\n|[\r\n]")
_OTHER_BREAK = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_LOST_BOM = re.compile("(\\A|\n[ \t]*\n)\ufeff+")  # where files were joined; within a text it is a mark like others
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LONE = re.compile("[\udc80-\udcff]")
_KINDS = {"\r\n": "CR LF", "\r": "CR", "\n": "LF"}


def text_of(data: bytes, name: str) -> tuple[str, tuple[Repair, ...]]:
    r"""The text with ``\n`` line ends, and what was repaired. ``name`` says where the bytes came from.

    Raises `TranscriptError` for bytes that hold no text, for a blank text, and for one of too many lines.
    """
    text, repairs = _decoded(data, name)
    ends = tuple(_odd_line_ends(text))
    text = _LINE_END.sub("\n", text)
    breaks = _told(text, _OTHER_BREAK, ("a separator of lines that is no line end was taken as one", "line-ends"))
    text = _OTHER_BREAK.sub("\n", text)
    if not text.strip():
        raise TranscriptError(name, None, "no text in it; give the captions as published")
    if text.count("\n") > _MOST_LINES:
        raise TranscriptError(name, None, f"more than {_MOST_LINES:,} lines, which are no captions; give them alone")
    controls = _told(text, _CONTROL, ("control characters (NUL and the like) were left out", "null-characters"))
    text = _CONTROL.sub("", text)
    marks = _told(text, _LOST_BOM, ("a byte order mark above a cue was left out", "bom"))
    return _LOST_BOM.sub(r"\1", text), (*repairs, *ends, *breaks, *controls, *marks)


# --- encodings


def _decoded(data: bytes, name: str) -> tuple[str, tuple[Repair, ...]]:
    if data.startswith(codecs.BOM_UTF8):
        text, repairs = _decoded(data[len(codecs.BOM_UTF8) :], name)
        what = "a byte order mark stands at the beginning; it was left out"
        return text, (Repair(line=1, what=what, code="bom"), *repairs)
    for mark, encoding in _WIDE_BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), (_other_encoding(encoding.upper()),)
    wide = _wide_without_bom(data)
    if wide:
        return data.decode(wide, "replace"), (_other_encoding(wide.upper()),)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _not_quite_utf8(data, error) or _legacy(data, name)


def _other_encoding(title: str) -> Repair:
    return Repair(line=1, what=f"the file is not UTF-8; it was read as {title}", code="encoding")


def _wide_without_bom(data: bytes) -> str | None:
    """UTF-16 without a mark: captions in it hold arrows, digits or brackets whose every other byte is zero."""
    if data.count(0) < _LEAST_ZEROS * len(data):
        return None
    even, odd = data[0::2].count(0), data[1::2].count(0)
    return "utf-16-le" if odd > 2 * even else "utf-16-be" if even > 2 * odd else None


def _not_quite_utf8(data: bytes, error: UnicodeDecodeError) -> tuple[str, tuple[Repair, ...]] | None:
    """The text of a file that is UTF-8 but for some bytes, as where it was cut off or joined to another."""
    if error.reason == "unexpected end of data":
        what = "the file is cut off within a character"
        line = data.count(b"\n") + 1
        return data[: error.start].decode("utf-8"), (Repair(line=line, what=what, code="cut-off"),)
    text = data.decode("utf-8", "surrogateescape")
    broken = len(_LONE.findall(text))
    if broken > sum(char > "\x7f" for char in text) - broken:
        return None
    told = _told(text, _LONE, ("bytes that are not UTF-8 were read as Windows-1252", "not-utf8"))
    return _LONE.sub(_western, text), tuple(told)


def _western(lone: re.Match[str]) -> str:
    return bytes([ord(lone.group()) - 0xDC00]).decode("cp1252", "replace")


def _legacy(data: bytes, name: str) -> tuple[str, tuple[Repair, ...]]:
    try:
        text = decode(data, name)
    except TranscriptError as error:  # "this is a PDF, …", with advice for those who have a transcript
        what = error.reason.partition(",")[0]
        raise TranscriptError(name, error.line, f"{what}, no captions; give a caption file (SRT, WebVTT …)") from error
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    if western and decode(western.encode("utf-8"), name) == text:
        encoding = _encoding_by_language(data)
        return data.decode(encoding), (_other_encoding(f"Windows-{encoding.removeprefix('cp')}"),)
    if 2 * len(_GREEK_LETTER.findall(text)) > sum(map(str.isalpha, text)):
        greek = _greek_encoding(data)
        text = data.decode(greek) if greek else text
    return text, (_other_encoding("an older encoding that fits its bytes"),)


def _greek_encoding(data: bytes) -> str | None:
    """The encoding in which most of the commonest words stand in a text; ``None`` where none has any."""
    counts = {
        encoding: sum(word in _GREEK_WORDS for word in data.decode(encoding).casefold().split())
        for encoding in _GREEK
        if _decodes(data, encoding)
    }
    best = max(counts, key=counts.__getitem__, default=None)
    return best if best and counts[best] else None


def _encoding_by_language(data: bytes) -> str:
    """Of the encodings of Latin letters the one that the language is written in, even if it is read in another one."""
    for guess in ("cp1252", "cp1254"):
        sample = data.decode(guess, "replace")[:_SAMPLE_CHARS]
        encoding = _ENCODING_OF_LANGUAGE.get(language_of(sample).partition("-")[0])
        if encoding and _decodes(data, encoding):
            return encoding
    return "cp1252"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


# --- line ends and characters


def _odd_line_ends(text: str) -> Iterator[Repair]:
    if "\r" not in text:
        return
    used = Counter(_LINE_END.findall(text))
    if len(used) > 1:
        usual = used.most_common(1)[0][0]
        odd = next(at for at, found in enumerate(_LINE_END.finditer(text), start=1) if found.group() != usual)
        kinds = ", ".join(_KINDS[kind] for kind in used)
        yield Repair(line=odd, what=f"line ends are mixed ({kinds})", code="line-ends")
    elif "\r" in used:
        yield Repair(line=1, what="line ends are carriage returns alone (CR)", code="line-ends")


def _told(text: str, odd: re.Pattern[str], told: tuple[str, str]) -> Iterable[Repair]:
    """A repair for each line that holds what a pattern finds; ``told`` is what it says and its code."""
    if not odd.search(text):
        return ()
    lines, line, at = dict[int, None](), 1, 0
    for found in odd.finditer(text):
        line += text.count("\n", at, found.end())
        at = found.end()
        lines[line - found.group().endswith("\n")] = None
    return tuple(Repair(line=number, what=told[0], code=told[1]) for number in lines)
