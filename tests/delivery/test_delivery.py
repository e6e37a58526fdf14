"""A run reaches a mailbox through a real mail server on loopback, and no secret is shown."""

from __future__ import annotations

import email
import email.policy
import socket
from typing import TYPE_CHECKING, Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from reporter.delivery import compose, send
from reporter.errors import DeliveryError
from reporter.numerals import Numerals
from reporter.settings import DeliverySettings
from reporter.wording import Words
from reporter.wording.catalogue import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

SUMMARY = {
    "headline": "One customer in eight brings\n58 % of revenue",
    "segments": [{"name": "Champions", "customers": 1507}, {"name": "Long gone", "customers": 20}],
}
WORDS = Words.of(Numerals())
PDF = b"%PDF-1.7 report"
PASSWORD = "correct horse"  # noqa: S105 - of the server below


class Mailbox:
    """What the server took."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address.startswith("nobody"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.envelopes.append(envelope)
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    def check(
        _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any
    ) -> AuthResult:
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    controller = Controller(
        box, hostname="127.0.0.1", port=port, authenticator=check, auth_require_tls=False
    )
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()


@pytest.fixture
def run_folder(tmp_path: Path) -> Path:
    (tmp_path / "report.pdf").write_bytes(PDF)
    return tmp_path


def _settings(port: int, **changes: Any) -> DeliverySettings:
    values = {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "sender": "reports@example.org",
        "to": ("client@example.org",),
    }
    return DeliverySettings.model_validate({**values, **changes})


def test_the_pdf_arrives_whole_with_the_findings_in_words(
    mailbox: tuple[Mailbox, int], run_folder: Path
) -> None:
    box, port = mailbox
    settings = _settings(port, to=("client@example.org", "boss@example.org"))
    send(compose(run_folder, SUMMARY, settings, WORDS), settings)
    (envelope,) = box.envelopes
    assert envelope.rcpt_tos == ["client@example.org", "boss@example.org"]
    content = envelope.content
    assert isinstance(content, bytes)
    message: EmailMessage = email.message_from_bytes(content, policy=email.policy.default)
    assert message["Subject"] == "One customer in eight brings 58 % of revenue"
    body = message.get_body()
    assert body is not None
    assert "Champions: 1,507 customers" in body.get_content()
    assert [part.get_payload(decode=True) for part in message.iter_attachments()] == [PDF]


def test_a_consultants_own_words_stand_in_it(run_folder: Path) -> None:
    ours = catalogue().overlaid(
        {
            "mail.subject": {"text": "Your report: {headline}"},
            "mail.segment": {"text": "{name} ({customers})"},
        }
    )
    words = Words.in_(ours, Numerals())
    message = compose(run_folder, SUMMARY, _settings(25), words)
    assert message["Subject"] == "Your report: One customer in eight brings 58 % of revenue"
    body = message.get_body()
    assert body is not None
    assert body.get_content() == (
        "One customer in eight brings 58 % of revenue\n\n- Champions (1,507)\n- Long gone (20)\n\n"
        "The report is attached.\n"
    )


def test_the_password_comes_from_the_environment(
    mailbox: tuple[Mailbox, int], run_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, port = mailbox
    settings = _settings(port, user="reports", password_env="TEST_MAIL_PASSWORD")  # noqa: S106 - the name of a variable
    message = compose(run_folder, SUMMARY, settings, WORDS)
    with pytest.raises(DeliveryError, match="TEST_MAIL_PASSWORD"):
        send(message, settings)
    monkeypatch.setenv("TEST_MAIL_PASSWORD", PASSWORD)
    send(message, settings)
    assert len(box.envelopes) == 1
    monkeypatch.setenv("TEST_MAIL_PASSWORD", "a wrong secret")
    with pytest.raises(DeliveryError, match="refused the log-in") as caught:
        send(message, settings)
    assert "wrong secret" not in str(caught.value)


def test_a_refused_recipient_is_named(mailbox: tuple[Mailbox, int], run_folder: Path) -> None:
    _, port = mailbox
    settings = _settings(port, to=("nobody@example.org",))
    with pytest.raises(DeliveryError, match="nobody@example"):
        send(compose(run_folder, SUMMARY, settings, WORDS), settings)


def test_a_silent_server_is_named(run_folder: Path) -> None:
    settings = _settings(9)  # the discard port, where nobody listens
    with pytest.raises(DeliveryError, match=r"127\.0\.0\.1:9"):
        send(compose(run_folder, SUMMARY, settings, WORDS), settings)


def test_a_run_without_pdf_or_recipient_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="no PDF"):
        compose(tmp_path, SUMMARY, _settings(25), WORDS)
    with pytest.raises(DeliveryError, match="recipient"):
        compose(tmp_path, SUMMARY, _settings(25, to=()), WORDS)
