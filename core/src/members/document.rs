//! The report as a document: what it says, before anybody writes it as HTML or as Markdown.

use serde::Serialize;

/// A piece of the report, in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A heading: 2 for a section, 3 and 4 below it. A section has its number in the report.
    Heading {
        /// From 2 to 4.
        level: u8,
        /// By which it is linked to.
        id: String,
        /// The number of a section.
        #[serde(skip_serializing_if = "Option::is_none")]
        number: Option<String>,
        /// What it says.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: String,
    },
    /// A list.
    List {
        /// Its points.
        items: Vec<String>,
    },
    /// Names and what belongs to them.
    Facts {
        /// Each name with what belongs to it.
        facts: Vec<(String, String)>,
    },
    /// A term of art where it is used first, in plain words.
    Term {
        /// The term.
        term: &'static str,
        /// What it means.
        meaning: &'static str,
    },
    /// What a reader must not overlook.
    Note {
        /// In words.
        text: String,
    },
    /// A place that the officers fill in.
    Place {
        /// What belongs there.
        text: String,
    },
    /// A table.
    Table(MembersTable),
    /// A picture, with the table that it is drawn from.
    Figure(MembersFigure),
}

/// A table of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MembersTable {
    /// Its number in the report; 0 of a table behind a picture.
    pub number: usize,
    /// What it shows, with its unit and its prices.
    pub caption: String,
    /// The heading of the column that names the rows.
    pub stub: String,
    /// The headings of the others.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<MembersRow>,
    /// Whether the cells are text and not numbers.
    pub text: bool,
    /// What must be known to read it.
    pub notes: Vec<String>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MembersRow {
    /// What it is.
    pub label: String,
    /// A cell for each column.
    pub cells: Vec<String>,
    /// Whether it is a total of others.
    pub total: bool,
}

/// A picture of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MembersFigure {
    /// Its number in the report.
    pub number: usize,
    /// The id by which it is drawn.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// The text in its place.
    pub description: String,
    /// The numbers that it is drawn from.
    pub table: MembersTable,
    /// The picture, as markup that was checked; none where it was not drawn.
    #[serde(skip)]
    pub(super) drawn: Option<String>,
}

impl MembersTable {
    /// A table of numbers.
    pub(super) fn new(caption: impl Into<String>, stub: &str, columns: Vec<String>) -> Self {
        Self {
            number: 0,
            caption: caption.into(),
            stub: stub.to_owned(),
            columns,
            rows: Vec::new(),
            text: false,
            notes: Vec::new(),
        }
    }

    /// A table of words.
    pub(super) fn of_text(caption: impl Into<String>, stub: &str, columns: &[&str]) -> Self {
        let columns = columns.iter().map(|column| (*column).to_owned()).collect();
        Self { text: true, ..Self::new(caption, stub, columns) }
    }

    pub(super) fn row(&mut self, label: impl Into<String>, cells: Vec<String>) {
        self.rows.push(MembersRow { label: label.into(), cells, total: false });
    }

    pub(super) fn total(&mut self, label: impl Into<String>, cells: Vec<String>) {
        self.rows.push(MembersRow { label: label.into(), cells, total: true });
    }

    /// The same with rows and columns changed over; the last column becomes a total where `total` says so.
    pub(super) fn turned(self, stub: &str, total: bool) -> Self {
        let columns = self.rows.iter().map(|row| row.label.clone()).collect();
        let last = self.columns.len().saturating_sub(1);
        let rows = self.columns.iter().enumerate().map(|(place, label)| MembersRow {
            label: label.clone(),
            cells: self.rows.iter().map(|row| row.cells.get(place).cloned().unwrap_or_default()).collect(),
            total: total && place == last,
        });
        Self { rows: rows.collect(), columns, stub: stub.to_owned(), ..self }
    }
}

/// A report as it grows.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) blocks: Vec<Block>,
    sections: usize,
    headings: usize,
    tables: usize,
    figures: usize,
    terms: Vec<&'static str>,
}

impl Draft {
    pub(super) fn section(&mut self, id: &str, text: &str) {
        self.sections += 1;
        self.blocks.push(Block::Heading {
            level: 2,
            id: id.to_owned(),
            number: Some(self.sections.to_string()),
            text: text.to_owned(),
        });
    }

    pub(super) fn annex(&mut self, id: &str, text: &str) {
        let heading = Block::Heading { level: 2, id: id.to_owned(), number: None, text: text.to_owned() };
        self.blocks.push(heading);
    }

    pub(super) fn heading(&mut self, text: impl Into<String>) {
        self.headings += 1;
        let id = format!("part-{}", self.headings);
        self.blocks.push(Block::Heading { level: 3, id, number: None, text: text.into() });
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph { text: text.into() });
    }

    pub(super) fn list(&mut self, items: Vec<String>) {
        if !items.is_empty() {
            self.blocks.push(Block::List { items });
        }
    }

    pub(super) fn note(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Note { text: text.into() });
    }

    /// A term is said once, where it is used first.
    pub(super) fn term(&mut self, (term, meaning): (&'static str, &'static str)) {
        if !self.terms.contains(&term) {
            self.terms.push(term);
            self.blocks.push(Block::Term { term, meaning });
        }
    }

    /// A table with nothing in it is left out.
    pub(super) fn table(&mut self, mut table: MembersTable) {
        if !table.rows.is_empty() {
            self.tables += 1;
            table.number = self.tables;
            self.blocks.push(Block::Table(table));
        }
    }

    pub(super) fn figure(&mut self, mut figure: MembersFigure) {
        self.figures += 1;
        figure.number = self.figures;
        self.blocks.push(Block::Figure(figure));
    }
}
