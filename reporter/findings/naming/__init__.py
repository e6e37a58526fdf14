"""What a segment is called: one name each, all different, and true to the numbers."""
