"""The base and the segments, measured once for every sentence: the earlier stages' values in,
numbers out.
"""
