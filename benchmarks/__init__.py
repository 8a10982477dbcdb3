"""How fast the program is: pytest runs the benchmarks beside this file, and some run by themselves."""
