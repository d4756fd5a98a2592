"""Quotations found in the texts of their sources, kept as checks that readers can see."""
