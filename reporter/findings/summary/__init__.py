"""What the executive reads: headline, leading findings, what each section answers, and how sure all
of it is.
"""
