from pubman import errors as errors
from pubman.api.functions import compare as compare
from pubman.api.functions import convert as convert
from pubman.api.functions import load as load
from pubman.api.functions import open as open  # noqa: A004
from pubman.api.functions import read as read
from pubman.api.functions import restore as restore
from pubman.api.functions import start as start
from pubman.api.library import Library as Library
from pubman.record import Publication as Publication
from pubman.record import Record as Record

__version__: str
MATCHER_VERSION: str
READER_VERSION: str
