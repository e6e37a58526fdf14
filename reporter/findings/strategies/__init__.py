"""What to do for a segment: the playbook, which plays suit, for whom, and what they may bring."""
