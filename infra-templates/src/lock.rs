//! `.terraform.lock.hcl` of every root module, for the provider line whose hashes are known.
//!
//! Provider 5.100.0 is the last of its line. Its hashes agree in several independent public
//! repositories; docs/decisions/0003 lists them. For 6.x no set of hashes could be confirmed, so no
//! file is shipped and the README says how to make one: a wrong lock file is worse than none.

use design_core::Design;

const AWS_5_100_0: &str = include_str!("lock_5_100_0.hcl");

/// Path and text of each lock file: of the account's stack and of every environment, where the text is known.
pub(crate) fn render(design: &Design) -> Vec<(String, &'static str)> {
    if design.project.state.aws_provider != "~> 5.0" {
        return Vec::new();
    }
    let environments = design.environments.iter().map(|environment| format!("infra/envs/{}", environment.settings.name));
    let roots = environments.chain(["infra/bootstrap".to_owned()]);
    roots.map(|root| (format!("{root}/.terraform.lock.hcl"), AWS_5_100_0)).collect()
}
