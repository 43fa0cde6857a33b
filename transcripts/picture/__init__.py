"""The episode as a picture: who speaks when, how loud it is, its sounds, and what to look at again."""

from transcripts.picture.png import letters_without_font, to_png
from transcripts.picture.svg import LEAST_WIDTH, MOST_WIDTH, render_picture

__all__ = ["LEAST_WIDTH", "MOST_WIDTH", "letters_without_font", "render_picture", "to_png"]
