"""What the head of a page says: its language, its title, and who takes part."""

import json
from collections import deque
from collections.abc import Iterator
from typing import Any

_LONGEST_DATA = 500_000  # characters
_MOST_PARTS = 20_000
_ROLES = frozenset(("author", "actor", "actors", "contributor", "creator", "host", "guest", "performer", "interviewer"))
_META_ROLES = ("author", "article:author", "dc.creator", "parsely-author", "twitter:creator")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def language_of(root: Any) -> str | None:  # noqa: ANN401 - lxml has no types
    """The BCP 47 tag that a page declares."""
    page = root if root.tag == "html" else root.getroottree().getroot()
    for element in (page, page.find("body")):
        if element is not None:
            declared: str | None = element.get("lang") or element.get("xml:lang") or element.get(_XML_LANG)
            if declared and declared.strip():
                return declared.strip().replace("_", "-")
    metas = _metas(root)
    found = metas.get("content-language") or metas.get("language") or metas.get("og:locale")
    return found.split(",")[0].strip().replace("_", "-") if found else None


def title_of(root: Any) -> str | None:  # noqa: ANN401 - lxml has no types
    """The title in the head of a page."""
    title = _metas(root).get("og:title") or root.findtext(".//title")
    return " ".join(title.split()) or None if title else None


def people_of(root: Any) -> tuple[str, ...]:  # noqa: ANN401 - lxml has no types
    """The names of people in the data of a page, each once. An author of one word is a user or an outlet."""
    metas = _metas(root)
    authors = (metas.get(role, "") for role in _META_ROLES)
    names = [name for name in authors if len(name.split()) > 1 and "/" not in name]
    for script in root.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and len(script.text or "") <= _LONGEST_DATA:
            names += _people_in(script.text or "")
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def _metas(root: Any) -> dict[str, str]:  # noqa: ANN401 - lxml has no types
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or meta.get("http-equiv") or ""
        metas.setdefault(name.lower(), (meta.get("content") or "").strip())
    return metas


def _people_in(text: str) -> list[str]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [name for role, part in _parts(data) if role in _ROLES and (name := _person(part))]


def _person(part: object) -> str | None:
    if not isinstance(part, dict) or part.get("@type") not in ("Person", ["Person"]):
        return None
    name = part.get("name")
    return name if isinstance(name, str) else None


def _parts(data: object) -> Iterator[tuple[str, object]]:
    """All values in data with the key that they or the list around them stand under."""
    queue: deque[tuple[str, object]] = deque([("", data)])
    for _ in range(_MOST_PARTS):
        if not queue:
            return
        key, value = queue.popleft()
        yield key, value
        if isinstance(value, dict):
            queue.extend((str(name).lower(), inner) for name, inner in value.items())
        elif isinstance(value, list):
            queue.extend((key, inner) for inner in value)
