"""Side by side: how actors use terms, in columns, with a verdict on every row."""
