"""Opens pages in Chromium and keeps watch: what a page logs, asks the network for, or says in dialogs."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_TIMEOUT_MS = 8_000
# A name that leads to this machine and is no secure context, as "localhost" would be.
INSECURE_HOST = "transcripts.test"
ARGUMENTS = (
    "--no-sandbox",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
    "--disable-gpu",
    f"--host-resolver-rules=MAP {INSECURE_HOST} 127.0.0.1",
)

DESKTOP, PHONE = (1280, 800), (390, 800)

Server = Literal["file", "http", "insecure http"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a page is looked at. ``address`` is what follows its name; ``expected_errors`` may stand in the console."""

    address: str = ""
    size: tuple[int, int] = DESKTOP
    scheme: Literal["light", "dark"] = "light"
    motion: Literal["no-preference", "reduce"] = "no-preference"
    colours: Literal["none", "active"] = "none"
    scripts: Literal["on", "off"] = "on"
    server: Server = "file"
    expected_errors: tuple[str, ...] = ()


DEFAULT = Look()


def find_browser() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


@dataclass
class Watch:
    """What a page does besides what a transcript is for."""

    allowed: set[str]
    expected_errors: tuple[str, ...]
    troubles: list[str] = field(default_factory=list)

    def over(self, page: "Page") -> None:
        page.on("request", self._request)
        page.on("console", lambda message: self._logged(message.type, message.text))
        page.on("pageerror", lambda error: self.troubles.append(f"uncaught: {error}"))
        page.on("dialog", self._dialog)

    def _logged(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and not any(one in text for one in self.expected_errors):
            self.troubles.append(f"console {kind}: {text}")

    def _dialog(self, dialog: "Dialog") -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: "Request") -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in {"data", "about"} and unquote(parts.path.rpartition("/")[2]) not in self.allowed:
            self.troubles.append(f"request: {request.url}")


class Windows:
    """A context for pages with scripts and one without. Transcripts store nothing, so their pages can share them."""

    def __init__(self, browser: "Browser") -> None:
        self._browser = browser
        self._contexts: dict[str, BrowserContext] = {}

    def new(self, look: Look) -> "Page":
        """An empty page."""
        if look.scripts not in self._contexts:
            self._contexts[look.scripts] = self._browser.new_context(
                java_script_enabled=look.scripts == "on", permissions=["clipboard-read", "clipboard-write"]
            )
            self._contexts[look.scripts].set_default_timeout(_TIMEOUT_MS)
        page = self._contexts[look.scripts].new_page()
        width, height = look.size
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=look.scheme, reduced_motion=look.motion, forced_colors=look.colours)
        return page


class Visitor:
    """Writes pages beside the audio, opens them, and keeps watch."""

    def __init__(self, windows: Windows, folder: Path, port: int) -> None:
        self._windows, self._folder, self._port = windows, folder, port
        self._watches: list[Watch] = []
        self._pages: list[Page] = []

    def open(self, html: str, look: Look = DEFAULT) -> "Page":
        """The page in a window of its own, loaded."""
        path = self.write(html)
        page = self._windows.new(look)
        audio = {file.name for file in self._folder.iterdir() if file.suffix != ".html"}
        watch = Watch({path.name, "missing.wav", *audio}, look.expected_errors)
        watch.over(page)
        self._watches.append(watch)
        self._pages.append(page)
        page.goto(self.address(path, look.server) + look.address)
        return page

    def show(self, page: "Page", html: str, address: str = "") -> None:
        """Another page in a window that is open."""
        path = self.write(html)
        self._watches[self._pages.index(page)].allowed.add(path.name)
        page.goto(self.address(path, "file") + address)

    def write(self, html: str) -> Path:
        number = next(n for n in count(1) if not (self._folder / f"page-{n}.html").exists())
        path = self._folder / f"page-{number}.html"
        path.write_text(html, encoding="utf-8", newline="")
        return path

    def address(self, path: Path, server: Server) -> str:
        if server == "file":
            return path.as_uri()
        host = "127.0.0.1" if server == "http" else INSECURE_HOST
        return f"http://{host}:{self._port}/{path.name}"

    def troubles(self) -> list[str]:
        """All that went wrong so far; closes the windows."""
        for page in self._pages:
            page.close()
        return [trouble for watch in self._watches for trouble in watch.troubles]


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder; with ranges, without which browsers do not seek."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, the name of the standard library
        """Nothing."""

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        with contextlib.suppress(ConnectionError):
            super().copyfile(source, outputfile)

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        path = Path(self.translate_path(self.path))
        if not asked.startswith("bytes=") or not path.is_file():
            return super().do_GET()
        content = path.read_bytes()
        first, _, last = asked.removeprefix("bytes=").partition("-")
        part = content[int(first) : int(last) + 1 if last else None]
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {first}-{int(first) + len(part) - 1}/{len(content)}")
        self.send_header("Content-Length", str(len(part)))
        self.send_header("Accept-Ranges", "bytes")
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(part)
        return None


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[int]:
    """Serves a folder on this machine; the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
