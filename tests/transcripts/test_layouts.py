"""The layouts in which transcripts are published, each with its furniture: everything must come out as it went in."""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from transcripts import Transcript
from transcripts.reading import read, read_bytes

LAYOUTS = Path(__file__).parent / "layouts"
TRUTH = ".truth.json"
RUNS = ".docx.json"
HONORIFICS = {"mr", "mrs", "ms", "dr", "prof", "professor", "mayor", "herr", "frau", "don", "doña"}
FIGURES = ("turn_recall", "turn_precision", "speaker_names", "sounds", "set_aside")


@dataclass(frozen=True, kw_only=True)
class Said:
    """One turn, from the truth or as read: who (`None` where nobody is named) and all words with single spaces."""

    speaker: str | None
    text: str


@dataclass(frozen=True, kw_only=True)
class Score:
    """The five figures by name, each 0..1, and what is wrong in one line each."""

    figures: dict[str, float]
    faults: tuple[str, ...]


def fixture_of(name: str) -> Path:
    """The file of the fixture with this name."""
    return next(path for path in sorted(LAYOUTS.glob(f"{name}.*")) if not path.name.endswith(TRUTH))


def docx_of(runs: Path) -> bytes:
    """A Word file of paragraphs, each a list of ``[text, is it bold]`` runs; ``header`` and ``footer`` are texts."""
    content = json.loads(runs.read_text(encoding="utf-8"))
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    space = f'xmlns:w="{main}"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{word}.header+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{word}.footer+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": "<Relationships"
        ' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r2" Type="{relation}/header" Target="header1.xml"/>'
        f'<Relationship Id="r3" Type="{relation}/footer" Target="footer1.xml"/></Relationships>',
        "word/document.xml": f'<w:document {space} xmlns:r="{relation}"><w:body>'
        + "".join(_paragraph(runs) for runs in content["paragraphs"])
        + '<w:sectPr><w:headerReference w:type="default" r:id="r2"/><w:footerReference w:type="default" r:id="r3"/>'
        "</w:sectPr></w:body></w:document>",
        "word/header1.xml": f"<w:hdr {space}>{_paragraph([[content['header'], False]])}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {space}>{_paragraph([[content['footer'], False]])}</w:ftr>",
    }
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}')
    return file.getvalue()


def _paragraph(runs: Iterable[Sequence[Any]]) -> str:
    bold = {True: "<w:rPr><w:b/></w:rPr>", False: ""}
    inner = "".join(f'<w:r>{bold[b]}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' for text, b in runs)
    return f"<w:p>{inner}</w:p>"


def read_fixture(path: Path) -> Transcript:
    """The fixture as the reader understands it."""
    if path.name.endswith(RUNS):
        return read_bytes(docx_of(path), path.name.removesuffix(".json"))
    return read(path)


def score(truth: dict[str, Any], found: Transcript) -> Score:
    """The five figures of what was read, against the truth.

    ``turn_recall``: the share of true turns that are there with their speaker and their full text; ``turn_precision``:
    the share of turns that are true; ``speaker_names``: the share of true speakers that are there under that name;
    ``sounds``: the share of true sounds that are there, in order; ``set_aside``: the share of the never spoken texts
    (of three words and more) that are in no turn, or in no more of them than say the same. Text of which the reader
    says that it may not be spoken, and by nobody it knows, is none of these. ``aliases`` are other names under which
    the truth admits a speaker ("Q").
    """
    unnamed = {"joined": (None,), "apart": ()}[truth.get("unnamed", "apart")]
    called = {alias: name for name, aliases in truth.get("aliases", {}).items() for alias in aliases}
    true_turns = _runs([Said(speaker=t["speaker"], text=t["text"]) for t in truth["turns"]], unnamed)
    turns = _runs(list(_said(found, called)), unnamed)
    missing = _missing(true_turns, turns)
    extra = _missing(turns, true_turns)
    names = [called.get(speaker.name, speaker.name) for speaker in found.speakers]
    strangers = [name for name in truth["speakers"] if _name_key(name) not in map(_name_key, names)]
    silent = _missing_sounds(truth["sounds"], [sound.text for sound in found.sounds])
    aside = [text for text in truth["set_aside"] if _is_long(text)]
    spoken = "  ".join(_key(turn.text) for turn in turns)
    said = "  ".join(_key(turn.text) for turn in true_turns)
    mistaken = [text for text in aside if spoken.count(_key(text)) > said.count(_key(text))]
    counts = (true_turns, missing), (turns, extra), (truth["speakers"], strangers), (truth["sounds"], silent)
    figures = [1 - len(wrong) / len(all_) if all_ else 1.0 for all_, wrong in (*counts, (aside, mistaken))]
    faults = [f"layout: {found.layout}", *_difference(missing, extra)]
    faults += [f"unknown speakers: {strangers}; read: {names}"] if strangers else []
    faults += [f"{len(silent)} sounds missing: {silent[:4]}"] if silent else []
    faults += [f"{len(mistaken)} of the furniture in turns: {[text[:60] for text in mistaken[:4]]}"] if mistaken else []
    return Score(figures=dict(zip(FIGURES, figures, strict=True)), faults=tuple(faults))


def _said(found: Transcript, called: dict[str, str]) -> Iterator[Said]:
    for turn in found.turns:
        speaker = found.speaker_named(turn.speaker)
        if speaker or not turn.maybe_spoken:
            yield Said(speaker=called.get(speaker.name, speaker.name) if speaker else None, text=turn.text)


def _runs(turns: list[Said], unnamed: tuple[None, ...]) -> list[Said]:
    """The turns; what one named speaker says without another in between is one."""
    runs: list[Said] = []
    for turn in turns:
        joins = runs and runs[-1].speaker == turn.speaker and (turn.speaker is not None or unnamed)
        if joins:
            runs[-1] = Said(speaker=turn.speaker, text=f"{runs[-1].text} {turn.text}")
        else:
            runs.append(turn)
    return runs


def _missing(wanted: list[Said], there: list[Said]) -> list[Said]:
    """Those of the wanted turns that are not there, in order."""
    blocks = SequenceMatcher(None, _turn_keys(wanted), _turn_keys(there), autojunk=False).get_matching_blocks()
    matched = {block.a + i for block in blocks for i in range(block.size)}
    return [turn for index, turn in enumerate(wanted) if index not in matched]


def _turn_keys(turns: list[Said]) -> list[tuple[str | None, str]]:
    return [(None if turn.speaker is None else _name_key(turn.speaker), _words(turn.text)) for turn in turns]


def _words(text: str) -> str:
    """The text with single spaces, and none between the letters of languages that are written without."""
    return re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef]) | (?=[\u3000-\u9fff\uff00-\uffef])", "", " ".join(text.split()))


def _name_key(name: str) -> str:
    """The parts of a name in any order, without its title; "Speaker 0", "spk_0" and "0" are one."""
    parts = [part for part in _key(name).split() if part not in HONORIFICS]
    return " ".join(sorted(parts[1:] if len(parts) > 1 and parts[0] in {"speaker", "spk"} else parts))


def _key(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def _is_long(text: str) -> bool:
    return len(_key(text).split()) >= 3 or bool(re.search(r"[\u3040-\u9fff]{6}", text))


def _missing_sounds(wanted: list[str], there: list[str]) -> list[str]:
    missing, at = [], 0
    for sound in wanted:
        match = next((i for i in range(at, len(there)) if _sound_key(there[i]) == _sound_key(sound)), None)
        if match is None:
            missing.append(sound)
        else:
            at = match + 1
    return missing


def _sound_key(sound: str) -> str:
    """Without the word that says that it is one: "SOUND: RAIN"."""
    return _key(re.sub(r"^\w+: ", "", sound) or sound)


def _difference(missing: list[Said], extra: list[Said]) -> Iterator[str]:
    for what, turns in (("missing", missing), ("extra", extra)):
        if turns:
            yield f"{len(turns)} turns {what}, first: {_shown(turns[0])}"
    if missing and extra and missing[0].text != extra[0].text:
        a, b = _words(missing[0].text), _words(extra[0].text)
        at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
        yield f"they part at: {a[max(0, at - 20) : at + 30]!r} / {b[max(0, at - 20) : at + 30]!r}"


def _shown(turn: Said) -> str:
    text = turn.text if len(turn.text) <= 90 else f"{turn.text[:55]} … {turn.text[-30:]}"
    return f"{turn.speaker}: {text!r}"


NAMES = sorted(path.name.removesuffix(TRUTH) for path in LAYOUTS.glob(f"*{TRUTH}"))


@pytest.mark.parametrize("name", NAMES)
def test_everything_on_the_page_is_taken_for_what_it_is(name: str) -> None:
    path = fixture_of(name)
    truth = json.loads(path.with_name(f"{name}{TRUTH}").read_text(encoding="utf-8"))
    if truth.get("language") == "ja":
        pytest.importorskip("sudachipy")
    scored = score(truth, read_fixture(path))
    wrong = {figure: round(value, 3) for figure, value in scored.figures.items() if value < 1}
    assert not wrong, "\n".join([f"{path.name}: {wrong}", *scored.faults])
