"""How much a file may hold. Beyond a limit a file or a record is refused with a sentence; nothing is cut off."""

from __future__ import annotations

MOST_BYTES = 20_000_000
"""Of a file that is sent to the desk."""
MOST_ROWS = 100_000
"""Records of a file."""
MOST_LINES = 1_048_576
"""Lines of a sheet, blank ones among them: as many as the program has that most workbooks come from."""
MOST_COLUMNS = 1_000
MOST_SHEETS = 20
MOST_CELL = 32_767
"""Characters of a cell, as in a workbook. The fields of a record hold less still, and say so themselves."""
MOST_LINE = 1_000_000
"""Characters of a line of JSON."""
MOST_DEPTH = 8
"""Lists and records inside each other; a record has three levels."""
MOST_PARTS = 5_000
"""Names and values of one record of a YAML file."""

MOST_MEMBERS = 500
"""Files inside a workbook."""
MOST_DIRECTORY = 200_000
"""Bytes of a workbook's list of the files in it, which is read at once."""
MOST_INFLATED = 100_000_000
"""Bytes of all files inside a workbook, unpacked."""
MOST_RATIO = 200
"""How many times larger a file inside a workbook may be unpacked. Tables of like rows are seen to reach 60."""
RATIO_FROM = 1_000_000
"""Bytes, unpacked, below which the ratio says nothing."""
