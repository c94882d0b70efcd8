//! Where the user looks: panel, open file, filters, messages. Nothing of it is part of a design.

use std::collections::BTreeSet;

use design_core::{Group, Scope};
use leptos::prelude::*;

use crate::browser::{focus, root, timer};
use crate::state::{At, Field};

/// A screen in the middle of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Panel {
    /// How to begin, and what comes after the download.
    Start,
    /// The matrix.
    Sizes,
    /// Names, branches and hosts.
    Environments,
    /// Settings of the project.
    Project,
    /// The architecture.
    Diagram,
    /// What is wrong or worth knowing.
    Issues,
    /// Controls and their evidence.
    Controls,
    /// What each environment would create.
    Resources,
    /// What each environment costs and can carry.
    Cost,
    /// How environments differ.
    Differences,
    /// Changes and saved versions.
    History,
    /// The files, where the window is too narrow to show them beside the rest.
    Files,
}

impl Panel {
    pub(crate) const ALL: [Self; 12] = [
        Self::Start,
        Self::Sizes,
        Self::Diagram,
        Self::Environments,
        Self::Project,
        Self::Issues,
        Self::Controls,
        Self::Resources,
        Self::Cost,
        Self::Differences,
        Self::History,
        Self::Files,
    ];

    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Sizes => "sizes",
            Self::Environments => "environments",
            Self::Project => "project",
            Self::Diagram => "diagram",
            Self::Issues => "issues",
            Self::Controls => "controls",
            Self::Resources => "resources",
            Self::Cost => "cost",
            Self::Differences => "differences",
            Self::History => "history",
            Self::Files => "files",
        }
    }
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sides {
    Environments,
    WithDefault,
    WithFile,
    WithVersion,
}

/// Colours of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system says.
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub(crate) const fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }

    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A line of the open file that should be in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reveal {
    /// Zero-based.
    pub(crate) line: usize,
    /// Was it looked for, and should it be marked?
    pub(crate) marked: bool,
}

/// A message that goes away by itself, unless nothing goes on without what it offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Toast {
    pub(crate) id: u32,
    pub(crate) text: String,
    pub(crate) action: Option<ToastAction>,
    /// Does it stay until it is closed?
    stays: bool,
}

/// What a message offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ToastAction {
    Undo,
    /// Of a saved version that was deleted.
    PutVersionBack,
    /// What comes after the download.
    NextSteps,
    /// Fetches again what could not be fetched: nothing goes on before.
    Reload,
}

/// What lies over the page until it is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Overlay {
    /// Finds anything and goes there.
    Palette,
    /// The keys.
    Shortcuts,
    /// A link that holds the design.
    Share,
    /// What is brought back: a zip, a folder, a file or a text.
    Bring,
    /// Whether to open a design that came by a link.
    Arrival,
}

/// Where the user looks.
#[derive(Clone, Copy)]
pub(crate) struct Ui {
    pub(crate) panel: RwSignal<Panel>,
    /// The panel in the middle: files are beside it where there is room for both.
    pub(crate) shown: Memo<Panel>,
    /// Is the window so narrow that files have a screen of their own?
    one_screen: ReadSignal<bool>,
    pub(crate) theme: RwSignal<Theme>,
    /// Is the window so narrow that the matrix shows one environment at a time?
    pub(crate) narrow: ReadSignal<bool>,
    /// The component that is chosen in the diagram, or was asked for from elsewhere.
    pub(crate) component: RwSignal<Option<&'static str>>,
    /// The diagram takes the room of the files.
    pub(crate) wide: RwSignal<bool>,
    /// A control that was asked for from elsewhere.
    pub(crate) control: RwSignal<Option<&'static str>>,
    /// Resources that were asked for from elsewhere: environment and component.
    pub(crate) resources: RwSignal<Option<(String, &'static str)>>,
    /// Environment that a narrow matrix shows.
    pub(crate) column: RwSignal<usize>,
    pub(crate) filter: RwSignal<String>,
    pub(crate) only_differences: RwSignal<bool>,
    pub(crate) only_changed: RwSignal<bool>,
    pub(crate) folded: RwSignal<BTreeSet<Group>>,
    /// Rows whose help is open, by parameter id.
    pub(crate) explained: RwSignal<BTreeSet<&'static str>>,
    pub(crate) open_file: RwSignal<String>,
    /// The open file stays open when a change touches another one.
    pub(crate) pinned: RwSignal<bool>,
    pub(crate) reveal: RwSignal<Option<Reveal>>,
    pub(crate) open_folders: RwSignal<BTreeSet<String>>,
    pub(crate) search: RwSignal<String>,
    pub(crate) toasts: RwSignal<Vec<Toast>>,
    /// Read out by assistive technology.
    pub(crate) announcement: RwSignal<String>,
    pub(crate) sides: RwSignal<Sides>,
    /// Positions of the two environments that are compared, where they were chosen.
    pub(crate) pair: RwSignal<(Option<usize>, Option<usize>)>,
    /// A saved version that was asked to be compared, by its key.
    pub(crate) compared_version: RwSignal<Option<String>>,
    pub(crate) overlay: RwSignal<Option<Overlay>>,
    /// Do keys without Ctrl do anything? Speech input types them by accident.
    pub(crate) single_keys: RwSignal<bool>,
    /// A link that holds a design and was not looked at yet.
    pub(crate) link: RwSignal<Option<String>>,
    /// A clause that was asked for from elsewhere.
    pub(crate) clause: RwSignal<Option<&'static str>>,
    next_toast: StoredValue<u32>,
}

/// Id of the search box of the files.
pub(crate) const SEARCH_BOX: &str = "search-files";
/// Id of the heading of what comes after the download.
pub(crate) const NEXT_STEPS: &str = "next-steps";

/// The same widths stand in `style/narrow.css`.
const ONE_SCREEN: u32 = 1099;
const NARROW: u32 = 699;
const TOAST_MILLIS: u32 = 8000;

impl Ui {
    pub(crate) fn new(theme: Theme) -> Self {
        let panel = RwSignal::new(Panel::Sizes);
        let one_screen = root::narrower_than(ONE_SCREEN);
        Self {
            panel,
            shown: Memo::new(move |_| match panel.get() {
                Panel::Files if !one_screen.get() => Panel::Sizes,
                panel => panel,
            }),
            one_screen,
            theme: RwSignal::new(theme),
            narrow: root::narrower_than(NARROW),
            component: RwSignal::new(None),
            wide: RwSignal::new(false),
            control: RwSignal::new(None),
            resources: RwSignal::new(None),
            column: RwSignal::new(0),
            filter: RwSignal::new(String::new()),
            only_differences: RwSignal::new(false),
            only_changed: RwSignal::new(false),
            folded: RwSignal::new(BTreeSet::new()),
            explained: RwSignal::new(BTreeSet::new()),
            open_file: RwSignal::new(String::new()),
            pinned: RwSignal::new(false),
            reveal: RwSignal::new(None),
            open_folders: RwSignal::new(BTreeSet::new()),
            search: RwSignal::new(String::new()),
            toasts: RwSignal::new(Vec::new()),
            announcement: RwSignal::new(String::new()),
            sides: RwSignal::new(Sides::Environments),
            pair: RwSignal::new((None, None)),
            compared_version: RwSignal::new(None),
            overlay: RwSignal::new(None),
            single_keys: RwSignal::new(true),
            link: RwSignal::new(None),
            clause: RwSignal::new(None),
            next_toast: StoredValue::new(0),
        }
    }

    /// Opens a file at a line (zero-based), wherever files are shown.
    pub(crate) fn show_line(self, path: &str, line: usize) {
        self.open(path, Some(Reveal { line, marked: true }));
        // Whoever opens a line wants to see it.
        self.wide.set(false);
        if self.one_screen.get_untracked() {
            self.panel.set(Panel::Files);
        }
    }

    /// Shows a component in the diagram.
    pub(crate) fn show_component(self, component: &'static str) {
        self.component.set(Some(component));
        self.panel.set(Panel::Diagram);
    }

    /// Opens what lies over the page, or closes it.
    pub(crate) fn toggle(self, overlay: Overlay) {
        let open = self.overlay.get_untracked() == Some(overlay);
        self.overlay.set((!open).then_some(overlay));
    }

    /// Shows what comes after the download.
    pub(crate) fn show_next_steps(self) {
        self.panel.set(Panel::Start);
        focus::field(NEXT_STEPS.to_owned());
    }

    /// Goes to the search across files, wherever it is shown.
    pub(crate) fn search_files(self) {
        self.wide.set(false);
        if self.one_screen.get_untracked() {
            self.panel.set(Panel::Files);
        }
        focus::quietly(SEARCH_BOX.to_owned());
    }

    /// Rows that differ alone, or all of them.
    pub(crate) fn flip_differences(self) {
        self.only_differences.update(|only| *only = !*only);
    }

    /// Lists the controls of a clause.
    pub(crate) fn show_clause(self, clause: &'static str) {
        self.clause.set(Some(clause));
        self.panel.set(Panel::Controls);
    }

    /// Shows a control with its evidence.
    pub(crate) fn show_control(self, control: &'static str) {
        self.control.set(Some(control));
        self.panel.set(Panel::Controls);
    }

    /// Lists the resources of a component.
    pub(crate) fn show_resources(self, environment: &str, component: &'static str) {
        self.resources.set(Some((environment.to_owned(), component)));
        self.panel.set(Panel::Resources);
    }

    /// Shows the sizes of a group.
    pub(crate) fn jump_group(self, group: Group) {
        self.panel.set(Panel::Sizes);
        self.folded.update(|folded| {
            folded.remove(&group);
        });
        self.filter.set(String::new());
        self.only_differences.set(false);
        self.only_changed.set(false);
        focus::field(group.dom_id());
    }

    /// Shows a message and has it read out.
    pub(crate) fn say(self, text: String, action: Option<ToastAction>) {
        self.show(text, action, false);
    }

    /// The same for what nothing goes on without: it stays until it is closed.
    pub(crate) fn insist(self, text: String, action: ToastAction) {
        self.show(text, Some(action), true);
    }

    fn show(self, text: String, action: Option<ToastAction>, stays: bool) {
        let id = self.next_toast.get_value();
        self.next_toast.set_value(id.wrapping_add(1));
        self.announcement.set(text.clone());
        let toast = Toast { id, text, action, stays };
        if !stays {
            timer::after(TOAST_MILLIS, move || self.dismiss(id));
        }
        self.toasts.update(|toasts| {
            toasts.push(toast);
            // Two lines are as many as anyone reads.
            let mut surplus = toasts.len().saturating_sub(2);
            toasts.retain(|toast| {
                let goes = surplus > 0 && !toast.stays;
                surplus -= usize::from(goes);
                !goes
            });
        });
    }

    /// Takes back what older messages offer: after another change it would do something else.
    pub(crate) fn withdraw(self) {
        let goes = |toast: &Toast| toast.action.is_some() && !toast.stays;
        if self.toasts.with_untracked(|toasts| toasts.iter().any(goes)) {
            self.toasts.update(|toasts| toasts.retain(|toast| !goes(toast)));
        }
    }

    pub(crate) fn dismiss(self, id: u32) {
        if self.toasts.with_untracked(|toasts| toasts.iter().any(|toast| toast.id == id)) {
            self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
        }
    }

    /// Opens a file, with its folders, at a line.
    pub(crate) fn open(self, path: &str, reveal: Option<Reveal>) {
        if self.open_file.with_untracked(|open| open != path) {
            self.open_file.set(path.to_owned());
        }
        let closed = self.open_folders.with_untracked(|open| crate::text::tree::parents(path).any(|folder| !open.contains(folder)));
        if closed {
            self.open_folders.update(|open| open.extend(crate::text::tree::parents(path).map(str::to_owned)));
        }
        self.reveal.set(reveal);
    }

    /// Shows a field, whatever hides it, and focuses it.
    pub(crate) fn jump(self, field: Field) {
        let panel = match field.scope() {
            Scope::Project => Panel::Project,
            Scope::Environment => Panel::Environments,
            Scope::Size => Panel::Sizes,
        };
        self.panel.set(panel);
        if let Some(index) = field.environment() {
            self.column.set(index);
        }
        if matches!(field.at, At::Size(_)) {
            self.folded.update(|folded| {
                folded.remove(&field.spec.group);
            });
            self.filter.set(String::new());
            self.only_differences.set(false);
            self.only_changed.set(false);
        }
        focus::field(field.dom_id());
    }
}

pub(crate) fn use_ui() -> Ui {
    expect_context()
}
