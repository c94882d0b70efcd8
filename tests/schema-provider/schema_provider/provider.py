"""The gRPC service: plugin protocol 5 as Terraform speaks it, without any AWS behind it."""

import json
import traceback
from functools import wraps

import grpc
import tfplugin_proto.tfplugin5_5_pb2 as pb
import tfplugin_proto.tfplugin5_5_pb2_grpc as pb_grpc

from . import data_sources, planning
from .messages import decode, encode
from .session import Sessions
from .walk import conform

_RAW = {"request_deserializer": lambda data: data, "response_serializer": lambda data: data}


def _reporting(response_type):
    """Show a failure as an error of the resource concerned instead of a broken connection."""

    def decorate(method):
        @wraps(method)
        def handler(self, request, context):
            try:
                return method(self, request, context)
            except Exception as problem:
                expected = isinstance(problem, ValueError)
                diagnostic = pb.Diagnostic(
                    severity=pb.Diagnostic.ERROR,
                    summary=str(problem) if expected else f"schema provider failed: {problem!r}",
                    detail="" if expected else traceback.format_exc(),
                )
                return response_type(diagnostics=[diagnostic])

        return handler

    return decorate


# The real provider is of the older kind too: Terraform then lets it fill blocks the configuration leaves out.
class Provider(pb_grpc.ProviderServicer):
    def __init__(self, document: dict):
        self.resources = document["resource"]
        self.data = document["data"]
        self.sessions = Sessions()

    def PrepareProviderConfig(self, request, context):
        return pb.PrepareProviderConfig.Response(prepared_config=request.config)

    def Configure(self, request, context):
        self.sessions.configure(context.peer(), decode(request.config))
        return pb.Configure.Response()

    def ValidateResourceTypeConfig(self, request, context):
        return pb.ValidateResourceTypeConfig.Response()

    def ValidateDataSourceConfig(self, request, context):
        return pb.ValidateDataSourceConfig.Response()

    @_reporting(pb.UpgradeResourceState.Response)
    def UpgradeResourceState(self, request, context):
        state = conform(self.resources[request.type_name], json.loads(request.raw_state.json))
        return pb.UpgradeResourceState.Response(upgraded_state=pb.DynamicValue(json=json.dumps(state).encode()))

    def ReadResource(self, request, context):
        return pb.ReadResource.Response(new_state=request.current_state, private=request.private)

    @_reporting(pb.PlanResourceChange.Response)
    def PlanResourceChange(self, request, context):
        planned = planning.plan(
            request.type_name,
            self.resources[request.type_name],
            decode(request.prior_state),
            decode(request.proposed_new_state),
            decode(request.config),
            self.sessions.of(context.peer()),
        )
        return pb.PlanResourceChange.Response(planned_state=encode(planned), legacy_type_system=True)

    @_reporting(pb.ApplyResourceChange.Response)
    def ApplyResourceChange(self, request, context):
        settled = planning.apply(
            request.type_name,
            self.resources[request.type_name],
            decode(request.planned_state),
            decode(request.config),
            self.sessions.of(context.peer()),
        )
        return pb.ApplyResourceChange.Response(new_state=encode(settled), legacy_type_system=True)

    @_reporting(pb.ImportResourceState.Response)
    def ImportResourceState(self, request, context):
        state = conform(self.resources[request.type_name], {"id": request.id})
        imported = pb.ImportResourceState.ImportedResource(type_name=request.type_name, state=encode(state))
        return pb.ImportResourceState.Response(imported_resources=[imported])

    @_reporting(pb.ReadDataSource.Response)
    def ReadDataSource(self, request, context):
        state = data_sources.read(
            request.type_name,
            self.data[request.type_name],
            decode(request.config),
            self.sessions.of(context.peer()),
        )
        return pb.ReadDataSource.Response(state=encode(state))

    def GetFunctions(self, request, context):
        return pb.GetFunctions.Response()

    def Stop(self, request, context):
        return pb.Stop.Response()


def _no_output(request, context):
    # The stream of the plugin's own output: end it at once, or it would hold a worker for good.
    return iter(())


def attach(server: grpc.Server, document: dict, schema_bytes: bytes) -> None:
    """Register everything on the server; the schema is answered from ready-made bytes."""
    unary, stream = grpc.unary_unary_rpc_method_handler, grpc.unary_stream_rpc_method_handler
    services = {
        # Registered first, so it wins over the servicer's own (unimplemented) GetSchema.
        "tfplugin5.Provider": {"GetSchema": unary(lambda request, context: schema_bytes, **_RAW)},
        "plugin.GRPCController": {"Shutdown": unary(lambda request, context: b"", **_RAW)},
        "plugin.GRPCStdio": {"StreamStdio": stream(_no_output, **_RAW)},
    }
    for name, methods in services.items():
        server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(name, methods),))
    pb_grpc.add_ProviderServicer_to_server(Provider(document), server)
