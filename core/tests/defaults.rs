//! The default design: it is right, complete, and every typed field reads its own parameter.

use design_core::{Base, DesignDraft, EnvironmentDraft, Kind, Level, Scope, check, choice_word, default_value, parse, specs};

const SCOPES: [Scope; 3] = [Scope::Project, Scope::Environment, Scope::Size];

#[test]
fn the_default_design_has_no_error() {
    let checked = check(&DesignDraft::default());
    let errors: Vec<_> = checked.errors().collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert!(checked.design.is_some());
}

#[test]
fn every_default_satisfies_its_own_rule() {
    for spec in SCOPES.into_iter().flat_map(specs) {
        for base in Base::ALL {
            let value = default_value(spec, base);
            assert_eq!(parse(spec, &value.to_json()), Ok(value), "{} in {base:?}", spec.id);
        }
    }
}

/// What may be chosen has a word in both languages, unless it is a name or number that engineers know as it is.
#[test]
fn every_choice_has_a_word_or_is_a_name() {
    let is_name = |value: &str| {
        value.starts_with(|first: char| first.is_ascii_digit())
            || ["~> ", "PriceClass_", "ELBSecurityPolicy-"].iter().any(|name| value.starts_with(name))
    };
    for spec in SCOPES.into_iter().flat_map(specs) {
        let Kind::Choice(values) = spec.kind else { continue };
        for value in values {
            assert_ne!(choice_word(value).is_some(), is_name(value), "{}: {value}", spec.id);
        }
    }
}

#[test]
fn ids_are_unique_within_their_scope() {
    for scope in SCOPES {
        let mut ids: Vec<_> = specs(scope).map(|spec| spec.id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}

#[test]
fn every_parameter_speaks_both_languages_and_names_its_source() {
    for spec in SCOPES.into_iter().flat_map(specs) {
        for text in [spec.label, spec.help] {
            assert!(!text.ja.is_empty() && !text.en.is_empty(), "{}", spec.id);
        }
        assert!(!spec.source.is_empty(), "{}", spec.id);
    }
}

/// A typed field whose type does not fit its spec would silently read as zero; the debug form shows it.
#[test]
fn typed_sizes_hold_the_defaults() {
    let design = check(&DesignDraft::default()).design.unwrap();
    let prod = &design.environments[2].sizes;
    assert_eq!((prod.api.task_cpu, prod.api.task_memory, prod.api.max_count), (1024, 2048, 12));
    assert_eq!((prod.rds.instance_class.as_str(), prod.rds.backup_retention_days, prod.rds.multi_az), ("db.m7g.large", 35, true));
    assert_eq!((prod.vpc.cidr.as_str(), prod.logs.archive_days, prod.flags.phi), ("10.30.0.0/16", 1827, true));
    for environment in &design.environments {
        let shown = format!("{:?}{:?}", environment.sizes, environment.settings);
        assert!(!shown.contains(": \"\"") || shown.matches(": \"\"").count() == 2, "only account and zone may be empty: {shown}");
    }
}

#[test]
fn an_empty_environment_means_the_defaults_of_its_base() {
    let mut draft = DesignDraft::default();
    for environment in &mut draft.environments {
        *environment = EnvironmentDraft {
            base: environment.base.clone(),
            sizes: Default::default(),
            settings: Default::default(),
            assumptions: Default::default(),
        };
    }
    draft.project.clear();
    let (short, full) = (check(&draft), check(&DesignDraft::default()));
    assert_eq!(short.design.unwrap(), full.design.unwrap());
}

#[test]
fn notices_never_block() {
    let checked = check(&DesignDraft::default());
    assert!(checked.issues.iter().all(|issue| issue.level == Level::Notice));
    assert!(checked.issues.iter().any(|issue| issue.rule == "placeholder.github"));
}
