"""Captions as transcripts. Two layers: a format to cues (`CaptionCue`), leniently, and cues to a `Document`.

text ─ parse_webvtt, parse_subrip, … ─▶ Captions (cues, repairs) ─ lines.document_of ─▶ Document
"""
