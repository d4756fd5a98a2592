"""Help for whoever adds a record: candidates from an article, hints on words and names, what is there already."""
