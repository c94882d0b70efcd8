//! Plans of a bundle, again and again: files that did not change are not parsed twice, a root none of
//! whose files changed is not evaluated twice, and of one whose `terraform.tfvars` or modules changed
//! only what that reaches is.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::eval::functions::Patterns;
use super::eval::{Evaluator, Memory, Modules};
use super::result::Plan;
use super::syntax::{Assignments, File, Module};
use crate::source::{Seen, Source};

/// The files of a folder and the module that they make.
type Folder = (Vec<Arc<File>>, Arc<Module>);

/// Keeps what was read between edits.
#[derive(Debug, Default)]
pub struct Reader {
    files: BTreeMap<String, (Seen, Arc<File>)>,
    folders: BTreeMap<Arc<str>, Folder>,
    /// By the path of the file that gives a root its values.
    roots: BTreeMap<String, Root>,
    patterns: Patterns,
}

/// A root as it was evaluated last.
#[derive(Debug, Default)]
struct Root {
    modules: Modules,
    values: Option<Arc<File>>,
    memory: Memory,
    plan: Arc<Plan>,
}

impl Reader {
    /// A reader that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A reader of other designs that shares what this one has read, and nothing of what it has evaluated.
    #[must_use]
    pub fn beside(&self) -> Self {
        let files = self.files.iter().map(|(path, known)| (path.clone(), known.clone())).collect();
        Self { files, folders: self.folders.clone(), ..Self::default() }
    }

    /// What the root module in the folder `root` (`infra/envs/prod`) of these files would create.
    /// Files other than `*.tf` and the root's `terraform.tfvars` are not looked at.
    pub fn plan<S: Source>(&mut self, files: &BTreeMap<String, S>, root: &str) -> Arc<Plan> {
        self.plan_with(files, root, "terraform.tfvars")
    }

    /// The same with the values of another file of the root, as by `-var-file`.
    pub fn plan_with<S: Source>(&mut self, files: &BTreeMap<String, S>, root: &str, values: &str) -> Arc<Plan> {
        let modules = self.modules(files);
        self.plan_of(files, &modules, root, values)
    }

    /// The same where `modules` are those of all folders of these files.
    pub(crate) fn plan_of<S: Source>(&mut self, files: &BTreeMap<String, S>, modules: &Modules, root: &str, values: &str) -> Arc<Plan> {
        let modules = reachable(files, modules, root);
        let path = format!("{root}/{values}");
        let values = files.get(&path).map(|text| self.file(&path, text));
        let state = self.roots.entry(path).or_default();
        let modules_are = state.modules.len() == modules.len()
            && state.modules.iter().zip(&modules).all(|((a, one), (b, two))| a == b && Arc::ptr_eq(one, two));
        let values_are = state.values.as_ref().map(Arc::as_ptr) == values.as_ref().map(Arc::as_ptr);
        if modules_are && values_are && !modules.is_empty() {
            return state.plan.clone();
        }
        // What is remembered is about the root as it was; other modules are asked for again by their folder.
        let root_is = state.modules.get(root).map(Arc::as_ptr) == modules.get(root).map(Arc::as_ptr);
        if !root_is || state.memory.is_stale() {
            state.memory = Memory::default();
        }
        let given = Arc::new(values.as_deref().map(Assignments::of).unwrap_or_default());
        let knows = !state.memory.is_new();
        let run = |memory: &Memory| Arc::new(Evaluator::new(&modules, &given, &self.patterns, root, memory).run());
        state.plan = run(&state.memory);
        // Where an evaluation that makes too much stops is to depend on the files alone.
        if state.memory.is_spent() && knows {
            state.memory = Memory::default();
            state.plan = run(&state.memory);
        }
        if state.memory.is_spent() {
            state.memory = Memory::default();
        }
        state.modules = modules;
        state.values = values;
        state.plan.clone()
    }

    /// The module that each folder makes.
    pub(crate) fn modules<S: Source>(&mut self, files: &BTreeMap<String, S>) -> Modules {
        let mut folders: BTreeMap<&str, Vec<Arc<File>>> = BTreeMap::new();
        for (path, file) in self.parse(files) {
            let Some((folder, _)) = path.rsplit_once('/') else { continue };
            folders.entry(folder).or_default().push(file);
        }
        let mut modules = Modules::new();
        for (folder, files) in folders {
            let key: Arc<str> = folder.into();
            let same = self
                .folders
                .get(&key)
                .is_some_and(|(before, _)| before.len() == files.len() && before.iter().zip(&files).all(|(a, b)| Arc::ptr_eq(a, b)));
            if !same {
                let module = Arc::new(Module::assemble(folder, &files));
                self.folders.insert(key.clone(), (files, module));
            }
            if let Some((_, module)) = self.folders.get(&key) {
                modules.insert(key, module.clone());
            }
        }
        modules
    }

    /// Every Terraform file, sorted by path. Those that are known are walked along: to look each up would cost more.
    fn parse<'f, S: Source>(&mut self, files: &'f BTreeMap<String, S>) -> Vec<(&'f str, Arc<File>)> {
        let mut known = self.files.iter().peekable();
        let found: Vec<_> = files
            .iter()
            .filter(|(path, _)| path.ends_with(".tf"))
            .map(|(path, text)| {
                while known.next_if(|(other, _)| *other != path && *other < path).is_some() {}
                let before = known.next_if(|(other, _)| *other == path).map(|(_, seen)| seen);
                let same = before.filter(|(seen, _)| seen.is(text.as_ref(), text.shipped())).map(|(_, file)| file.clone());
                (path.as_str(), text, same)
            })
            .collect();
        found.into_iter().map(|(path, text, same)| (path, same.unwrap_or_else(|| self.file(path, text)))).collect()
    }

    fn file(&mut self, path: &str, text: &impl Source) -> Arc<File> {
        let (text, shipped) = (text.as_ref(), text.shipped());
        let known = self.files.get(path);
        if let Some((before, file)) = known
            && before.is(text, shipped)
        {
            return file.clone();
        }
        let again = || known.map(|(before, file)| file.again(before.text(), text));
        let file = Arc::new(again().or_else(|| self.twin(path, shipped)).unwrap_or_else(|| File::parse(path, text)));
        self.files.insert(path.to_owned(), (Seen::new(text, shipped), file.clone()));
        file
    }

    /// A shipped text that was read in another folder, such as that of another environment.
    fn twin(&self, path: &str, shipped: Option<&'static str>) -> Option<File> {
        let shipped = shipped?;
        self.files.values().find(|(seen, _)| seen.is_at(shipped))?.1.at(path)
    }
}

/// Every module that a root can reach: its own folder and every folder that is no other root.
fn reachable<S>(files: &BTreeMap<String, S>, modules: &Modules, root: &str) -> Modules {
    let roots: Vec<&str> = files.keys().filter_map(|path| path.strip_suffix("/terraform.tfvars")).collect();
    let is_within = |folder: &str| folder == root || !roots.contains(&folder);
    modules.iter().filter(|(folder, _)| is_within(folder)).map(|(folder, module)| (folder.clone(), module.clone())).collect()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::BTreeMap;

    use super::Reader;

    const SHARED: &str = "variable \"name\" {}\n\nresource \"aws_s3_bucket\" \"this\" {\n  bucket = var.name\n}\n";

    /// The place of the bucket and its name, as a reader sees them in both environments.
    fn seen(reader: &mut Reader, names: [&'static str; 2]) -> Vec<(String, String)> {
        let mut files: BTreeMap<String, Cow<'static, str>> = BTreeMap::new();
        for (environment, name) in ["a", "b"].into_iter().zip(names) {
            files.insert(format!("{environment}/main.tf"), Cow::Borrowed(SHARED));
            files.insert(format!("{environment}/terraform.tfvars"), format!("name = \"{name}\"\n").into());
        }
        let mut bucket = |root| {
            let plan = reader.plan(&files, root);
            let bucket = plan.at("aws_s3_bucket.this").expect("the bucket is planned");
            (bucket.line().to_string(), bucket.body.text("bucket").unwrap_or_default().to_owned())
        };
        ["a", "b"].map(&mut bucket).into()
    }

    #[test]
    fn a_text_in_two_folders_is_parsed_once_and_keeps_both_places() {
        let mut reader = Reader::new();
        let pairs = |one: &str, two: &str| [("a/main.tf:3".to_owned(), one.to_owned()), ("b/main.tf:3".to_owned(), two.to_owned())];
        assert_eq!(seen(&mut reader, ["x", "y"]), pairs("x", "y"));
        let bodies: Vec<_> =
            reader.files.iter().filter(|(path, _)| path.ends_with(".tf")).map(|(_, (_, file))| file.body.clone()).collect();
        assert!(std::sync::Arc::ptr_eq(&bodies[0], &bodies[1]));
        // Beside it, another design: neither sees the other's.
        assert_eq!(seen(&mut reader.beside(), ["x", "z"]), pairs("x", "z"));
        assert_eq!(seen(&mut reader, ["x", "y"]), pairs("x", "y"));
    }
}
