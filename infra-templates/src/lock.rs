//! `envs/<env>/.terraform.lock.hcl` for the provider line whose hashes are known.
//!
//! Provider 5.100.0 is the last of its line. Its hashes agree in several independent public
//! repositories; docs/decisions/0003 lists them. For 6.x no set of hashes could be confirmed, so no
//! file is shipped and the README says how to make one: a wrong lock file is worse than none.

use design_core::Design;

const AWS_5_100_0: &str = include_str!("lock_5_100_0.hcl");

/// The lock file's text, where one is known.
pub(crate) fn render(design: &Design) -> Option<&'static str> {
    (design.project.state.aws_provider == "~> 5.0").then_some(AWS_5_100_0)
}
