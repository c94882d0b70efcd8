//! `sekkei diagram`: the architecture as a file.

use clap::ValueEnum;
use design_core::drawing::{Form, View, compare};
use design_core::plan::Reader;
use design_core::{Lang, Survey};

use crate::bundle::Source;
use crate::failure::Failure;
use crate::output;

/// What is drawn.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Shown {
    /// From the browser to the data
    Runtime,
    /// Zones, subnets and ways out
    Network,
    /// Keys, logs, notices
    Protection,
    /// From a commit to an environment
    Delivery,
    /// Which Terraform module refers to which
    Modules,
    /// Modules by environments
    Matrix,
}

/// In which form.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Picture {
    /// A picture that needs nothing else
    Svg,
    /// Text for Mermaid 11 and 12
    Mermaid,
    /// XML for draw.io
    Drawio,
    /// Cards and arrows in words, with the lines that show them
    List,
}

/// Colours of a picture.
#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
pub(crate) enum Colours {
    /// For light pages and print
    Light,
    /// For dark pages
    Dark,
}

/// What `sekkei diagram` was asked for.
#[derive(clap::Args)]
pub(crate) struct Asked {
    #[command(flatten)]
    source: Source,
    /// What is drawn
    #[arg(long, value_enum, default_value_t = Shown::Runtime)]
    view: Shown,
    /// Environment; the last one if it is left out
    #[arg(long)]
    env: Option<String>,
    /// Mark what differs from this environment
    #[arg(long, value_name = "ENV")]
    compare: Option<String>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = Picture::Svg)]
    format: Picture,
    /// Colours of a picture
    #[arg(long, value_enum, default_value_t = Colours::Light)]
    theme: Colours,
}

/// `sekkei diagram`
pub(crate) fn diagram(asked: &Asked, lang: Lang) -> Result<(), Failure> {
    let files = asked.source.files(lang)?;
    let survey = Survey::of(&mut Reader::new(), &files);
    let assessment = survey.assess(&files, crate::today::now());
    let view = match asked.view {
        Shown::Runtime => View::Runtime,
        Shown::Network => View::Network,
        Shown::Protection => View::Protection,
        Shown::Delivery => View::Delivery,
        Shown::Modules => View::Modules,
        Shown::Matrix => View::Matrix,
    };
    let form = match asked.format {
        Picture::Svg => Form::Svg,
        Picture::Mermaid => Form::Mermaid,
        Picture::Drawio => Form::Drawio,
        Picture::List => Form::List,
    };
    let names: Vec<&str> = survey.environments.iter().map(|subject| subject.name.as_str()).collect();
    let draw = |environment: &str| {
        view.draw(&survey, &files, Some(&assessment), environment, lang).ok_or_else(|| Failure::no_environment(environment, &names))
    };
    let mut drawing = draw(asked.env.as_deref().or(names.last().copied()).unwrap_or_default())?;
    if let Some(other) = &asked.compare {
        drawing = compare(&draw(other)?, &drawing);
    }
    output::print(drawing.export(&drawing.layout(), form, asked.theme == Colours::Dark, lang).as_bytes())
}
