"""An e-mail in, sent through a mail server. The password comes from the environment and is never
shown.
"""

from __future__ import annotations

import os
import smtplib
import ssl
from typing import TYPE_CHECKING

from reporter.errors import DeliveryError

if TYPE_CHECKING:
    from email.message import EmailMessage

    from reporter.settings import DeliverySettings

TIMEOUT = 60.0  # seconds


def send(message: EmailMessage, settings: DeliverySettings) -> None:
    """Hand the e-mail to the mail server.

    Raises
    ------
    DeliveryError
        The server cannot be reached, refuses the log-in, or refuses a recipient.
    """
    where = f"{settings.host}:{settings.port}"
    if not settings.host:
        raise DeliveryError("No mail server is named.", "Set delivery.host and delivery.port.")
    try:
        with _connect(settings) as server:
            if settings.user:
                server.login(settings.user, _password(settings))
            refused = server.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        raise DeliveryError(
            f"The mail server {where} refused the log-in of {settings.user}.",
            f"Check the password in ${settings.password_env}.",
        ) from error
    except smtplib.SMTPRecipientsRefused as error:
        raise DeliveryError(
            f"The mail server {where} refused every recipient: {', '.join(error.recipients)}.",
            "Check delivery.to.",
        ) from error
    except (OSError, smtplib.SMTPException) as error:
        raise DeliveryError(
            f"The mail server {where} did not take the e-mail: {error}.",
            "Check delivery.host, port and security.",
        ) from error
    if refused:
        raise DeliveryError(
            f"The mail server {where} refused {', '.join(refused)}; the others got the e-mail.",
            "Check delivery.to.",
        )


def _connect(settings: DeliverySettings) -> smtplib.SMTP:
    if settings.security == "tls":
        return smtplib.SMTP_SSL(
            settings.host, settings.port, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    server = smtplib.SMTP(settings.host, settings.port, timeout=TIMEOUT)
    if settings.security == "starttls":
        server.starttls(context=ssl.create_default_context())
    return server


def _password(settings: DeliverySettings) -> str:
    try:
        return os.environ[settings.password_env]
    except KeyError:
        raise DeliveryError(
            f"The mail server needs a password, and ${settings.password_env} is not set.",
            "Set that variable in the environment.",
        ) from None
