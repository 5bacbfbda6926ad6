"""A year of a branch office, played through workbooks, and a second set of books kept by its own simple rules.

``calendar`` says on which days the office syncs; ``opening`` writes the portfolio of the first morning; the desks
(``new_business``, ``service``, ``requests``, ``claims``, ``bank``) say what comes in each day; ``office`` passes it
through the real doors; ``accounts`` is the model: what every policy should be; ``month_end`` compares the two.
"""
