"""What tags, roles and words in the class of an element say about it."""

import re
from functools import lru_cache

from transcripts.wordlists import words_of

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST_CLASS = 300

BLOCKS = frozenset(
    words_of(
        "html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure",
        "footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr iframe legend li main menu nav noscript ol",
        "optgroup option p pre search section select summary table tbody td template textarea tfoot th thead tr ul",
        "video audio object canvas button label caption",
    )
)
INLINE = frozenset(
    words_of(
        "a abbr acronym b bdi bdo big br cite code data del dfn em font i ins kbd mark nobr q rp rt ruby s samp small",
        "span strike strong sub sup time tt u var wbr img input",
    )
)
HEADINGS = frozenset(words_of("h1 h2 h3 h4 h5 h6 summary"))
# What holds no text of the page. Ruby's readings repeat the characters beside them.
NO_TEXT = frozenset(words_of("head script style svg math rt rp datalist colgroup map"))
STANDS_OUT = frozenset(words_of("b strong em i cite dfn"))
CELLS = frozenset(words_of("td th"))

# Furniture for sure unless it holds most of the page's speech ...
FURNITURE_TAGS = frozenset(words_of("nav aside footer noscript select button audio video object canvas iframe"))
FURNITURE_ROLES = frozenset(
    words_of("navigation contentinfo complementary search menu menubar toolbar tablist button alertdialog")
)
FURNITURE_WORDS = frozenset(
    words_of(
        "nav navbar navigation menu breadcrumb breadcrumbs sidebar footer masthead cookie cookies consent gdpr",
        "onetrust share sharing social addtoany sharethis sharedaddy related recommended recommendations newsletter",
        "subscribe subscription signup login comment comments disqus respond ad ads advert advertisement promo",
        "pagination pager skip toolbar copyright colophon embed paywall popup lightbox",
    )
)
# ... and what may as well be a part of each turn, or the frame around all of them.
PERHAPS_TAGS = frozenset(words_of("header form dialog menu label legend figcaption fieldset"))
PERHAPS_ROLES = frozenset(words_of("banner dialog form tab"))
PERHAPS_WORDS = frozenset(
    words_of(
        "header banner modal overlay player widget byline meta metadata dateline credit credits caption toc controls"
    )
)

VOICE_WORDS = frozenset(words_of("speaker speakers speakername interlocutor talker"))
NAME_WORDS = frozenset(words_of("name author"))
CLOCK_WORDS = frozenset(words_of("time timestamp timecode timestamps stamp ts"))


@lru_cache(maxsize=4096)
def words_in(written: str) -> frozenset[str]:
    """The words of a class or an id: ``site-navLinks`` has ``site``, ``nav`` and ``links``."""
    return frozenset(word.lower() for word in _WORD.findall(written[:_LONGEST_CLASS]))
