"""The markup within paragraphs of Markdown: emphasis, links, images, escapes, entities and tags of HTML.

Source of the rules: CommonMark 0.31.2 (spec.commonmark.org), section 6, with less precedence: a page that is half
Markdown keeps its words and loses at most a mark.
"""

import html
import re
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from transcripts.reading.decode import tidy
from transcripts.reading.stamps import BARE_STAMP, BRACKETED_STAMP
from transcripts.reading.styled import Run
from transcripts.sounds import names_a_sound
from transcripts.wordlists import words_of

BREAK = "\v"  # a line break that is none of the source; `tidy` leaves no other
_MARKUP = re.compile(r"[\\`<&*_~\[\]]")
_BOLD_LEAD = re.compile(r"(\*\*|__)(?P<bold>[^\s\\`<&*_~\[\]!][^\\`<&*_~\[\]\n]{0,110})(?<!\s)\1(?!\w)")
_BEGINS_TOKEN = re.compile(r"[\\`<&*_~!\[\]]")
_TOKEN = re.compile(
    r"\\(?P<escape>[!-/:-@\[-`{-~\n])|(?P<code>`+)|(?P<comment><!--)"
    r"|<(?P<address>(?:https?://|mailto:)[^<>\s]{1,2000})>"
    r"|<(?P<tag>/?[a-zA-Z][a-zA-Z0-9]{0,15})(?=[\s/>])[^<>]{0,1000}>"
    r"|&(?P<entity>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
    r"|(?P<delimiter>\*+|_+|~~)|(?P<open>!?\[)|(?P<close>\])"
)
_TARGET = re.compile(
    r"\(\s{0,3}(?:<(?P<pointed>[^<>\n]{0,2000})>|(?P<bare>[^\s()<>]{0,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,500})?))"
    r"(?:\s{1,3}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s{0,3}\)"
    r"(?:\{:[^{}\n]{0,200}\})?"  # attributes of kramdown
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{0,200})\]")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,15}:|[/#?.]|[\w%-]+[./?][\w%]", re.IGNORECASE)
_ONLY_LINK = re.compile(r"\[([^\[\]]{1,300})\]\(((?:https?://|mailto:)[^\s()<>]{1,2000})\)")
_EMPHASIS_TAGS = frozenset(words_of("b strong i em u cite mark"))
_BREAKING_TAGS = frozenset(
    words_of("br p div li tr hr h1 h2 h3 h4 h5 h6 ul ol dl dt dd table section article details summary blockquote")
)
_CELL_TAGS = frozenset(words_of("td th"))
_OTHER_TAGS = frozenset(
    words_of(
        "a span font time sup sub center tbody thead tfoot main header footer aside figure figcaption img iframe",
        "audio video source code pre kbd s del ins abbr q wbr button small big label strike tt nav script style",
    )
)
_KNOWN_TAGS = _EMPHASIS_TAGS | _BREAKING_TAGS | _CELL_TAGS | _OTHER_TAGS
_LONGEST_CODE_MARK = 3
_LONGEST_CUE = 60
_LONGEST_ALT = 1_000
_LONGEST_REFERENCE = 200
_NO_CUE = re.compile(r"[:\[\](){}\n]")  # a label, or brackets that tell of the sound themselves
_ENDS_CLAUSE = frozenset(".!?…,;:-–—)]\"”»'’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A text that belongs to no sentence: that of an image, or a comment."""

    text: str


def has_markup(text: str) -> bool:
    """Whether a text can hold any markup; `inline` makes one run of another."""
    return _MARKUP.search(text) is not None


def inline(text: str, references: Container[str]) -> list[Run | Aside]:
    """The text of a paragraph without its markup, in runs; ``references`` are the names of links defined elsewhere.

    Its line breaks stay; a `BREAK` is one more.
    """
    if not has_markup(text):
        return [Run(text=text)]
    lead = _BOLD_LEAD.match(text)  # a label, and most often the only markup
    if lead and not has_markup(text[lead.end() :]):
        return [Run(text=lead["bold"], stands_out=True), Run(text=text[lead.end() :])]
    return _Inline(text=text, references=references).runs()


def with_address(line: str) -> str:
    """A line that is nothing but a link, with the address too, so that it is known for what it is."""
    found = _ONLY_LINK.fullmatch(line.strip()) if "](" in line else None
    if found is None or _is_time(found[1]):
        return line
    return f"{found[1]} <{found[2]}>"


def is_address(target: str) -> bool:
    """Whether a target in parentheses leads somewhere: ``[laughs](quietly)`` is no link."""
    return not target or _ADDRESS.match(target) is not None


def _is_time(text: str) -> bool:
    return bool(BARE_STAMP.fullmatch(text) or BRACKETED_STAMP.fullmatch(text))


@dataclass(slots=True, kw_only=True)
class _Delimiter:
    """A run of marks of emphasis that may open one. ``piece`` is its place among the pieces, ``at`` in the text."""

    char: str
    length: int
    piece: int
    at: int


@dataclass(slots=True, kw_only=True)
class _Inline:
    """The pieces of a paragraph so far, and the marks that are still open."""

    text: str
    references: Container[str]
    pieces: list[str] = field(default_factory=list)
    asides: dict[int, str] = field(default_factory=dict)
    steps: Counter[int] = field(default_factory=Counter)  # how emphasis begins (+1) and ends (-1) before a piece
    delimiters: list[_Delimiter] = field(default_factory=list)
    open_delimiters: Counter[str] = field(default_factory=Counter)
    brackets: list[tuple[int, int]] = field(default_factory=list)  # their pieces and places in the text
    tags: list[int] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def runs(self) -> list[Run | Aside]:
        at = start = 0
        while begin := _BEGINS_TOKEN.search(self.text, start):
            start = begin.start()
            token = _TOKEN.match(self.text, start)
            if token is None:
                start += 1
                continue
            self.pieces.append(self.text[at:start])
            at = start = self._take(token)
        self.pieces.append(self.text[at:])
        return list(self._runs())

    def _runs(self) -> Iterator[Run | Aside]:
        depth = 0
        for index, piece in enumerate(self.pieces):
            depth += self.steps[index]
            if index in self.asides:
                yield Aside(text=self.asides[index])
            elif piece:
                yield Run(text=piece, stands_out=depth > 0)

    def _take(self, token: re.Match[str]) -> int:
        """Takes in a token, and tells where the next one can begin."""
        kind = token.lastgroup
        if kind == "delimiter":
            self._take_delimiter(token)
        elif kind == "open":
            self.brackets.append((len(self.pieces), token.start()))
            self.pieces.append(token.group())
        elif kind == "close":
            return self._close_bracket(token.start())
        elif kind == "code":
            return self._take_code(token)
        elif kind == "comment":
            return self._take_comment(token)
        elif kind == "tag":
            self._take_tag(token)
        else:
            self.pieces.append(_plain(token))
        return token.end()

    def _take_code(self, token: re.Match[str]) -> int:
        mark = token.group()
        end = self._find(mark, token.end()) if len(mark) <= _LONGEST_CODE_MARK else -1
        self.pieces.append(mark if end < 0 else self.text[token.end() : end])
        return token.end() if end < 0 else end + len(mark)

    def _take_comment(self, token: re.Match[str]) -> int:
        end = self._find("-->", token.end())
        if end < 0:
            self.pieces.append(token.group())
            return token.end()
        self._set_aside(len(self.pieces), self.text[token.end() : end])
        return end + len("-->")

    def _find(self, mark: str, start: int) -> int:
        """Where a mark stands next; what is missing once is not looked for again."""
        if mark in self.missing:
            return -1
        at = self.text.find(mark, start)
        if at < 0:
            self.missing.add(mark)
        return at

    def _set_aside(self, index: int, told: str) -> None:
        """Replaces the pieces from an index on by an aside, which is nothing without words."""
        while self.delimiters and self.delimiters[-1].piece >= index:
            self.open_delimiters[self.delimiters.pop().char] -= 1
        for i in range(index, len(self.pieces)):
            self.pieces[i] = ""
            self.asides.pop(i, None)
        if told.strip():
            self.asides[len(self.pieces)] = " ".join(told.split())
        self.pieces += ["", "\n" * told.count("\n")]

    def _close_bracket(self, at: int) -> int:
        """Ends a link or an image, or else takes the bracket as it stands."""
        piece, start = self.brackets.pop() if self.brackets else (-1, -_LONGEST_ALT)
        is_image = self.text.startswith("!", start) if piece >= 0 else False
        end = self._end_of_link(start + 1, at) if piece >= 0 else None
        if end is None or (is_image and at - start > _LONGEST_ALT):
            self.pieces.append("]")
            return at + 1
        if is_image:
            self._set_aside(piece, self.text[start + 2 : at])
        else:
            self.pieces[piece] = ""
        self.pieces.append("\n" * self.text.count("\n", at, end))
        return end

    def _end_of_link(self, start: int, at: int) -> int | None:
        """Where the link ends whose text begins at ``start`` and ends at ``at``; ``None`` where it leads nowhere."""
        target = _TARGET.match(self.text, at + 1)
        if target and (target["pointed"] is not None or is_address(target["bare"])):
            return target.end()
        label = self.text[start:at].lstrip("[") if at - start <= _LONGEST_REFERENCE else ""
        reference = _REFERENCE.match(self.text, at + 1)
        if reference and (reference[1] or label).casefold() in self.references:
            return reference.end()
        return at + 1 if label.casefold() in self.references else None

    def _take_tag(self, token: re.Match[str]) -> None:
        name = token["tag"].lower()
        is_end, name = name.startswith("/"), name.removeprefix("/")
        if name not in _KNOWN_TAGS:
            self.pieces.append(token.group())  # <inaudible> is a word of the transcriber
            return
        if name in _EMPHASIS_TAGS and not is_end:
            self.tags.append(len(self.pieces))
        elif name in _EMPHASIS_TAGS and self.tags:
            self._emphasise(self.tags.pop(), len(self.pieces))
        breaks = BREAK if name in _BREAKING_TAGS else "\t" if name in _CELL_TAGS else ""
        self.pieces.append(breaks + "\n" * token.group().count("\n"))

    def _emphasise(self, first: int, end: int) -> None:
        self.steps[first] += 1
        self.steps[end] -= 1

    def _take_delimiter(self, token: re.Match[str]) -> None:
        mark, start, end = token.group(), token.start(), token.end()
        if mark == "~~":
            self.pieces.append("")
            return
        delimiter = _Delimiter(char=mark[0], length=len(mark), piece=len(self.pieces), at=start)
        self.pieces.append(mark)
        before, after = self.text[max(0, start - 1) : start] or " ", self.text[end : end + 1] or " "
        if _is_letter(before) and _is_letter(after) and (mark[0] == "_" or (before + after).isascii()):
            return  # within a word, as in "s**t" and snake_case
        # "**Name: **text" is no Markdown, but what editors of rich text often write.
        is_late = len(mark) == 2 and self.delimiters and self.delimiters[-1].length == 2
        if not before.isspace() or (is_late and self.delimiters[-1].char == mark[0]):
            self._close_emphasis(delimiter)
        if delimiter.length and not after.isspace():
            self.delimiters.append(delimiter)
            self.open_delimiters[delimiter.char] += 1

    def _close_emphasis(self, closer: _Delimiter) -> None:
        while closer.length and self.open_delimiters[closer.char]:
            opener = self.delimiters.pop()
            self.open_delimiters[opener.char] -= 1
            if opener.char != closer.char:
                continue
            if opener.length == closer.length == 1 and self._is_cue(opener.at, closer.at):
                self.pieces[opener.piece] = self.pieces[closer.piece] = "*"
                closer.length = 0
                return
            used = min(2, opener.length, closer.length)
            for one in (opener, closer):
                one.length -= used
                self.pieces[one.piece] = one.char * one.length
            self._emphasise(opener.piece + 1, closer.piece)
            if opener.length:
                self.delimiters.append(opener)
                self.open_delimiters[opener.char] += 1

    def _is_cue(self, start: int, end: int) -> bool:
        """Whether an emphasised phrase tells of a sound (``Well, *sighs* no.``) and is no stress (``I like *music*.``).

        Its asterisks stay, because they say so.
        """
        phrase = self.text[start + 1 : end]
        if len(phrase) > _LONGEST_CUE or _NO_CUE.search(phrase) or not names_a_sound(phrase):
            return False
        before = self.text[max(0, start - 40) : start].rpartition("\n")[2].rstrip().rstrip("*_")
        after = self.text[end + 1 : end + 41].partition("\n")[0].strip()
        if not before:
            return not after or phrase[0].islower()
        if before[-1] in _ENDS_CLAUSE:
            return True
        return not after and phrase.split()[-1].endswith(("s", "ing"))


def _plain(token: re.Match[str]) -> str:
    if token["entity"]:
        return tidy(html.unescape(token.group())).replace("\n", " ")
    return token["escape"] or token["address"]


def _is_letter(char: str) -> bool:
    return char.isalnum()
