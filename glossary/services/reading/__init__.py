"""What is published, read for those who show it; and what processes keep of it."""
