"""Translate between the schema document, Python values and the plugin protocol's messages."""

import json

import msgpack
import tfplugin_proto.tfplugin5_5_pb2 as pb

_NESTING = {"single": 1, "list": 2, "set": 3, "map": 4, "group": 5}
# Field 10 of Schema.Attribute; newer than the generated classes, so it is appended as raw bytes.
_WRITE_ONLY = b"\x50\x01"

UNKNOWN = msgpack.ExtType(0, b"\x00")


def is_unknown(value) -> bool:
    return isinstance(value, msgpack.ExtType)


def contains_unknown(value) -> bool:
    if isinstance(value, dict):
        return any(map(contains_unknown, value.values()))
    if isinstance(value, list):
        return any(map(contains_unknown, value))
    return is_unknown(value)


def decode(value: pb.DynamicValue):
    if value.msgpack:
        return msgpack.unpackb(value.msgpack, strict_map_key=False, raw=False)
    return json.loads(value.json) if value.json else None


def encode(value) -> pb.DynamicValue:
    return pb.DynamicValue(msgpack=msgpack.packb(value, use_bin_type=True))


def _block_message(block: dict) -> pb.Schema.Block:
    message = pb.Schema.Block()
    for name, attribute in sorted(block["attributes"].items()):
        item = pb.Schema.Attribute(
            name=name,
            type=json.dumps(attribute["type"]).encode(),
            required=attribute.get("required", False),
            optional=attribute.get("optional", False),
            computed=attribute.get("computed", False),
            sensitive=attribute.get("sensitive", False),
        )
        if attribute.get("write_only"):
            item.MergeFromString(_WRITE_ONLY)
        message.attributes.append(item)
    for name, nested in sorted(block["block_types"].items()):
        message.block_types.append(
            pb.Schema.NestedBlock(
                type_name=name,
                nesting=_NESTING[nested["nesting_mode"]],
                min_items=nested.get("min_items", 0),
                max_items=nested.get("max_items", 0),
                block=_block_message(nested["block"]),
            )
        )
    return message


def schema_message(document: dict) -> pb.GetProviderSchema.Response:
    def schema(block: dict) -> pb.Schema:
        return pb.Schema(version=0, block=_block_message(block))

    return pb.GetProviderSchema.Response(
        provider=schema(document["provider"]),
        resource_schemas={name: schema(block) for name, block in document["resource"].items()},
        data_source_schemas={name: schema(block) for name, block in document["data"].items()},
        server_capabilities=pb.ServerCapabilities(get_provider_schema_optional=True),
    )
