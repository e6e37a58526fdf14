"""A run in, an e-mail out: the findings as plain text, the PDF attached."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.utils import make_msgid
from typing import TYPE_CHECKING, Any

from reporter.choices import Format
from reporter.errors import DeliveryError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reporter.settings import DeliverySettings


def compose(folder: Path, summary: Mapping[str, Any], settings: DeliverySettings) -> EmailMessage:
    """Write the e-mail for a run.

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
    message["Subject"] = _one_line(summary["headline"])
    message["From"] = settings.sender
    message["To"] = ", ".join(settings.to)
    message["Message-ID"] = make_msgid(domain=settings.sender.rpartition("@")[2] or "localhost")
    message.set_content(_body(summary))
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=path.name)
    return message


def _body(summary: Mapping[str, Any]) -> str:
    lines = [_one_line(summary["headline"]), ""]
    lines += [
        f"- {segment['name']}: {segment['customers']:,} customers"
        for segment in summary["segments"]
    ]
    lines += ["", "The report is attached.", ""]
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
