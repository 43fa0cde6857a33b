"""House styles: the files that come along, those of users, and what is wrong with files that are none."""

import re
from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subtitles.styles import DEFAULT_STYLE_NAME, Style, named_style, read_style, style_names, style_of
from transcripts.errors import StyleError, UnknownNameError

DOCS = Path(__file__).resolve().parents[2] / "docs" / "styles.md"
LANGUAGE_TAGS = ("ar", "de", "en", "fr", "hi", "ja", "ko", "ru", "th", "zh")

COMPLETE = """\
max_chars_per_line = 30
max_lines = 3
max_cps = "none"
min_duration_ms = 900
max_duration_ms = 8000
min_gap_ms = 0
chain_gap_ms = 400
linger_ms = 200
max_lead_ms = 50
pause_ms = 2000
"""


def style(folder: Path, text: str, name: str = "house.toml") -> Style:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_style(path)


def entries(one: Style) -> dict[str, object]:
    return {field.name: getattr(one, field.name) for field in fields(one)}


# What comes along


def test_the_styles_are_the_files_of_the_folder_and_the_default_is_the_first() -> None:
    found = {file.name.removesuffix(".toml") for file in files("subtitles.styles").iterdir() if ".toml" in file.name}
    assert set(style_names()) == found
    assert style_names()[0] == DEFAULT_STYLE_NAME == "youtube"
    assert found >= {"netflix-en", "netflix-template", "bbc", "ted", "dcmp", "ebu", "podcast", "social"}


@pytest.mark.parametrize("name", style_names())
def test_every_entry_of_a_style_has_a_source_with_page_address_and_date(name: str) -> None:
    one = named_style(name)
    given = {entry for entry, value in entries(one).items() if value is not None}
    given -= {"name", "title", "languages", "sources"}
    given |= {
        f"languages.{language}.{field.name}"
        for language, limits in one.languages.items()
        for field in fields(limits)
        if getattr(limits, field.name) is not None
    }
    assert given <= set(one.sources)
    for source in one.sources.values():
        assert source.page
        assert source.url.startswith("http") or (source.page, source.url) == ("own choice", "docs/styles.md")
        assert date.fromisoformat(f"{source.date}-01") > date(1990, 1, 1)
        assert source.note or source.page != "own choice", "a choice of one's own has a reason"


@pytest.mark.parametrize("name", style_names())
def test_a_style_is_called_by_its_name_and_lets_something_be_read(name: str) -> None:
    one = named_style(name)
    assert one.name == name
    assert one.title
    assert one.max_cps is not None or one.max_wpm is not None
    assert one.pause_ms >= one.chain_gap_ms, "a gap at which a caption must end is one that may be seen"


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("youtube", (42, 2, 20, None, 1000, 7000)),
        ("netflix-en", (42, 2, 20, None, 833, 7000)),
        ("netflix-template", (42, 2, 17, None, 833, 7000)),
        ("bbc", (37, 2, None, 180, 1000, 7000)),
        ("ted", (42, 2, 21, None, 1000, 7000)),
        ("dcmp", (32, 2, None, 160, 1333, 6000)),
        ("ebu", (37, 2, 15, None, 1000, 6000)),
        ("podcast", (32, 2, 20, None, 1000, 7000)),
        ("social", (24, 2, 25, 300, 700, 5000)),
    ],
)
def test_the_numbers_are_those_of_the_pages(name: str, shape: tuple[float | None, ...]) -> None:
    one = named_style(name)
    assert shape == (
        one.max_chars_per_line,
        one.max_lines,
        one.max_cps,
        one.max_wpm,
        one.min_duration_ms,
        one.max_duration_ms,
    )


@pytest.mark.parametrize(
    ("name", "conventions"),
    [
        ("netflix-en", ("changes", "brackets", "brackets", "dash")),
        ("bbc", ("changes", "capitals", "capitals", "apart")),
        ("ted", ("changes", "parentheses", "parentheses", "apart")),
        ("dcmp", ("changes", "parentheses", "brackets", "apart")),
        ("podcast", ("changes", "name", "brackets", "apart")),
    ],
)
def test_the_conventions_are_those_of_the_pages(name: str, conventions: tuple[str, ...]) -> None:
    one = named_style(name)
    assert conventions == (one.speaker_labels, one.label_form, one.sound_form, one.two_speakers)


def test_numbers_of_a_language_count_full_width_characters_twice() -> None:
    japanese = named_style("netflix-template").for_language("ja-JP")
    assert (japanese.max_chars_per_line, japanese.max_cps, japanese.min_duration_ms) == (2 * 13, 2 * 4, 500)
    assert named_style("netflix-template").for_language("ko").max_cps == 2 * 12


def test_a_language_may_write_dashes_in_its_own_way() -> None:
    netflix = named_style("netflix-en")
    assert netflix.for_language("fr").two_speakers == "spaced-dash"
    assert netflix.for_language("de").two_speakers == netflix.two_speakers == "dash"


@pytest.mark.parametrize("name", style_names())
def test_a_style_holds_in_every_language(name: str) -> None:
    for tag in LANGUAGE_TAGS:
        in_language = named_style(name).for_language(tag)
        assert in_language.max_chars_per_line >= 20
        assert in_language.min_duration_ms <= in_language.max_duration_ms


def test_the_netflix_gap_keeps_its_frames() -> None:
    netflix = named_style("netflix-en")
    assert netflix.gap_ms == 83
    assert replace(netflix, fps=Fraction(50)).gap_ms == 40


def test_an_unknown_name_suggests_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'netflix-en'"):
        named_style("netflix_en")


# Those of users


def test_a_file_changes_only_what_it_says(tmp_path: Path) -> None:
    one = style(tmp_path, 'extends = "bbc"\nmax_chars_per_line = 40\n')
    assert one == replace(named_style("bbc"), name="house", title="house", max_chars_per_line=40)
    assert one.sources["max_chars_per_line"].page == str(tmp_path / "house.toml")
    assert one.sources["max_lines"] == named_style("bbc").sources["max_lines"]


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "max_chars_per_line": st.integers(1, 1000),
        "max_lines": st.integers(1, 20),
        "max_cps": st.floats(0.5, 1000),
        "max_duration_ms": st.integers(2000, 3_600_000),
        "linger_ms": st.integers(0, 3_600_000),
        "label_form": st.sampled_from(["name", "capitals", "chevrons", "brackets", "parentheses"]),
        "two_speakers": st.sampled_from(["apart", "dash", "spaced-dash"]),
    },
)


@given(base=st.sampled_from(style_names()), changes=CHANGES)
def test_any_change_is_made_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, base: str, changes: dict[str, object]
) -> None:
    written = "".join(
        f'{name} = "{value}"\n' if isinstance(value, str) else f"{name} = {value}\n" for name, value in changes.items()
    )
    one = style(tmp_path_factory.mktemp("styles"), f'extends = "{base}"\n{written}')
    expected = entries(named_style(base)) | changes | {"name": "house", "title": "house"}
    assert {name: value for name, value in entries(one).items() if name != "sources"} == {
        name: value for name, value in expected.items() if name != "sources"
    }


def test_a_file_may_extend_a_file_that_extends_another(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "common.toml").write_text('extends = "ted"\nmax_lines = 1\nmax_cps = 9\n')
    (tmp_path / "base" / "house.toml").write_text('extends = "common.toml"\nmax_cps = 10\n')
    one = style(tmp_path, 'extends = "base/house.toml"\nlinger_ms = 7\n', "mine.toml")
    assert one == replace(named_style("ted"), name="mine", title="mine", max_lines=1, max_cps=10, linger_ms=7)
    assert one.sources["max_cps"].page.endswith("house.toml")


def test_a_file_may_stand_alone(tmp_path: Path) -> None:
    one = style(tmp_path, f'title = "Harbour"\nfps = 23.976\n{COMPLETE}')
    assert (one.title, one.max_lines, one.max_cps, one.fps) == ("Harbour", 3, None, Fraction(24000, 1001))


def test_entries_may_have_sources_and_stand_under_headings(tmp_path: Path) -> None:
    text = """\
    extends = "ted"
    [sources]
    guide = { page = "Harbour Radio, captions", url = "https://example.org", date = 2031-04-05 }
    [limits]
    max_lines = { value = 1, source = "guide", note = "small screens" }
    max_wpm = { value = 150, source = "a talk of 2030" }
    [conventions]
    sound_form = "capitals"
    """
    one = style(tmp_path, text)
    assert (one.max_lines, one.max_wpm, one.sound_form) == (1, 150, "capitals")
    lines, words = one.sources["max_lines"], one.sources["max_wpm"]
    assert (lines.page, lines.date, lines.note) == ("Harbour Radio, captions", "2031-04-05", "small screens")
    assert (words.page, words.url) == ("a talk of 2030", "")


def test_a_language_keeps_what_a_file_does_not_change_of_it(tmp_path: Path) -> None:
    one = style(tmp_path, 'extends = "netflix-en"\n[languages]\nja.max_cps = 10\nsv.max_chars_per_line = 38\n')
    assert one.for_language("ja") == replace(
        named_style("netflix-en").for_language("ja"), name="house", title="house", max_cps=10, languages=one.languages
    )
    assert one.for_language("sv").max_chars_per_line == 38
    assert one.for_language("ko").max_chars_per_line == 32


def test_a_limit_can_be_taken_away(tmp_path: Path) -> None:
    assert style(tmp_path, 'extends = "ted"\nmax_cps = "none"\n').max_cps is None


def test_a_byte_order_mark_is_no_part_of_a_file(tmp_path: Path) -> None:
    assert style(tmp_path, '\ufeffextends = "ted"\n').max_cps == named_style("ted").max_cps


def test_a_style_is_asked_for_by_name_or_by_file(tmp_path: Path) -> None:
    path = tmp_path / "House.TOML"
    path.write_text('extends = "ted"\n')
    assert style_of(str(path)).name == "House"
    assert style_of("ted") is named_style("ted")
    with pytest.raises(UnknownNameError):
        style_of("house")


# What is wrong with a file

WRONG = [
    ("max_lines = 1\nmax_cps = ?", "cannot be read as TOML: .*line 2"),
    (f"max_lines = {'[' * 5000}", "cannot be read as TOML"),
    (f"max_lines = {'9' * 5000}", "cannot be read as TOML"),
    ("max_lines = 1\nmax_lines = 2", "cannot be read as TOML"),
    ("", "lacks max_chars_per_line.*extends = "),
    ("max_lines = 2", "lacks max_chars_per_line"),
    ('extends = "bcc"', "unknown style 'bcc'; did you mean 'bbc'"),
    ('extends = "other.toml"', "other.toml: cannot be read: no such file"),
    ("extends = 3", "extends is 3; it must be text in quotes"),
    ('extends = "ted"\nmax_char_per_line = 3', "unknown entry 'max_char_per_line'; did you mean 'max_chars_per_line'"),
    ('extends = "ted"\n[limit]\nmax_lines = 3', "unknown entry 'limit'; did you mean 'limits'"),
    ('extends = "ted"\n[limits]\nextends = "bbc"', "unknown entry 'extends'"),
    ('extends = "ted"\nlimits = 3', "limits is 3; it must be a table"),
    ('extends = "ted"\nlanguages = [1]', r"languages is \[1\]; it must be a table"),
    ('extends = "ted"\nmax_lines = 1\n[limits]\nmax_lines = 1', "max_lines is there twice"),
    ('extends = "ted"\nmax_lines = "2"', "max_lines is '2'; it must be a whole number from 1 to 20"),
    ('extends = "ted"\nmax_lines = true', "max_lines is True; it must be a whole number"),
    ('extends = "ted"\nmax_lines = 2.0', "max_lines is 2.0; it must be a whole number"),
    ('extends = "ted"\nmax_lines = 0', "max_lines is 0; it must be"),
    ('extends = "ted"\nmax_lines = 1000000000', "max_lines is 1000000000; it must be"),
    ('extends = "ted"\nmax_lines = {value = 0}', "max_lines is 0; it must be"),
    ('extends = "ted"\nmax_lines = {source = "x"}', "max_lines has no value"),
    ('extends = "ted"\nmax_lines = {value = 1, sauce = "x"}', "'sauce'; did you mean 'source'"),
    ('extends = "ted"\nmax_lines = {value = 1, source = 3}', "source is 3; it must be text"),
    ('extends = "ted"\nmax_cps = nan', "max_cps is nan; it must be a number above 0"),
    ('extends = "ted"\nmax_cps = inf', "max_cps is inf"),
    ('extends = "ted"\nmax_cps = -1', "max_cps is -1"),
    ('extends = "ted"\nmax_cps = "fast"', "max_cps is 'fast'; it must be .* or 'none'"),
    ('extends = "ted"\nlinger_ms = "none"', "linger_ms is 'none'; it must be"),
    ('extends = "ted"\nlinger_ms = -5', "linger_ms is -5"),
    ('extends = "ted"\nlinger_ms = 2031-01-01', "linger_ms is datetime"),
    ('extends = "ted"\nlabel_form = "caps"', "label_form is 'caps'; it must be one of name, capitals"),
    ('extends = "ted"\nfps = "fast"', "fps is 'fast'; it must be a frame rate such as 25"),
    ('extends = "ted"\nfps = 0', "fps is 0"),
    ('extends = "ted"\nfps = true', "fps is True"),
    ('extends = "ted"\nmin_duration_ms = 9000', r"min_duration_ms \(9000\) .* max_duration_ms \(7000\)"),
    ('extends = "ted"\nmin_duration_ms = 0', r"min_duration_ms \(0\) must be above 0"),
    ('extends = "ted"\nmin_gap_ms = 600', r"min_gap_ms \(600\) .* chain_gap_ms \(500\)"),
    ('extends = "ted"\n[languages.de-AT]\nmax_cps = 3', "languages.de-AT: name the language alone"),
    ('extends = "ted"\n[languages.de]\nmax_lines = 3', "unknown entry 'max_lines'"),
    ('extends = "ted"\n[languages.de]\nmax_cps = "none"', "languages.de.max_cps is 'none'"),
    ('extends = "ted"\n[languages.de]\nmin_duration_ms = 9000', "languages.de.min_duration_ms must not be above"),
    ('extends = "ted"\n[languages]\nde = 3', "languages.de is 3; it must be a table"),
    ('extends = "ted"\n[sources]\nx = {url = "https://example.org"}', "sources.x has no page"),
    ('extends = "ted"\n[sources]\nx = {page = "P", link = "L"}', "unknown part of sources.x 'link'"),
    ('extends = "a\\u0000.toml"', "cannot be read"),
]


@pytest.mark.parametrize(("text", "reason"), WRONG)
def test_a_wrong_file_is_refused_in_one_line_that_names_it(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(StyleError) as refused:
        style(tmp_path, text)
    message = str(refused.value)
    assert re.search(reason, message), message
    assert message.startswith(str(tmp_path))
    assert len(message.splitlines()) == 1
    assert len(message) < len(str(tmp_path)) + 500


def test_styles_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "tide.toml").write_text('extends = "house.toml"\n')
    with pytest.raises(StyleError, match=r"tide.toml: extends house.toml, which extends it in turn"):
        style(tmp_path, 'extends = "tide.toml"\n')
    with pytest.raises(StyleError, match=r"house.toml: extends \./house.toml"):
        style(tmp_path, 'extends = "./house.toml"\n')


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"title = '\xe9'\n", "is no UTF-8 text"),
        (b"#" * 1_000_001, "more than 1,000,000 bytes"),
        (None, "cannot be read: is a directory"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, data: bytes | None, reason: str) -> None:
    path = tmp_path / "house.toml"
    path.mkdir() if data is None else path.write_bytes(data)
    with pytest.raises(StyleError, match=reason):
        read_style(path)


@given(text=st.text(max_size=80))
def test_no_text_is_answered_by_anything_but_a_style_or_a_style_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("styles") / "house.toml"
    path.write_text(f'extends = "ted"\n{text}', encoding="utf-8", newline="")
    try:
        told = read_style(path).name
    except StyleError as error:
        told = str(error)
    assert len(told.splitlines()) == 1


# The documentation


def test_the_example_of_the_documentation_is_a_style(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    one = style(tmp_path, example)
    assert one == replace(
        named_style("bbc"),
        name="house",
        title="Harbour Radio",
        max_chars_per_line=40,
        label_form="brackets",
        max_cps=17,
        languages=one.languages,
    )
    assert one.sources["max_cps"].url == "https://example.org/captions"
    assert one.for_language("de").max_cps == 15


def test_the_documentation_lists_every_choice_of_our_own() -> None:
    chosen = {
        (name, entry, str(getattr(named_style(name), entry)), source.note)
        for name in style_names()
        for entry, source in named_style(name).sources.items()
        if source.page == "own choice"
    }
    table = DOCS.read_text(encoding="utf-8").partition("## What is our own choice")[2]
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", table, re.MULTILINE)
    assert {(name, entry, value, note) for entry, value, names, note in rows for name in names.split(", ")} == chosen


def test_the_documentation_explains_every_entry() -> None:
    text = DOCS.read_text(encoding="utf-8")
    named = {field.name for field in fields(Style)} - {"name", "title", "languages", "sources"}
    assert {name for name in named if f"`{name}`" not in text} == set()
