"""The figures of the benchmark, on alignments whose errors are known."""

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

truth: Any = import_module("truth")
alignment: Any = import_module("alignment")
scoring: Any = import_module("scoring")
confidence: Any = import_module("confidence")
planting: Any = import_module("planting")
process: Any = import_module("process")
tables: Any = import_module("tables")

TRUTH = {
    "segments": [
        {"text": "Good morning, all.", "start_ms": 1000, "end_ms": 2000},
        {"text": "Well-known birds sing.", "start_ms": 3000, "end_ms": 4500},
    ],
    "unspoken": ["Subscribe wherever you listen."],
    "untranscribed": [{"start_ms": 5000, "end_ms": 7000}],
}


def aligned(*words: tuple[str, int | None, int | None], untranscribed: tuple[tuple[int, int], ...] = ()) -> Any:  # noqa: ANN401 (the benchmark is not a package)
    return alignment.Alignment(
        words=tuple(alignment.TimedWord(text=t, start_ms=a, end_ms=b) for t, a, b in words),
        untranscribed=tuple(truth.Stretch(start_ms=a, end_ms=b) for a, b in untranscribed),
    )


PERFECT = (
    ("Good", 1000, 1300),
    ("morning,", 1300, 1700),
    ("all.", 1700, 2000),
    ("Well-known", 3000, 3600),
    ("birds", 3600, 4000),
    ("sing.", 4000, 4500),
)
NEVER = tuple((word, None, None) for word in ("Subscribe", "wherever", "you", "listen."))


def test_a_perfect_alignment_has_no_error() -> None:
    scored = scoring.score(truth.truth_from(TRUTH), aligned(*PERFECT, *NEVER, untranscribed=((5000, 7000),)))
    assert scored.start.values == (0, 0)
    assert scored.end.values == (0, 0)
    assert (scored.untimed, scored.unspoken_recall) == (0, 1)
    assert (scored.untranscribed_recall, scored.untranscribed_precision) == (1, 1)


def test_errors_are_late_minus_true_and_a_missing_word_is_a_miss() -> None:
    words = [("Good", None, None), *PERFECT[1:3], ("Well-known", 2960, 3600), *PERFECT[4:5], ("sing.", 4000, 4620)]
    scored = scoring.score(truth.truth_from(TRUTH), aligned(*words))
    assert scored.start.values == (None, -40)
    assert scored.end.values == (0, 120)
    assert scored.start.within(50) == 0.5
    assert scored.end.within(100) == 0.5
    assert scored.untimed == pytest.approx(1 / 7)


def test_a_never_spoken_word_with_a_time_costs_recall_and_half_a_stretch_half_of_it() -> None:
    words = (*PERFECT, ("Subscribe", 4600, 4900), *NEVER[1:])
    scored = scoring.score(truth.truth_from(TRUTH), aligned(*words, untranscribed=((6000, 8000),)))
    assert scored.unspoken_recall == 0.75
    assert (scored.untranscribed_recall, scored.untranscribed_precision) == (0.5, 0.5)


def test_nothing_to_compare_with_gives_no_figure() -> None:
    scored = scoring.score(truth.truth_from({}), aligned(*PERFECT))
    assert scored.start.within(100) is None
    assert scored.start.median is None
    assert scored.unspoken_recall is None


def test_hand_labelled_words_come_before_segments() -> None:
    words = [{"text": "Good", "start_ms": 990, "end_ms": 1310}]
    scored = scoring.score(truth.truth_from({**TRUTH, "words": words}), aligned(*PERFECT))
    assert (scored.start.values, scored.end.values) == ((10,), (-10,))


@pytest.mark.parametrize(
    ("spoken", "unspoken", "expected"),
    [((0.9, 0.8), (0.1, 0.0), 1.0), ((0.5,), (0.5,), 0.5), ((0.2, 0.6), (0.4,), 0.5), ((), (0.1,), None)],
)
def test_auc(spoken: tuple[float, ...], unspoken: tuple[float, ...], expected: float | None) -> None:
    assert confidence.auc(spoken, unspoken) == expected


def test_planted_words_are_where_they_are_said_to_be_and_nothing_else_changes(tmp_path: Path) -> None:
    transcripts = import_module("transcripts")
    model = import_module("transcripts.model")
    path = tmp_path / "talk.txt"
    path.write_text("ANNA: " + " ".join(f"word{n}" for n in range(150)) + "\n\nBEN: yes it is.\n", encoding="utf-8")
    read = transcripts.read(path)
    planted = planting.plant(read, [model.Word(text=f"foreign{n}") for n in range(40)], seed=3)
    texts = [word.text for word in planted.transcript.words]
    assert planted.indices
    assert all(texts[index].startswith("foreign") for index in planted.indices)
    kept = [text for index, text in enumerate(texts) if index not in planted.indices]
    assert kept == [word.text for word in read.words]


def test_a_measured_command_tells_time_memory_and_why_it_failed() -> None:
    done = process.measured([sys.executable, "-c", "b = bytearray(60_000_000)"], 30.0, {})
    assert done.failure is None
    assert done.wall_s > 0
    assert done.peak_mb > 60_000_000 / 2**20
    failed = process.measured([sys.executable, "-c", "raise SystemExit('error: no such thing')"], 30.0, {})
    assert failed.failure == "error: no such thing"
    assert "not done" in process.measured([sys.executable, "-c", "import time; time.sleep(60)"], 0.3, {}).failure


def test_a_section_is_replaced_and_the_rest_of_the_document_kept(tmp_path: Path) -> None:
    document = tmp_path / "doc.md"
    document.write_text("# Title\n\nBefore.\n", encoding="utf-8")
    tables.write_section(document, "speed", "old")
    document.write_text(document.read_text(encoding="utf-8") + "\nAfter.\n", encoding="utf-8")
    tables.write_section(document, "speed", "new")
    text = document.read_text(encoding="utf-8")
    assert "old" not in text
    assert text.index("Before.") < text.index("new") < text.index("After.")


def test_the_plot_counts_a_failure_as_misses_and_leaves_out_what_not_every_system_was_tried_on() -> None:
    compare, running = import_module("compare"), import_module("running")
    scored = scoring.score(truth.truth_from(TRUTH), aligned(*PERFECT))
    run = process.Run(wall_s=1.0, cpu_s=1.0, peak_mb=1.0)
    outcomes = [
        running.Outcome(item="a", system="x", run=run, score=scored),
        running.Outcome(item="a", system="y", run=run, score=None, remark="failed"),
        running.Outcome(item="b", system="x", run=run, score=scored),
        running.Outcome(item="b", system="y", run=None, score=None, remark="does not serve the language"),
    ]
    assert compare.error_sizes(outcomes) == {"x": (0, 0), "y": (None, None)}


def test_outcomes_survive_the_file_they_are_kept_in(tmp_path: Path) -> None:
    results, running = import_module("results"), import_module("running")
    scored = scoring.score(truth.truth_from(TRUTH), aligned(*PERFECT))
    run = process.Run(wall_s=1.5, cpu_s=1.0, peak_mb=20.0)
    kept = [
        running.Outcome(item="a", system="x", run=run, score=scored),
        running.Outcome(item="a", system="y", run=None, score=None, remark="not installed"),
    ]
    results.save(kept, tmp_path / "kept.json")
    assert results.load(tmp_path / "kept.json") == kept
    assert json.loads((tmp_path / "kept.json").read_text(encoding="utf-8"))
