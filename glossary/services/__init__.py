"""What the glossary does: verbs, one transaction each. Knows no HTTP."""
