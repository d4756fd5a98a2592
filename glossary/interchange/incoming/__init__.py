"""Records that come in as files: tables, workbooks, YAML, JSON Lines; one file a format, `reading.py` chooses.

Files are read one record at a time, whatever their size, and whatever is in them: a record that cannot be understood
comes out with the reason, a file that cannot be read is refused with a sentence. Nothing here knows the database.
"""
