"""A typed table in, what each column means out: counted, judged by name and content, and told with
its reason.

`understanding` tells the story: `statistics` counts, `sampling` draws some rows, `vocabulary` knows
how columns are named, `contents` what they say about each other; `transactions` and
`customer_tables` judge the two kinds (`nameless`, `plausibility`, `redundancy`, `parts`),
`describing` finds what tells of people and `personal` what identifies them (`personal_patterns`
where no row is fetched); `roles` gives the settings the last word.
"""
