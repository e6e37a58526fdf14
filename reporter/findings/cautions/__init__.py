"""What to know about the data before resting on them: the numbers that cleaning noted in, a claim
for each out, the weightiest first.

None of it needs segments: it can be said as soon as the data are read.
"""

from reporter.findings.cautions import amounts, dates, rows
from reporter.findings.cautions.claims import cautions

__all__ = ["cautions"]

ROOMS = (amounts, dates, rows)
"""Each registers what it claims as it is imported."""
