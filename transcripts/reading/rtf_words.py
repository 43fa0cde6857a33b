"""The control words of RTF that tell of the text; most others are about its looks.

Source: Rich Text Format Specification 1.9.1 (Microsoft, 2008).
"""

from transcripts.wordlists import words_of

CHARACTERS = {
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "tab": "\t",
    "~": "\xa0",
    "_": "-",
    "{": "{",
    "}": "}",
    "\\": "\\",
    "\t": "\t",
}
PARAGRAPH_ENDS = frozenset(words_of("par sect page column nestcell softpage")) | {"\n", "\r"}
SET_OFF = frozenset(words_of("b i ul ulw uld uldb scaps caps"))
HEADERS = frozenset(words_of("header headerl headerr headerf"))
ASIDES = HEADERS | frozenset(words_of("footer footerl footerr footerf footnote annotation"))
# Groups whose text is no text of the document. Starred groups that are not known are skipped too.
SKIPPED = frozenset(
    words_of(
        "pict object fldinst listtable listoverridetable revtbl rsidtbl generator xmlnstbl themedata datastore sp",
        "colorschememapping latentstyles filetbl bkmkstart bkmkend nonshppict author operator company creatim revtim",
        "printim buptim keywords comment doccomm subject category manager hlinkbase atnid atnauthor atndate atnref",
        "tc tcn xe rxe template private do nextfile pnseclvl pgptbl mmathPr wgrffmtfilter ftnsep ftnsepc ftncn aftnsep",
        "aftnsepc aftncn pn",
    )
)
STARRED = frozenset(words_of("shpinst shptxt ud")) | ASIDES
LIST_TEXT = frozenset(words_of("listtext pntext"))
STRUCTURE = PARAGRAPH_ENDS | ASIDES | LIST_TEXT | frozenset(words_of("line lbr trowd intbl cell row"))
