"""Records kept safe: copied while others write, put back, moved to another database, and proved to be the same."""
