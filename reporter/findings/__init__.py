"""Findings: what the report says.

The customers, their segments and purchases come in; named and described segments, strategies from
the playbook, headlines, chart titles, answers, cautions and caveats go out. Every sentence is made
from numbers that it carries with it.
"""

from reporter.findings.cautions import cautions
from reporter.findings.story import find
from reporter.findings.strategies.playbook import Playbook, load_playbook, our_plays
from reporter.findings.strategies.plays import Play
from reporter.findings.strategies.suggestions import check_playbook
from reporter.findings.summary.readings import readings
from reporter.findings.summary.remainder import amounts, remainder

__all__ = [
    "Play",
    "Playbook",
    "amounts",
    "cautions",
    "check_playbook",
    "find",
    "load_playbook",
    "our_plays",
    "readings",
    "remainder",
]
