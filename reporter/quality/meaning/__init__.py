"""What order lines mean, asked before they are cleaned: a `Dataset` in, the same data read as they
are meant and what is said of it out.

Which rows count, which money, whose, is a question each, in a file of its own (`registry` has their
order): it looks at evidence in the data, and answers. Where the evidence is clear the data are read
so, where it is not the usual reading stands; both are told, with what the other reading would give.
What no reading can be trusted for is refused. Every question has a setting that overrules it.
"""

from reporter.quality.meaning.question import RowRule, Understanding
from reporter.quality.meaning.registry import readings, understand

__all__ = ["RowRule", "Understanding", "readings", "understand"]
