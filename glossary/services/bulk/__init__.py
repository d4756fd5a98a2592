"""Files of many records: judged as a whole, reported, and written in short transactions."""
