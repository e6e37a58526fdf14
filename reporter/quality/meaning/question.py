"""What a question on the meaning of order lines is: how the data have been read so far in, an
`Answer` out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import reduce
from typing import TYPE_CHECKING, Protocol

import ibis

from reporter.model import Role, Stance
from reporter.settings.toml_text import literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import ibis.expr.types as ir

    from reporter.model import Dataset
    from reporter.model.claim import Claim
    from reporter.quality.meaning.evidence import Evidence
    from reporter.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRule:
    """A condition on a raw row by which it does not count, and what is said about the rows that
    meet it.
    """

    name: str
    """In snake_case, as the cleaning step will be called."""
    told: Claim
    """What it means and what was done; in the form `CALLED` what the rows are."""
    condition: Callable[[ir.Table], ir.BooleanValue]
    """Of the dataset's table; never missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """The data as they are read after some of the questions."""

    dataset: Dataset
    """All rows; columns may have another role, or hold what they were found to mean."""
    rules: tuple[RowRule, ...] = ()
    """By which rows leave before all other rules, in their order."""
    answers: tuple[Answer, ...] = ()
    currency: str = ""
    """The one that amounts were converted to; empty where none were."""

    @property
    def counted(self) -> Dataset:
        """The rows that count so far."""
        if not self.rules:
            return self.dataset
        table = self.dataset.table
        out = reduce(
            lambda left, right: left | right, (rule.condition(table) for rule in self.rules)
        )
        return replace(self.dataset, table=table.filter(~out))

    def with_rule(self, rule: RowRule) -> Understanding:
        """Let more rows leave."""
        return replace(self, rules=(*self.rules, rule))

    def with_column(self, name: str, value: ir.Value) -> Understanding:
        """Let a column hold what it was found to mean."""
        return self.with_table(self.dataset.table.mutate(**{name: value}))

    def with_table(self, table: ir.Table) -> Understanding:
        """Let the same columns hold what they were found to mean."""
        return replace(self, dataset=replace(self.dataset, table=table))

    def with_evidence(self, name: str, evidence: str) -> Understanding:
        """Let a column that plays no part say what it was asked for: it is no rival of others any
        more.
        """
        columns = tuple(
            (
                replace(one, evidence=evidence, consulted=True)
                if one.name == name and one.role is Role.IGNORED
                else one
            )
            for one in self.dataset.columns
        )
        doubts = tuple(one for one in self.dataset.doubts if one.setting.partition("=")[2] != name)
        return replace(self, dataset=replace(self.dataset, columns=columns, doubts=doubts))

    def with_distinct(self, name: str, distinct: int) -> Understanding:
        """Let a column be known to hold so many different values."""
        profiles = tuple(
            replace(one, distinct=distinct) if one.name == name else one
            for one in self.dataset.profiles
        )
        return replace(self, dataset=replace(self.dataset, profiles=profiles))

    def with_role(self, name: str, role: Role, evidence: str) -> Understanding:
        """Let a column play another part, and whoever had that part none."""
        columns = tuple(
            (
                replace(column, role=role, evidence=evidence)
                if column.name == name
                else (
                    replace(
                        column, role=Role.IGNORED, evidence=f"{name} was taken for it: {evidence}"
                    )
                    if column.role is role
                    else column
                )
            )
            for column in self.dataset.columns
        )
        return replace(self, dataset=replace(self.dataset, columns=columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How the evidence settled a question."""

    question: str
    """Its name: that of its setting and of its sentence."""
    stance: Stance
    numbers: Mapping[str, float | str] = field(default_factory=dict)
    """What the sentence shows of the evidence; what the other reading gives is added when the lines
    are cleaned.
    """
    items: tuple[Mapping[str, float | str], ...] = ()
    otherwise: Mapping[str, object] = field(default_factory=dict)
    """Values of ``meaning`` settings with which the data are read the other way; empty where there
    is no other way.
    """
    weight: float = 0.0
    """The share of rows or money that hangs on it, where the other reading does not tell."""

    @property
    def setting(self) -> str:
        """What to write for the other reading."""
        written = (
            f"meaning.{key}={value if isinstance(value, str) else literal(value)}"
            for key, value in self.otherwise.items()
        )
        return next(written, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """How a question is settled: by what the user chose, else by evidence that is clear or not."""

    choice: str
    """The value of the question's setting; "auto" leaves it to the evidence."""
    change: str
    """The value with which the data are read another way than usually."""
    clear: bool
    """Whether the evidence alone is enough to read them so."""

    @property
    def changes(self) -> bool:
        """Whether the data are read another way than usually."""
        return self.choice == self.change or (self.choice == "auto" and self.clear)

    @property
    def stance(self) -> Stance:
        """Who settled it."""
        if self.choice != "auto":
            return Stance.SET
        return Stance.ADOPTED if self.clear else Stance.TOLD


class Question(Protocol):
    """A question on what order lines mean."""

    name: str
    """In snake_case: that of its setting and of its sentence."""

    def ask(
        self, so_far: Understanding, evidence: Evidence, settings: Settings
    ) -> tuple[Understanding, Answer | None]:
        """Look at the evidence and read the data by what it says.

        Parameters
        ----------
        so_far
            The data as the questions before have read them.
        evidence
            What the rows that count say, asked only once.
        settings
            The user's last word.

        Returns
        -------
        understanding, answer
            The data as they are read from here on; None where nothing has to be said.

        Raises
        ------
        QualityError
            No reading can be trusted.
        """
        ...


def truth(condition: ir.BooleanValue) -> ir.BooleanValue:
    """Let a condition be false where a value is missing."""
    return condition.fill_null(ibis.literal(False))
