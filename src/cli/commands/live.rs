//! `hearken live`: straight into a live call.

use clap::Args;

use crate::{app::msg::Msg, playbook::model::Id, text::clean};

/// The verb's arguments.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub struct Live {
    /// The caller's name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The number they call from
    #[arg(long, value_name = "NUMBER")]
    from: Option<String>,
    /// The industry to choose phrases for: retail, tech, finance, hospitality, or a team's own
    #[arg(long, value_name = "ID")]
    industry: Option<String>,
}

const HELP: &str = "\
Example:
  hearken live --name \"Rosa Weber\" --from \"+44 20 7946 0018\" --industry retail";

impl Live {
    /// What the application is told first.
    pub fn begin(&self) -> Msg {
        let words = |text: &Option<String>| text.as_deref().map(clean).filter(|text| !text.trim().is_empty());
        Msg::Begin { name: words(&self.name), number: words(&self.from), industry: self.industry().map(Id::from) }
    }

    /// The industry that was named, as it was typed.
    pub fn industry(&self) -> Option<&str> {
        self.industry.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_caller_id_says_is_cleaned_at_the_border() {
        let live = Live { name: Some("Ro\u{1b}[2Jsa".into()), from: Some(" ".into()), industry: None };
        let Msg::Begin { name, number, .. } = live.begin() else { panic!("it begins a call") };
        assert_eq!(number, None);
        assert!(name.is_some_and(|name| name.starts_with("Ro<U+001B>")));
    }
}
