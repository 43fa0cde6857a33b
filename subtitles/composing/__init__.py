"""A timed transcript into cues.

draft (passages divided into cues) ─ labelling, notes, sound_cues, brief, dialogue (what is shown with them) ─ schedule
(when each is shown) ─▶ compose
"""
