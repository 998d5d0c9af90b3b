//! What a council published: the file `NAME.expect.toml`.

use std::path::Path;

use options_appraisal::Decimal;

/// How far a case can be reproduced.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Inputs and outputs are published.
    Replicable,
    /// Inputs are published, and the rest is illustrative.
    InputsOnly,
    /// No council's: made up to try a mechanism.
    Invented,
}

/// A case as it was published.
pub(crate) struct Paper {
    pub(crate) title: String,
    pub(crate) verdict: Verdict,
    /// The mechanisms that it is a test of.
    pub(crate) mechanism: String,
    pub(crate) sources: Vec<String>,
    /// What the result adds to what the council saw.
    pub(crate) adds: String,
    pub(crate) outputs: Vec<Output>,
    pub(crate) history: Vec<History>,
}

/// A figure that was printed, and where it stands in the result.
pub(crate) struct Output {
    pub(crate) what: String,
    pub(crate) published: String,
    /// An expression of addresses: see [`super::reading`].
    pub(crate) ours: Option<String>,
    /// A place in the result, for what is no number.
    pub(crate) place: Option<String>,
    /// What the expression is divided by.
    pub(crate) per: Option<String>,
    /// Whether the figure is a percentage.
    pub(crate) percent: bool,
    /// How far ours may lie from it, beyond the explained difference, in its unit.
    pub(crate) tolerance: Decimal,
    /// The difference that the source itself explains.
    pub(crate) explained: Decimal,
    /// Whether it was worked out from published figures, and not printed itself.
    pub(crate) derived: bool,
    pub(crate) why: String,
}

/// Something that is known to have happened, beside what the model took for planned and for expected.
pub(crate) struct History {
    pub(crate) what: String,
    pub(crate) planned: String,
    pub(crate) expected: Option<String>,
    pub(crate) happened: Decimal,
    pub(crate) note: String,
}

impl Paper {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let table: toml::Table = text.parse().map_err(|error| format!("{}: {error}", path.display()))?;
        let case = known(table.get("case"), &["title", "verdict", "mechanism", "sources", "adds"])?;
        let verdict = match text_of(&case, "verdict")?.as_str() {
            "replicable" => Verdict::Replicable,
            "inputs only" => Verdict::InputsOnly,
            "invented" => Verdict::Invented,
            other => return Err(format!("no verdict: {other}")),
        };
        let sources = case.get("sources").and_then(toml::Value::as_array).cloned().unwrap_or_default();
        let list = |key: &str| table.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
        let outputs: Vec<Output> = list("output").iter().map(output).collect::<Result<_, _>>()?;
        if outputs.is_empty() {
            return Err("no output is compared".to_owned());
        }
        Ok(Self {
            title: text_of(&case, "title")?,
            verdict,
            mechanism: text_of(&case, "mechanism")?,
            sources: sources.iter().filter_map(toml::Value::as_str).map(str::to_owned).collect(),
            adds: text_of(&case, "adds")?,
            outputs,
            history: list("history").iter().map(history).collect::<Result<_, _>>()?,
        })
    }
}

fn output(item: &toml::Value) -> Result<Output, String> {
    let keys =
        ["what", "published", "ours", "place", "per", "percent", "explained", "tolerance", "derived", "why"];
    let item = known(Some(item), &keys)?;
    let what = text_of(&item, "what")?;
    let maybe = |key: &str| item.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    let yes = |key: &str| item.get(key).and_then(toml::Value::as_bool).unwrap_or_default();
    let (ours, place) = (maybe("ours"), maybe("place"));
    if ours.is_some() == place.is_some() {
        return Err(format!("{what}: not exactly one of ours and place"));
    }
    Ok(Output {
        published: text_of(&item, "published")?,
        ours,
        place,
        per: maybe("per"),
        percent: yes("percent"),
        tolerance: maybe("tolerance").map_or(Ok(Decimal::ZERO), |text| number(&text))?,
        explained: maybe("explained").map_or(Ok(Decimal::ZERO), |text| number(&text))?,
        derived: yes("derived"),
        why: text_of(&item, "why")?,
        what,
    })
}

fn history(item: &toml::Value) -> Result<History, String> {
    let item = known(Some(item), &["what", "planned", "expected", "happened", "note"])?;
    Ok(History {
        what: text_of(&item, "what")?,
        planned: text_of(&item, "planned")?,
        expected: item.get("expected").and_then(toml::Value::as_str).map(str::to_owned),
        happened: number(&text_of(&item, "happened")?)?,
        note: text_of(&item, "note")?,
    })
}

/// A table that has no other keys than these.
fn known(item: Option<&toml::Value>, keys: &[&str]) -> Result<toml::Table, String> {
    let table = item.and_then(toml::Value::as_table).ok_or("a table is missing")?;
    match table.keys().find(|key| !keys.contains(&key.as_str())) {
        Some(other) => Err(format!("the key {other} is not known")),
        None => Ok(table.clone()),
    }
}

fn text_of(table: &toml::Table, key: &str) -> Result<String, String> {
    let text = table.get(key).and_then(toml::Value::as_str).unwrap_or_default();
    if text.trim().is_empty() { Err(format!("{key} is missing in {table:?}")) } else { Ok(text.to_owned()) }
}

pub(crate) fn number(text: &str) -> Result<Decimal, String> {
    text.replace(',', "").parse().map_err(|_| format!("{text} is no number"))
}
