"""The truth audit: what a run says is worked out again from its lists and data, and all its text is
read for contradictions.
"""
