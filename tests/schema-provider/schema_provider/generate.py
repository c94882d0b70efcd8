"""Make up plausible, repeatable values for what AWS would return."""

from collections import defaultdict

from .known_values import ID_PREFIXES, LIST_LENGTHS, NAME_ARGUMENTS, NUMBERS, TEMPLATES
from .session import ACCOUNT, Session

_TIME_ENDINGS = ("_at", "_date", "_time", "_timestamp", "_before", "_after")
_MOMENT = "2025-01-01T00:00:00Z"


class _Context(defaultdict):
    """Template values; anything the resource does not define reads as the fingerprint."""

    def __missing__(self, key: str) -> str:
        return self["hash"]


class Values:
    """The generator for one resource or data source instance; pass it to `walk.fill`."""

    def __init__(self, terraform_type: str, value: dict, session: Session):
        self.type = terraform_type
        known = {k: v for k, v in value.items() if isinstance(v, (str, int, float)) and not isinstance(v, bool)}
        digest = session.digest(terraform_type + repr(sorted((k, repr(v)) for k, v in value.items())))
        name = next((known[n] for n in NAME_ARGUMENTS if isinstance(known.get(n), str) and known[n]), "")
        if not name or name == known.get("name_prefix"):
            name = f"{name or 'terraform-'}{digest[:12]}"
        context = _Context(None, {k: str(v) for k, v in known.items() if v != ""})
        context.setdefault("region", session.region)
        context.update(
            account=ACCOUNT,
            hash=digest[:12],
            HASH=digest[:13].upper(),
            hash6=digest[:6],
            hash17=digest[:17],
            uuid=f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}",
            name=name,
            slash_name=name if name.startswith("/") else f"/{name}",
            host=context.get("url", name).removeprefix("https://"),
            waf_scope="global" if known.get("scope") == "CLOUDFRONT" else "regional",
        )
        for argument in ("bucket", "identifier", "replication_group_id"):
            context.setdefault(argument, name)
        self.context = context
        context.setdefault("id", self._identifier())

    def __call__(self, path: tuple[str, ...], kind, attribute: dict):
        if kind == "string":
            return self._string(path, attribute)
        if kind == "number":
            return NUMBERS.get(self.type, {}).get(path[-1], 0)
        if kind == "bool":
            return False
        if not isinstance(kind, list):
            return None
        shape, inner = kind
        if shape == "object":
            return {name: self((*path, name), inner[name], attribute) for name in inner}
        if shape == "map":
            return {}
        if attribute.get("optional"):
            return []
        length = LIST_LENGTHS.get(path[-1], 1)
        return [self._element(path, inner, attribute, index, length) for index in range(length)]

    def _element(self, path, inner, attribute, index: int, length: int):
        value = self(path, inner, attribute)
        return f"{value}-{index + 1}" if length > 1 and isinstance(value, str) else value

    def _identifier(self) -> str:
        template = TEMPLATES.get(self.type, {}).get("id")
        if template:
            return template.format_map(self.context)
        prefix = ID_PREFIXES.get(self.type)
        return f"{prefix}-{self.context['hash17']}" if prefix else self.context["name"]

    def _string(self, path: tuple[str, ...], attribute: dict) -> str:
        leaf, context = path[-1], self.context
        if path == ("id",):
            return context["id"]
        template = TEMPLATES.get(self.type, {}).get(".".join(path))
        if template is not None:
            return template.format_map(context)
        if len(path) == 1:
            if leaf == "arn":
                service, _, resource = self.type.removeprefix("aws_").partition("_")
                return f"arn:aws:{service}:{context['region']}:{ACCOUNT}:{resource or service}/{context['id']}"
            if leaf in ("name", "bucket", "identifier"):
                return context["name"]
        if leaf.endswith("arn"):
            service = self.type.removeprefix("aws_").partition("_")[0]
            return f"arn:aws:{service}:{context['region']}:{ACCOUNT}:{leaf.removesuffix('arn').strip('_') or 'item'}/{context['hash']}"
        if leaf in ("account_id", "owner_id", "registry_id", "owner", "aws_account_id"):
            return ACCOUNT
        if leaf == "region":
            return context["region"]
        if leaf == "availability_zone":
            return context["region"] + "a"
        if leaf.endswith(_TIME_ENDINGS):
            return _MOMENT
        if leaf.endswith("_prefix"):
            return ""
        if leaf in ("policy", "json", "assume_role_policy", "container_definitions"):
            return "{}"
        if leaf.endswith(("dns_name", "domain_name", "endpoint", "address", "hostname")):
            return f"{leaf.replace('_', '-')}-{context['hash']}.{context['region']}.amazonaws.com"
        if leaf.endswith("zone_id"):
            return f"Z{context['HASH']}"
        if leaf in ("status", "state"):
            return "ACTIVE"
        return f"{leaf.replace('_', '-')}-{context['hash']}"
