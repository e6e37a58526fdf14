"""Findings and the tables behind them in, charts out: each a drawing (SVG) with the numbers it was
made from.

Every chart has a module with two functions: `numbers` computes plain lists from the earlier stages'
values, `draw` makes a `Chart` of them and computes nothing but places on paper.
"""

from reporter.charts.gallery import draw

__all__ = ["draw"]
