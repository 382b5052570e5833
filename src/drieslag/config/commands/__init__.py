"""The subcommands of `drieslag`, one module each: HELP (None hides it), arguments(parser), run(given) -> int.

Nothing heavy is imported at the top of a module here: every start of the command line imports all of them.
"""
