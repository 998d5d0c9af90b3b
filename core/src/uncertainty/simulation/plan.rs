//! The plan of a run: which rows are worked out in each draw, and for what.

use super::settings::{Simulation, unknown};
use crate::address::Address;
use crate::appraisal::{Appraisal, Model};
use crate::problem::Problems;
use crate::sheet::batch::{Program, folded};
use crate::sheet::exact::Values;
use crate::sheet::{NodeId, RowId, Span};
use crate::uncertainty::columns::{Columns, Uncertainties, float};
use crate::uncertainty::correlation::{groups, stated};
use crate::year::FinancialYear;

/// A row that is watched, in one year or for the whole period.
#[derive(Debug, Clone)]
pub(super) struct Watched {
    pub(super) row: RowId,
    pub(super) year: Option<usize>,
    /// Its place among the outputs of the program.
    pub(super) output: usize,
    /// Its exact value with everything as planned; nought where it has none.
    pub(super) central: f64,
    /// Its exact expectation, where it can be worked out without draws.
    pub(super) exact_mean: Option<f64>,
}

/// The reserves of a party under an option.
#[derive(Debug, Clone)]
pub(super) struct Followed {
    pub(super) option: usize,
    pub(super) party: String,
    pub(super) reserve: usize,
    pub(super) minimum: usize,
}

/// What is worked out in each draw.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) all: Uncertainties,
    pub(super) columns: Columns,
    pub(super) program: Program,
    pub(super) watched: Vec<Watched>,
    /// The costs by which options are ranked, in the order of the options.
    pub(super) ranked: Vec<Watched>,
    pub(super) view: String,
    pub(super) savings: Vec<usize>,
    pub(super) target: f64,
    pub(super) followed: Vec<Followed>,
    pub(super) years: usize,
    /// The measure whose standard error ends the run.
    pub(super) stop: Option<(usize, f64)>,
    /// How many numbers a draw writes.
    pub(super) width: usize,
}

/// The outputs of the program, each node once.
#[derive(Default)]
struct Outputs(Vec<NodeId>);

impl Outputs {
    fn add(&mut self, node: NodeId) -> usize {
        self.0.iter().position(|known| *known == node).unwrap_or_else(|| {
            self.0.push(node);
            self.0.len() - 1
        })
    }
}

/// The address of a row by year and one of its years.
pub(super) fn address_in(address: &Address, year: Option<FinancialYear>) -> String {
    year.map_or_else(|| address.to_string(), |year| format!("{address}@{year}"))
}

impl Plan {
    pub(super) fn new(appraisal: &Appraisal, asked: &Simulation) -> Result<Self, Problems> {
        let mut problems = Problems::new();
        asked.check(&mut problems);
        let model = appraisal.model();
        let values = appraisal.planned()?;
        let all = Uncertainties::of(appraisal, &mut problems);
        let correlated = groups(&stated(model), &all, &mut problems);
        let view = view_of(model, asked, &mut problems);
        let addresses = measures(model, asked, &view);
        let mut outputs = Outputs::default();
        let mut watched = Vec::new();
        for address in &addresses {
            watch(model, values, address, &mut outputs, &mut watched, &mut problems);
        }
        let mut ranked = Vec::new();
        if asked.ranking {
            for option in &model.options {
                let address = format!("options.{}.net_present_cost.{view}", option.id);
                watch(model, values, &address, &mut outputs, &mut ranked, &mut problems);
            }
        }
        let savings = match (&asked.saving_target, model.views.iter().position(|(id, ..)| *id == view)) {
            (None, _) => Vec::new(),
            (Some(_), Some(place)) => model
                .options
                .iter()
                .map(|option| outputs.add(option.measures.views[place].saving_total))
                .collect(),
            (Some(_), None) => {
                let known = model.views.iter().map(|(id, ..)| id.as_str());
                problems.push(unknown(
                    "view",
                    &view,
                    "view with a budget, whose saving could be counted",
                    known,
                ));
                Vec::new()
            }
        };
        let followed = if asked.insolvency { follow(model, &mut outputs) } else { Vec::new() };
        let stop = asked.stop.as_ref().and_then(|(address, error)| {
            let found = watched.iter().position(|one| model.graph.row(one.row).address.as_str() == *address);
            if found.is_none() {
                problems.push(unknown(
                    "stop_when",
                    address,
                    "measure of this run",
                    addresses.iter().map(String::as_str),
                ));
            }
            Some((found?, *error))
        });
        asked.check_kept(watched.len() + all.inputs.len() + all.events.len(), &mut problems);
        let folded = folded(&model.graph, values, &all.unknowns(), &outputs.0);
        let products = folded.products();
        for watched in &mut watched {
            let sum = products.of(watched.output, watched.year.unwrap_or(0));
            watched.exact_mean = sum.and_then(|sum| all.mean_of(&sum, &correlated));
        }
        drop(products);
        let program = folded.program();
        let years = model.years.len();
        let width = watched.len() + ranked.len() + savings.len() + followed.len() * (years + 1);
        problems.or(())?;
        Ok(Self {
            columns: Columns::new(&all, correlated, asked.seed, asked.sampling, asked.draws),
            all,
            program,
            watched,
            ranked,
            view,
            savings,
            target: asked.saving_target.map_or(0.0, float),
            followed,
            years,
            stop,
            width,
        })
    }
}

/// The view that is asked for: one of the appraisal's, or society.
fn view_of(model: &Model, asked: &Simulation, problems: &mut Problems) -> String {
    let first = model.views.first().map(|(id, ..)| id.clone()).unwrap_or_default();
    let Some(view) = &asked.view else { return first };
    let known = || model.views.iter().map(|(id, ..)| id.as_str()).chain(["society"]);
    if known().any(|id| id == view) {
        return view.clone();
    }
    problems.push(unknown("view", view, "view", known().collect::<Vec<_>>()));
    first
}

/// The measures that are asked for, or the usual ones.
fn measures(model: &Model, asked: &Simulation, view: &str) -> Vec<String> {
    if !asked.measures.is_empty() {
        let mut once: Vec<String> = Vec::new();
        for measure in &asked.measures {
            if !once.contains(measure) {
                once.push(measure.clone());
            }
        }
        return once;
    }
    let mut all = Vec::new();
    for option in &model.options {
        let mut add = |group: &str, view: &str| all.push(format!("options.{}.{group}.{view}", option.id));
        add("net_present_cost", view);
        if view != "society" {
            add("net_cost_total", view);
            add("saving_total", view);
            add("net_present_cost", "society");
        }
    }
    all
}

fn watch(
    model: &Model,
    values: &Values,
    address: &str,
    outputs: &mut Outputs,
    watched: &mut Vec<Watched>,
    problems: &mut Problems,
) {
    let Some(row) = model.graph.row_at(&Address::new(address)) else {
        let known: Vec<&str> = model.graph.rows().iter().map(|row| row.address.as_str()).collect();
        problems.push(unknown("measures", address, "row of the model", known.iter().copied()));
        return;
    };
    let node = model.graph.row(row).node;
    let output = outputs.add(node);
    let exact = |year| values.at(node, year).map_or(f64::NAN, float);
    if model.graph.node(node).span == Span::Series {
        let years = 0..model.years.len();
        watched.extend(years.map(|year| Watched {
            row,
            year: Some(year),
            output,
            central: exact(year),
            exact_mean: None,
        }));
    } else {
        watched.push(Watched { row, year: None, output, central: exact(0), exact_mean: None });
    }
}

/// The reserves of every party that has any, under every option.
fn follow(model: &Model, outputs: &mut Outputs) -> Vec<Followed> {
    let mut all = Vec::new();
    for (option, entry) in model.options.iter().enumerate() {
        for reserves in &entry.measures.reserves {
            all.push(Followed {
                option,
                party: model.parties.get(reserves.party).id.clone(),
                reserve: outputs.add(reserves.reserve),
                minimum: outputs.add(reserves.minimum),
            });
        }
    }
    all
}
