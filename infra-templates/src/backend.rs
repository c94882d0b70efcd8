//! `envs/<env>/backend.tf`: where the state of one environment lies and how it is locked.

use design_core::{Design, Environment};

use crate::hcl;

/// Key of the state object; one for each environment, so that states never mix.
pub(crate) fn key(design: &Design, environment: &Environment) -> String {
    format!("{}/{}/terraform.tfstate", design.project.basics.name, environment.settings.name)
}

/// The file's text.
pub(crate) fn render(design: &Design, environment: &Environment) -> String {
    backend(design, &key(design, environment))
}

/// The backend of the bootstrap stack, for after its bucket exists.
pub(crate) fn render_bootstrap(design: &Design) -> String {
    backend(design, &format!("{}/bootstrap/terraform.tfstate", design.project.basics.name))
}

fn backend(design: &Design, key: &str) -> String {
    let project = &design.project;
    let mut entries = vec![("bucket".to_owned(), hcl::quote(&project.state_bucket()))];
    if let Some(table) = project.lock_table() {
        entries.push(("dynamodb_table".to_owned(), hcl::quote(&table)));
    }
    entries.push(("encrypt".to_owned(), "true".to_owned()));
    entries.push(("key".to_owned(), hcl::quote(key)));
    // By alias, because bootstrap makes the key and its id is nobody's to know before. Without it
    // Terraform asks for S3's own key, whatever the bucket's default is.
    entries.push(("kms_key_id".to_owned(), hcl::quote(&project.state_key_alias())));
    entries.push(("region".to_owned(), hcl::quote(&project.basics.region)));
    if project.s3_lock() {
        entries.push(("use_lockfile".to_owned(), "true".to_owned()));
    }
    format!("terraform {{\n  backend \"s3\" {{\n{}  }}\n}}\n", hcl::aligned(&entries, "    "))
}
