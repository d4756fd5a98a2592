"""From what a reader typed to hits that say why they were found."""
