"""Captions, as transcripts and as captions. A format to cues (`CaptionCue`), leniently, and cues to a `Document`.

text ─ parse_webvtt, parse_subrip, … ─▶ Captions (cues, repairs, notes) ─ lines.document_of ─▶ Document

`subtitles.reading` makes tracks of the same `Captions`; JSON, HTML and tables are parsed to cues for it alone. The
kinds of repairs are listed in `repairs`.
"""
