"""What is written and not yet published: drafts, review by a second person, trying out."""
