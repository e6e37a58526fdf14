"""Tests of what the value objects work out of themselves."""
