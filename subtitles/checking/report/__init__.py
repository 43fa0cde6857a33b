"""What a check found, told: as lines for a terminal, JSON, CSV and a self-contained HTML page."""

from subtitles.checking.report.document import document
from subtitles.checking.report.page import page
from subtitles.checking.report.report import CheckedFile, Group, Report, groups
from subtitles.checking.report.spreadsheet import spreadsheet
from subtitles.checking.report.table import Terminal, lines

__all__ = ["CheckedFile", "Group", "Report", "Terminal", "document", "groups", "lines", "page", "spreadsheet"]
