"""TTML in two profiles, read back by ttconv: IMSC 1 Text, https://www.w3.org/TR/ttml-imsc1.0.1/, and EBU-TT-D,
https://tech.ebu.ch/publications/tech3380.

Written here, since the model of ttconv has no place for agents, for the names of cues and for the styles that EBU-TT-D
asks to be referred to. Who speaks is a ``ttm:agent``, what is a sound a ``ttm:role``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from subtitles.cue import Cue, Voice
from subtitles.formats.base import Feature, Shown, SubtitleFormat, require_same, require_writable
from subtitles.formats.times import clock_time
from subtitles.formats.xml_text import writable
from subtitles.track import Track

if TYPE_CHECKING:
    from lxml.etree import _Element

_TT = "http://www.w3.org/ns/ttml"
_TTP, _TTS, _TTM = f"{_TT}#parameter", f"{_TT}#styling", f"{_TT}#metadata"
_EBUTTS, _EBUTTM = "urn:ebu:tt:style", "urn:ebu:tt:metadata"
_XML = "http://www.w3.org/XML/1998/namespace"
_PREFIXES = {None: _TT, "ttp": _TTP, "tts": _TTS, "ttm": _TTM}
_EBU_PREFIXES = {**_PREFIXES, "ebutts": _EBUTTS, "ebuttm": _EBUTTM}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Profile:
    """A profile of TTML: the attributes of its root and of its styles, and the standards that it says it keeps to."""

    title: str
    prefixes: Mapping[str | None, str]
    root: Mapping[str, str]
    paragraph_style: Mapping[str, str]
    standards: tuple[str, ...] = ()


_PARAGRAPH_STYLE = MappingProxyType(
    {
        f"{{{_TTS}}}fontFamily": "proportionalSansSerif",
        f"{{{_TTS}}}fontSize": "160%",  # of a cell, of which 30 make the height
        f"{{{_TTS}}}lineHeight": "125%",
        f"{{{_TTS}}}textAlign": "center",
    }
)
_SPAN_STYLE = MappingProxyType({f"{{{_TTS}}}color": "#ffffff", f"{{{_TTS}}}backgroundColor": "#000000c0"})
_REGION = MappingProxyType(
    {
        f"{{{_TTS}}}origin": "10% 10%",
        f"{{{_TTS}}}extent": "80% 80%",
        f"{{{_TTS}}}displayAlign": "after",
    }
)
_ROOT = MappingProxyType({f"{{{_TTP}}}timeBase": "media", f"{{{_TTP}}}cellResolution": "50 30"})
_IMSC = _Profile(
    title="IMSC",
    prefixes=MappingProxyType(_PREFIXES),
    root=MappingProxyType({**_ROOT, f"{{{_TTP}}}profile": "http://www.w3.org/ns/ttml/profile/imsc1/text"}),
    paragraph_style=_PARAGRAPH_STYLE,
)
# EBU-TT-D forbids profile attributes: what a document keeps to is told by its metadata.
_EBU = _Profile(
    title="EBU-TT-D",
    prefixes=MappingProxyType(_EBU_PREFIXES),
    root=_ROOT,
    paragraph_style=MappingProxyType({**_PARAGRAPH_STYLE, f"{{{_EBUTTS}}}linePadding": "0.5c"}),
    standards=("urn:ebu:tt:distribution:2018-04", "http://www.w3.org/ns/ttml/profile/imsc1/text"),
)


def render_imsc(track: Track) -> str:
    """A track as the text of an IMSC 1 Text document. Raises ``WriteError`` if it would not read back as it is."""
    return _render(track, _IMSC)


def render_ebu(track: Track) -> str:
    """A track as the text of an EBU-TT-D document. Raises ``WriteError`` if it would not read back as it is."""
    return _render(track, _EBU)


def _render(track: Track, profile: _Profile) -> str:
    from lxml import etree

    require_writable(profile.title, track.cues, writable)
    agents = {name: f"s{number}" for number, name in enumerate(_names(track.cues), 1)}
    # White space is kept: a line may hold several spaces in a row.
    attributes = {f"{{{_XML}}}lang": track.language or "", f"{{{_XML}}}space": "preserve", **profile.root}
    root = etree.Element(f"{{{_TT}}}tt", attributes, nsmap=dict(profile.prefixes))
    head = etree.SubElement(root, f"{{{_TT}}}head")
    _add_metadata(head, track, agents, profile)
    _add_styles(head, profile)
    etree.indent(root, " ")
    if track.cues:
        _add_body(root, track.cues, agents)
    text = str(etree.tostring(root, encoding="unicode"))
    meant = [Shown(cue.span.start_ms, cue.span.end_ms, cue.dashed_lines) for cue in track.cues]
    require_same(profile.title, meant, list(_read_back(text)))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _names(cues: Sequence[Cue]) -> Iterator[str]:
    """All who speak, once each, in the order in which they do."""
    voices = dict.fromkeys(voice.speaker for cue in cues for voice in cue.voices)
    return (name for name in voices if name is not None)


def _add_metadata(head: "_Element", track: Track, agents: Mapping[str, str], profile: _Profile) -> None:
    from lxml import etree

    if not (track.title or agents or profile.standards):
        return
    metadata = etree.SubElement(head, f"{{{_TT}}}metadata")
    if track.title:
        etree.SubElement(metadata, f"{{{_TTM}}}title").text = writable(track.title)
    for name, key in agents.items():
        agent = etree.SubElement(metadata, f"{{{_TTM}}}agent", {f"{{{_XML}}}id": key, "type": "person"})
        etree.SubElement(agent, f"{{{_TTM}}}name", {"type": "full"}).text = name
    if profile.standards:
        document = etree.SubElement(metadata, f"{{{_EBUTTM}}}documentMetadata")
        for standard in profile.standards:
            etree.SubElement(document, f"{{{_EBUTTM}}}conformsToStandard").text = standard


def _add_styles(head: "_Element", profile: _Profile) -> None:
    from lxml import etree

    styling = etree.SubElement(head, f"{{{_TT}}}styling")
    for key, style in (("paragraph", profile.paragraph_style), ("text", _SPAN_STYLE)):
        etree.SubElement(styling, f"{{{_TT}}}style", {f"{{{_XML}}}id": key, **style})
    layout = etree.SubElement(head, f"{{{_TT}}}layout")
    etree.SubElement(layout, f"{{{_TT}}}region", {f"{{{_XML}}}id": "bottom", **_REGION})


def _add_body(root: "_Element", cues: Sequence[Cue], agents: Mapping[str, str]) -> None:
    from lxml import etree

    body = etree.SubElement(root, f"{{{_TT}}}body")
    div = etree.SubElement(body, f"{{{_TT}}}div", {"region": "bottom", "style": "paragraph"})
    div.text = "\n"
    for number, cue in enumerate(cues, 1):
        times = {"begin": clock_time(cue.span.start_ms), "end": clock_time(cue.span.end_ms)}
        p = etree.SubElement(div, f"{{{_TT}}}p", {f"{{{_XML}}}id": f"c{number}", **times})
        p.tail = "\n"
        if cue.kind == "sound":
            p.set(f"{{{_TTM}}}role", "sound")
        _add_spans(p, cue, agents)


def _add_spans(p: "_Element", cue: Cue, agents: Mapping[str, str]) -> None:
    """The lines: in one span, with who speaks on the paragraph, or in one for each voice, with who speaks on it."""
    from lxml import etree

    voices = cue.voices
    if len(voices) == 1 and cue.speaker is not None:
        p.set(f"{{{_TTM}}}agent", agents[cue.speaker])
    for voice in voices:
        if voice.start:
            etree.SubElement(p, f"{{{_TT}}}br")
        span = etree.SubElement(p, f"{{{_TT}}}span", {"style": "text"})
        if len(voices) > 1 and voice.speaker is not None:
            span.set(f"{{{_TTM}}}agent", agents[voice.speaker])
        _add_lines(span, cue, voice)


def _add_lines(span: "_Element", cue: Cue, voice: Voice) -> None:
    from lxml import etree

    first, *others = cue.dashed_lines[voice.start : voice.end]
    span.text = first
    for line in others:
        etree.SubElement(span, f"{{{_TT}}}br").tail = line


def _read_back(text: str) -> Iterator[Shown]:
    from xml.etree import ElementTree

    from ttconv import model
    from ttconv.imsc import reader

    # Text that was just written here needs no defence against hostile XML.
    document = reader.to_model(ElementTree.ElementTree(ElementTree.fromstring(text)))  # noqa: S314
    body = document.get_body()
    for p in body.dfs_iterator() if body is not None else ():
        if isinstance(p, model.P):
            pieces = ["\n" if isinstance(node, model.Br) else node for node in p.dfs_iterator()]
            said = "".join(x if isinstance(x, str) else x.get_text() for x in pieces if isinstance(x, str | model.Text))
            yield Shown(int((p.get_begin() or 0) * 1000), int(p.get_end() * 1000), tuple(said.split("\n")))


_HOLDS = frozenset(Feature) - {Feature.IDS}
TTML = SubtitleFormat("ttml", "TTML (IMSC 1 Text)", ".ttml", render_imsc, _HOLDS, writable=writable)
EBU_TT_D = SubtitleFormat("ebu-tt-d", "EBU-TT-D", ".ebuttd.xml", render_ebu, _HOLDS, writable=writable)
