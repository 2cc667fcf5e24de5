"""What libraries say of their own accord: nothing, as what a person should know is said by the program."""

import logging
import sys
import warnings


def quiet_libraries() -> None:
    """Keep log lines and warnings of libraries off the console of this process, unless Python was told to warn.

    A request that is no HTTP, or a part of a form after its end, is answered; a line about it would be in a language
    and of a kind that nobody at the screen can use, and might repeat what was sent.
    """
    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
