"""What a question on the columns of customers is: how they have been read so far in, how they are
read from here on out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.ingest.columns.meaning.evidence import Evidence
    from reporter.model import Doubt, Reading, Role, Sense
    from reporter.settings import MeaningSettings

    Judgement = tuple[Role, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """The columns as they are read after some of the questions."""

    judgements: Mapping[str, Judgement]
    """Each column's role and the evidence for it."""
    fixed: frozenset[str] = frozenset()
    """Columns whose role the user has set: it stands."""
    senses: Mapping[str, Sense] = field(default_factory=dict)
    totals: tuple[str, ...] = ()
    """Columns that were set apart as the sums of others."""
    fillers: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    """Values that stand for none."""
    readings: tuple[Reading, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def has(self, name: str, *roles: Role) -> bool:
        """Tell whether a column has one of these roles."""
        return self.judgements[name][0] in roles

    def names(self, *roles: Role) -> list[str]:
        """Return the columns that have one of these roles, by name, so that the order of columns
        does not matter.
        """
        return sorted(name for name in self.judgements if self.has(name, *roles))

    def with_role(self, name: str, role: Role, evidence: str) -> Understood:
        """Let a column play another part, unless the user has set its part."""
        if name in self.fixed:
            return self
        return replace(self, judgements={**self.judgements, name: (role, evidence)})

    def with_sense(self, name: str, sense: Sense) -> Understood:
        """Say what sort of value a column holds."""
        return replace(self, senses={**self.senses, name: sense})

    def with_filler(self, name: str, *values: Any) -> Understood:
        """Let values of a column stand for none."""
        return replace(self, fillers={**self.fillers, name: (*self.fillers.get(name, ()), *values)})

    def told(self, *readings: Reading) -> Understood:
        """Say how a question was answered."""
        return replace(self, readings=(*self.readings, *readings))

    def doubted(self, *doubts: Doubt) -> Understood:
        """Say what the data could not settle."""
        return replace(self, doubts=(*self.doubts, *doubts))


class Question(Protocol):
    """A question on what columns of customers mean."""

    name: str
    """In snake_case: that of its setting and of its sentence."""

    def ask(self, so_far: Understood, evidence: Evidence, settings: MeaningSettings) -> Understood:
        """Look at the evidence and read the columns by what it says.

        Parameters
        ----------
        so_far
            The columns as the questions before have read them.
        evidence
            What the rows say: counted where they lie, several conditions in one query.
        settings
            The user's last word.
        """
        ...
