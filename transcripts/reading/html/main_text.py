"""Which blocks are the page's and not its main text: by what they stand in, and by what they read like.

What may be furniture by its tag, role or class is so unless it holds much of what reads like speech: transcripts
stand in collapsed parts, tab panels, side bars and forms too. The main text is the smallest element that holds most of
the rest. What stands outside it is judged by jusText (stop words of the language, density of links, length), but what
has a label or a time stays.
"""

import re
from collections import Counter
from collections.abc import Sequence

from transcripts.furniture import ends_sentence
from transcripts.reading.document import Mark
from transcripts.reading.html.blocks import Block, Page

_SURE_SHARE = 0.5  # of the page's speech; what holds more is no furniture
_PERHAPS_SHARE = 0.2
_PERHAPS_USES = 3  # what looks the same so often is a part of each turn
_MAIN_SHARE = 0.8
_LEAST_MAIN_BLOCKS = 3
_LEAST_PROSE_WORDS = 12  # of a text without a full stop
_SAMPLE = 20  # blocks of the main text that tell whether a language's stop words fit it
_LEAST_LINKS = 3  # in a row are a list of links
_EVIDENCE = 3  # a labelled or timed line weighs so much more
_LABELLED = re.compile(r"[^\s:：][^:：]{0,60}[:：](?:\s\S|[^\s/\d])")
_FULL_STOPS = ("。", "！", "？", "」", "।", "؟", "۔")
_NUMBERS = re.compile(r"\d+")
_LONGEST_MARK = 60
_MARKUP = re.compile(r"<\s?(?:iframe|embed|object|script|div|blockquote|a|img)\b", re.IGNORECASE)
_OPENS_CUE = ("(", "[", "♪", "*")
_STOP_LISTS = {
    "af": "Afrikaans", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali",
    "br": "Breton", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian",
    "is": "Icelandic", "it": "Italian", "ka": "Georgian", "kk": "Kazakh", "kn": "Kannada", "la": "Latin",
    "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mr": "Marathi",
    "ms": "Malay", "mt": "Maltese", "nb": "Norwegian_Bokmal", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian_Nynorsk",
    "no": "Norwegian_Bokmal", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil",
    "te": "Telugu", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek",
    "vi": "Vietnamese",
}  # fmt: skip


def furniture_of(blocks: Sequence[Block], page: Page, language: str | None) -> tuple[bool, ...]:
    """For each block whether it is furniture of the page. ``language`` is a BCP 47 tag."""
    weights = [_weight(block, before) for block, before in zip(blocks, (None, *blocks), strict=False)]
    barred = _barred(page, _sums(blocks, weights, page))
    judged = [_stands_in(block, barred) or _MARKUP.match(block.text) is not None for block in blocks]
    spoken = [0 if bad else weight for bad, weight in zip(judged, weights, strict=True)]
    inside = _main_part(blocks, spoken, page)
    outside = [i for i, block in enumerate(blocks) if not judged[i] and not inside[block.element]]
    main = [block for i, block in enumerate(blocks) if spoken[i] and inside[block.element]]
    boilerplate = dict(zip(outside, _boilerplate([blocks[i] for i in outside], main, language), strict=True))
    for i in reversed(outside):
        leads = i + 1 < len(blocks) and spoken[i + 1] > 0 and not judged[i + 1] and not blocks[i].is_link
        judged[i] = not leads and _is_outside(blocks[i], spoken[i], boilerplate[i])
    also = zip(_link_lists(blocks), _page_marks(blocks), strict=True)
    return tuple(bad or linked or marks for bad, (linked, marks) in zip(judged, also, strict=True))


def _weight(block: Block, before: Block | None) -> int:
    """How much of a block reads like speech, in characters. A time may stand alone before it."""
    text = block.text
    if block.is_link or block.style.mark is Mark.HEADING:
        return 0
    words = text.count(" ") + 1
    is_timed = before is not None and not before.text
    if words > 1 and (is_timed or _has_evidence(block)):
        return _EVIDENCE * (len(text) - block.link_chars)
    is_prose = words >= _LEAST_PROSE_WORDS or ends_sentence(text) or text.endswith(_FULL_STOPS)
    return len(text) - block.link_chars if is_prose else 0


def _has_evidence(block: Block) -> bool:
    return block.start_ms is not None or bool(block.style.voice) or _LABELLED.match(block.text) is not None


def _sums(blocks: Sequence[Block], weights: Sequence[int], page: Page) -> list[int]:
    """The weight of each element with all that it holds."""
    sums = [0] * len(page.parents)
    for block, weight in zip(blocks, weights, strict=True):
        sums[block.element] += weight
    for element in range(len(sums) - 1, 0, -1):
        sums[page.parents[element]] += sums[element]
    return sums


def _barred(page: Page, sums: Sequence[int]) -> list[bool]:
    """For each element whether it is furniture, or in such."""
    uses = Counter(suspect.kind for suspect in page.suspects.values() if not suspect.is_sure)
    barred = [False] * len(page.parents)
    for element, parent in enumerate(page.parents):
        suspect = page.suspects.get(element)
        if suspect is not None and uses[suspect.kind] < _PERHAPS_USES:
            share = _SURE_SHARE if suspect.is_sure else _PERHAPS_SHARE
            barred[element] = sums[element] <= share * sums[0] and (suspect.is_sure or sums[0] > 0)
        barred[element] = barred[element] or (parent >= 0 and barred[parent])
    return barred


def _stands_in(block: Block, barred: Sequence[bool]) -> bool:
    elements = [piece.element for piece in block.pieces if piece.text.strip()] or [block.element]
    return all(barred[element] for element in elements)


def _main_part(blocks: Sequence[Block], spoken: Sequence[int], page: Page) -> list[bool]:
    """For each element whether it is in the smallest one that holds most of what reads like speech."""
    sums = _sums(blocks, spoken, page)
    counts = _sums(blocks, [int(weight > 0) for weight in spoken], page)
    heaviest = [0] * len(sums)
    for element in range(len(sums) - 1, 0, -1):
        parent = page.parents[element]
        if not heaviest[parent] or sums[element] >= sums[heaviest[parent]]:
            heaviest[parent] = element
    main = 0
    while (inner := heaviest[main]) and sums[0] and sums[inner] >= _MAIN_SHARE * sums[0]:
        if counts[inner] < _LEAST_MAIN_BLOCKS:
            break
        main = inner
    inside = [False] * len(sums)
    for element, parent in enumerate(page.parents):
        inside[element] = element == main or (parent >= 0 and inside[parent])
    return inside


def _is_outside(block: Block, weight: int, boilerplate: str) -> bool:
    if weight:
        return boilerplate == "bad" and not _has_evidence(block)
    return block.style.mark is not Mark.HEADING and not block.text.startswith(_OPENS_CUE)


def _link_lists(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether it is one of several links in a row, none of them a sentence."""
    linked = [block.is_link and not ends_sentence(block.text) for block in blocks]
    result = [False] * len(blocks)
    run = 0
    for i, is_link in enumerate(linked):
        run = run + 1 if is_link else 0
        if run == _LEAST_LINKS:
            result[i - run + 1 : i + 1] = [True] * run
        elif run > _LEAST_LINKS:
            result[i] = True
    return result


def _page_marks(blocks: Sequence[Block]) -> list[bool]:
    """For each block whether it numbers a page or a column of print: those numbers stand amid sentences."""
    shapes = [_NUMBERS.sub("#", block.text) if 0 < len(block.text) <= _LONGEST_MARK else "" for block in blocks]
    marks = {
        shape
        for shape, before, after in zip(shapes[1:], blocks, blocks[2:], strict=False)
        if "#" in shape and before.text[-1:].isalpha() and after.text[:1].islower() and not after.cells
    }
    return [shape in marks for shape in shapes]


def _boilerplate(blocks: Sequence[Block], main: Sequence[Block], language: str | None) -> list[str]:
    """What jusText says of each block by itself: bad, short, neargood or good.

    Of a language that it has no stop words for, and where they do not fit the main text, it judges the links alone.
    """
    if not blocks:
        return []
    import justext

    name = _STOP_LISTS.get((language or "").lower().partition("-")[0])
    stop_words = justext.get_stoplist(name) if name else frozenset()
    sample = _classes(sorted(main, key=lambda block: -len(block.text))[:_SAMPLE], stop_words)
    return _classes(blocks, stop_words if 2 * sample.count("bad") <= len(sample) else frozenset())


def _classes(blocks: Sequence[Block], stop_words: frozenset[str]) -> list[str]:
    from justext.core import PathInfo, classify_paragraphs
    from justext.paragraph import Paragraph

    path = PathInfo().append("p")
    paragraphs = []
    for block in blocks:
        paragraph = Paragraph(path)
        paragraph.append_text(block.text)
        paragraph.chars_count_in_links = block.link_chars
        paragraphs.append(paragraph)
    thresholds = {} if stop_words else {"stopwords_low": 0, "stopwords_high": 0}
    classify_paragraphs(paragraphs, stop_words, **thresholds)
    return [str(paragraph.cf_class) for paragraph in paragraphs]
