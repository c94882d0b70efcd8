"""Turn the generated TypeScript of one resource back into a Terraform schema block.

The result has the layout of `terraform providers schema -json`. Three places in the source are read:

* the flag comments in the classes (`// name - computed: true, optional: true, required: false`),
* the `...ToHclTerraform` tables, which give the type of everything that can be set,
* the getters, which give the type of everything that can only be read.
"""

import re

_FUNCTION = re.compile(r"^export function (\w+)ToHclTerraform\([^\n]*\{\n(.*?)^\}", re.S | re.M)
_CLASS = re.compile(r"^export class (\w+) extends cdktf\.(\w+) \{(.*?)^\}", re.S | re.M)
_ENTRY = re.compile(
    r"^\s+(\w+): \{\s*value: (.*?),\s*isBlock: (true|false),\s*type: \"(\w+)\",\s*storageClassType: \"(\w+)\",?\s*\}",
    re.S | re.M,
)
_FLAGS = re.compile(r"// (\w+) - computed: (true|false), optional: (true|false), required: (true|false)\n(.*?)(?=\n  // |\Z)", re.S)
_RESOURCE_TYPE = re.compile(r"tfResourceType = [\"'](\w+)[\"']")
_MAPPER = re.compile(r"(?<!cdktf\.)\b(\w+)ToHclTerraform")
_STRUCT_FIELD = re.compile(r"= new (cdktf\.)?(\w+)\(this, \"\w+\"(?:, (true|false))?\)")
_GETTER = re.compile(r"public get \w+\(\)[^{]*\{\s*return (.*?);\s*\}", re.S)

_PRIMITIVES = {"string": "string", "number": "number", "boolean": "bool", "any": "dynamic"}
_STORAGE = re.compile(r"(string|number|boolean|any)(Map|List)(List|Map)?")
_CDKTF_COLLECTIONS = {
    "StringMap": ["map", "string"],
    "NumberMap": ["map", "number"],
    "BooleanMap": ["map", "bool"],
    "AnyMap": ["map", "dynamic"],
    "StringMapList": ["list", ["map", "string"]],
    "NumberMapList": ["list", ["map", "number"]],
    "BooleanMapList": ["list", ["map", "bool"]],
    "StringListMap": ["map", ["list", "string"]],
    "NumberListMap": ["map", ["list", "number"]],
    "StringListList": ["list", ["list", "string"]],
    "NumberListList": ["list", ["list", "number"]],
}
# Order matters: the wrapped (set) forms contain the unwrapped (list) ones.
_GETTER_TYPES = (
    ("tolist(this.getListAttribute(", ["set", "string"]),
    ("tolist(this.getNumberListAttribute(", ["set", "number"]),
    ("this.getStringAttribute(", "string"),
    ("this.getNumberAttribute(", "number"),
    ("this.getBooleanAttribute(", "bool"),
    ("this.getListAttribute(", ["list", "string"]),
    ("this.getNumberListAttribute(", ["list", "number"]),
    ("this.getStringMapAttribute(", ["map", "string"]),
    ("this.getNumberMapAttribute(", ["map", "number"]),
    ("this.getBooleanMapAttribute(", ["map", "bool"]),
    ("this.getAnyMapAttribute(", ["map", "dynamic"]),
    ("this.interpolationForAttribute(", "dynamic"),
)


def _lower_first(name: str) -> str:
    return name[0].lower() + name[1:]


def _upper_first(name: str) -> str:
    return name[0].upper() + name[1:]


class Source:
    """The parsed pieces of one TypeScript source and the schema block they describe."""

    def __init__(self, folder: str, text: str):
        self.folder = folder
        self.tables = {name: body for name, body in _FUNCTION.findall(text)}
        self.classes = {name: (base, body) for name, base, body in _CLASS.findall(text)}
        self.problems: list[str] = []

    def schema(self) -> tuple[str, str, dict]:
        """(kind, Terraform type, block) where kind is resource, data or provider."""
        kinds = {"TerraformResource": "resource", "TerraformDataSource": "data", "TerraformProvider": "provider"}
        for name, (base, body) in self.classes.items():
            if base not in kinds:
                continue
            kind = kinds[base]
            terraform_type = _RESOURCE_TYPE.search(body).group(1)
            if kind == "data":
                terraform_type = terraform_type.removeprefix("data_")
            table = body[body.find("synthesizeHclAttributes()"):]
            return kind, terraform_type, self._block(body, table, is_provider=kind == "provider")
        raise ValueError(f"no resource class in {self.folder}")

    def _block(self, class_body: str, table: str, is_provider: bool = False) -> dict:
        flags = {name: (c == "true", o == "true", r == "true", rest) for name, c, o, r, rest in _FLAGS.findall(class_body)}
        attributes: dict = {}
        blocks: dict = {}
        for name, value, _, collection, storage in _ENTRY.findall(table):
            computed, optional, required, _ = flags.get(name, (False, True, False, ""))
            struct = self._struct_of(value)
            if struct and self._is_block(value, collection):
                blocks[name] = self._nested(struct, value, collection, required)
            else:
                attribute = {"type": self._settable_type(name, value, collection, storage, struct)}
                attribute["required" if required else "optional"] = True
                if computed and not required:
                    attribute["computed"] = True
                attributes[name] = attribute
        if is_provider:
            return {"attributes": attributes, "block_types": blocks}
        for name, (_, optional, required, rest) in flags.items():
            # Whatever cannot be set is read-only; single nested objects lack even the computed flag.
            if not optional and not required and name not in attributes and name not in blocks:
                attributes[name] = {"type": self._readable_type(name, rest), "computed": True}
        return {"attributes": attributes, "block_types": blocks}

    @staticmethod
    def _struct_of(value: str) -> str | None:
        found = _MAPPER.search(value)
        return _upper_first(found.group(1)) if found else None

    @staticmethod
    def _is_block(value: str, collection: str) -> bool:
        """Real nested blocks are mapped with `true`, or directly when at most one is allowed."""
        if "listMapperHcl(" in value:
            return bool(re.search(r"listMapperHcl\(\w+, true\)", value))
        return "hashMapperHcl(" not in value and collection in ("list", "set", "struct")

    def _nested(self, struct: str, value: str, collection: str, required: bool) -> dict:
        _, body = self.classes.get(struct + "OutputReference", ("", ""))
        nested: dict = {
            "nesting_mode": "single" if collection == "struct" else collection,
            "block": self._block(body, self.tables.get(_lower_first(struct), "")),
        }
        if collection in ("list", "set"):
            if required:
                nested["min_items"] = 1
            if "listMapperHcl(" not in value:
                nested["max_items"] = 1
        return nested

    def _settable_type(self, name: str, value: str, collection: str, storage: str, struct: str | None):
        if struct:
            inner = self._object(struct)
            return inner if collection == "struct" else [collection, inner]
        if collection == "simple" and storage in _PRIMITIVES:
            return _PRIMITIVES[storage]
        shape = _STORAGE.fullmatch(storage)
        if shape and collection in ("list", "set", "map"):
            element = _PRIMITIVES[shape.group(1)]
            if shape.group(3):
                element = ["map" if shape.group(2) == "Map" else "list", element]
            return [collection, element]
        self.problems.append(f"{self.folder}.{name}: {collection}/{storage}")
        return "dynamic"

    def _readable_type(self, name: str, code: str):
        field = _STRUCT_FIELD.search(code)
        if field:
            class_name, wraps_set = field.group(2), field.group(3) == "true"
            if field.group(1):
                if class_name in _CDKTF_COLLECTIONS:
                    return _CDKTF_COLLECTIONS[class_name]
            elif class_name.endswith("OutputReference"):
                return self._object(class_name.removesuffix("OutputReference"))
            elif class_name.endswith("Map"):
                return ["map", self._object(class_name.removesuffix("Map"))]
            elif class_name.endswith("List"):
                return ["set" if wraps_set else "list", self._object(class_name.removesuffix("List"))]
        getter = _GETTER.search(code)
        if getter:
            for text, found in _GETTER_TYPES:
                if text in getter.group(1):
                    return found
        self.problems.append(f"{self.folder}.{name}: unreadable getter")
        return "dynamic"

    def _object(self, struct: str):
        """The structure of a list/set/map element that is an attribute, not a block."""
        _, body = self.classes.get(struct + "OutputReference", ("", ""))
        fields: dict = {}
        for name, value, _, collection, storage in _ENTRY.findall(self.tables.get(_lower_first(struct), "")):
            inner = self._struct_of(value)
            if inner and "listMapperHcl(" not in value and "hashMapperHcl(" not in value and collection == "struct":
                fields[name] = self._object(inner)
            else:
                fields[name] = self._settable_type(name, value, collection, storage, inner)
        for name, computed, optional, required, rest in _FLAGS.findall(body):
            if name not in fields:
                fields[name] = self._readable_type(name, rest)
        return ["object", fields]
