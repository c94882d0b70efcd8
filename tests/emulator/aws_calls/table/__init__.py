"""Type of resource -> the calls that the AWS provider makes to create one, as it is documented to do.

A type that is not here is a failure: a new resource needs its calls.
"""

TABLE = {}


def creates(kind: str):
    """Enters a function `(creation) -> None` for a type."""

    def enter(function):
        if kind in TABLE:
            raise ValueError(f"{kind} is in the table twice")
        TABLE[kind] = function
        return function

    return enter


@creates("terraform_data")
def _terraform_data(new) -> None:
    new.only_terraform("input", "triggers_replace")


from . import compute, data, delivery, edge, identity, logging, network, observing, storage  # noqa: E402, F401
