"""Who the labels are: full names out of short ones, and the spelling of a name as the page has it.

Two labels are one person only where the source leaves no other reading: two people of one surname stay apart.
"""

from transcripts.speakers.identity import first_presented, identify, is_anonymous, is_same_name_part, sole_speaker
from transcripts.speakers.keys import KeyEntry, key_entry
from transcripts.speakers.label_names import split_role
from transcripts.speakers.mentions import PageText
from transcripts.speakers.names import Tokens, is_in_capitals, name_parts, name_tokens, presents

__all__ = [
    "KeyEntry",
    "PageText",
    "Tokens",
    "first_presented",
    "identify",
    "is_anonymous",
    "is_in_capitals",
    "is_same_name_part",
    "key_entry",
    "name_parts",
    "name_tokens",
    "presents",
    "sole_speaker",
    "split_role",
]
