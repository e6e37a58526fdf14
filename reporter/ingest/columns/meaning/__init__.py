"""What the columns of a table of customers mean beyond their names: which values are none, which
money is revenue, what counts time.

Each question is a file of its own (`registry` has their order): it looks at evidence in the data
and answers by giving columns another role, or a sense. Where the evidence is clear the columns are
read so, where it is not the usual reading stands; what a reader has to know becomes a `Reading`,
whose sentence stands in findings/summary/readings.toml and which a setting overrules.
"""

from reporter.ingest.columns.meaning.evidence import Evidence
from reporter.ingest.columns.meaning.question import Understood
from reporter.ingest.columns.meaning.registry import understand

__all__ = ["Evidence", "Understood", "understand"]
