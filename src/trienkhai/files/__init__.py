"""Every file once, by its hash; its kind checked by content; opened only in a child process with limits.

Imports no Django here: `sandbox`, `kinds`, `inside` and `child` serve rooms and commands that know none.
"""
