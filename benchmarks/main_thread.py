"""What the main thread of a page in Chromium did, from the browser's own trace.

Times are of the thread (how long it had a processor), not of the clock: other work on the machine adds less to them.
"""

import json
from base64 import b64decode
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession, Page

Event = Mapping[str, Any]

_CATEGORIES = ("devtools.timeline", "disabled-by-default-devtools.timeline")
# The events of Chromium's "devtools.timeline", by what DevTools calls their kind of work.
_KINDS = {
    "ParseHTML": "parse",
    "EvaluateScript": "script",
    "FunctionCall": "script",
    "FireAnimationFrame": "script",
    "EventDispatch": "script",
    "TimerFire": "script",
    "v8.compile": "script",
    "MinorGC": "script",
    "MajorGC": "script",
    "UpdateLayoutTree": "style",
    "Layout": "layout",
    "HitTest": "layout",
    "PrePaint": "paint",
    "Paint": "paint",
    "Layerize": "paint",
    "UpdateLayer": "paint",
    "Commit": "paint",
}
KINDS = ("parse", "script", "style", "layout", "paint")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that the thread did, in ms: by frame, and by kind; what is of no kind is only in the frames."""

    frames: tuple[float, ...]
    kinds: Mapping[str, float]


@dataclass(slots=True)
class Trace:
    """The events of a stretch, complete when its ``with`` is left."""

    events: list[Event] = field(default_factory=list)

    def work(self) -> Work:
        mine = sorted(self._of_main_thread(), key=lambda event: (event["ts"], -event["dur"]))
        return Work(frames=tuple(_frames(mine)), kinds=_by_kind(mine))

    def _of_main_thread(self) -> Iterator[Event]:
        """The events with a length. Of several renderers, the page's is the one that paints."""
        threads = Counter((event["pid"], event["tid"]) for event in self.events if event["name"] == "Commit")
        mains = {
            (event["pid"], event["tid"])
            for event in self.events
            if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
        }
        page = max(mains, key=lambda thread: threads[thread])
        return (event for event in self.events if event["ph"] == "X" and (event["pid"], event["tid"]) == page)


@contextmanager
def traced(page: Page, session: CDPSession) -> Iterator[Trace]:
    """Records while its block runs; the session is one of this page."""
    trace, streams = Trace(), list[str]()
    session.on("Tracing.tracingComplete", lambda message: streams.append(message["stream"]))
    config = {"includedCategories": list(_CATEGORIES)}
    session.send("Tracing.start", {"transferMode": "ReturnAsStream", "traceConfig": config})
    yield trace
    session.send("Tracing.end")
    while not streams:
        page.wait_for_timeout(20)
    trace.events += json.loads("".join(_read(session, streams[0])))["traceEvents"]


def _read(session: CDPSession, stream: str) -> Iterator[str]:
    while True:
        part = session.send("IO.read", {"handle": stream})
        yield b64decode(part["data"]).decode() if part.get("base64Encoded") else part["data"]
        if part["eof"]:
            return


def _frames(events: Sequence[Event]) -> Iterator[float]:
    """The tasks up to each commit, which ends the thread's part of a frame."""
    commits = [event["ts"] for event in events if event["name"] == "Commit"]
    sums = [0.0] * len(commits)
    for event in events:
        if event["name"] == "RunTask":
            at = bisect_left(commits, event["ts"])
            if at < len(sums):
                sums[at] += event.get("tdur", event["dur"]) / 1000
    return iter(sums)


def _by_kind(events: Sequence[Event]) -> Mapping[str, float]:
    """The time within each kind of event, without that within the events inside it."""
    sums = dict.fromkeys(KINDS, 0.0)
    around: list[tuple[float, str]] = []
    for event in events:
        kind = _KINDS.get(event["name"])
        if kind is None:
            continue
        while around and around[-1][0] <= event["ts"]:
            around.pop()
        took = event.get("tdur", event["dur"]) / 1000
        sums[kind] += took
        if around:
            sums[around[-1][1]] -= took
        around.append((event["ts"] + event["dur"], kind))
    return sums
