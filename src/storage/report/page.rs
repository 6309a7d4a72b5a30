//! A session as a page: what it says, before it has a form.

use std::fmt;

use crate::text::clean;

/// A text that is only text: cleaned of what hides or reorders, on one line. How a form is kept from taking it for
/// something else is the form's business.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain(String);

impl Plain {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: AsRef<str>> From<T> for Plain {
    fn from(text: T) -> Self {
        Plain(clean(text.as_ref()).trim().to_string())
    }
}

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What it is of: a rehearsal, a mock call, a call.
    pub kind: &'static str,
    /// Its title.
    pub title: Plain,
    /// What is to be known before anything else: name and value.
    pub facts: Vec<(&'static str, Plain)>,
    /// What everything comes down to.
    pub lead: Option<Lead>,
    /// How it turned out.
    pub result: Option<Outcome>,
    /// The rest, in order.
    pub sections: Vec<Section>,
    /// What becomes of it.
    pub foot: Vec<Plain>,
}

/// The one thing to take away.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lead {
    /// What it is.
    pub name: &'static str,
    /// It.
    pub words: Plain,
    /// What shows why; empty where nothing does.
    pub why: Plain,
}

/// How it turned out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Whether that is well.
    pub good: bool,
    /// In words.
    pub word: Plain,
    /// In figures; empty where there are none.
    pub figure: Plain,
    /// What failed it at once, whatever else was good; each with why.
    pub failed: Vec<(Plain, Plain)>,
    /// What is to be said besides.
    pub remarks: Vec<Plain>,
}

/// A part of a page under one heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The heading.
    pub title: Plain,
    /// What is to be known first; may be empty.
    pub remark: Plain,
    /// What stands in it.
    pub parts: Vec<Part>,
}

impl Section {
    /// A section of one part, without a remark.
    pub fn of(title: impl AsRef<str>, part: Part) -> Section {
        Section { title: title.into(), remark: Plain::default(), parts: vec![part] }
    }

    /// The same with a remark.
    pub fn remarked(self, remark: impl AsRef<str>) -> Section {
        Section { remark: remark.into(), ..self }
    }
}

/// Something under a heading.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Rows and columns.
    Table(Table),
    /// How something went over time.
    Curve(Curve),
    /// What was said, in order.
    Talk(Vec<Line>),
    /// Sentences, one below the other.
    Quotes(Vec<(Plain, Plain)>),
    /// What is to be completed by hand: a heading, and names with what is known already; what is empty is a blank.
    Blanks(Vec<(Plain, Vec<(&'static str, Plain)>)>),
    /// Room to write in, under names.
    Room(Vec<(&'static str, &'static str)>),
}

/// A table. The first cell of a row names it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows.
    pub caption: Plain,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, in groups; one without a title where they are all of one kind.
    pub groups: Vec<Group>,
    /// Whether what is said of a row is long, and stands below it across the table.
    pub spread: bool,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub head: &'static str,
    /// How it is set: `text`, `figure`, `mark`, `bars` or `time`.
    pub set: &'static str,
}

/// Rows that belong together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// What they have in common; may be empty.
    pub title: Plain,
    /// What they come to; may be empty.
    pub sum: Plain,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its name.
    pub name: Plain,
    /// What is to be said of it, in smaller letters; may be empty.
    pub under: Plain,
    /// The cells after the name.
    pub cells: Vec<Cell>,
    /// Whether it is one of those to look at.
    pub stands_out: bool,
}

/// What a cell says with its look; words and sign say the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing.
    #[default]
    Plain,
    /// Well.
    Good,
    /// Not well.
    Bad,
    /// Of no weight.
    Faint,
}

impl Tone {
    /// Its name in the style sheet.
    pub fn name(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Good => "good",
            Tone::Bad => "bad",
            Tone::Faint => "faint",
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words or a figure.
    Words(Plain),
    /// A sign and the word for it; a cell may have more words after it.
    Sign(&'static str, Plain, Tone),
    /// Two shares in percent, meant and was, and the largest share of the column.
    Bars(u64, u64, u64),
}

impl Cell {
    /// Words or a figure.
    pub fn words(text: impl AsRef<str>) -> Cell {
        Cell::Words(text.into())
    }
}

/// A figure over time that changes in steps, from 0 to 10.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// What it shows.
    pub title: Plain,
    /// The same in words, with every figure.
    pub words: Plain,
    /// The moments from 0 to 1 with the figure from then on, in order.
    pub points: Vec<(f64, u8)>,
    /// The words below its ends.
    pub ends: (Plain, Plain),
}

/// Something that was said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// When, or the how manyeth.
    pub place: Plain,
    /// By whom.
    pub who: Plain,
    /// What.
    pub words: Plain,
    /// What came of it; may be empty.
    pub after: Plain,
    /// Whether it is the user's own.
    pub own: bool,
}
