"""What is done with instruments, rounds, answers and results: the only writers."""
