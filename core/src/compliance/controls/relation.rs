//! Which resource a value names, and in which zone or region a resource lies.

use std::collections::BTreeSet;

use crate::plan::{Block, Plan, Resource, Unknown, Value};

/// Does a value name a resource: by reference, or by the text of the argument that holds its name?
pub(super) fn names(value: &Value, resource: &Resource, argument: &str) -> bool {
    let text = matches!(value, Value::String(_) | Value::Unknown(Unknown::Template(_)));
    value.refers_to(&resource.address) || (text && resource.body.value(argument) == Some(value))
}

/// Does an argument of a block refer to a resource?
pub(super) fn refers(block: &Block, argument: &str, target: &Resource) -> bool {
    block.value(argument).is_some_and(|value| value.refers_to(&target.address))
}

/// The subnets that a value names.
pub(super) fn subnets<'a>(plan: &'a Plan, value: &Value) -> Vec<&'a Resource> {
    let addresses: BTreeSet<_> = value.references().into_iter().map(|reference| reference.address).collect();
    addresses.iter().filter_map(|address| plan.at(address)).filter(|target| &*target.kind == "aws_subnet").collect()
}

/// Their availability zones, as far as they are known.
pub(super) fn zones<'a>(plan: &'a Plan, value: &Value) -> BTreeSet<&'a str> {
    subnets(plan, value).into_iter().filter_map(zone).collect()
}

/// Availability zone of a subnet.
pub(super) fn zone(subnet: &Resource) -> Option<&str> {
    subnet.body.text("availability_zone").or_else(|| subnet.body.text("availability_zone_id"))
}

/// Region of a resource: its own argument (provider 6), else that of its provider configuration.
pub(super) fn region<'a>(plan: &'a Plan, resource: &'a Resource) -> Option<&'a str> {
    match resource.find("region") {
        Some(own) => own.value.as_str(),
        None => plan.providers().get(&resource.provider)?.text("region"),
    }
}

/// The autoscaling target that counts the tasks of an ECS service.
pub(super) fn autoscaling<'a>(plan: &'a Plan, service: &Resource) -> Option<&'a Resource> {
    let cluster = service.body.value("cluster")?;
    let cluster = match plan.behind(cluster, "aws_ecs_cluster") {
        Some(resource) => resource.body.text("name"),
        None => cluster.as_str().and_then(|text| text.rsplit('/').next()),
    };
    let id = cluster.zip(service.body.text("name")).map(|(cluster, name)| format!("service/{cluster}/{name}"));
    plan.of_type("aws_appautoscaling_target").find(|target| {
        target.body.text("service_namespace") == Some("ecs")
            && target
                .body
                .value("resource_id")
                .is_some_and(|value| value.refers_to(&service.address) || value.as_str().is_some_and(|text| Some(text) == id.as_deref()))
    })
}
