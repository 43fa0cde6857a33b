"""Every error this project raises on purpose.

    ToolkitError
    ├─ TranscriptError(source, line, reason)   a transcript that cannot be read
    ├─ AudioError(source, reason)              audio that cannot be read
    ├─ LexiconError(source, line, reason)      a list of pronunciations that cannot be read
    ├─ StyleError(source, reason)              a style of captions that cannot be used
    ├─ TemplateError(source, line, reason)     a template of the page that cannot be used
    ├─ SettingsError(source, reason)           settings of a project that cannot be used
    ├─ EngineUnavailableError(engine, reason)  an engine that cannot serve here
    ├─ MissingExtraError(extra, purpose)       a library that is installed only if asked for
    ├─ AlignmentError(reason)                  text and audio that do not belong together
    ├─ WriteError(path, reason)                a file that cannot be written
    └─ UnknownNameError(kind, name, known)     a style, format, engine … that does not exist

Constructors hand their own arguments to ``super().__init__``, so the errors pickle across processes. ``str()`` gives
the one line a user reads: what happened, where, and what to do.
"""

from difflib import get_close_matches


class ToolkitError(Exception):
    """Root of all errors raised on purpose."""


class TranscriptError(ToolkitError):
    """A transcript that cannot be read. ``line`` is 1-based, or ``None`` where no single line is to blame."""

    def __init__(self, source: str, line: int | None, reason: str) -> None:
        self.source, self.line, self.reason = source, line, reason
        super().__init__(source, line, reason)

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}, line {self.line}"
        return f"{where}: {self.reason}"


class AudioError(ToolkitError):
    """Audio that cannot be read."""

    def __init__(self, source: str, reason: str) -> None:
        self.source, self.reason = source, reason
        super().__init__(source, reason)

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class LexiconError(ToolkitError):
    """A list of pronunciations that cannot be read. ``line`` is 1-based, or ``None`` where none is to blame."""

    def __init__(self, source: str, line: int | None, reason: str) -> None:
        self.source, self.line, self.reason = source, line, reason
        super().__init__(source, line, reason)

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}, line {self.line}"
        return f"{where}: {self.reason}"


class StyleError(ToolkitError):
    """A style of captions that cannot be used."""

    def __init__(self, source: str, reason: str) -> None:
        self.source, self.reason = source, reason
        super().__init__(source, reason)

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class TemplateError(ToolkitError):
    """A template of the page that cannot be used. ``line`` is 1-based, or ``None`` where it is not known."""

    def __init__(self, source: str, line: int | None, reason: str) -> None:
        self.source, self.line, self.reason = source, line, reason
        super().__init__(source, line, reason)

    def __str__(self) -> str:
        where = self.source if self.line is None else f"{self.source}, line {self.line}"
        return f"{where}: {self.reason}"


class SettingsError(ToolkitError):
    """Settings of a project that cannot be used."""

    def __init__(self, source: str, reason: str) -> None:
        self.source, self.reason = source, reason
        super().__init__(source, reason)

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class EngineUnavailableError(ToolkitError):
    """An engine that cannot serve this transcript or this installation."""

    def __init__(self, engine: str, reason: str) -> None:
        self.engine, self.reason = engine, reason
        super().__init__(engine, reason)

    def __str__(self) -> str:
        return f"the {self.engine} engine is not available: {self.reason}"


class MissingExtraError(ToolkitError):
    """A library that is installed only if asked for: ``extra`` names it, ``purpose`` says what it is needed for."""

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra, self.purpose = extra, purpose
        super().__init__(extra, purpose)

    def __str__(self) -> str:
        return f"the extra {self.extra!r} is needed {self.purpose}: pip install 'saidwhen[{self.extra}]'"


class AlignmentError(ToolkitError):
    """Text and audio that do not belong together."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)

    def __str__(self) -> str:
        return self.reason


class WriteError(ToolkitError):
    """A file that cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(path, reason)

    def __str__(self) -> str:
        return f"cannot write {self.path}: {self.reason}"


class UnknownNameError(ToolkitError):
    """A name that does not exist; the message suggests the nearest known one."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        self.kind, self.name, self.known = kind, name, known
        super().__init__(kind, name, known)

    def __str__(self) -> str:
        near = get_close_matches(self.name.casefold(), self.known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(self.known)}"
        return f"unknown {self.kind} {self.name!r}; {hint}"
