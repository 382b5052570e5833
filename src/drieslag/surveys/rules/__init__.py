"""Who may do what with instruments, rounds and results."""
