"""What moto answers wrongly: a call, what it says, and why AWS would not.

An answer that is listed here counts as "judged, not made". An entry that nothing needs is a failure (tests/tests/emulator.rs).
"""

import re

# How moto says that it does not know a call.
_UNPLAYED = re.compile(r"^(NotYetImplemented|NotImplemented|404: Not Found|404: Not yet implemented)", re.IGNORECASE)
# How it says that it does not know a thing.
MISSING = re.compile(r"NoSuch|not exist|doesn't exist|[Nn]ot found|NotFound")

LIMITS: list[tuple[str, str, str]] = [
    ("s3:PutBucketLogging", r"AttributeError: 'str' object has no attribute 'get'", 'moto does not read a bucket policy with "Principal": "*"'),
]


def known(call: str, said: str) -> str | None:
    """Why an answer does not count."""
    if _UNPLAYED.search(said):
        return "moto does not play it"
    return next((why for of, pattern, why in LIMITS if of == call and re.search(pattern, said)), None)
