"""Findings: what the report says.

The customers, their segments and purchases come in; named and described segments, strategies from
the playbook, headlines, chart titles, answers, cautions and caveats go out. Every sentence is made
from numbers that it carries with it.
"""

from reporter.findings.cautions import cautions
from reporter.findings.playbook import Playbook, load_playbook
from reporter.findings.plays import Play
from reporter.findings.readings import readings
from reporter.findings.remainder import amounts, remainder
from reporter.findings.story import find
from reporter.findings.strategies import check_playbook

__all__ = [
    "Play",
    "Playbook",
    "amounts",
    "cautions",
    "check_playbook",
    "find",
    "load_playbook",
    "readings",
    "remainder",
]
