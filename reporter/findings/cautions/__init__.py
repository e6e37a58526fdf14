"""What to know about the data before resting on them: the numbers that cleaning noted in, a
sentence for each out, the weightiest first.

None of it needs segments: it can be said as soon as the data are read.
"""

from reporter.findings.cautions import amounts, dates, rows
from reporter.findings.cautions.sentences import cautions

__all__ = ["cautions"]

ROOMS = (amounts, dates, rows)
"""Each registers the sentences that it holds as it is imported."""
