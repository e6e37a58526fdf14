"""The recency-frequency grid that marketing tools share: scores, bands, cells by their names."""
