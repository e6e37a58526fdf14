"""A run in, an e-mail out: the findings as plain text, the PDF attached."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.utils import make_msgid
from typing import TYPE_CHECKING, Any

from reporter.choices import Format
from reporter.errors import DeliveryError
from reporter.model.claim import Claim, Count, Name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reporter.settings import DeliverySettings
    from reporter.wording import Words


def compose(
    folder: Path, summary: Mapping[str, Any], settings: DeliverySettings, words: Words
) -> EmailMessage:
    """Write the e-mail for a run.

    Parameters
    ----------
    folder
        Of the run.
    summary
        What its summary.json holds.
    settings
        Who sends it to whom.
    words
        What stands around the findings is said by them.

    Raises
    ------
    DeliveryError
        Nobody is named to send to or from, or the run has no PDF.
    """
    if not settings.to or not settings.sender:
        raise DeliveryError(
            "An e-mail needs a sender and at least one recipient.",
            "Set delivery.sender and delivery.to, or give --to.",
        )
    path = folder / Format.PDF.file
    try:
        pdf = path.read_bytes()
    except OSError as error:
        raise DeliveryError(
            f"The run has no PDF to send: {path} cannot be read ({error.strerror}).",
            "Run again with --formats html,pdf.",
        ) from error
    message = EmailMessage()
    message["Subject"] = words.text(_headline("mail.subject", summary))
    message["From"] = settings.sender
    message["To"] = ", ".join(settings.to)
    message["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2] or "localhost")
    message.set_content(_body(summary, words))
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=path.name)
    return message


def _body(summary: Mapping[str, Any], words: Words) -> str:
    segments = [
        Claim(
            "mail.segment",
            {"name": Name(segment["name"]), "customers": Count(segment["customers"])},
        )
        for segment in summary["segments"]
    ]
    lines = [
        words.text(_headline("mail.headline", summary)),
        "",
        *(f"- {words.text(one)}" for one in segments),
        "",
        words.term("mail.attached"),
        "",
    ]
    return "\n".join(lines)


def _headline(id_: str, summary: Mapping[str, Any]) -> Claim:
    """Claim what the report says first, on one line."""
    text = re.sub(r"\s+", " ", summary["headline"]).strip()
    return Claim(id_, {"headline": Name(text)})
