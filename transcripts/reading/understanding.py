"""The lines of a document to a transcript: whose the speech is, what is a sound, and what was not spoken."""

from collections.abc import Sequence
from dataclasses import replace

from transcripts.errors import TranscriptError
from transcripts.language import language_of
from transcripts.model import Speaker, Transcript, Turn
from transcripts.reading.assembly import Assembly
from transcripts.reading.choices import Choices
from transcripts.reading.document import Document
from transcripts.reading.judging import Judged, judge, title_of
from transcripts.reading.layouts import explain
from transcripts.reading.mere_labels import without_mere_labels
from transcripts.reading.passages import passages_of
from transcripts.reading.remarks import remarks
from transcripts.speakers import PageText, first_presented, identify, sole_speaker

_MOST_LINES = 200_000  # a day of speech has 20,000
_UNNAMED = "no speaker labels found; the text is taken as one unknown voice"


def understand(document: Document, source: str, language: str | None, choices: Choices) -> Transcript:
    """The transcript of a document, in a language (a BCP 47 tag) that is told from the document where none is named.

    Raises `TranscriptError` where nothing in it was spoken or it is far too long, `UnknownNameError` for a layout that
    does not exist, and `MissingExtraError` where it cannot be split into words.
    """
    if len(document.lines) > _MOST_LINES:
        raise TranscriptError(source, None, f"more than {_MOST_LINES:,} lines, which is no transcript; give it alone")
    explained = explain(document.lines, choices.layout)
    passages = without_mere_labels(passages_of(explained.lines, explained.labels))
    judged = judge(passages, document.trust)
    page = _page_text(judged, document)
    speakers, opener, warnings = _cast(judged, page, choices)
    language = language_of(page.all_said, language, document.language)
    assembly = Assembly(language=language, trust=document.trust, host=opener)
    items = assembly.items_of(judged, speakers)
    if not any(isinstance(item, Turn) for item in items):
        raise TranscriptError(
            source, None, "no speech in it: everything was taken for headings, notes or sounds of a page"
        )
    people = {speaker.id: speaker for speaker in (*filter(None, [opener]), *speakers.values())}
    return Transcript(
        source=source,
        language=language,
        layout=explained.layout,
        evidence=f"{document.kind}: {explained.evidence}",
        speakers=tuple(sorted(people.values(), key=lambda speaker: int(speaker.id[1:]))),
        items=items,
        title=document.title or title_of(judged),
        warnings=(*document.warnings, *_unmet(choices, explained.layout), *warnings, *remarks(passages)),
    )


def _unmet(choices: Choices, layout: str) -> tuple[str, ...]:
    """A warning where a layout was asked for of which nothing was found."""
    is_met = choices.layout in (None, layout)
    return () if is_met else (f"no labels of the layout {choices.layout!r} were found; all is read as unlabelled",)


def _page_text(judged: Sequence[Judged], document: Document) -> PageText:
    notes: list[str] = [document.title] if document.title else []
    opening: list[str] = []
    said: dict[str, list[str]] = {}
    current = opening
    for one in judged:
        if one.passage.label:
            current = said.setdefault(one.passage.label.written or "", [])
        if one.reason is not None:
            notes.append(one.passage.text)
        elif not one.passage.stands_alone:
            current.append(one.passage.text)
    texts = {label: "\n".join(paragraphs) for label, paragraphs in said.items()}
    return PageText(notes="\n".join(notes), people=document.people, opening="\n".join(opening), said=texts)


def _cast(
    judged: Sequence[Judged], page: PageText, choices: Choices
) -> tuple[dict[str, Speaker], Speaker | None, tuple[str, ...]]:
    """The speakers by label, who speaks before the first label, and warnings."""
    labels = [label for one in judged if (label := one.passage.label)]
    speakers, warnings = identify([label.written for label in labels if label.written], page, choices.speakers)
    if labels:
        return *_numbered(speakers, _opener(page, speakers)), warnings
    opener = sole_speaker(page)
    return speakers, opener, warnings if opener else (_UNNAMED, *warnings)


def _people(speakers: dict[str, Speaker]) -> tuple[Speaker, ...]:
    return tuple({speaker.id: speaker for speaker in speakers.values()}.values())


def _opener(page: PageText, speakers: dict[str, Speaker]) -> Speaker | None:
    """Who speaks before the first label: whom the opening itself introduces, else the host the page names."""
    if not page.opening:
        return None
    presented = first_presented([page.opening, page.notes], _people(speakers))
    return presented or sole_speaker(PageText(opening=page.opening, said={}))


def _numbered(speakers: dict[str, Speaker], opener: Speaker | None) -> tuple[dict[str, Speaker], Speaker | None]:
    """Speakers and opener with ids by first appearance, the opening included."""
    if opener is None:
        return speakers, None
    is_labelled = opener in speakers.values()
    others = [speaker for speaker in _people(speakers) if not is_labelled or speaker.id != opener.id]
    first = [opener] if is_labelled else []
    ids = {speaker.id: f"s{number}" for number, speaker in enumerate((*first, *others), start=1 if first else 2)}
    renamed = {
        label: replace(speaker, id=ids[speaker.id], members=tuple(ids[member] for member in speaker.members))
        for label, speaker in speakers.items()
    }
    return renamed, renamed[opener.labels[0]] if is_labelled else replace(opener, id="s1")
