"""Reading instruments, rounds and results."""
