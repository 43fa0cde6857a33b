"""The templates of the page: two that come with the project, and those that publishers write."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING

from transcripts.errors import TemplateError
from transcripts.page.plain import plain

if TYPE_CHECKING:
    from jinja2 import Environment, Template, TemplateSyntaxError

# What a template of a publisher can bring up besides errors of Jinja: {{ 1 / 0 }}, {{ view.title[99] }} …
_SLIPS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class PageTemplate:
    """A Jinja template: one of the project's own by its ``name``, or one in a ``folder``.

    It may import the project's ``parts.html``, and import and include files of its own folder. It runs in a sandbox:
    it can show what it is given, and do nothing else.
    """

    name: str
    folder: Path | None = None

    @property
    def source(self) -> str:
        """Where it stands, for messages."""
        return str(self.folder / self.name) if self.folder else self.name


PAGE = PageTemplate("page.html")
"""A whole document."""
FRAGMENT = PageTemplate("fragment.html")
"""A ``section`` with all that it needs, to be pasted into a page of a content management system."""


def filled(template: PageTemplate, values: Mapping[str, object]) -> str:
    """The template with its values. Raises `TemplateError` that names the line, where that is known."""
    from jinja2 import TemplateError as JinjaError
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    loaded = _loaded(template)
    try:
        return loaded.render(values)
    except TemplateSyntaxError as error:
        raise _syntax_error(error, template) from error
    except (JinjaError, *_SLIPS) as error:
        lines = [line for frame, line in walk_tb(error.__traceback__) if frame.f_code.co_filename == loaded.filename]
        reason = f"there is no {error}" if isinstance(error, TemplateNotFound) else str(error)
        raise TemplateError(template.source, lines[-1] if lines else None, reason) from error


def _loaded(template: PageTemplate) -> "Template":
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    try:
        return _environment(template.folder).get_template(template.name)
    except TemplateSyntaxError as error:
        raise _syntax_error(error, template) from error
    except TemplateNotFound as error:
        raise TemplateError(template.source, None, "no such file") from error
    except UnicodeDecodeError as error:
        raise TemplateError(template.source, None, "not text in UTF-8") from error
    except OSError as error:
        raise TemplateError(template.source, None, (error.strerror or str(error)).lower()) from error


def _syntax_error(error: "TemplateSyntaxError", template: PageTemplate) -> TemplateError:
    """It may stand in a file that the template includes."""
    return TemplateError(error.filename or template.source, error.lineno, error.message or "not Jinja")


@cache
def _environment(folder: Path | None) -> "Environment":
    from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    own: list[BaseLoader] = [FileSystemLoader(folder)] if folder else []
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*own, PackageLoader("transcripts.page")]),
        autoescape=True,
        finalize=_plain_text,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _plain_text(value: object) -> object:
    """What a template writes of its values. Markup (the project's own, or what was escaped already) stays."""
    return plain(value) if type(value) is str else value


@cache
def resource(folder: str, *names: str) -> str:
    """The project's own style sheets or scripts, one after the other."""
    return "".join(files(__package__).joinpath(folder, name).read_text(encoding="utf-8") for name in names)
