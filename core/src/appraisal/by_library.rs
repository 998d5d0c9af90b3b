//! The measures of each library under an option, and of what belongs to all libraries together, as rows.

use serde::Serialize;

use super::assembly::Assembly;
use super::build::OptionModel;
use super::draft::Draft;
use super::portfolio::Portfolio;
use super::question::Question;
use super::result::Penny;
use super::usage::UsageRows;
use crate::address::Address;
use crate::date;
use crate::ledger::{Line, View, cost_to_society};
use crate::sheet::{Cash, Factor, NodeId, Real, Row, Whole};
use crate::workings::Workings;

const REAL: &str = "£ of the price base";
/// The views of the economic case, beside society's.
const GROUPS: [(&str, &str); 3] =
    [("council", "the council"), ("public_sector", "the public sector"), ("society", "society")];

/// A library under an option, or what belongs to all libraries together.
#[derive(Debug)]
pub(crate) struct LibraryModel {
    /// The library; none for what belongs to all together.
    library: Option<String>,
    name: String,
    /// The option that it has, its delivery model, and the day on which it begins.
    has: Option<(String, &'static str, Option<String>)>,
    net: NodeId,
    total: NodeId,
    saving: NodeId,
    saving_total: NodeId,
    /// The net present cost of each group, and its net present saving.
    present: Vec<(NodeId, NodeId)>,
    per_open_hour: Option<NodeId>,
}

/// What the libraries of the other options are compared with: the rows of today's.
pub(super) struct LibraryBenchmarks(Vec<(Row<Cash>, Vec<Row<Real>>)>);

/// Builds the measures of all libraries under an option, and last of what belongs to all together.
#[allow(clippy::too_many_arguments, reason = "the measures read the lines, the views and today's rows")]
pub(super) fn measure_libraries(
    w: &Workings<'_>,
    question: &Question,
    portfolio: &Portfolio,
    option: usize,
    draft: &Draft,
    views: &[View],
    factors: &Row<Factor>,
    today: Option<&LibraryBenchmarks>,
) -> (Vec<LibraryModel>, LibraryBenchmarks) {
    let (mut all, mut own) = (Vec::new(), Vec::new());
    if !portfolio.several {
        return (all, LibraryBenchmarks(own));
    }
    let lines = &draft.ledger.lines;
    let mut place = 0;
    let mut push = |at: Address, name: &str, lines: &[Line], usage: Option<&UsageRows>| {
        let before = today.and_then(|today| today.0.get(place));
        let (model, rows) = measure(w, &at, name, lines, usage, views, factors, before);
        place += 1;
        own.push(rows);
        model
    };
    let end = draft.parts.last().map_or(0, |part| part.lines.end);
    for (member, (own, part)) in portfolio.members.iter().zip(&draft.parts).enumerate() {
        let Some(branch) = &own.branch else { continue };
        let at = draft.ledger.at.join("libraries").join(&own.id);
        let mut model = push(at, &branch.name, &lines[part.lines.clone()], Some(&part.usage));
        model.library = Some(own.id.clone());
        model.has = portfolio.cell(question, option, member).map(|cell| {
            let id = question.options.ids().nth(cell.place).unwrap_or_default().to_owned();
            (id, cell.option.model.word(), cell.starts.map(date::written))
        });
        all.push(model);
    }
    let at = draft.ledger.at.join("all_libraries_together");
    all.push(push(at, "All libraries together", &lines[end..], None));
    (all, LibraryBenchmarks(own))
}

#[allow(clippy::too_many_arguments, reason = "the measures read the lines, the views and today's rows")]
fn measure(
    w: &Workings<'_>,
    at: &Address,
    name: &str,
    lines: &[Line],
    usage: Option<&UsageRows>,
    views: &[View],
    factors: &Row<Factor>,
    today: Option<&(Row<Cash>, Vec<Row<Real>>)>,
) -> (LibraryModel, (Row<Cash>, Vec<Row<Real>>)) {
    let label = |what: &str| format!("{name}: {what}");
    let named = |row: Row<Cash>, id: &str, what: &str| row.named(at.join(id), label(what), "£");
    let whole = |row: Row<Cash, Whole>, id: &str, what: &str| row.named(at.join(id), label(what), "£").node();
    let (mut net, mut reals) = (None, Vec::with_capacity(GROUPS.len()));
    // The first view is the council's.
    for view in views.iter().take(1).chain(views.iter().filter(|view| view.id == "public_sector")) {
        let cost = view.cost_of(&w.sheet, lines);
        reals.push(cost.real);
        net = net.or_else(|| Some(cost.recurring + cost.one_off));
    }
    reals.push(cost_to_society(&w.sheet, w.parties, lines).0);
    let net = net.unwrap_or_else(|| w.sheet.cash(crate::Decimal::ZERO));
    let net = named(net, "net_cost", "net cost to the council in cash");
    let before = today.map_or(&net, |(net, _)| net);
    let saving = named(before - &net, "saving", "saving of the council against today, in cash");
    let mut present = Vec::with_capacity(reals.len());
    let mut council_real = None;
    for (place, (real, (id, who))) in reals.iter_mut().zip(GROUPS).enumerate() {
        *real = real.named(
            at.join("economic_cost").join(id),
            label(&format!("net cost to {who} in real terms")),
            REAL,
        );
        council_real.get_or_insert_with(|| real.clone());
        let before = today.map_or(&*real, |(_, reals)| &reals[place]);
        let cost = (&*real * factors).total().named(
            at.join("net_present_cost").join(id),
            label(&format!("net present cost to {who}")),
            REAL,
        );
        let saved = ((before - &*real) * factors).total().named(
            at.join("net_present_saving").join(id),
            label(&format!("net present saving of {who}")),
            REAL,
        );
        present.push((cost.node(), saved.node()));
    }
    let open = usage.and_then(|usage| usage.open.as_ref());
    let per_open_hour = open.zip(council_real).map(|(open, real)| {
        (real.total() / open.total())
            .named(at.join("cost_per_open_hour"), label("cost to the council per hour open"), REAL)
            .node()
    });
    let model = LibraryModel {
        library: None,
        name: name.to_owned(),
        has: None,
        total: whole(net.total(), "net_cost_total", "net cost to the council in cash, all years"),
        saving_total: whole(saving.total(), "saving_total", "saving of the council in cash, all years"),
        net: net.node(),
        saving: saving.node(),
        present,
        per_open_hour,
    };
    (model, (net, reals))
}

/// A sum for the council, for the public sector and for society.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ByGroup {
    /// For the council.
    pub council: Penny,
    /// For the public sector as a whole.
    pub public_sector: Penny,
    /// For society: resources alone.
    pub society: Penny,
}

/// One library under one option. The sums of all libraries of an option, with those of all libraries together, are those
/// of the option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LibraryResult {
    /// The option.
    pub option: String,
    /// The library; none for what belongs to all libraries together: what a body pays for all of them, costs of the whole
    /// service, sums of the option as a whole.
    pub library: Option<String>,
    /// Its name.
    pub name: String,
    /// The option that the library has: in a package one of its options, and today's where it stays as it is.
    pub has: Option<String>,
    /// The delivery model of that.
    pub model: Option<&'static str>,
    /// The day on which it begins, where that is not the first of the appraisal.
    pub starts: Option<String>,
    /// Net cost to the council in cash, by year.
    pub net_cost: Vec<Penny>,
    /// All years.
    pub net_cost_total: Penny,
    /// What the council saves against today in cash, by year.
    pub saving: Vec<Penny>,
    /// All years.
    pub saving_total: Penny,
    /// Net present cost in real terms.
    pub net_present_cost: ByGroup,
    /// Net present cost of today less that of the option.
    pub net_present_saving: ByGroup,
    /// Cost to the council in real terms for each hour open; none where it is never open.
    pub cost_per_open_hour: Option<Penny>,
}

/// A cost of the whole service under one option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SharedCostResult {
    /// Its id.
    pub id: String,
    /// What it is.
    pub label: String,
    /// How many libraries have left the council for the whole of each year.
    pub libraries_left: Vec<Penny>,
    /// What of it is saved for that, by year, in pounds of the price base.
    pub saved: Vec<Penny>,
}

/// A sum, or a number of posts, that the input states once and that counts for each of several libraries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CountedInput {
    /// Where it stands.
    pub input: String,
    /// For how many libraries it counts.
    pub libraries: usize,
}

impl Assembly<'_> {
    /// All libraries under all options.
    pub(super) fn libraries(&self) -> Vec<LibraryResult> {
        let of = |option: &OptionModel| {
            let all = option.libraries.iter().map(|own| self.library(&option.id, own));
            all.collect::<Vec<_>>()
        };
        self.model.options.iter().flat_map(of).collect()
    }

    fn library(&self, option: &str, own: &LibraryModel) -> LibraryResult {
        let group = |of: &dyn Fn(&(NodeId, NodeId)) -> NodeId| {
            let [council, public_sector, society] = [0, 1, 2].map(|place| {
                let found = own.present.get(place).map(|pair| self.whole(of(pair)));
                Penny::of(found.unwrap_or_default())
            });
            ByGroup { council, public_sector, society }
        };
        let has = own.has.as_ref();
        LibraryResult {
            option: option.to_owned(),
            library: own.library.clone(),
            name: own.name.clone(),
            has: has.map(|(id, ..)| id.clone()),
            model: has.map(|(_, model, _)| *model),
            starts: has.and_then(|(.., starts)| starts.clone()),
            net_cost: self.series(own.net),
            net_cost_total: Penny::of(self.whole(own.total)),
            saving: self.series(own.saving),
            saving_total: Penny::of(self.whole(own.saving_total)),
            net_present_cost: group(&|pair| pair.0),
            net_present_saving: group(&|pair| pair.1),
            cost_per_open_hour: own.per_open_hour.and_then(|node| self.values.at(node, 0)).map(Penny::of),
        }
    }

    /// The costs of the whole service under an option.
    pub(super) fn shared_costs(&self, option: &OptionModel) -> Vec<SharedCostResult> {
        let all = option.shared.iter().map(|shared| SharedCostResult {
            id: shared.id.clone(),
            label: shared.label.clone(),
            libraries_left: self.series(shared.libraries_left),
            saved: self.series(shared.saved),
        });
        all.collect()
    }

    /// What the input states once and counts for several libraries.
    pub(super) fn counted(&self) -> Vec<CountedInput> {
        let all = self
            .model
            .counted
            .iter()
            .map(|(input, libraries)| CountedInput { input: input.to_string(), libraries: *libraries });
        all.collect()
    }
}
