"""Errors survive the way between processes and speak in one line."""

import pickle

import pytest

from transcripts import (
    AlignmentError,
    AudioError,
    EngineUnavailableError,
    ToolkitError,
    TranscriptError,
    UnknownNameError,
    WriteError,
)
from transcripts.errors import LexiconError, MissingExtraError, SettingsError, StyleError, TemplateError

ERRORS = [
    (TranscriptError("tide.txt", 7, "a cue without text"), "tide.txt, line 7: a cue without text"),
    (TranscriptError("tide.txt", None, "empty"), "tide.txt: empty"),
    (AudioError("tide.mp3", "no audio in it"), "tide.mp3: no audio in it"),
    (EngineUnavailableError("acoustic", "no model"), "the acoustic engine is not available: no model"),
    (LexiconError("names.tsv", 3, "no tab in it"), "names.tsv, line 3: no tab in it"),
    (StyleError("tide.toml", "max_lines is missing"), "tide.toml: max_lines is missing"),
    (TemplateError("own.html", 3, "'titel' is undefined"), "own.html, line 3: 'titel' is undefined"),
    (SettingsError("align.toml", "select must be a list"), "align.toml: select must be a list"),
    (
        MissingExtraError("asian", "to split Thai into words"),
        "the extra 'asian' is needed to split Thai into words: pip install 'saidwhen[asian]'",
    ),
    (AlignmentError("text and audio do not match"), "text and audio do not match"),
    (WriteError("tide.srt", "the folder is read-only"), "cannot write tide.srt: the folder is read-only"),
    (
        UnknownNameError("style", "brodcast", ("broadcast", "web")),
        "unknown style 'brodcast'; did you mean 'broadcast'?",
    ),
    (UnknownNameError("style", "zzz", ("broadcast", "web")), "unknown style 'zzz'; known: broadcast, web"),
]


@pytest.mark.parametrize(("error", "line"), ERRORS)
def test_an_error_says_what_and_where_in_one_line(error: ToolkitError, line: str) -> None:
    assert str(error) == line
    assert len(str(error).splitlines()) == 1


@pytest.mark.parametrize("error", [error for error, _ in ERRORS])
def test_an_error_pickles_with_all_it_knows(error: ToolkitError) -> None:
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - made one line above
    assert type(copy) is type(error)
    assert vars(copy) == vars(error)
    assert str(copy) == str(error)


def test_every_kind_of_error_is_tested_here_and_has_one_root() -> None:
    assert {type(error) for error, _ in ERRORS} == set(ToolkitError.__subclasses__())
