//! What stands over the numbers of a sheet that stands alone: its title, its options and views, and which rows are its
//! headline measures.

use super::{list, table, text};
use crate::Appraisal;
use crate::address::Address;
use crate::appraisal::{EconomicMeasures, OptionMeasures, ViewMeasures, period};
use crate::document::{Node, Value};
use crate::input::{Fields, Read, Text, Write};
use crate::problem::Problems;
use crate::sheet::NodeId;
use crate::year::FinancialYear;

/// A thing with an id and a name.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) id: Text,
    pub(super) name: Text,
}

/// A headline measure: the address of its row for each option.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    pub(super) label: Text,
    pub(super) rows: Vec<Text>,
}

/// Measures under one heading.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) heading: Text,
    pub(super) measures: Vec<Measure>,
}

#[derive(Debug, Clone)]
pub(super) struct Headings {
    pub(super) title: Text,
    /// The years and their prices.
    pub(super) period: Text,
    pub(super) prices: FinancialYear,
    pub(super) options: Vec<Named>,
    pub(super) views: Vec<Named>,
    pub(super) comparison: Vec<Case>,
}

/// Where a headline measure stands among the measures of an option.
type Place<'a> = (&'static str, &'a dyn Fn(&OptionMeasures) -> Option<NodeId>);

impl Headings {
    /// The headings of an appraisal. The measures are those of its printed comparison that are rows of the sheet.
    pub(super) fn of(appraisal: &Appraisal) -> Self {
        let model = appraisal.model();
        let council =
            |measures: &OptionMeasures, node: fn(&ViewMeasures) -> NodeId| measures.views.first().map(node);
        let present_cost = |measures: &OptionMeasures, id: &str| {
            let place = model.views.iter().position(|(known, ..)| known == id)?;
            measures.views.get(place).map(|view| view.economic.net_present_cost)
        };
        let society =
            |measures: &OptionMeasures, node: fn(&EconomicMeasures) -> NodeId| Some(node(&measures.society));
        let case = |heading: &str, places: &[Place<'_>]| Case {
            heading: heading.into(),
            measures: places
                .iter()
                .map(|(label, place)| {
                    let row = |node: NodeId| model.graph.node(node).row.map(|row| model.graph.row(row));
                    let rows = model.options.iter().filter_map(|option| row(place(&option.measures)?));
                    Measure {
                        label: (*label).into(),
                        rows: rows.map(|row| row.address.as_str().into()).collect(),
                    }
                })
                .collect(),
        };
        Self {
            title: model.title.as_str().into(),
            period: period(&model.years, model.prices).into(),
            prices: model.prices,
            options: model.options.iter().map(|option| Named::new(&option.id, &option.name)).collect(),
            views: model.views.iter().map(|(id, name, _)| Named::new(id, name)).collect(),
            comparison: vec![
                case(
                    "FINANCIAL CASE, in cash",
                    &[
                        ("Net cost to the council, all years", &|all| council(all, |view| view.total)),
                        ("Saving against today, all years", &|all| council(all, |view| view.saving_total)),
                    ],
                ),
                case(
                    "ECONOMIC CASE, in real terms, discounted",
                    &[
                        ("Net present cost: council", &|all| {
                            council(all, |view| view.economic.net_present_cost)
                        }),
                        ("Net present cost: local public sector", &|all| {
                            present_cost(all, "local_public_sector")
                        }),
                        ("Net present cost: public sector", &|all| present_cost(all, "public_sector")),
                        ("Net present cost: society", &|all| society(all, |case| case.net_present_cost)),
                        ("Equivalent annual cost: council", &|all| {
                            council(all, |view| view.economic.equivalent_annual_cost)
                        }),
                        ("Equivalent annual cost: society", &|all| {
                            society(all, |case| case.equivalent_annual_cost)
                        }),
                    ],
                ),
            ],
        }
    }

    pub(super) const KEYS: [&'static str; 6] =
        ["title", "period", "prices", "options", "views", "comparison"];

    pub(super) fn write(&self) -> [(&'static str, Value); 6] {
        [
            ("title", self.title.write()),
            ("period", self.period.write()),
            ("prices", self.prices.write()),
            ("options", self.options.write()),
            ("views", self.views.write()),
            ("comparison", self.comparison.write()),
        ]
    }

    pub(super) fn read(fields: &Fields<'_>, problems: &mut Problems) -> Self {
        Self {
            title: fields.required("title", problems),
            period: fields.required("period", problems),
            prices: fields.required("prices", problems),
            options: list(fields, "options", problems),
            views: list(fields, "views", problems),
            comparison: list(fields, "comparison", problems),
        }
    }
}

impl Named {
    fn new(id: &str, name: &str) -> Self {
        Self { id: id.into(), name: name.into() }
    }
}

impl Write for Named {
    fn write(&self) -> Value {
        table([("id", text(&self.id)), ("name", text(&self.name))])
    }
}

impl Read for Named {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, at, problems)?;
        fields.expect(&["id", "name"]);
        let named = Self { id: fields.required("id", problems), name: fields.required("name", problems) };
        fields.finish(problems);
        Some(named)
    }

    fn blank() -> Self {
        Self::new("", "")
    }
}

impl Write for Case {
    fn write(&self) -> Value {
        table([("heading", text(&self.heading)), ("measures", self.measures.write())])
    }
}

impl Read for Case {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, at, problems)?;
        fields.expect(&["heading", "measures"]);
        let case = Self {
            heading: fields.required("heading", problems),
            measures: list(&fields, "measures", problems),
        };
        fields.finish(problems);
        Some(case)
    }

    fn blank() -> Self {
        Self { heading: "".into(), measures: Vec::new() }
    }
}

impl Write for Measure {
    fn write(&self) -> Value {
        table([("label", text(&self.label)), ("rows", self.rows.write())])
    }
}

impl Read for Measure {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, at, problems)?;
        fields.expect(&["label", "rows"]);
        let measure =
            Self { label: fields.required("label", problems), rows: list(&fields, "rows", problems) };
        fields.finish(problems);
        Some(measure)
    }

    fn blank() -> Self {
        Self { label: "".into(), rows: Vec::new() }
    }
}
