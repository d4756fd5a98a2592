"""The formats we read and write, one file a format. Nothing here knows the database."""
