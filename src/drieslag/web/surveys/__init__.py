"""Pages of rounds: asking, planning, following, pulses."""
