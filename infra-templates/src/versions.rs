//! The two version constraints that a design decides: Terraform itself, and the AWS provider. They
//! stand in the templates at their defaults and are replaced there.

use design_core::Design;

/// As they stand in `bundle/`.
const TERRAFORM: &str = "required_version = \">= 1.5.0\"";
const PROVIDER: &str = "version = \"~> 5.0\"";

/// A root module's `versions.tf` with the constraints of the design.
pub(crate) fn render(template: &str, design: &Design) -> String {
    let terraform = format!("required_version = \">= {}\"", terraform(design));
    let provider = format!("version = \"{}\"", design.project.state.aws_provider);
    template.replace(TERRAFORM, &terraform).replace(PROVIDER, &provider)
}

/// Oldest Terraform that can use the bundle: a lock in S3 came with 1.10.
pub(crate) fn terraform(design: &Design) -> &'static str {
    if design.project.s3_lock() { "1.10.0" } else { "1.5.0" }
}
