"""Options that several commands share."""

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

import click

if TYPE_CHECKING:
    from fractions import Fraction

    from subtitles.styles import SpeakerLabels, Style

Verbosity = Literal["quiet", "normal", "verbose"]
Command = TypeVar("Command", bound=Callable[..., object])
Check = Callable[[click.Context, click.Parameter, str | None], str | None]

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def verbosity(command: Command) -> Command:
    """``-q`` and ``-v``, handed on as ``verbosity``."""
    quiet = click.option("-q", "--quiet", "verbosity", flag_value="quiet", help="Print nothing but errors.")
    verbose = click.option("-v", "--verbose", "verbosity", flag_value="verbose", help="Tell more while working.")
    return quiet(verbose(command))


def one_of(kind: str, names: Sequence[str]) -> Check:
    """A check that a value is one of the names; its error suggests the nearest one."""

    def check(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
        del parameter
        from transcripts.errors import UnknownNameError

        if value is not None and value not in names:
            raise click.UsageError(str(UnknownNameError(kind, value, tuple(names))), context)
        return value

    return check


def language_tag(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A check that a value has the form of a BCP 47 tag; ``en_US`` is taken for ``en-US``."""
    del parameter
    tag = value and value.replace("_", "-")
    if tag is not None and not _TAG.fullmatch(tag):
        raise click.UsageError(f"{value!r} is no language tag; give one such as en, de or pt-BR", context)
    return tag


as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output, nothing else.")
lexicon = click.option(
    "--lexicon",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Your own pronunciations, one a line: the word, a tab, and how it is said, in plain words (so cheel) or in IPA"
    " between slashes. They replace all others.",
)
overwrite = click.option("--overwrite", is_flag=True, help="Replace files that exist already.")
_LABELS = ("changes", "always", "never")


def _frame_rate(context: click.Context, parameter: click.Parameter, value: str | None) -> "Fraction | None":
    del parameter
    from subtitles.frame_rates import frame_rate

    try:
        return None if value is None else frame_rate(value)
    except ValueError as error:
        raise click.UsageError(f"--fps: {error}; give one such as 25, 29.97 or 24000/1001", context) from error


def fps(purpose: str) -> Callable[[Command], Command]:
    """``--fps``, handed on as a fraction; ``purpose`` is what the help says of it."""
    return click.option("--fps", metavar="RATE", callback=_frame_rate, help=purpose)


def styling(command: Command) -> Command:
    """``--style``, ``--speaker-labels``, ``--fps``: handed on as ``style``, ``speaker_labels`` and ``fps``."""
    style = click.option(
        "--style",
        metavar="NAME|FILE",
        help="House style of the captions: its name (align styles lists them) or your own .toml file."
        " Default: youtube.",
    )
    labels = click.option(
        "--speaker-labels",
        metavar=f"[{'|'.join(_LABELS)}]",
        callback=one_of("choice of speaker labels", _LABELS),
        help="Which captions begin with the speaker's name; else as the style says.",
    )
    return style(labels(fps("Snap times to this frame rate: 25, 29.97, 24000/1001 …")(command)))


def chosen_style(name: str | None, labels: "SpeakerLabels | None", fps: "Fraction | None") -> "Style":
    """The style of `styling`'s options. Raises `UnknownNameError` or `StyleError`."""
    from subtitles.styles import DEFAULT_STYLE_NAME, style_of

    style = style_of(name or DEFAULT_STYLE_NAME)
    return replace(style, speaker_labels=labels or style.speaker_labels, fps=fps or style.fps)


def _speaker_names(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> Mapping[str, str]:
    """Names by label, from ``LABEL=NAME``."""
    del parameter
    names = {}
    for value in values:
        label, _, name = (part.strip() for part in value.partition("="))
        if not label or not name:
            raise click.UsageError(f'--speaker {value!r} is not of the form "MQ=Mara Quist"', context)
        names[label] = name
    return names


def reading(command: Command) -> Command:
    """``--speaker``, ``--input-format``, ``--layout``: handed on as ``speakers``, ``input_format`` and ``layout``."""
    speakers = click.option(
        "--speaker",
        "speakers",
        metavar="LABEL=NAME",
        multiple=True,
        callback=_speaker_names,
        help='Who a label is: "MQ=Mara Quist"; may be repeated. A speakers.toml beside the transcript does the same.',
    )
    input_format = click.option(
        "--input-format", metavar="NAME", help="The kind of file (html, srt, json, text …), instead of telling it."
    )
    layout = click.option(
        "--layout", metavar="NAME", help="How speakers are marked (colon, name-lines …), instead of telling it."
    )
    return speakers(input_format(layout(command)))


def set_up_logging(level: Verbosity) -> None:
    """Warnings of the library go to standard error; everything does with ``-v``, nothing with ``-q``."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel({"quiet": logging.CRITICAL, "normal": logging.WARNING, "verbose": logging.INFO}[level])
