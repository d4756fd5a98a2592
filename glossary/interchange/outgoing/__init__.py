"""Formats in which many records leave at once, written piece by piece: memory does not grow with the glossary."""
