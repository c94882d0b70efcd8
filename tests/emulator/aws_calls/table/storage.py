"""S3."""

from . import creates


@creates("aws_s3_bucket")
def _s3_bucket(new) -> None:
    place = {"LocationConstraint": new.region} if new.region != "us-east-1" else None
    new.call("s3", "CreateBucket", ["bucket"], CreateBucketConfiguration=place, ObjectLockEnabledForBucket=new["object_lock_enabled"] or None)
    if new.given.get("tags_all"):
        tags = [{"Key": key, "Value": value} for key, value in sorted(new.given["tags_all"].items())]
        new.call("s3", "PutBucketTagging", Bucket=new["bucket"], Tagging={"TagSet": tags})
    new.only_terraform("force_destroy")


def _once(block: list | None) -> dict:
    return (block or [{}])[0] or {}


def _present(**values) -> dict:
    return {key: value for key, value in values.items() if value is not None}


@creates("aws_s3_bucket_versioning")
def _versioning(new) -> None:
    new.call("s3", "PutBucketVersioning", ["bucket"], VersioningConfiguration={"Status": new.block("versioning_configuration").get("status")})


@creates("aws_s3_bucket_policy")
def _policy(new) -> None:
    new.call("s3", "PutBucketPolicy", ["bucket", "policy"])


@creates("aws_s3_bucket_public_access_block")
def _public_access_block(new) -> None:
    new.call("s3", "PutPublicAccessBlock", ["bucket"], PublicAccessBlockConfiguration=_blocked(new))


def _blocked(new) -> dict:
    return _present(
        BlockPublicAcls=new["block_public_acls"],
        BlockPublicPolicy=new["block_public_policy"],
        IgnorePublicAcls=new["ignore_public_acls"],
        RestrictPublicBuckets=new["restrict_public_buckets"],
    )


@creates("aws_s3_account_public_access_block")
def _account_public_access_block(new) -> None:
    new.call("s3control", "PutPublicAccessBlock", AccountId="123456789012", PublicAccessBlockConfiguration=_blocked(new))


@creates("aws_s3_bucket_ownership_controls")
def _ownership_controls(new) -> None:
    new.call("s3", "PutBucketOwnershipControls", ["bucket"], OwnershipControls={"Rules": [{"ObjectOwnership": new.block("rule").get("object_ownership")}]})


@creates("aws_s3_bucket_server_side_encryption_configuration")
def _encryption(new) -> None:
    rules = []
    for rule in new["rule"]:
        default = _once(rule.get("apply_server_side_encryption_by_default"))
        rules.append(
            _present(
                ApplyServerSideEncryptionByDefault=_present(SSEAlgorithm=default.get("sse_algorithm"), KMSMasterKeyID=default.get("kms_master_key_id")),
                BucketKeyEnabled=rule.get("bucket_key_enabled"),
            )
        )
    new.call("s3", "PutBucketEncryption", ["bucket"], ServerSideEncryptionConfiguration={"Rules": rules})


@creates("aws_s3_bucket_logging")
def _logging(new) -> None:
    enabled = _present(TargetBucket=new["target_bucket"], TargetPrefix=new["target_prefix"])
    partitioned = _once(_once(new["target_object_key_format"]).get("partitioned_prefix"))
    if partitioned:
        enabled["TargetObjectKeyFormat"] = {"PartitionedPrefix": {"PartitionDateSource": partitioned.get("partition_date_source")}}
    new.call("s3", "PutBucketLogging", ["bucket"], BucketLoggingStatus={"LoggingEnabled": enabled})


@creates("aws_s3_bucket_object_lock_configuration")
def _object_lock(new) -> None:
    kept = _once(new.block("rule").get("default_retention"))
    rule = {"DefaultRetention": _present(Mode=kept.get("mode"), Days=kept.get("days"), Years=kept.get("years"))}
    new.call("s3", "PutObjectLockConfiguration", ["bucket"], ObjectLockConfiguration={"ObjectLockEnabled": new["object_lock_enabled"] or "Enabled", "Rule": rule})


# What the provider's blocks call otherwise than the API.
_LIFECYCLE = {
    "rule": "Rules",
    "rule.id": "ID",
    "transition": "Transitions",
    "noncurrent_version_transition": "NoncurrentVersionTransitions",
}


@creates("aws_s3_bucket_lifecycle_configuration")
def _lifecycle(new) -> None:
    from ..convert import Unmapped, parameters

    shape = new.account.model("s3").operation_model("PutBucketLifecycleConfiguration").input_shape.members["LifecycleConfiguration"]
    rules = new["rule"]
    for rule in rules:
        rule.setdefault("filter", [{}])
    try:
        configuration = parameters(shape, {"rule": rules}, _LIFECYCLE)
    except Unmapped as unmapped:
        new.fault(f"no parameter takes this: {unmapped}", "s3:PutBucketLifecycleConfiguration", attribute="rule")
        return
    # The provider sends an empty prefix for a filter that says nothing.
    for rule in configuration["Rules"]:
        rule["Filter"] = rule.get("Filter") or {"Prefix": ""}
    new.call("s3", "PutBucketLifecycleConfiguration", ["bucket"], LifecycleConfiguration=configuration)
