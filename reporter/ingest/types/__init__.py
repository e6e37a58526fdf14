"""A table of texts in, whole numbers, decimals, days and truths out, each settled over all values
of its column.

`conversions` nominates types by a few values and takes those that hold for all (`candidates`);
`numbers` and `dates` know how both are written, `ambiguities` settles what a column leaves open,
`swapped` what a spreadsheet has turned round.
"""
