"""Is all well? What `/readyz`, `/metrics` and `glossary doctor` look at."""
