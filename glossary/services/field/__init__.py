"""The whole field at a glance: which actor is recorded with which term."""
