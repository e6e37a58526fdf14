"""Thirty small files as shops, banks, hotels and surveys write them, each with what is right about
it.

`python -m tests.batch FOLDER` writes them, to be looked at. Every one starts from a clean table of
a fixed seed. What is right is worked out of that table by pandas; only then is the file written as
its platform would write it, with a fault, or with what merely looks like one. Money is whole cents
until it is written, so that every sum is exact.
"""
