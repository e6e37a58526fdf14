"""A delimited text in, its characters, its columns and what in it is no record out.

`files.delimited` tells the story: `lines` refuses what is endless, `encodings` (with `alphabets`)
finds the characters, `dialects` the delimiter, `headings` what stands above the rows and `footers`
what stands below, `texts` loads them.
"""
