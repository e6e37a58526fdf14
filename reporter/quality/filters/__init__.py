"""What the user wants left out, before anything else is cleaned: settings and raw rows in, the rows
that count and a counted step each out.

`asked` makes conditions on a row of the settings, `expressions` writes them in Ibis (so that they
run where the rows are), `filtering` applies and counts them, `emptied` says what there is where
nothing is left.
"""

from reporter.quality.filters.filtering import Filtered, apply

__all__ = ["Filtered", "apply"]
