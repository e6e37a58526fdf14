"""How a sentence is written: a draft that keeps its numbers, plain words for features, shares and
spans.
"""
