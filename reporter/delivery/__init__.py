"""A run folder's summary and settings in, an e-mail with the PDF out."""

from reporter.delivery.message import compose
from reporter.delivery.smtp import send

__all__ = ["compose", "send"]
