"""What a run found, for the person who ran it and for programs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from operator import itemgetter
from pathlib import Path
from shlex import quote

from aligner.page_times import AGREE_MS, PageTimesCheck, WrongTime, check_page_times
from subtitles import RULES, Cue, Finding, Style, check
from transcripts.model import DOUBTFUL_BELOW, TimedTranscript
from transcripts.timing import TimeSpan, clock

_LISTED = 5
_ALIGNMENT = ".alignment.json"
_MOST_OFFSETS_TOLD = 3  # more fill no line that anybody reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is told after a run: ``page_times`` is ``None`` where the page has none; ``findings`` are of the style.

    ``audio`` is where the audio lies, as it was named; ``None`` where nothing tells.
    """

    timed: TimedTranscript
    page_times: PageTimesCheck | None
    style: Style
    cues: tuple[Cue, ...]
    findings: tuple[Finding, ...]
    doubtful: tuple[Cue, ...]
    written: tuple[Path, ...]
    audio: Path | None = None


def summarize(
    timed: TimedTranscript, cues: Sequence[Cue], style: Style, written: Sequence[Path], audio: Path | None = None
) -> Summary:
    """Gather what a run found; doubtful cues come worst first, findings of the style in the order of its rules."""
    doubts = [(cue.confidence, cue) for cue in cues if cue.confidence is not None and cue.confidence < DOUBTFUL_BELOW]
    doubtful = tuple(cue for _, cue in sorted(doubts, key=itemgetter(0)))
    return Summary(
        timed=timed,
        page_times=check_page_times(timed),
        style=style,
        cues=tuple(cues),
        findings=check(cues, style, language=timed.transcript.language),
        doubtful=doubtful,
        written=tuple(written),
        audio=audio,
    )


def document(summary: Summary) -> dict[str, object]:
    """The summary as one JSON document; times in milliseconds."""
    timed = summary.timed
    return {
        "schema": "run/1",
        "audio": {"file": timed.audio.file, "duration_ms": timed.audio.duration_ms},
        "transcript": timed.transcript.source,
        "language": timed.transcript.language,
        "engine": timed.engine,
        "speakers": [{"name": name, "words": words} for name, words in _speaker_words(timed).items()],
        "words": len(timed.timings),
        "words_placed": sum(timing.span is not None for timing in timed.timings),
        "doubtful": [
            {**_times(cue.span), "text": cue.text, "confidence": round(cue.confidence or 0.0, 3)}
            for cue in summary.doubtful
        ],
        "fallbacks": [{"engine": part.engine, **_times(part.span)} for part in timed.fallbacks],
        "untranscribed": [_times(span) for span in timed.untranscribed],
        "unspoken": [{"text": run.text, "maybe_spoken": run.maybe_spoken} for run in timed.unspoken],
        **({"page_times": asdict(summary.page_times)} if summary.page_times else {}),
        "style": {
            "name": summary.style.name,
            "cues": len(summary.cues),
            "findings": {code: len(found) for code, found in _by_rule(summary).items()},
        },
        "warnings": list(timed.transcript.warnings),
        "files": [str(path) for path in summary.written],
    }


def lines(summary: Summary) -> Iterator[str]:
    """The summary as lines of plain text."""
    timed = summary.timed
    placed = sum(timing.span is not None for timing in timed.timings)
    total = len(timed.timings) - sum(run.word_end - run.word_start for run in timed.unspoken if run.maybe_spoken)
    yield f"{timed.audio.file}  {clock(timed.audio.duration_ms)}, {timed.transcript.language}, {timed.engine} engine"
    yield f"Words     {placed} of {total} placed ({placed / max(1, total):.1%})"
    for label, (name, words) in zip(_first("Speakers"), _speaker_words(timed).items(), strict=False):
        yield f"{label}{name}: {words} words"
    yield from _section(
        "Doubtful", [f"{clock(cue.span.start_ms)}  {cue.text}  ({cue.confidence:.0%})" for cue in summary.doubtful]
    )
    yield from _section(
        "Estimated", [f"{_clocks(part.span)}  timed by the {part.engine} engine" for part in timed.fallbacks]
    )
    yield from _section("No text", [f"{_clocks(span)}  speech" for span in timed.untranscribed])
    yield from _section("Not heard", [run.text for run in timed.unspoken if not run.maybe_spoken])
    yield from _section("Left out", [run.text for run in timed.unspoken if run.maybe_spoken])
    if summary.page_times:
        yield from _section("Times", _page_times_remarks(summary.page_times, timed.engine))
    yield from _section("Style", _style_remarks(summary))
    yield from _section("Warnings", timed.transcript.warnings)
    yield from (f"{label}{path}" for label, path in zip(_first("Written"), summary.written, strict=False))
    yield from _picture(summary)


def _picture(summary: Summary) -> Iterator[str]:
    """The command that draws what was written."""
    alignment = next((path for path in summary.written if path.name.endswith(_ALIGNMENT)), None)
    if alignment is not None and summary.audio is not None:
        drawing = alignment.with_name(f"{alignment.name.removesuffix(_ALIGNMENT)}.svg")
        source, audio, target = map(_argument, (alignment, summary.audio, drawing))
        yield f"{'Picture':10}align picture {source} --audio {audio} -o {target}"


def _argument(path: Path) -> str:
    """A path as a shell takes it, and a command that would read one with a dash as an option."""
    return quote(f"./{path}" if str(path).startswith("-") else str(path))


def _times(span: TimeSpan) -> dict[str, int]:
    return {"start_ms": span.start_ms, "end_ms": span.end_ms}


def _clocks(span: TimeSpan) -> str:
    return f"{clock(span.start_ms)}–{clock(span.end_ms)}"


def _first(title: str) -> Iterator[str]:
    """The title before the first line of a section, blanks before the others."""
    yield f"{title:10}"
    while True:
        yield " " * 10


def _section(title: str, found: Iterable[str]) -> Iterator[str]:
    entries = tuple(found)
    for label, entry in zip(_first(title), entries[:_LISTED], strict=False):
        yield f"{label}{entry if len(entry) <= 100 else entry[:99] + '…'}"
    if len(entries) > _LISTED:
        yield f"{'':10}… and {len(entries) - _LISTED} more (--json tells all)"


def _speaker_words(timed: TimedTranscript) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for turn in timed.transcript.turns:
        speaker = timed.transcript.speaker_named(turn.speaker)
        name = speaker.name if speaker else "(no name)"
        counts[name] = counts.get(name, 0) + len(turn.words)
    return counts


def _by_rule(summary: Summary) -> Mapping[str, list[Finding]]:
    found = {code: [finding for finding in summary.findings if finding.code == code] for code in RULES}
    return {code: findings for code, findings in found.items() if findings}


def _style_remarks(summary: Summary) -> Iterator[str]:
    yield f"{summary.style.name}, {len(summary.cues)} captions" + ("" if summary.findings else ", all within it")
    for code, findings in _by_rule(summary).items():
        first = "the first at" if len(findings) > 1 else "at"
        yield f"{len(findings)} × {code}, {first} {clock(_start_ms(findings[0]))}: {findings[0].message}"


def _start_ms(finding: Finding) -> int:
    return finding.span.start_ms if finding.span else 0


def _page_times_remarks(check: PageTimesCheck, engine: str) -> list[str]:
    """What to know of the times of the page: whether they agree with the audio, and those that are wrong alone."""
    if not check.checked:
        return [f"{check.count} given by the page; not checked: no word of theirs was surely heard ({engine} engine)"]
    agree = f"{check.agreeing} of {check.checked} agree"
    if not check.same_recording:
        return [f"the page's times are not those of this audio: {agree}"]
    return [_offsets_remark(check, agree), *map(_wrong_time_remark, check.wrong)]


def _offsets_remark(check: PageTimesCheck, agree: str) -> str:
    if all(abs(offset.offset_ms) < AGREE_MS for offset in check.offsets):
        return f"{agree} with the audio within {AGREE_MS // 1000} s"
    if len(check.offsets) > _MOST_OFFSETS_TOLD:
        return f"the page's times are those of another edit, {len(check.offsets)} offsets from this one: {agree} then"
    runs = [_offset(offset.offset_ms) for offset in check.offsets]
    later = [f"{run} from {clock(part.from_ms)} on" for run, part in zip(runs[1:], check.offsets[1:], strict=True)]
    first = [] if later and abs(check.offsets[0].offset_ms) < AGREE_MS else [runs[0]]
    return f"the page's times run {', '.join(first + later)}: {agree} then"


def _offset(offset_ms: int) -> str:
    """How a page's times are off where its words are heard so much later."""
    if abs(offset_ms) < AGREE_MS:
        return "right"
    return f"{round(abs(offset_ms) / 1000)} s {'early' if offset_ms > 0 else 'late'}"


def _wrong_time_remark(wrong: WrongTime) -> str:
    line = f"line {wrong.line}: " if wrong.line else ""
    shifted = abs(wrong.should_be_ms - wrong.heard_ms) >= AGREE_MS
    instead = f", {clock(wrong.should_be_ms)} by the times around it" if shifted else ""
    return f"{line}{clock(wrong.page_ms)} on the page, said at {clock(wrong.heard_ms)}{instead}: “{wrong.text}”"
