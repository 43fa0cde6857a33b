"""The direction a language is written in."""

# Scripts written from right to left, and the languages that use one of them unless their tag names another script
# (Unicode CLDR, "characterOrder" of scripts and likely subtags).
_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})
_LANGUAGES = frozenset(
    {"ar", "arc", "arz", "bal", "ckb", "dv", "fa", "glk", "he", "iw", "ji", "lrc", "mzn", "nqo", "pnb", "ps", "sd"}
    | {"sdh", "skr", "syr", "ug", "ur", "yi"}
)


def is_right_to_left(tag: str) -> bool:
    """Whether a BCP 47 tag (``ar``, ``uz-Arab``, ``he-IL``) names a language that is written from right to left."""
    language, *subtags = tag.casefold().replace("_", "-").split("-")
    script = next((subtag for subtag in subtags if len(subtag) == 4 and subtag.isalpha()), None)
    return script in _SCRIPTS if script else language in _LANGUAGES
