//! What a control's function is given, and how it says what it saw. It can only speak of a line of a
//! file: nothing is met without one.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use super::controls::{ClearText, look_through};
use crate::edit::Edit;
use crate::issue::{Words, w};
use crate::param::Base;
use crate::plan::{Attribute, Block, Line, Plan, Resource, Value, format_number};
use crate::source::Source;

/// An environment under judgement.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Name of the environment, such as `prod`.
    pub name: String,
    /// Position in the design, where there is one.
    pub index: Option<usize>,
    /// Whose levels and thresholds hold: the base, or `Prod` where real patients' data is declared.
    pub base: Base,
    /// Does it hold real patients' data?
    pub phi: bool,
    /// What its files would create.
    pub plan: Arc<Plan>,
    /// What the baseline of the account that it lies in would create, where the bundle has one.
    pub account: Option<Arc<Plan>>,
}

/// A file as [`Files`] lists it.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Path in the bundle.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    /// The same text, where it lives as long as the program.
    pub shipped: Option<&'static str>,
}

/// Texts of the bundle by path.
pub trait Files {
    /// The text of a file.
    fn text(&self, path: &str) -> Option<&str>;
    /// All files, sorted by path: to walk along them costs less than to look each up.
    fn all(&self) -> Vec<Entry<'_>>;
    /// All paths, sorted.
    fn paths(&self) -> Vec<&str> {
        self.all().into_iter().map(|entry| entry.path).collect()
    }
}

impl<S: Source> Files for std::collections::BTreeMap<String, S> {
    fn text(&self, path: &str) -> Option<&str> {
        self.get(path).map(AsRef::as_ref)
    }

    fn all(&self) -> Vec<Entry<'_>> {
        self.iter().map(|(path, text)| Entry { path, text: text.as_ref(), shipped: text.shipped() }).collect()
    }

    fn paths(&self) -> Vec<&str> {
        self.keys().map(String::as_str).collect()
    }
}

/// A line that shows something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Address of the resource, where it is one.
    pub address: Option<Arc<str>>,
    /// The line that shows it.
    pub line: Line,
    /// The lines that decide it, from the argument outwards to `terraform.tfvars`.
    pub trace: Vec<Line>,
    /// What stands there, such as `storage_encrypted = true`.
    pub text: Words,
}

/// A line that shows the opposite of what the control asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What stands there.
    pub evidence: Evidence,
    /// What should stand there.
    pub wanted: Words,
    /// Edits of the design that mend it; empty where only the architect can decide.
    pub repair: Vec<Edit>,
}

/// What a control's function said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judgement {
    /// What shows that it is met.
    pub evidence: Vec<Evidence>,
    /// What shows that it is not.
    pub findings: Vec<Finding>,
    /// Why there is nothing to judge.
    pub absent: Option<Words>,
}

/// The bench: what there is to look at, and the words to speak.
pub struct Judge<'a> {
    /// The environment under judgement.
    pub environment: &'a Subject,
    /// All environments, this one among them.
    pub all: &'a [Subject],
    /// The account baseline (`infra/bootstrap`), where the bundle has one.
    pub account: Option<&'a Plan>,
    files: &'a dyn Files,
    searched: &'a Searched,
    read: RefCell<Read>,
    judgement: Judgement,
}

/// What was read of the files.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// The list of all paths.
    pub(super) list: bool,
    /// Whole files, there or not.
    pub(super) paths: BTreeSet<String>,
    /// Path, text that was looked for, and the line that has it.
    pub(super) lines: Vec<(String, String, Option<u32>)>,
    /// Access keys in any file.
    pub(super) keys: Option<Vec<Line>>,
}

/// Secrets by path; looked for once in each text, whoever asks.
pub(super) type Searched = Mutex<BTreeMap<String, Arc<ClearText>>>;

impl<'a> Judge<'a> {
    pub(super) fn new(
        environment: &'a Subject,
        all: &'a [Subject],
        account: Option<&'a Plan>,
        files: &'a dyn Files,
        searched: &'a Searched,
    ) -> Self {
        Self { environment, all, account, files, searched, read: RefCell::default(), judgement: Judgement::default() }
    }

    pub(super) fn close(self) -> (Judgement, Read) {
        (self.judgement, self.read.into_inner())
    }

    /// What the environment's files would create.
    #[must_use]
    pub fn plan(&self) -> &'a Plan {
        &self.environment.plan
    }

    /// Whose thresholds hold.
    #[must_use]
    pub const fn base(&self) -> Base {
        self.environment.base
    }

    /// The threshold for this environment.
    #[must_use]
    pub fn threshold<T>(&self, dev: T, stg: T, prod: T) -> T {
        match self.base() {
            Base::Dev => dev,
            Base::Stg => stg,
            Base::Prod => prod,
        }
    }

    /// The text of a file of the bundle.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&'a str> {
        let mut read = self.read.borrow_mut();
        if !read.paths.contains(path) {
            read.paths.insert(path.to_owned());
        }
        self.files.text(path)
    }

    /// All paths of the bundle, sorted.
    #[must_use]
    pub fn paths(&self) -> Vec<&'a str> {
        self.read.borrow_mut().list = true;
        self.files.paths()
    }

    /// The first line of a file that contains a text.
    #[must_use]
    pub fn line_with(&self, path: &str, needle: &str) -> Option<Line> {
        let line = line_with(self.files, path, needle);
        self.read.borrow_mut().lines.push((path.to_owned(), needle.to_owned(), line));
        line.map(|line| Line { path: path.into(), line })
    }

    /// The secrets in a file's text.
    #[must_use]
    pub(super) fn clear_text(&self, path: &str) -> Arc<ClearText> {
        let _ = self.file(path);
        search(self.files, self.searched, path)
    }

    /// Lines with an access key, in any file of the bundle.
    #[must_use]
    pub(super) fn access_keys(&self) -> Vec<Line> {
        let keys = access_keys(self.files, self.searched);
        self.read.borrow_mut().keys = Some(keys.clone());
        keys
    }

    /// Resources of a type in this environment.
    pub fn of_type(&self, kind: &'static str) -> impl Iterator<Item = &'a Resource> + use<'a> {
        self.plan().of_type(kind)
    }

    /// The plans that this environment lives by: its own, and that of the account baseline.
    pub fn plans(&self) -> impl Iterator<Item = &'a Plan> + use<'a> {
        [Some(self.plan()), self.account].into_iter().flatten()
    }

    /// There is nothing to judge here, and this is why. Holds only while nothing else is said.
    pub fn absent(&mut self, ja: impl Into<String>, en: impl Into<String>) {
        self.judgement.absent.get_or_insert_with(|| w(ja, en));
    }

    /// Asks an argument of a resource (see [`Block::find`] for paths); says what stands there, or
    /// that nothing does. `fine` sees the value, `Null` where the argument is not written; an unknown
    /// value is `Value::Unknown`. `wanted` says what should stand there. Returns the answer.
    pub fn expect(
        &mut self,
        resource: &'a Resource,
        path: &str,
        fine: impl Fn(&Value) -> bool,
        wanted_ja: impl Into<String>,
        wanted_en: impl Into<String>,
    ) -> bool {
        let found = resource.find(path);
        let fine = fine(found.map_or(&Value::Null, |attribute| &attribute.value));
        match (fine, found) {
            (true, Some(attribute)) => self.saw_argument(resource, path, attribute),
            (true, None) => self.saw(resource, format!("{path} は未指定"), format!("{path} is not set")),
            (false, Some(_) | None) => self.lacks_argument(resource, path, wanted_ja, wanted_en),
        }
        fine
    }

    /// [`Self::expect`] that an argument is `true` or `false`.
    pub fn expect_bool(&mut self, resource: &'a Resource, path: &str, wanted: bool) -> bool {
        self.expect(resource, path, |value| value.as_bool() == Some(wanted), format!("{path} = {wanted}"), format!("{path} = {wanted}"))
    }

    /// [`Self::expect`] of one of several nested blocks of the same name; `path` is read inside the block.
    pub fn expect_in(
        &mut self,
        resource: &'a Resource,
        block: &'a Block,
        path: &str,
        fine: impl Fn(&Value) -> bool,
        wanted_ja: impl Into<String>,
        wanted_en: impl Into<String>,
    ) -> bool {
        let found = block.find(path);
        let fine = fine(found.map_or(&Value::Null, |attribute| &attribute.value));
        let unset = || (format!("{} の {path} は未指定", block.kind), format!("{path} of {} is not set", block.kind));
        match (fine, found) {
            (true, Some(attribute)) => self.saw_argument(resource, path, attribute),
            (true, None) => self.saw_block(resource, block, unset().0, unset().1),
            (false, Some(attribute)) => self.lacks_attribute(resource, path, attribute, wanted_ja, wanted_en),
            (false, None) => self.lacks_line(Some(resource), block.line.clone(), unset(), (wanted_ja, wanted_en)),
        }
        fine
    }

    /// Notes an argument as proof.
    pub fn saw_argument(&mut self, resource: &Resource, path: &str, attribute: &Attribute) {
        let text = format!("{path} = {}", shown(&attribute.value));
        let trace = self.trace(resource, attribute);
        self.judgement.evidence.push(Evidence {
            address: Some(resource.address.clone()),
            line: attribute.line.clone(),
            trace,
            text: w(text.clone(), text),
        });
    }

    /// Notes a resource as proof.
    pub fn saw(&mut self, resource: &Resource, ja: impl Into<String>, en: impl Into<String>) {
        self.saw_line(Some(resource), resource.line().clone(), ja, en);
    }

    /// Notes a nested block of a resource as proof.
    pub fn saw_block(&mut self, resource: &Resource, block: &Block, ja: impl Into<String>, en: impl Into<String>) {
        self.saw_line(Some(resource), block.line.clone(), ja, en);
    }

    /// Notes any line as proof.
    pub fn saw_line(&mut self, resource: Option<&Resource>, line: Line, ja: impl Into<String>, en: impl Into<String>) {
        let address = resource.map(|resource| resource.address.clone());
        self.judgement.evidence.push(Evidence { address, trace: vec![line.clone()], line, text: w(ja, en) });
    }

    /// An argument is not what it should be; `wanted` says what it should be. Where the argument is
    /// not written, the finding points at the resource.
    pub fn lacks_argument(&mut self, resource: &Resource, path: &str, wanted_ja: impl Into<String>, wanted_en: impl Into<String>) {
        match resource.find(path) {
            Some(attribute) => self.lacks_attribute(resource, path, attribute, wanted_ja, wanted_en),
            None => self.lacks(resource, (format!("{path} は未指定"), format!("{path} is not set")), (wanted_ja, wanted_en)),
        }
    }

    /// [`Self::lacks_argument`] of exactly this argument, where `path` alone would find another: one of
    /// several blocks of the same name.
    pub fn lacks_attribute(
        &mut self,
        resource: &Resource,
        path: &str,
        attribute: &Attribute,
        wanted_ja: impl Into<String>,
        wanted_en: impl Into<String>,
    ) {
        let text = format!("{path} = {}", shown(&attribute.value));
        let evidence = Evidence {
            address: Some(resource.address.clone()),
            line: attribute.line.clone(),
            trace: self.trace(resource, attribute),
            text: w(text.clone(), text),
        };
        self.judgement.findings.push(Finding { evidence, wanted: w(wanted_ja, wanted_en), repair: Vec::new() });
    }

    /// A resource is not what it should be: what stands there (`ja`, `en`), and what should.
    pub fn lacks(
        &mut self,
        resource: &Resource,
        found: (impl Into<String>, impl Into<String>),
        wanted: (impl Into<String>, impl Into<String>),
    ) {
        self.lacks_line(Some(resource), resource.line().clone(), found, wanted);
    }

    /// A line is not what it should be, or (with the line where it would belong) is missing.
    pub fn lacks_line(
        &mut self,
        resource: Option<&Resource>,
        line: Line,
        found: (impl Into<String>, impl Into<String>),
        wanted: (impl Into<String>, impl Into<String>),
    ) {
        let address = resource.map(|resource| resource.address.clone());
        let evidence = Evidence { address, trace: vec![line.clone()], line, text: w(found.0, found.1) };
        self.judgement.findings.push(Finding { evidence, wanted: w(wanted.0, wanted.1), repair: Vec::new() });
    }

    /// Notes a line as proof where it is fine, else that it is not what it should be.
    pub fn expect_line(
        &mut self,
        fine: bool,
        resource: Option<&Resource>,
        line: Line,
        found: (impl Into<String>, impl Into<String>),
        wanted: (impl Into<String>, impl Into<String>),
    ) -> bool {
        if fine {
            self.saw_line(resource, line, found.0, found.1);
        } else {
            self.lacks_line(resource, line, found, wanted);
        }
        fine
    }

    /// Adds an edit that would mend the newest finding: a size of this environment.
    pub fn mend_size(&mut self, id: &str, value: impl Into<serde_json::Value>) {
        if let (Some(environment), Some(finding)) = (self.environment.index, self.judgement.findings.last_mut()) {
            finding.repair.push(Edit::SetSize { environment, id: id.to_owned(), value: value.into() });
        }
    }

    /// [`Self::mend_size`], where a line of `terraform.tfvars` decides the newest finding: what an edit
    /// of the module has fixed, no size can mend.
    pub fn mend_chosen_size(&mut self, id: &str, value: impl Into<serde_json::Value>) {
        let newest = self.judgement.findings.last();
        if newest.is_some_and(|finding| finding.evidence.trace.iter().any(|line| line.path.ends_with(".tfvars"))) {
            self.mend_size(id, value);
        }
    }

    /// Adds an edit that would mend the newest finding: a project setting.
    pub fn mend_project(&mut self, id: &str, value: impl Into<serde_json::Value>) {
        if let Some(finding) = self.judgement.findings.last_mut() {
            finding.repair.push(Edit::SetProject { id: id.to_owned(), value: value.into() });
        }
    }

    /// Where something that is missing altogether would belong: the root module of the environment.
    #[must_use]
    pub fn root_line(&self) -> Line {
        Line::top(&format!("{}/main.tf", self.plan().root))
    }

    /// Where something that the account baseline lacks would belong.
    #[must_use]
    pub fn account_line(&self) -> Line {
        Line::top(&format!("{}/main.tf", self.account.map_or("infra/bootstrap", |plan| &plan.root)))
    }

    fn trace(&self, resource: &Resource, attribute: &Attribute) -> Vec<Line> {
        let owner = [Some(self.plan()), self.account].into_iter().flatten().find(|plan| plan.at(&resource.address).is_some());
        owner.map_or_else(|| vec![attribute.line.clone()], |plan| plan.trace(resource, attribute))
    }
}

/// What is said alike in both languages, such as an argument with its value.
pub(super) fn both(text: impl Into<String>) -> (String, String) {
    let text = text.into();
    (text.clone(), text)
}

/// Number of the first line of a file that contains a text.
pub(super) fn line_with(files: &dyn Files, path: &str, needle: &str) -> Option<u32> {
    let number = files.text(path)?.lines().position(|line| line.contains(needle))?;
    Some(u32::try_from(number + 1).unwrap_or(u32::MAX))
}

fn search(files: &dyn Files, searched: &Searched, path: &str) -> Arc<ClearText> {
    let mut searched = searched.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = searched.get(path) {
        return known.clone();
    }
    let found = Arc::new(look_through(path, files.text(path).unwrap_or_default()));
    searched.insert(path.to_owned(), found.clone());
    found
}

/// Lines with an access key, in any file of the bundle.
pub(super) fn access_keys(files: &dyn Files, searched: &Searched) -> Vec<Line> {
    let all = files.all();
    let mut known = searched.lock().unwrap_or_else(PoisonError::into_inner);
    let mut new = Vec::new();
    let mut lines = Vec::new();
    let mut note = |path: &str, found: &ClearText| lines.extend(found.keys.iter().map(|line| Line { path: path.into(), line: *line }));
    // Both are sorted, and most files have been searched: they are walked along.
    let mut rest = known.iter().peekable();
    for entry in &all {
        while rest.next_if(|(path, _)| *path != entry.path && path.as_str() < entry.path).is_some() {}
        if let Some((_, found)) = rest.next_if(|(path, _)| *path == entry.path) {
            note(entry.path, found);
        } else {
            let found = Arc::new(look_through(entry.path, entry.text));
            note(entry.path, &found);
            new.push((entry.path.to_owned(), found));
        }
    }
    known.extend(new);
    lines
}

/// A value in one line, for a reader.
#[must_use]
pub fn shown(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(bool) => bool.to_string(),
        Value::Number(number) => format_number(*number),
        Value::String(text) => format!("{text:?}"),
        Value::List(items) | Value::Set(items) => {
            let items: Vec<String> = items.iter().map(shown).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(map) => match &map.origin {
            Some(origin) => origin.address.to_string(),
            None => {
                let entries: Vec<String> = map.entries.iter().map(|(key, value)| format!("{key} = {}", shown(value))).collect();
                format!("{{ {} }}", entries.join(", "))
            }
        },
        Value::Unknown(_) => {
            let references: Vec<String> =
                value.references().iter().map(|reference| format!("{}.{}", reference.address, reference.attribute)).collect();
            if references.is_empty() { "(known after apply)".to_owned() } else { references.join(" + ") }
        }
    }
}
