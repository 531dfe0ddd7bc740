"""``python -m pubman``: the same as ``pubman``."""

import sys

from pubman.cli import main

if __name__ == "__main__":
    sys.exit(main())
