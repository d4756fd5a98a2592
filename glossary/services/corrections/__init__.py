"""Corrections that readers suggest, and how the desk answers them."""
