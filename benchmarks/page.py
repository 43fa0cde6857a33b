"""The transcript page in a browser: weight, load, highlight, scrolling, search, memory.

    python benchmarks/page.py ALIGNMENT.json [--audio AUDIO] [--report FILE.md]

Measures the page of an alignment file, and that of the same episode repeated until it lasts three hours, in headless
Chromium (``--chromium`` names another than ``/usr/bin/chromium``). Silence is played where no ``--audio`` is given, and
on the long page. Needs ``playwright``.

*Interactive*: from the start of the navigation, from the disk, until the page's script has run, something is painted,
and no task of 50 ms or more follows for a second; the median of several loads, each in a context of its own. *As on a
phone*: with a processor slowed down four times by the browser. *A frame*: all that the main thread does for it, the
browser's own player included; *without the script* is the same while the page's script is away and an empty loop takes
its place. *Long frames* come more than 50 ms after the one before. A search takes from the last key to the frame that
shows the count, and holds the pause of 150 ms in which the page waits for more keys.
"""

import argparse
import gzip
import shutil
import statistics
import sys
import tempfile
import wave
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from lengthening import lengthened
from main_thread import KINDS, traced
from playwright.sync_api import Browser, Page, sync_playwright
from tables import number, table, write_section

from subtitles import DEFAULT_STYLE_NAME, Track, compose, named_style
from subtitles.converting import convert
from transcripts import read_alignment, render_page
from transcripts.model import TimedTranscript
from transcripts.timing import clock

LONG_MS = 3 * 60 * 60 * 1000
PHONE = 4
LOADS = 3
SETTLING_S = 2.0  # until the page has scrolled to where playing begins
PLAYED_S = 3.0
LONG_FRAME_MS = 50

_WATCH_TASKS = """
window.longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
"""
_LOADED = """async () => {
  const end = (task) => task.startTime + task.duration;
  const lastEnd = () => Math.max(0, ...longTasks.map(end));
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  if (!document.querySelector(".transcript.started")) throw new Error("the script of the page did not run");
  const painted = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
  do await wait(1000); while (!painted() || performance.now() - lastEnd() < 1000);
  const [navigation] = performance.getEntriesByType("navigation");
  return [painted(), Math.max(painted(), navigation.domContentLoadedEventStart, lastEnd())];
}"""
_PLAY = """async ([seconds, rate]) => {
  const audio = document.querySelector("audio");
  audio.currentTime = seconds;
  audio.playbackRate = rate;
  await audio.play();
}"""
_WATCH_FRAMES = """() => {
  window.frames = [];
  let before = performance.now();
  const tick = (now) => {
    frames.push(now - before);
    before = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}"""
_NEXT_FRAME = """
const nextFrame = () => new Promise((done) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now());
  channel.port2.postMessage(0);
}));
"""
_SEARCH = f"""async (wanted) => {{
  {_NEXT_FRAME}
  const input = document.querySelector(".search input");
  const counted = new Promise((done) => {{
    new MutationObserver(done).observe(document.querySelector(".found"), {{ childList: true, subtree: true }});
    setTimeout(done, 30_000);
  }});
  const begin = performance.now();
  input.value = wanted;
  input.dispatchEvent(new InputEvent("input", {{ bubbles: true }}));
  await counted;
  return await nextFrame() - begin;
}}"""
_FILTER = f"""async (index) => {{
  {_NEXT_FRAME}
  const select = document.querySelector(".filter");
  const begin = performance.now();
  select.selectedIndex = index;
  select.dispatchEvent(new Event("change", {{ bubbles: true }}));
  return await nextFrame() - begin;
}}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table; ``value`` is ``None`` where the page has no such thing."""

    name: str
    value: float | None
    pattern: str = "{:.0f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A page on the disk beside its audio, and a second one without its script."""

    timed: TimedTranscript
    page: Path
    still: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Playing:
    """Where playing begins, in seconds, how fast it goes, and how many times slower the processor is."""

    name: str
    at_s: float
    rate: float = 1
    slower: int = 1


def written(timed: TimedTranscript, audio: Path | None, folder: Path) -> Written:
    """Writes both pages into a new folder, with captions, and the audio, or as much silence."""
    folder.mkdir()
    target = folder / f"audio{audio.suffix if audio else '.wav'}"
    if audio:
        shutil.copyfile(audio, target)
    else:
        write_silence(timed.audio.duration_ms, target)
    html = render_page(timed, audio_href=target.name, captions=captions_of(timed))
    page, still = folder / "page.html", folder / "still.html"
    page.write_text(html, encoding="utf-8")
    before, _, script = html.rpartition("<script>")
    still.write_text(before + script.partition("</script>")[2], encoding="utf-8")
    return Written(timed=timed, page=page, still=still)


def write_silence(length_ms: int, target: Path) -> None:
    """Silence of 8 kB a second, which is faster to write than to encode."""
    with wave.open(str(target), "wb") as audio:
        audio.setnchannels(1)
        audio.setsampwidth(1)
        audio.setframerate(8000)
        second = b"\x80" * 8000
        for _ in range(-(-length_ms // 1000)):
            audio.writeframesraw(second)


def captions_of(timed: TimedTranscript) -> str:
    cues = compose(timed, named_style(DEFAULT_STYLE_NAME))
    return convert(Track(cues=cues, language=timed.transcript.language), "vtt", "never").text


def weights(written_page: Written) -> Iterator[Figure]:
    timed = written_page.timed
    bare = render_page(timed, audio_href="audio.mp3").encode()
    whole = render_page(timed, audio_href="audio.mp3", captions=captions_of(timed)).encode()
    yield Figure(name="words", value=len(timed.timings))
    yield Figure(name="weight without audio, kB", value=len(bare) / 1000)
    yield Figure(name="… with captions", value=len(whole) / 1000)
    yield Figure(name="… compressed by a server (gzip)", value=len(gzip.compress(whole)) / 1000)


def loads(browser: Browser, page: Path) -> Iterator[Figure]:
    for slower in (1, PHONE):
        runs = [load_times(browser, page, slower) for _ in range(LOADS)]
        painted, ready = (statistics.median(times) for times in zip(*runs, strict=True))
        yield Figure(name=f"first paint, ms{_phone(slower)}", value=painted)
        yield Figure(name=f"interactive, ms{_phone(slower)}", value=ready)
    opened = Opened(browser, slower=1)
    with traced(opened.page, opened.session) as trace:
        opened.go(page)
        opened.page.evaluate(_LOADED)
    kinds = trace.work().kinds
    yield from (Figure(name=f"… of a load: {kind}, ms", value=kinds[kind]) for kind in KINDS)
    yield from memory(opened)
    opened.close()


def load_times(browser: Browser, page: Path, slower: int) -> tuple[float, float]:
    """When something was painted, and when the page was interactive, in ms from the start of the navigation."""
    opened = Opened(browser, slower)
    opened.go(page)
    painted, ready = opened.page.evaluate(_LOADED)
    opened.close()
    return painted, ready


def _phone(slower: int) -> str:
    return " (as on a phone)" if slower > 1 else ""


class Opened:
    """A page in a context of its own, on a processor that many times slower."""

    def __init__(self, browser: Browser, slower: int) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 800})
        self.page: Page = self.context.new_page()
        self.page.add_init_script(_WATCH_TASKS)
        self.session = self.context.new_cdp_session(self.page)
        self.session.send("Emulation.setCPUThrottlingRate", {"rate": slower})

    def go(self, page: Path) -> None:
        self.page.goto(page.as_uri())

    def close(self) -> None:
        self.context.close()


def memory(opened: Opened) -> Iterator[Figure]:
    opened.session.send("HeapProfiler.collectGarbage")
    opened.session.send("Performance.enable")
    metrics = {m["name"]: m["value"] for m in opened.session.send("Performance.getMetrics")["metrics"]}
    yield Figure(name="heap of the script, MB", value=metrics["JSHeapUsedSize"] / 1e6, pattern="{:.1f}")
    yield Figure(name="nodes", value=metrics["Nodes"])


def playings(timed: TimedTranscript) -> tuple[Playing, ...]:
    spans = [timing.span for timing in timed.timings if timing.span]
    begin = spans[0].start_ms / 1000
    end = max(begin, spans[-1].end_ms / 1000 - 2 * (SETTLING_S + PLAYED_S) - 5)
    return (
        Playing(name="at the beginning", at_s=begin),
        Playing(name="at the beginning, 2×", at_s=begin, rate=2),
        Playing(name="near the end", at_s=end),
        Playing(name="near the end, 2×", at_s=end, rate=2),
        Playing(name="near the end, 2× (as on a phone)", at_s=end, rate=2, slower=PHONE),
    )


def playing_figures(browser: Browser, pages: Written) -> Iterator[Figure]:
    for playing in playings(pages.timed):
        frames, kinds, deltas = played(browser, pages.page, playing)
        bare, _, _ = played(browser, pages.still, playing)
        mean, still = statistics.fmean(frames), statistics.fmean(bare)
        yield Figure(name=f"a frame while playing {playing.name}, ms", value=mean, pattern="{:.2f}")
        yield Figure(name="… without the script", value=still, pattern="{:.2f}")
        yield Figure(name="… the highlight, by difference", value=mean - still, pattern="{:.2f}")
        for kind in KINDS[1:]:
            yield Figure(name=f"… {kind}", value=kinds[kind] / len(frames), pattern="{:.2f}")
        yield Figure(name="… 99 of 100 frames within", value=statistics.quantiles(frames, n=100)[98], pattern="{:.1f}")
        yield Figure(name="… the worst", value=max(frames), pattern="{:.1f}")
        yield Figure(name="… long frames", value=long_frames(deltas))


def played(browser: Browser, page: Path, playing: Playing) -> tuple[Sequence[float], dict[str, float], list[float]]:
    """The frames' times, the kinds of work, and the times between frames."""
    opened = Opened(browser, playing.slower)
    opened.go(page)
    opened.page.evaluate(_WATCH_FRAMES)
    opened.page.evaluate(_PLAY, [playing.at_s, playing.rate])
    opened.page.wait_for_timeout(SETTLING_S * 1000)
    opened.page.evaluate("() => { frames.length = 0; }")
    with traced(opened.page, opened.session) as trace:
        opened.page.wait_for_timeout(PLAYED_S * 1000)
        deltas = opened.page.evaluate("() => frames")
    opened.close()
    work = trace.work()
    return work.frames, dict(work.kinds), deltas


def long_frames(deltas: Sequence[float]) -> int:
    return sum(delta > LONG_FRAME_MS for delta in deltas)


def scrolling(browser: Browser, page: Path) -> Iterator[Figure]:
    """From top to bottom by the wheel, in 300 steps."""
    for slower in (1, PHONE):
        opened = Opened(browser, slower)
        opened.go(page)
        opened.page.evaluate(_LOADED)
        height = opened.page.evaluate("document.documentElement.scrollHeight")
        opened.page.mouse.move(600, 600)
        opened.page.evaluate(_WATCH_FRAMES)
        for _ in range(300):
            opened.page.mouse.wheel(0, height / 300)
        opened.page.wait_for_timeout(300)
        deltas, bottom = opened.page.evaluate("[frames, scrollY + innerHeight]")
        opened.close()
        if bottom < 0.95 * height:
            raise SystemExit(f"the wheel did not reach the bottom: {bottom} of {height}")
        if slower == 1:
            yield Figure(name="height of the page, px", value=height)
        yield Figure(name=f"scrolling from top to bottom: frames{_phone(slower)}", value=len(deltas))
        yield Figure(name="… long ones", value=long_frames(deltas))
        yield Figure(name="… the longest, ms", value=max(deltas))


def reactions(browser: Browser, pages: Written) -> Iterator[Figure]:
    word, _ = Counter(word.text.casefold() for word in pages.timed.transcript.words).most_common(1)[0]
    for slower in (1, PHONE):
        opened = Opened(browser, slower)
        opened.go(pages.page)
        opened.page.evaluate(_LOADED)
        for name in ("first search", "second search"):
            took = opened.page.evaluate(_SEARCH, word)
            yield Figure(name=f"{name} for “{word}”, ms{_phone(slower)}", value=took)
            opened.page.evaluate(_SEARCH, "")
        has_filter = opened.page.evaluate("document.querySelector('.filter') !== null")
        for name, index in (("filter by a speaker", 1), ("show everyone again", 0)):
            took = opened.page.evaluate(_FILTER, index) if has_filter else None
            yield Figure(name=f"{name}, ms{_phone(slower)}", value=took)
        opened.close()


def figures(browser: Browser, pages: Written) -> Iterator[Figure]:
    """All figures of a page; each is told on the standard error as soon as it is known."""
    parts = (
        weights(pages),
        loads(browser, pages.page),
        playing_figures(browser, pages),
        scrolling(browser, pages.page),
        reactions(browser, pages),
    )
    for figure in chain.from_iterable(parts):
        sys.stderr.write(f"{figure.name}: {number(figure.value, figure.pattern)}\n")
        yield figure


def rows(short: Sequence[Figure], long: Sequence[Figure]) -> Iterator[tuple[str, ...]]:
    for one, other in zip(short, long, strict=True):
        ratio = other.value / one.value if one.value and other.value is not None else None
        yield one.name, number(one.value, one.pattern), number(other.value, other.pattern), number(ratio, "{:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("alignment", type=Path, metavar="ALIGNMENT.json")
    parser.add_argument("--audio", type=Path, help="the audio of the alignment; silence without it")
    parser.add_argument("--chromium", default="/usr/bin/chromium", help="the browser; default: /usr/bin/chromium")
    parser.add_argument("--report", type=Path, metavar="FILE.md")
    given = parser.parse_args()
    timed = read_alignment(given.alignment)
    long = lengthened(timed, LONG_MS)
    with tempfile.TemporaryDirectory(prefix="page-") as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(
            executable_path=given.chromium, args=["--autoplay-policy=no-user-gesture-required"]
        )
        measured = [
            tuple(figures(browser, written(episode, audio, folder / str(at))))
            for at, (episode, audio) in enumerate([(timed, given.audio), (long, None)])
        ]
        headings = ("", clock(timed.audio.duration_ms), clock(long.audio.duration_ms), "×")
        body = f"Chromium {browser.version}.\n\n" + table(headings, rows(*measured))
        browser.close()
    write_section(given.report, "page", body)


if __name__ == "__main__":
    main()
