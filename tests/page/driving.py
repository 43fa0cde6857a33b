"""What the tests do with a page and ask of it. Waiting is always for something, never for a time."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

_AUDIO = "document.querySelector('.transcript audio')"


def until(page: "Page", condition: str, value: object = None) -> None:
    """Waits for a condition in JavaScript: an expression, or a function of ``value``."""
    page.wait_for_function(condition, arg=value)


def ask(page: "Page", expression: str, value: object = None) -> Any:  # noqa: ANN401, whatever the page answers
    return page.evaluate(expression, value)


def word(page: "Page", text: str, number: int = 0) -> "Locator":
    """The word with this text, or a later one like it."""
    return page.locator(".flow [data-e]").get_by_text(text, exact=True).nth(number)


def time_link(page: "Page", anchor: str) -> "Locator":
    return page.locator(f"#{anchor} > .time")


def wait_until_loaded(page: "Page") -> None:
    until(page, f"{_AUDIO}.readyState >= 1")


def is_playing(page: "Page") -> bool:
    return bool(ask(page, f"!{_AUDIO}.paused"))


def position(page: "Page") -> float:
    return float(ask(page, f"{_AUDIO}.currentTime"))


def wait_until_played_from(page: "Page", seconds: float) -> None:
    """Until the audio plays and has been played from this time on, to a tenth of a second."""
    until(
        page,
        f"""(seconds) => {{
          const {{ paused, played }} = {_AUDIO};
          const starts = Array.from({{ length: played.length }}, (_, at) => played.start(at));
          return !paused && starts.some((start) => Math.abs(start - seconds) < 0.1);
        }}""",
        seconds,
    )


def seek(page: "Page", seconds: float) -> None:
    """Goes to a time, as by the slider of the audio, and waits until the browser is there."""
    ask(
        page,
        f"""(seconds) => new Promise((done) => {{
          const audio = {_AUDIO};
          const afterPainting = () => requestAnimationFrame(() => requestAnimationFrame(done));
          audio.addEventListener("seeked", afterPainting, {{ once: true }});
          audio.currentTime = seconds;
        }})""",
        seconds,
    )


def play(page: "Page") -> None:
    ask(page, f"{_AUDIO}.play()")


def pause(page: "Page") -> None:
    ask(page, f"{_AUDIO}.pause()")


def marked_words(page: "Page") -> list[str]:
    found: list[str] = ask(page, "[...document.querySelectorAll('.now')].map((one) => one.textContent)")
    return found


def current_turns(page: "Page") -> list[str]:
    found: list[str] = ask(page, "[...document.querySelectorAll('[aria-current=true]')].map((one) => one.id)")
    return found


def focused(page: "Page") -> str:
    """The text of what has the focus."""
    return str(ask(page, "document.activeElement === document.body ? '' : document.activeElement.textContent.trim()"))


def said(page: "Page") -> str:
    """What the page tells in its status."""
    return str(page.locator(".status").inner_text())


def wait_until_said(page: "Page", part: str) -> None:
    until(page, "(part) => document.querySelector('.status').textContent.includes(part)", part)


def find(page: "Page", text: str) -> str:
    """Puts a text into the search; what it answers after that."""
    ask(page, "document.querySelector('.found').textContent = '…'")
    page.locator(".search input").fill(text)
    until(page, "document.querySelector('.found').textContent !== '…'")
    return str(page.locator(".found").inner_text())


def found_now(page: "Page") -> str:
    """The match that is shown."""
    return str(ask(page, "[...(CSS.highlights.get('transcript-found-now') ?? [])].join('|')"))
