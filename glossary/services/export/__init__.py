"""What people take along: files, feeds, citations, linked data, each from one state of the records."""
