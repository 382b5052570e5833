"""What reaches the browser: tokens, sizes, templates, and scripts in a real one."""
