"""Of what the segments were made: the segmentation in, its algorithm, features and the tree that
comes near it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reporter.model import Finding
from reporter.model.algorithms import algorithm_called
from reporter.model.claim import Claim, Share

if TYPE_CHECKING:
    from reporter.model import Study
    from reporter.model.claim import Value


def made_of(study: Study) -> Finding:
    """Name the algorithm and the features, and those that do not vary."""
    found = study.segmentation
    features = tuple(
        Claim("method.made_of", {"feature": study.table.feature(name)}) for name in found.features
    )
    left_out = tuple(
        Claim("method.made_without", {"left_out": study.table.feature(name)})
        for name in found.dropped
    )
    values: dict[str, Value] = {
        "algorithm": algorithm_called(found.algorithm),
        "features": features,
        "left_out": left_out or None,
    }
    return Finding(id="method.made", claim=Claim("method.made", values))


def tree(study: Study) -> Finding:
    """Say how near one decision tree comes to the segments."""
    fidelity = Share(study.segmentation.fidelity)
    return Finding(id="method.tree", claim=Claim("method.tree", {"fidelity": fidelity}))
