"""Several tables in, the run's one table out.

`joining` tells the story: `stacking` puts tables with the same columns below one another (`turning`
those of returns below zero), `filling` completes orders that stand in one line only, `returns`
makes of what was taken back a mark on its orders, `relations` finds the tree of tables by `links`
and `keys` (`likeness` compares names, `join_settings` are the user's own), `attaching` joins along
it.
"""
