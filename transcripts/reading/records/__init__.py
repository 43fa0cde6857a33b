"""JSON that holds a transcript: what recognisers, editors and publishers write.

    text ─ parsing ─▶ value ─ the first of schemas.SCHEMAS that fits ─▶ Talk of pieces ─ pieces ─▶ Document of lines

A new schema is one function from a value to a `Talk`, or ``None``, and one line of the table.
"""

from transcripts.reading.records.own_files import is_own, read_own, transcript_of
from transcripts.reading.records.reader import is_json, read_json

__all__ = ["is_json", "is_own", "read_json", "read_own", "transcript_of"]
