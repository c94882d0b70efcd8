//! What the files build: the numbers of a plan that carry load, each with the line that decides it.

use std::collections::BTreeSet;

use crate::cost::document;
use crate::data::{DbClass, db_classes, node_memory_gib};
use crate::network::Cidr;
use crate::plan::{Line, Plan, Resource, Value};

/// A number with the line that decides it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Seen {
    pub(super) number: f64,
    pub(super) line: Line,
}

/// A Fargate service.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Service {
    pub(super) vcpu: Seen,
    pub(super) desired: Seen,
    pub(super) max: Seen,
    /// How many times as many tasks run during a deployment.
    pub(super) surge: f64,
    /// Share of the CPU at which auto scaling adds tasks.
    pub(super) busy: Option<Seen>,
    /// Requests a task and minute at which auto scaling adds tasks.
    pub(super) requests_target: Option<Seen>,
    pub(super) processes: f64,
    /// Connections that one process may open.
    pub(super) pool: f64,
    /// arq jobs of one task at once.
    pub(super) jobs_at_once: Option<f64>,
    /// Zones over which it is spread.
    pub(super) zones: f64,
}

/// Jobs on Batch.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Jobs {
    pub(super) max_vcpus: Seen,
    pub(super) job_vcpu: f64,
}

/// The numbers of one environment; absent where the files show none.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Built {
    pub(super) api: Option<Service>,
    pub(super) worker: Option<Service>,
    pub(super) jobs: Option<Jobs>,
    pub(super) database: Option<(DbClass, Line)>,
    pub(super) cache: Option<(String, Option<f64>, Line)>,
    /// Addresses for tasks in the subnets of the services.
    pub(super) addresses: Option<Seen>,
    /// Account of the environment; environments without one share the one they are applied in.
    pub(super) account: String,
}

impl Built {
    pub(super) fn of(plan: &Plan) -> Self {
        let services: Vec<&Resource> = plan.of_type("aws_ecs_service").collect();
        let behind_balancer = |service: &&&Resource| service.body.block("load_balancer").is_some();
        let api = services.iter().find(behind_balancer).copied();
        let worker = services.iter().find(|service| !behind_balancer(service)).copied();
        let text = |name: &str| plan.variables().get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Self {
            api: api.and_then(|found| service(plan, found)),
            worker: worker.and_then(|found| service(plan, found)),
            jobs: jobs(plan),
            database: plan.of_type("aws_db_instance").next().and_then(|database| {
                let found = database.find("instance_class")?;
                let class = db_classes().find(|class| found.value.as_str() == Some(class.name))?;
                Some((class, decides(plan, database, "instance_class")?))
            }),
            cache: plan.of_type("aws_elasticache_replication_group").next().and_then(|cache| {
                let node = cache.body.text("node_type")?;
                Some((node.to_owned(), node_memory_gib(node), decides(plan, cache, "node_type")?))
            }),
            addresses: api.and_then(|api| addresses(plan, api)),
            account: text("aws_account_id"),
        }
    }
}

/// The line of a size where one decides the argument, else that of the argument.
fn decides(plan: &Plan, resource: &Resource, argument: &str) -> Option<Line> {
    let trace = plan.trace(resource, resource.find(argument)?);
    trace.iter().find(|line| line.path.ends_with(".tfvars")).or_else(|| trace.first()).cloned()
}

fn seen(plan: &Plan, resource: &Resource, argument: &str) -> Option<Seen> {
    let number = resource.body.number(argument).filter(|number| (0.0..1e9).contains(number))?;
    Some(Seen { number, line: decides(plan, resource, argument)? })
}

fn service(plan: &Plan, service: &Resource) -> Option<Service> {
    let task = plan.behind(service.body.value("task_definition")?, "aws_ecs_task_definition")?;
    let desired = seen(plan, service, "desired_count")?;
    let name = service.body.text("name").unwrap_or_default();
    let of_service = |resource: &&Resource| {
        let id = resource.body.text("resource_id").unwrap_or_default();
        !name.is_empty() && id.rsplit('/').next() == Some(name)
    };
    let scaling = plan.of_type("aws_appautoscaling_target").find(of_service);
    let max = scaling.and_then(|target| seen(plan, target, "max_capacity")).unwrap_or_else(|| desired.clone());
    let policies: Vec<&Resource> = plan.of_type("aws_appautoscaling_policy").filter(of_service).collect();
    let tracking = "target_tracking_scaling_policy_configuration";
    let target = |wanted: &dyn Fn(&Resource) -> bool| {
        policies.iter().find(|policy| wanted(policy)).and_then(|policy| seen(plan, policy, &format!("{tracking}.target_value")))
    };
    let metric = |policy: &Resource| {
        policy.body.text(&format!("{tracking}.predefined_metric_specification.predefined_metric_type")).map(str::to_owned)
    };
    let busy = target(&|policy| metric(policy).as_deref() == Some("ECSServiceAverageCPUUtilization"));
    let requests_target = target(&|policy| {
        let custom = policy.body.block(tracking).and_then(|block| block.block("customized_metric_specification"));
        custom.is_some() || metric(policy).as_deref() == Some("ALBRequestCountPerTarget")
    });
    let controller = service.body.text("deployment_controller.type").unwrap_or("ECS");
    // CodeDeploy starts a whole second set; a rolling update goes up to the maximum percentage.
    let surge = if controller == "CODE_DEPLOY" { 2.0 } else { service.body.number("deployment_maximum_percent").unwrap_or(200.0) / 100.0 };
    let variable = |name: &str| environment_number(task, name);
    let vcpu = seen(plan, task, "cpu")?;
    let subnets: BTreeSet<_> = subnets(plan, service).into_iter().map(|subnet| subnet.address.clone()).collect();
    Some(Service {
        vcpu: Seen { number: vcpu.number / 1024.0, line: vcpu.line },
        desired,
        max,
        surge: surge.max(1.0),
        busy: busy.map(|busy| Seen { number: busy.number / 100.0, line: busy.line }),
        requests_target,
        processes: if service.body.block("load_balancer").is_some() { variable("WEB_CONCURRENCY").unwrap_or(1.0) } else { 1.0 },
        pool: variable("DATABASE_POOL_SIZE")? + variable("DATABASE_MAX_OVERFLOW").unwrap_or_default(),
        jobs_at_once: variable("ARQ_MAX_JOBS"),
        zones: count(subnets.len()),
    })
}

/// A number that the first container of a task reads from its environment.
fn environment_number(task: &Resource, name: &str) -> Option<f64> {
    let containers = document(task.body.value("container_definitions")?)?;
    let variables = containers.items().first()?.entry("environment")?;
    let entry = variables.items().iter().find(|entry| entry.entry("name").and_then(Value::as_str) == Some(name))?;
    entry.entry("value")?.as_number().filter(|number| (0.0..1e6).contains(number))
}

fn jobs(plan: &Plan) -> Option<Jobs> {
    let environment = plan.of_type("aws_batch_compute_environment").next()?;
    let definition = plan.of_type("aws_batch_job_definition").next()?;
    let requirements = document(definition.body.value("container_properties")?)?.entry("resourceRequirements")?;
    let vcpu = requirements.items().iter().find(|item| item.entry("type").and_then(Value::as_str) == Some("VCPU"))?;
    Some(Jobs {
        max_vcpus: seen(plan, environment, "compute_resources.max_vcpus")?,
        job_vcpu: vcpu.entry("value")?.as_number().filter(|vcpu| (0.01..1e3).contains(vcpu))?,
    })
}

fn subnets<'p>(plan: &'p Plan, service: &Resource) -> Vec<&'p Resource> {
    let Some(value) = service.body.value("network_configuration.subnets") else { return Vec::new() };
    let targets = value.references();
    let mut found: Vec<&Resource> =
        targets.iter().filter_map(|reference| plan.target(reference)).filter(|target| &*target.kind == "aws_subnet").collect();
    found.dedup_by_key(|subnet| subnet.address.clone());
    found
}

/// Addresses of the subnets, less those that AWS and the interface endpoints take.
fn addresses(plan: &Plan, service: &Resource) -> Option<Seen> {
    let subnets = subnets(plan, service);
    let mut free = 0.0;
    for subnet in &subnets {
        let block = Cidr::parse(subnet.body.text("cidr_block")?)?;
        let endpoints = plan
            .of_type("aws_vpc_endpoint")
            .filter(|endpoint| endpoint.body.value("subnet_ids").is_some_and(|subnets| subnets.refers_to(&subnet.address)));
        free += 2.0_f64.powf(f64::from(32 - block.prefix())) - super::model::RESERVED_ADDRESSES - count(endpoints.count());
    }
    let first = subnets.first()?;
    Some(Seen { number: free.max(0.0), line: decides(plan, first, "cidr_block")? })
}

/// A count of things in a plan: far below the point where a float loses one.
#[expect(clippy::cast_precision_loss, reason = "counts of resources are small")]
fn count(number: usize) -> f64 {
    number as f64
}
