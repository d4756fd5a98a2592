"""Numbered, frozen packages of all that is published, with what validators say of them."""
