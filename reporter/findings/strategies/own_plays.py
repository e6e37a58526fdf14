"""An entry of a client's own playbook in, a play and its sentences out: its texts stand within,
with placeholders in single braces. docs/playbook.md explains the keys.
"""

from __future__ import annotations

import difflib
import string
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import AfterValidator, ValidationInfo, field_validator
from pydantic import model_validator as validator_of_all

from reporter.findings.strategies.plays import (
    PLACEHOLDERS,
    Named,
    Part,
    Play,
    Suggested,
    Text,
    complaint,
)
from reporter.model.strategy import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BRACE = '{"{"}'
"""A brace itself, as the catalogue's sentences have it."""


def _placeholders_known(text: str) -> str:
    """Refuse braces that nothing could be put into."""
    try:
        names = list(_asked(text))
    except ValueError:
        hint = "Write {{ and }} for braces themselves."
        raise complaint(f"{text!r} has an unpaired brace", hint) from None
    for name in names:
        if name not in PLACEHOLDERS:
            says = f"{text!r} holds the unknown placeholder {{{name}}}"
            raise complaint(says, f"Choose one of: {', '.join(PLACEHOLDERS)}.")
    return text


def _asked(text: str) -> Iterator[str]:
    """Yield what stands in a text's braces."""
    for _, name, how, conversion in string.Formatter().parse(text):
        if name is not None:
            yield f"{name}{f'!{conversion}' if conversion else ''}{f':{how}' if how else ''}"


def as_sentence(text: str) -> str:
    """Write a text as a sentence of the catalogue: doubled braces are braces themselves."""
    return "".join(
        literal.replace("{", BRACE) + ("" if name is None else f"{{{name}}}")
        for literal, name, _, _ in string.Formatter().parse(text)
    )


Template = Annotated[Text, AfterValidator(_placeholders_known)]
"""A text that may name measures of the segment in braces."""


class Unpriced(Part):
    """Texts that a play has where the file holds no money, as far as they are others."""

    title: Template | None = None
    action: Template | None = None
    kpi: Template | None = None


class _Told(Part):
    title: Template
    action: Template
    channel: Template
    kpi: Template


class OwnPlay(Suggested, _Told, Named):
    """A play with its texts."""

    unpriced: Unpriced = Unpriced()

    @property
    def play(self) -> Play:
        """Return what decides about it."""
        return Play.model_validate(
            {
                "id": self.id,
                **{key: getattr(self, key) for key in DECIDING},
                "needs": _placeholders(self, priced=True),
                "needs_unpriced": _placeholders(self, priced=False),
            }
        )


class Rewording(Part):
    """Other texts for a play of ours, of which all else stays."""

    id: Text
    title: Template | None = None
    action: Template | None = None
    channel: Template | None = None
    kpi: Template | None = None
    unpriced: Unpriced = Unpriced()

    @field_validator("id")
    @classmethod
    def _is_of_ours(cls, name: str, info: ValidationInfo) -> str:
        if info.context is None:
            says = f"{name!r} has texts alone, and there is nothing to reword beside them"
            raise complaint(says, f'Add {", ".join(WANTED)}, or set playbook_mode = "extend".')
        if name not in info.context:
            near = difflib.get_close_matches(name, info.context, n=1)
            says = f"{name!r} has texts alone, and is no play of ours that they could reword"
            other = f"write id = {near[0]!r}" if near else "choose an id of `reporter playbook`"
            raise complaint(says, f"Add {', '.join(WANTED)}, or {other}.")
        return name

    @validator_of_all(mode="after")
    def _says_something(self) -> Self:
        if not sentences(self):
            raise complaint("it rewords nothing", f"Write any of {', '.join(FORMS)}.")
        return self

    def reworded(self, play: Play) -> Play:
        """Return the play, which asks for the placeholders of these texts too."""
        with_money, without = (
            tuple(dict.fromkeys((*play.needed(priced=known), *_placeholders(self, priced=known))))
            for known in (True, False)
        )
        return play.model_copy(update={"needs": with_money, "needs_unpriced": without})


FORMS = tuple(_Told.model_fields)
"""Keys of a play that are texts, and forms of its sentence."""
DECIDING = (*(key for key in Named.model_fields if key != "id"), *Suggested.model_fields)
"""Keys of a play that are no texts: an entry without any of them rewords one of ours."""
WANTED = tuple(key for key in DECIDING if OwnPlay.model_fields[key].is_required())
"""Those that no play goes without."""


def sentences(entry: OwnPlay | Rewording) -> Mapping[str, str]:
    """Return an entry's texts as sentences of the catalogue, by form.

    A text stands where the file holds no money as well, unless it has another for that.
    """
    unpriced = {
        f"{form}{UNPRICED}": text
        for form, text in _texts(entry, priced=False).items()
        if form in Unpriced.model_fields
    }
    return {
        form: as_sentence(text) for form, text in (_texts(entry, priced=True) | unpriced).items()
    }


def _texts(entry: OwnPlay | Rewording, *, priced: bool) -> dict[str, str]:
    """Return the texts that stand where the file holds money, or none."""
    texts = {form: getattr(entry, form) for form in FORMS}
    if not priced:
        others = {form: getattr(entry.unpriced, form) for form in Unpriced.model_fields}
        texts |= {form: text for form, text in others.items() if text is not None}
    return {form: text for form, text in texts.items() if text is not None}


def _placeholders(entry: OwnPlay | Rewording, *, priced: bool) -> tuple[str, ...]:
    texts = _texts(entry, priced=priced).values()
    return tuple(dict.fromkeys(name for text in texts for name in _asked(text)))
