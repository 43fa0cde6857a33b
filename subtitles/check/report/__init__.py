"""What a check found, told: as lines for a terminal, JSON, CSV and a self-contained HTML page."""

from subtitles.check.report.document import document
from subtitles.check.report.page import page
from subtitles.check.report.report import CheckedFile, Group, Report, groups
from subtitles.check.report.spreadsheet import spreadsheet
from subtitles.check.report.table import Terminal, lines

__all__ = ["CheckedFile", "Group", "Report", "Terminal", "document", "groups", "lines", "page", "spreadsheet"]
