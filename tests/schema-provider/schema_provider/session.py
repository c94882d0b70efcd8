"""What one provider configuration (one `provider "aws"` block or alias) was told.

Terraform opens a separate connection for each configured alias, so connections tell aliases apart.
"""

import hashlib
import os
import threading
from collections import Counter
from dataclasses import dataclass, field

from .messages import UNKNOWN, contains_unknown, is_unknown

ACCOUNT = "123456789012"
FALLBACK_REGION = "ap-northeast-1"


@dataclass
class Session:
    region: str = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or FALLBACK_REGION
    default_tags: object = field(default_factory=dict)
    _seen: Counter = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def from_config(cls, config: dict | None) -> "Session":
        session = cls()
        config = config or {}
        if isinstance(config.get("region"), str):
            session.region = config["region"]
        blocks = config.get("default_tags")
        if is_unknown(blocks):
            session.default_tags = UNKNOWN
        elif blocks:
            session.default_tags = blocks[0].get("tags") or {}
        return session

    def digest(self, seed: str) -> str:
        """A repeatable fingerprint; equal seeds (as with `count`) still get different ones."""
        with self._lock:
            self._seen[seed] += 1
            occurrence = self._seen[seed]
        return hashlib.sha256(f"{self.region}|{seed}|{occurrence}".encode()).hexdigest()

    def all_tags(self, tags):
        """`tags_all`: the default tags overlaid with the resource's own; unknown if any part is."""
        if contains_unknown(tags) or contains_unknown(self.default_tags):
            return UNKNOWN
        merged = {**self.default_tags, **(tags or {})}
        return {key: value for key, value in merged.items() if value is not None}


class Sessions:
    """Sessions by connection. Requests that come before any configuration get a neutral one."""

    def __init__(self):
        self._by_peer: dict[str, Session] = {}

    def configure(self, peer: str, config: dict | None) -> None:
        self._by_peer[peer] = Session.from_config(config)

    def of(self, peer: str) -> Session:
        return self._by_peer.setdefault(peer, Session())
