"""Pages of the web: saved pages, fragments of HTML and pages saved with everything in one file.

Source ─ parsing ─▶ tree ─ walking ─▶ blocks ─ rows ─ main_text ─ lines ─▶ Document
"""

from transcripts.reading.html.reading import read_html
from transcripts.reading.html.sniffing import is_html

__all__ = ["is_html", "read_html"]
