"""When it was said: audio, acoustics, pronunciation, search and the pipeline."""

from aligner.align import ENGINE_NAMES, align

__all__ = ["ENGINE_NAMES", "align"]
