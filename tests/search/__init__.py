"""Tests of the search: the two engines, and what makes queries and marks."""
