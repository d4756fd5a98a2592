"""Redaction: words that must not stay readable are blacked out in every state that has them, and around it."""
