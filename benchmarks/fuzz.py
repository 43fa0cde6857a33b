"""Coverage-guided fuzzing of the readers of transcripts: what breaks them, hangs them or fills the memory.

    pip install atheris
    python benchmarks/fuzz.py READER|auto [--seconds 180] [--seeds FOLDER ...] [--finds FOLDER]

READER is a name of `transcripts.reading.READERS`; ``auto`` leaves the choice to the content. Any bytes must be read or
refused with one of the errors of `transcripts.errors`. What fails otherwise, or takes longer than a second, is told
once for each place, and the smallest input of each is kept in the folder of finds; a hang or too much memory ends the
run, and its input is kept there too.
"""

import argparse
import hashlib
import importlib.util
import io
import pkgutil
import random
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

STRAYS = "\x00\x1b\x85\xa0\xad\u0301\u200f\u2028\u3000\ufeff\uffff\ud800\U0001f600é漢ＡเД٣ß"
FIXTURES = Path(__file__).resolve().parents[1] / "tests" / "transcripts"
LARGEST_SEED = 1_500  # bytes
LONGEST_INPUT = 2_048
SLOW_S = 1.0  # of the processor
HANG_S = 20
MOST_MB = 1_000  # with the fuzzer's own corpus
MAIN_PART = "word/document.xml"
SUFFIXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "webvtt": (".vtt",),
        "subrip": (".srt",),
        "ttml": (".ttml", ".dfxp", ".xml"),
        "html": (".html", ".htm", ".xhtml"),
        "alignment": (".json",),
        "markdown": (".md", ".mdx"),
        "text": (".txt",),
    }
)
WORDPROCESSING = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# For each reader a small file, and the tokens that mean something in it.
SEEDS: Mapping[str, str] = MappingProxyType(
    {
        "docx": f'<w:document xmlns:w="{WORDPROCESSING}"><w:body><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:rPr>'
        "<w:b/></w:rPr><w:t>MQ: </w:t></w:r><w:r><w:t>How long?</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>TA"
        "</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Two winters.</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>"
        "</w:document>",
        "rtf": r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}}{\colortbl;\red1\green2\blue3;}{\stylesheet{\s1 "
        r"heading 1;}}{\info{\title T}}\pard\cf1{\b MQ:} How l\'f6ng\u8217? it?\par \trowd TA\cell Two.\cell\row}",
        "webvtt": "WEBVTT\n\nNOTE n\n\n1\n00:01.000 --> 00:02.000 align:end\n<v M>How <00:01.500><c>long?</c></v>\n",
        "subrip": "1\n00:00:01,000 --> 00:00:02,000\n<i>MQ:</i> How long?\n\n2\n00:00:02,000 --> 00:00:03,000\n- No.\n",
        "sbv": "0:00:01.000,0:00:02.000\nMQ: How long?\n\n0:00:02.000,0:00:03.000\nTwo winters.\n",
        "ttml": '<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><head><metadata><ttm:agent xml:id="a"><ttm:name>M'
        '</ttm:name></ttm:agent></metadata></head><body><div><p begin="1s" end="00:00:02.5" ttm:agent="a">How<br/>'
        '<span begin="0.5s">long?</span></p></div></body></tt>',
        "lrc": "[ar:Mara]\n[00:01.00]How <00:01.50>long?\n[00:02.00][00:03.00]Two winters.\n",
        "ass": "[Script Info]\nTitle: T\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, "
        "Effect, Text\nDialogue: 0,0:00:01.00,0:00:02.00,D,MQ,0,0,0,,{\\i1}How\\Nlong?\n",
        "microdvd": "{1}{1}25\n{25}{50}{y:i}MQ: How|long?\n{50}{75}Two winters.\n",
        "html": "<!DOCTYPE html><html lang=en><title>T</title><meta name=author content=M><nav><a href=/>Home</a></nav>"
        "<p><b>MQ:</b> How long?<p><cite>TA</cite> <time>0:02</time> Two winters.<table><tr><td>A<td>b</table></html>",
        "alignment": '{"format": "saidwhen alignment", "version": 1, "language": "en", "speakers": [], "items": []}',
        "json": '{"results": [{"alternatives": [{"transcript": "How long?", "words": [{"word": "How", "start": 1.5, '
        '"end": 2, "speaker": 1}]}]}], "segments": [{"text": "Two winters.", "start": 1, "speaker": "TA"}]}',
        "csv": 'speaker,start,text\nMQ,0:01,"How ""long"", it?"\nTA,0:02,Two winters.\n',
        "markdown": "---\ntitle: T\nhosts: [Mara Quist]\n---\n# T\n\n**MQ:** How _long_?\n\n> - TA [0:02](u): `Two`\n\n"
        "| A | B |\n|---|---|\n| MQ | Yes |\n\n[u]: http://a.b\n",
        "text": "T\n\nMQ: How long?\n\nTA: Two. [laughter] (0:02)\n\n>> MQ: And then?\n\nMARA QUIST\n00:03\nYes.",
    }
)
TOKENS: Mapping[str, str] = MappingProxyType(
    {
        "docx": "<w:p> </w:p> <w:r> </w:r> <w:t> </w:t> <w:tbl> <w:tr> <w:tc> <w:br/> <w:tab/> <w:txbxContent> <w:del>"
        " <w:rPr> <w:vanish/> <w:numPr> <w:numId w:val='1'/> <w:altChunk/> <!DOCTYPE &#10; PK",
        "rtf": r"{ } \par \cell \row \trowd \'e9 \u-1? \uc9 \bin9 \* \footnote \header \listtext \fcharset128 \f1 \v",
        "webvtt": "--> NOTE STYLE REGION <v </v> <c> <00:01.000> 00:01.000 &amp; &lrm; <ruby> <lang",
        "subrip": "--> 00:00:01,000 {\\an8} <i> <font ,000 -1",
        "sbv": "0:00:01.000,0:00:02.000 [br]",
        "ttml": "<p <span <br/> <div> begin=' end=' dur=' timeContainer='seq' <![CDATA[ ]]> <!-- --> <!DOCTYPE <!ENTITY"
        " &nbsp; xml:space='preserve' ttp:frameRate='0' 00:00:01:02 1t 1f",
        "lrc": "[00:01.00] <00:01.00> [ar: [offset:+9]",
        "ass": "Dialogue: Format: Comment: [Events] [Script {\\k9} \\N \\h ,,,,,,,,,",
        "microdvd": "{1}{2} {y:i} {DEFAULT} {1}{1}0 |",
        "html": "<p> <b> <br> <td> <tr> <table> <dt> <dd> <li> <a <script> <style> <!-- --> &#27; &nbsp; <pre> <time> "
        "<svg> <template> <script type=application/ld+json> <details> class= aria-hidden=true style='display:none'",
        "alignment": '{"words": [] null 1e999 "start_ms": "speaker": "s1" -1 "turns": "words": {} NaN',
        "json": '{ } [ ] : , null NaN 1e999 \\ud800 \\u001b "text": "speaker": "start": "words": {"word": [] -1 1e308',
        "csv": '"" " ; \t | , speaker text &#27; \r',
        "markdown": "** * __ _ ` ``` ~~~ > - # | |-| [a]( ]: [^1] <b> <!-- --> {{< --- +++ \\ ![ ~~",
        "text": ": >> > - — [ ] ( ) 0:01 [00:00:01] Q. A. MR. ♪ “ ” * _ … \u2028 \u200f",
    }
)


def seeds_of(reader: str, folders: list[Path]) -> list[bytes]:
    """The reader's small file, and the beginnings of those in the folders that are of its kind."""
    names = list(SEEDS) if reader == "auto" else [reader]
    suffixes = {suffix for name in names for suffix in SUFFIXES.get(name, (f".{name}",))}
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in suffixes]
    files = [path.read_bytes()[:LARGEST_SEED] for path in found if path.is_file() and path.suffix != ".docx"]
    return [*(SEEDS[name].encode() for name in names), *files]


def as_file(data: bytes, reader: str) -> bytes:
    """The input as a file of the reader's kind: Word documents are changed within, not as a zip."""
    if reader != "docx" or data.startswith(b"PK"):
        return data
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(MAIN_PART, data)
    return packed.getvalue()


class Finds:
    """What failed so far, once for each place."""

    def __init__(self, folder: Path, reader: str) -> None:
        self._folder, self._reader = folder, reader
        self._sizes: dict[str, int] = {}

    def add(self, what: str, data: bytes) -> None:
        if len(data) >= self._sizes.get(what, sys.maxsize):
            return
        name = hashlib.sha256(what.encode()).hexdigest()[:8]
        path = self._folder / f"{self._reader}-{name}"
        if what not in self._sizes:
            sys.stderr.write(f"FOUND {what}: {path}\n")
        self._sizes[what] = len(data)
        path.write_bytes(data)
        path.with_suffix(".txt").write_text(f"{what}\n", encoding="utf-8")


def place_of(error: BaseException) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"


def target(reader: str, finds: Finds) -> Callable[[bytes], None]:
    """What is called with each input."""
    from transcripts.errors import ToolkitError
    from transcripts.reading import Choices, read_bytes

    choices = Choices(input_format=None if reader == "auto" else reader)

    def run(data: bytes) -> None:
        # Telling the language is slow and not what is tried; it is left to one input of many.
        language = None if len(data) % 16 == 0 else "en"
        begun = time.process_time()
        try:
            read_bytes(as_file(data, reader), "input", language, choices)
        except ToolkitError as error:
            if "\n" in str(error):
                finds.add(f"a message of several lines: {type(error).__name__}", data)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            finds.add(place_of(error), data)
        if time.process_time() - begun > SLOW_S:
            finds.add("slow", data)

    return run


def mutator(reader: str) -> Callable[[bytes, int, int], bytes]:
    """Puts in tokens and stray bytes, and repeats, moves and leaves out parts."""
    names = list(TOKENS) if reader == "auto" else [reader]
    tokens = [token.encode() for name in names for token in TOKENS[name].split(" ") if token]

    def change(data: bytes, largest: int, seed: int) -> bytes:
        chance = random.Random(seed)  # noqa: S311 - no secret
        for _ in range(chance.choice((1, 1, 2, 4))):
            start = chance.randrange(len(data) + 1)
            end = min(len(data), start + chance.choice((1, 3, 20, 200)))
            part, token, times = data[start:end], chance.choice(tokens), chance.choice((2, 9, 99))
            changes = (
                (data[:start], token, data[start:]),
                (data[:start], token, data[end:]),
                (data[:start], (token + part) * times, data[end:]),
                (data[:start], part * times, data[end:]),
                (data[:start], data[end:], part),
                (data[:start], data[end:]),
                (data[:start], chance.randbytes(len(part)), data[end:]),
                (data[:start], chance.choice(STRAYS).encode("utf-8", "surrogatepass"), data[end:]),
            )
            data = b"".join(chance.choice(changes))
        return data[:largest]

    return change


def fuzz(reader: str, seconds: int, seeds: list[bytes], folder: Path) -> None:
    import atheris

    corpus = folder / f"corpus-{reader}"
    corpus.mkdir(parents=True, exist_ok=True)
    for data in seeds:
        (corpus / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST_INPUT}",
        f"-timeout={HANG_S}",
        f"-rss_limit_mb={MOST_MB}",
        f"-artifact_prefix={folder}/{reader}-",
        "-print_final_stats=1",
        "-verbosity=0",
    ]
    run = target(reader, Finds(folder, reader))
    atheris.Setup([sys.argv[0], *options, str(corpus)], run, custom_mutator=mutator(reader))
    atheris.Fuzz()


def load_counted() -> None:
    """Loads the readers so that their branches are counted."""
    import atheris

    with atheris.instrument_imports(include=["transcripts"]):
        import transcripts

        for module in pkgutil.walk_packages(transcripts.__path__, "transcripts."):
            importlib.import_module(module.name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reader", choices=[*SEEDS, "auto"], metavar="READER|auto")
    parser.add_argument("--seconds", type=int, default=180, help="how long to try; default: 180")
    parser.add_argument("--seeds", type=Path, action="append", default=[FIXTURES], help="a folder of further files")
    parser.add_argument("--finds", type=Path, default=Path("fuzz-finds"), help="a folder; default: fuzz-finds")
    given = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        parser.exit(2, "atheris is not installed: pip install atheris (Python 3.11 to 3.13, Linux or macOS)\n")
    load_counted()
    fuzz(given.reader, given.seconds, seeds_of(given.reader, given.seeds), given.finds)


if __name__ == "__main__":
    main()
