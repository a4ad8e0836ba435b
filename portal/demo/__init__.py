"""The demo: invented people in real kommuner, times to book, and the programs that let them walk through it.

Nothing outside this room knows of it but the command line. It stands above `app`: it uses the portal as
anybody would, and the portal runs the same without it.
"""
