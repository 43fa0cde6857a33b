"""Where a run of words breaks into cues and lines: as people break, learned from captions that they made.

runs (what is broken) ─ phrasing, function_words (what a gap parts) ─ candidates, shapes, pricing, break_costs (what
each cue would cost) ─ search (the cheapest of all segmentations) ─▶ segment
"""
