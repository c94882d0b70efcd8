"""An AWS account that moto plays, and the record of what was asked of it.

Every call is first judged by the API's model, then made. Nothing leaves the process: what moto does not answer is
refused before it is sent.
"""

import copy
import json
import re
from collections import Counter
from dataclasses import asdict, dataclass

import boto3
import botocore.exceptions
import botocore.session
import jmespath

from . import limits, shapes, stated
from .convert import Unmapped, parameters

ACCOUNT = "123456789012"
LATER = "a call of a later day"
_INDEX = re.compile(r"\[[^\]]*\]")


class NotPlayed(Exception):
    """moto does not know the call."""


@dataclass(frozen=True)
class Fault:
    """A disagreement: whose, in which call, and what AWS would say."""

    root: str
    address: str
    attribute: str
    call: str
    path: str
    what: str


class Account:
    def __init__(self):
        self.faults: list[Fault] = []
        self.made = Counter()
        self.only_validated: dict[str, Counter] = {}
        self.resources = Counter()
        # What the plan's provider made up, and what moto made of it.
        self._real: dict[str, str] = {}
        self._by_type: dict[tuple[str, str], str] = {}
        self._never_made: set[str] = set()
        # Blocks whose creation moto did not play to its end.
        self.unmade: set[str] = set()
        self._clients = {}
        self._session = botocore.session.Session()
        self._models = {}

    # What a call needs to know.

    def model(self, service: str):
        if service not in self._models:
            self._models[service] = self._session.get_service_model(service)
        return self._models[service]

    def client(self, service: str, region: str):
        if (service, region) not in self._clients:
            client = boto3.client(service, region_name=region, aws_access_key_id="test", aws_secret_access_key="test")
            # moto answers before anything is sent; what it leaves would go to the real AWS.
            client._endpoint.http_session.send = _refuse
            self._clients[service, region] = client
        return self._clients[service, region]

    def service_linked_role(self, service: str) -> str:
        """The role of a service, which AWS makes when the service is first used."""
        iam = self.client("iam", "us-east-1")
        for role in iam.list_roles()["Roles"]:
            if role["Path"] == f"/aws-service-role/{service}/":
                return role["Arn"]
        return iam.create_service_linked_role(AWSServiceName=service)["Role"]["Arn"]

    # Names that were made up.

    def known_as(self, made_up: str, real: str) -> None:
        if made_up and real and made_up != real:
            self._real[made_up] = real

    def enter_by_type(self, kind: str, made_up: str, real: str) -> None:
        self._by_type[kind, made_up] = real

    def real_of(self, kind: str, made_up: str) -> str:
        return self._by_type.get((kind, made_up), made_up)

    def never_made(self, made_up: str) -> None:
        self._never_made.add(made_up)

    def real(self, value):
        """A value with every made-up name replaced by the one that moto gave."""
        if isinstance(value, str):
            if "-" in value or ":" in value or "Z" in value or "." in value:
                for made_up in sorted((name for name in self._real if name in value), key=len, reverse=True):
                    value = value.replace(made_up, self._real[made_up])
            return value
        if isinstance(value, dict):
            return {key: self.real(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.real(item) for item in value]
        return value

    def needs_never_made(self, value) -> str | None:
        text = json.dumps(value, default=str)
        return next((name for name in sorted(self._never_made) if name in text), None)

    # Calls.


def _refuse(_):
    raise NotPlayed("moto does not know this service")


class Creation:
    """The creation of one resource: its arguments with real names, and the calls it makes."""

    def __init__(self, account: Account, root: str, resource):
        self.account, self.root, self.resource = account, root, resource
        self.address, self.type, self.region = resource.address, resource.type, resource.region
        self.given = account.real(copy.deepcopy(resource.given))
        self.used: set[str] = {"tags", "tags_all", "timeouts", "region"}

    def __getitem__(self, name: str):
        self.used.add(name)
        return self.given.get(name)

    def block(self, name: str) -> dict:
        self.used.add(name)
        found = self.given.get(name) or [{}]
        return found[0] or {}

    def only_terraform(self, *names: str) -> None:
        """Arguments that steer the provider and reach no call of a creation."""
        self.used.update(names)

    def fault(self, what: str, call: str = "", path: str = "", attribute: str = "") -> None:
        self.account.faults.append(Fault(self.root, self.address, attribute, call, path, what))

    def call(self, service: str, operation: str, take=(), names: dict | None = None, tags: str | None = None, played: dict | None = None, **more):
        """Makes a call and returns its answer, or None where it could not be made.

        `take` names arguments whose parameters are found by their names, `names` helps where those differ, `tags` is the
        parameter that takes the tags, `more` are parameters as the API names them, and `played` are those that moto needs
        where AWS does not.
        """
        call = f"{service}:{operation}"
        model = self.account.model(service).operation_model(operation)
        origin, arguments = {}, {}
        for name in take:
            self.used.add(name)
            if self.given.get(name) is not None:
                try:
                    found = parameters(model.input_shape, {name: self.given[name]}, names)
                except Unmapped as unmapped:
                    self.fault(f"no parameter takes this: {unmapped}", call, name, name)
                    continue
                arguments.update(found)
                origin.update(dict.fromkeys(found, name))
        arguments.update({name: value for name, value in more.items() if value is not None})
        if tags and self.given.get("tags_all"):
            arguments[tags] = _tags(model.input_shape.members[tags], self.given["tags_all"])
        wrong = False
        for path, what in [*shapes.problems(model.input_shape, arguments), *stated.problems(service, operation, arguments)]:
            wrong = True
            top = path.split(".")[0].split("[")[0]
            self.fault(what, call, path, origin.get(top) or self._attribute_of(arguments, path))
        if wrong:
            return None
        missing = self.account.needs_never_made(arguments)
        if missing:
            self._validated(call, f"needs {missing}")
            return None
        return self._make(service, operation, {**(played or {}), **arguments})

    def _validated(self, call: str, why: str) -> None:
        """Notes a call that was judged by its model and not made."""
        self.account.only_validated.setdefault(call, Counter())[why] += 1
        if why != LATER:
            self.account.unmade.add(_INDEX.sub("", self.address))

    def structured(self, service: str, operation: str, member: str, take, names: dict | None = None, required: dict | None = None, beside: dict | None = None):
        """A call whose arguments all lie in one structure, `member` (a path), with `required` members and parameters `beside` it."""
        shape, arguments = self.account.model(service).operation_model(operation).input_shape, copy.deepcopy(beside or {})
        *outer, last = member.split(".")
        for name in outer:
            shape = shape.members[name]
        self.used.update(take)
        given = {name: self.given[name] for name in take if self.given.get(name) is not None}
        try:
            found = parameters(shape.members[last], given, names)
        except Unmapped as unmapped:
            self.fault(f"no parameter takes this: {unmapped}", f"{service}:{operation}")
            return None
        inside = arguments
        for name in outer:
            inside = inside.setdefault(name, {})
        inside[last] = {**(required or {}), **found}
        return self.call(service, operation, **arguments)

    def would(self, service: str, operation: str, attribute: str, **arguments) -> None:
        """A call of a later day, judged by its model and not made."""
        model = self.account.model(service).operation_model(operation)
        for path, what in [*shapes.problems(model.input_shape, arguments), *stated.problems(service, operation, arguments)]:
            self.fault(what, f"{service}:{operation}", path, attribute)
        self._validated(f"{service}:{operation}", LATER)

    def known_by_type(self, attribute: str, answer, path: str) -> None:
        """As `answered`, for a made-up value that may be the name of something else as well."""
        real = jmespath.search(path, answer) if answer else None
        if real:
            self.account.enter_by_type(self.type, self.resource.made[attribute], real)

    def _make(self, service: str, operation: str, arguments: dict):
        call = f"{service}:{operation}"
        client = self.account.client(service, self.region)
        method = getattr(client, botocore.xform_name(operation))
        try:
            answer = method(**arguments)
        except (NotPlayed, NotImplementedError):
            self._validated(call, "moto does not play it")
            return None
        except botocore.exceptions.ClientError as refused:
            error = refused.response["Error"]
            self._refused(call, f"{error['Code']}: {error['Message']}")
            return None
        except Exception as broken:  # noqa: BLE001 (moto may break in any way, and each has to be looked at)
            self._refused(call, f"{type(broken).__name__}: {broken}")
            return None
        self.account.made[call] += 1
        return answer

    def _refused(self, call: str, said: str) -> None:
        needed = self.resource.depends & self.account.unmade if limits.MISSING.search(said) else set()
        why = f"needs {min(needed)}" if needed else limits.known(call, said)
        if why:
            self._validated(call, why)
        else:
            self.fault(said, call)

    def _attribute_of(self, arguments: dict, path: str) -> str:
        """The argument whose value a parameter holds, where only one does."""
        value = jmespath.search(path, arguments) if "[" not in path else arguments.get(path.split("[")[0])
        found = [name for name, given in self.given.items() if value not in (None, "", {}, []) and given == value]
        return found[0] if len(found) == 1 else ""

    def answered(self, attribute: str, answer, path: str) -> None:
        """What moto calls a value that the plan's provider made up."""
        made_up = self.resource.made.get(attribute)
        real = jmespath.search(path, answer) if answer else None
        if not made_up:
            return
        if real is None:
            self.account.never_made(self.account.real(made_up))
            return
        self.account.known_as(made_up, str(real))

    def is_really(self, attribute: str, real: str) -> None:
        """What AWS calls a value, known without asking."""
        self.account.known_as(self.resource.made.get(attribute), real)

    def finish(self) -> None:
        for name in sorted(set(self.given) - self.used):
            self.fault("no call of the table carries this argument", attribute=name)


def _tags(shape, tags: dict):
    if shape.type_name == "map":
        return dict(tags)
    if shape.type_name == "structure":
        return {"Items": _tags(shape.members["Items"], tags)}
    members = {member.lower(): member for member in shape.member.members}
    if "key" not in members:
        members = {"key": next(name for name in shape.member.members if name.lower().endswith("key")), "value": next(name for name in shape.member.members if name.lower().endswith("value"))}
    return [{members["key"]: key, members["value"]: value} for key, value in sorted(tags.items())]


def record(fault: Fault) -> dict:
    return asdict(fault)
