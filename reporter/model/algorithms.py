"""An algorithm's name in, what it is called out, as a claim."""

from __future__ import annotations

from reporter.choices import AlgorithmName
from reporter.model.claim import Claim, Name


def algorithm_called(name: str) -> Claim:
    """Call an algorithm of the house by its word; a class, known by its dotted path, as it calls
    itself.
    """
    if name in set(AlgorithmName):
        return Claim(f"algorithm.{name}")
    return Claim("algorithm.other", {"algorithm": Name(name.rpartition(".")[2])})
