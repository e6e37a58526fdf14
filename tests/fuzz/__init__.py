"""Whole runs of random tables: a report or one message, nothing else. `python -m tests.fuzz 500`
makes more than the tests do.
"""
