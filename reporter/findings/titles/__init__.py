"""The finding that each drawing shows, written over it."""
