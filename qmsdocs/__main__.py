"""`python -m qmsdocs`."""

from qmsdocs.cli import main

main()
