"""A delimited text in, a table of texts in the store out.

`delimited` tells the story: `lines` refuses what is endless, `encodings` (with `alphabets`) finds
the characters, `dialects` the delimiter, `headings` what stands above the rows and `footers` what
stands below, `texts` loads them.
"""
