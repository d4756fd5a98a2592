"""The Reconciliation API: which term or actor is meant by a name in somebody's table."""
