"""What was published when: revisions, changes, and the records as they stood at a moment."""
