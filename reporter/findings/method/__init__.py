"""Why these segments: how they were chosen, what else could have been, and on what data."""
