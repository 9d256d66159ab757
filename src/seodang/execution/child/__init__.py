"""What runs inside a notebook's own process, and what starts that process.

Nothing here imports the rest of Seodang: a process is made for every notebook, so it has to
be small, and what a notebook might reach has to be little.
"""
