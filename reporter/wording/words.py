"""The words of a report: a claim in, its sentence and the numbers that it rests on out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reporter.model.claim import Claim, Count, Quantity, SegmentName, Share
from reporter.wording.catalogue import TEXT, Catalogue, catalogue, form_of
from reporter.wording.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reporter.model.customers import Feature, Unit
    from reporter.model.finding import Finding
    from reporter.model.findings import Findings
    from reporter.numerals import Numerals
    from reporter.wording.language import Language
    from reporter.wording.writing import Noted

NUMBER, ORDINAL = "phrase.number", "phrase.ordinal"
"""Words for numbers, and for places in an order."""
NEARLY_NOTHING = 0.005
"""Below this share it would be written as 0 %."""
LABEL = "label"
"""The form of a feature's name that heads a column."""
FIGURE = "figure"
"""The form of a finding that is set large; its text continues it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a claim says."""

    text: str
    numbers: Mapping[str, Noted]
    """By the names that the sentence has for them; every figure of the text is among them."""
    figure: str = ""
    """The number to set large beside it; empty when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A language, and how numbers are written in it.

    Parameters
    ----------
    catalogue
        Its sentences.
    numerals
        How numbers are written.
    """

    catalogue: Catalogue
    numerals: Numerals

    @classmethod
    def of(cls, numerals: Numerals, language: str = "en") -> Words:
        """Return the words of one of our languages."""
        return cls.in_(catalogue(language), numerals)

    @classmethod
    def in_(cls, catalogue: Catalogue, numerals: Numerals) -> Words:
        """Return the words of a catalogue. Its language says how millions are written, and names
        the months where numbers are written as another language does.
        """
        language = catalogue.language
        calendar = "" if language.speaks(numerals.locale) else language.locale
        return cls(
            catalogue=catalogue,
            numerals=replace(numerals, magnitudes=language.magnitudes, calendar=calendar),
        )

    def overlaid(self, sentences: Mapping[str, Mapping[str, str]]) -> Words:
        """Return the words with a client's sentences over ours, see `Catalogue.overlaid`."""
        return replace(self, catalogue=self.catalogue.overlaid(sentences))

    @property
    def language(self) -> Language:
        """Return the language of the sentences."""
        return self.catalogue.language

    def said(self, claim: Claim, form: str = TEXT, suffix: str = "") -> Said:
        """Say a claim.

        Parameters
        ----------
        form
            Of its sentence.
        suffix
            Put after the name of each number.

        Raises
        ------
        KeyError
            The catalogue has no such sentence, or no such form of it.
        TypeError
            The sentence writes a value that is missing or is a choice.
        """
        writer = Writer(words=self, values=claim.values, suffix=suffix)
        text = writer.fill(self.catalogue.source(claim.id, form))
        return Said(text=text, numbers=writer.numbers)

    def say(self, finding: Finding) -> Said:
        """Say a finding, with the figure that is set large where it has one."""
        if finding.claim is None:
            return Said(text=finding.text, numbers=finding.numbers, figure=finding.figure)
        said = self.said(finding.claim)
        if not self.catalogue.has(finding.claim.id, FIGURE):
            return said
        large = self.said(finding.claim, FIGURE)
        return Said(text=said.text, numbers={**large.numbers, **said.numbers}, figure=large.text)

    def text(self, told: Claim | Finding, form: str = TEXT) -> str:
        """Return the sentence of a claim or of a finding."""
        return self.said(told, form).text if isinstance(told, Claim) else self.say(told).text

    def answer(self, findings: Findings, section: str) -> str:
        """Return the sentence that a section opens with; empty where it has none."""
        found = findings.sections.get(section)
        return self.text(found) if found else ""

    def term(self, id_: str, form: str = TEXT) -> str:
        """Return words that take no values: a heading, a label."""
        return self.text(Claim(id_), form)

    def numbers(self, claim: Claim, suffix: str = "") -> Mapping[str, Noted]:
        """Return the numbers that a claim rests on, those that no sentence writes among them."""
        # A phrase may have forms alone: a verb of one and of several.
        form = (
            TEXT
            if self.catalogue.has(claim.id)
            else next(iter(self.catalogue.entries[claim.id].forms))
        )
        return self.said(claim, form, suffix=suffix).numbers

    def name(self, segment: SegmentName) -> str:
        """Return what a segment is called."""
        return segment.called if isinstance(segment.called, str) else self.text(segment.called)

    def label(self, feature: Feature) -> str:
        """Return what a feature is called where it heads a column."""
        if feature.called is not None:
            return self.text(feature.called, LABEL)
        return self.term(feature.entry, LABEL) if feature.entry else feature.heading

    def definition(self, feature: Feature) -> str:
        """Return what a feature is, a sentence."""
        return self.text(feature.definition) if feature.definition else ""

    def can_say(self, claim: Claim) -> bool:
        """Tell whether there is a sentence for a claim, and for all claims within it."""
        try:
            self.text(claim)
        except (KeyError, TypeError):
            return False
        return True

    def percent(self, share: float, digits: int = 0) -> str:
        """Write a share; what is not quite nothing is never written as 0 %."""
        if 0 < share < NEARLY_NOTHING and digits == 0:
            return self.text(Claim("phrase.under", {"share": Share(0.01)}))
        return self.numerals.percent(share, digits)

    def quantity(self, value: float, unit: Unit) -> str:
        """Write a value in a feature's unit, with the word for it."""
        return self.text(Claim("phrase.quantity", {"value": Quantity(value, unit)}))

    def letters(self, claim: Claim) -> int:
        """Return how long a sentence is."""
        return len(self.text(claim))

    def in_words(self, number: int, form: str = "") -> str:
        """Write a small whole number as a word, a larger one in figures.

        Parameters
        ----------
        form
            Of the word (a gender, a case), where this number has one of its own.
        """
        for each in (form_of(form, f"n{number}"), f"n{number}"):
            if self.catalogue.has(NUMBER, each):
                return self.catalogue.source(NUMBER, each)
        return self.numerals.count(number)

    def ordinal(self, number: int, form: str = "") -> str:
        """Write the place in an order, a small one as a word: "eighth", "22nd"."""
        for each in (form_of(form, f"n{number}"), f"n{number}"):
            if self.catalogue.has(ORDINAL, each):
                return self.catalogue.source(ORDINAL, each)
        return self.text(Claim(ORDINAL, {"number": Count(number)}), self.language.ordinal(number))
