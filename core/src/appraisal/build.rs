//! Building the model: every option as lines, and the measures over them, on one sheet.

use jiff::civil::Date;

use super::as_of::Superseded;
use super::by_library::{LibraryBenchmarks, LibraryModel, measure_libraries};
use super::draft::{Draft, Drafting};
use super::measures::{Benchmarks, OptionMeasures, measure};
use super::portfolio::Portfolio;
use super::question::{Hold, Question};
use super::said::Said;
use super::shared::Shared;
use crate::Decimal;
use crate::address::Address;
use crate::delivery::MayHappen;
use crate::input::{OfFigure, Schedule};
use crate::ledger::{Cap, Category, Line, Treatment, View};
use crate::party::{Parties, PartyId};
use crate::problem::{Problem, Problems};
use crate::rules::{DiscountSchedule, Edition, LookUpError, Rules};
use crate::service::find_party;
use crate::sheet::{Factor, FigureInfo, FigureNote, Graph, NodeId, Row};
use crate::unread::Unread;
use crate::workings::{Projected, Workings};
use crate::year::FinancialYear;

/// The finished model of a question: its sheet, and where on it everything stands.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) title: String,
    pub(crate) graph: Graph,
    pub(crate) years: Vec<FinancialYear>,
    pub(crate) prices: FinancialYear,
    pub(crate) parties: Parties,
    pub(crate) council: PartyId,
    pub(crate) today: usize,
    pub(crate) views: Vec<(String, String, Vec<PartyId>)>,
    pub(crate) options: Vec<OptionModel>,
    pub(crate) schedule: DiscountSchedule,
    pub(crate) compared: Vec<DiscountSchedule>,
    pub(crate) digest: String,
    pub(crate) assumed: Vec<(Address, String)>,
    /// National figures that were used and in whose place the input puts its own.
    pub(crate) overridden: Vec<String>,
    /// The day of which the national figures are, where the question names one.
    pub(crate) as_of: Option<Date>,
    /// National figures that were used and that are others today.
    pub(crate) superseded: Vec<Superseded>,
    /// Rules in words that were used and are not verified.
    pub(crate) doubtful: Vec<String>,
    pub(crate) correlations: Vec<RankCorrelation>,
    pub(crate) scenarios: Vec<Scenario>,
    /// Sums that the input states once, and for how many libraries each counts.
    pub(crate) counted: Vec<(Address, usize)>,
    /// The question, and what of it was published.
    pub(crate) said: Said,
}

/// A rank correlation that the question states between two inputs.
#[derive(Debug, Clone)]
pub(crate) struct RankCorrelation {
    /// Where the question states it.
    pub(crate) at: Address,
    pub(crate) between: (Address, Address),
    pub(crate) rank: Decimal,
}

/// A set of changes that the question names.
#[derive(Debug, Clone)]
pub(crate) struct Scenario {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) story: Option<String>,
    /// The address of each input with its value, and the line that says so.
    pub(crate) set: Vec<(Address, Decimal, Option<u32>)>,
}

fn correlations(question: &Question) -> Vec<RankCorrelation> {
    let stated = question.correlations.iter().filter_map(|(id, one)| {
        let [a, b] = &one.between[..] else { return None };
        Some(RankCorrelation {
            at: Address::new("correlations").join(id),
            between: (Address::new(&**a), Address::new(&**b)),
            rank: one.rank.central(),
        })
    });
    stated.collect()
}

fn scenarios(question: &Question) -> Vec<Scenario> {
    let named = question.scenarios.iter().map(|(id, scenario)| Scenario {
        id: id.to_string(),
        name: scenario.name.to_string(),
        story: scenario.story.as_ref().map(ToString::to_string),
        set: scenario
            .set
            .0
            .iter()
            .map(|(address, line, value)| (Address::new(address.as_str()), value.0, *line))
            .collect(),
    });
    named.collect()
}

/// An option of the model.
#[derive(Debug)]
pub(crate) struct OptionModel {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) model: &'static str,
    pub(crate) starts: Option<Date>,
    pub(crate) statutory: bool,
    pub(crate) lines: Vec<LinePlace>,
    pub(crate) measures: OptionMeasures,
    /// What parishes would spend and, without the general power of competence, may spend.
    pub(crate) powers: Vec<(PartyId, NodeId, NodeId)>,
    /// Capped contributions to what it costs once.
    pub(crate) caps: Vec<Cap>,
    /// What may happen to it.
    pub(crate) events: Vec<MayHappen>,
    /// Each library, and last what belongs to all together; none where the question has no libraries.
    pub(crate) libraries: Vec<LibraryModel>,
    /// The costs of the whole service.
    pub(super) shared: Vec<Shared>,
}

/// Where a line stands.
#[derive(Debug)]
pub(crate) struct LinePlace {
    /// The library that it belongs to.
    pub(crate) library: Option<String>,
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) payer: PartyId,
    pub(crate) payee: PartyId,
    pub(crate) category: Category,
    pub(crate) treatment: Treatment,
    pub(crate) one_off: bool,
    pub(crate) basis: &'static str,
    pub(crate) index: String,
    pub(crate) cash: NodeId,
    pub(crate) real: NodeId,
}

/// Lays a question out on a sheet.
#[allow(clippy::too_many_lines, reason = "the order of the steps is the point")]
pub(super) fn build(
    question: &Question,
    portfolio: &Portfolio,
    rules: &Rules,
    said: Said,
    mut problems: Problems,
) -> Result<Model, Problems> {
    let settings = &question.question;
    let unread = Unread::new(problems.clone());
    let parties = Parties::new(&question.parties, &mut problems);
    // Where the period is not known, one year stands for it, and nothing is said that rests on which it is.
    let period_known = !unread.period();
    let first = if period_known { settings.first_year } else { FinancialYear::STAND_IN };
    let years = if period_known { settings.years } else { 1 };
    let count = usize::try_from(years).unwrap_or(1);
    let prices = settings.prices.filter(|_| period_known).unwrap_or(first);
    let w = Workings::new(first, count, prices, &parties, rules, &question.indices, unread)
        .projecting(projections(question))
        .overriding(overrides(question))
        .stated(portfolio.stated.clone())
        .ranging(said.ranges());
    let council = parties.find(settings.council.as_str()).unwrap_or(PartyId(0));
    let today_option = question.options.get(settings.today.as_str());
    let today = question.options.iter().position(|(id, _)| *id == *settings.today.as_str()).unwrap_or(0);
    let views = views(question, &parties, &w, council);
    let schedule = |edition: Edition, at: &str, problems: &mut Problems| {
        let found = rules
            .discount_schedule(edition)
            .and_then(|schedule| schedule.rate(years - 1).map(|_| schedule.clone()));
        found.map_err(|error| {
            let at = Address::new("question").join(at);
            if period_known && !w.unread().touches(&at) {
                let accepted = match error {
                    LookUpError::ScheduleNotKnown { .. } => {
                        let known: Vec<&str> = rules.discount_editions().map(Edition::word).collect();
                        format!("{}, or a later question.as_of", known.join(", "))
                    }
                    _ => "a schedule that reaches the last year, or fewer years".to_owned(),
                };
                problems.push(Problem::new(at, error.to_string()).accepted(accepted));
            }
        })
    };
    let main = schedule(settings.discounting, "discounting", &mut problems);
    let compared: Vec<DiscountSchedule> = settings
        .compare_discounting
        .iter()
        .filter_map(|edition| schedule(*edition, "compare_discounting", &mut problems).ok())
        .collect();

    if today_option.is_some_and(|today| today.common.starts.is_some()) {
        let at = Address::new("options").join(&settings.today).join("starts");
        w.problem(Problem::new(at, "today's option has begun already").accepted("leave starts out"));
    }
    if today_option.is_some_and(|today| today.common.ends.is_some()) {
        let at = Address::new("options").join(&settings.today).join("ends");
        w.problem(Problem::new(at, "today's option is what another follows").accepted("leave ends out"));
    }
    let mut drafts = Vec::with_capacity(question.options.len());
    let drafting = Drafting { w: &w, question, portfolio, council };
    for (place, (id, option)) in question.options.iter().enumerate() {
        drafts.push(drafting.draft(place, option, &Address::new("options").join(id)));
    }
    let read = problems.is_empty();
    problems.extend(w.problems());
    if !problems.is_empty() {
        // Two lines of one address are found on the sheet; blanks never make them.
        problems.extend(w.sheet.finish().err().filter(|_| read).into_iter().flatten());
        return Err(problems);
    }
    let Ok(main) = main else { return Err(problems) };

    let factors = discount_row(&w, &main, "discounting.factor");
    let others: Vec<(&'static str, Row<Factor>)> = compared
        .iter()
        .map(|schedule| {
            (
                schedule.edition.word(),
                discount_row(&w, schedule, &format!("discounting.{}", schedule.edition.word())),
            )
        })
        .collect();
    // Today's option is measured first: the others are compared with it.
    let mut benchmarks: Option<Benchmarks> = None;
    let mut libraries_today: Option<LibraryBenchmarks> = None;
    let mut measured: Vec<Option<(OptionMeasures, Vec<LibraryModel>)>> =
        drafts.iter().map(|_| None).collect();
    let order = std::iter::once(today).chain((0..drafts.len()).filter(|place| *place != today));
    for place in order {
        let Draft { ledger, usage, precepts, .. } = &drafts[place];
        let (measures, own) =
            measure(&w, ledger, usage, precepts, &views, &factors, &others, benchmarks.as_ref());
        let before = libraries_today.as_ref();
        let draft = &drafts[place];
        let (libraries, libraries_own) =
            measure_libraries(&w, question, portfolio, place, draft, &views, &factors, before);
        measured[place] = Some((measures, libraries));
        if place == today {
            (benchmarks, libraries_today) = (Some(own), Some(libraries_own));
        }
    }
    let options = question
        .options
        .iter()
        .zip(drafts)
        .zip(measured)
        .enumerate()
        .filter_map(|(place, (((id, option), draft), measured))| {
            let Draft { ledger, powers, events, shared, .. } = draft;
            let (measures, libraries) = measured?;
            let branch = |line: &Line| line.library.map(|place| portfolio.members[place].id.clone());
            Some(OptionModel {
                id: id.to_string(),
                name: option.common.name.to_string(),
                model: portfolio.model(question, place),
                starts: option.common.starts,
                statutory: portfolio.is_statutory(question, place),
                lines: ledger.lines.iter().map(|line| place_of(line, branch(line))).collect(),
                measures,
                caps: ledger.caps.clone(),
                powers: powers
                    .iter()
                    .map(|power| (power.parish, power.spends.node(), power.limit.node()))
                    .collect(),
                events,
                libraries,
                shared,
            })
        })
        .collect();
    if portfolio.members.iter().any(|own| own.service.statutory.is_none()) {
        w.assume(
            &Address::new("service.statutory"),
            "taken to be part of the statutory duty of a library authority",
        );
    }
    let (assumed, overridden, doubtful) = (w.assumptions(), w.overridden(), w.doubtful());
    let superseded = w.superseded(Superseded::new);
    let counted = w.counted().into_iter().map(|(at, libraries)| (at, libraries.len())).collect();
    problems.extend(w.problems());
    let graph = w.sheet.finish()?;
    let views =
        views.iter().map(|view| (view.id.clone(), view.label.clone(), view.members().collect())).collect();
    let years = w.years.clone();
    drop(w);
    problems.or(Model {
        title: settings.title.to_string(),
        graph,
        years,
        prices,
        parties,
        council,
        today,
        views,
        options,
        schedule: main,
        compared,
        digest: rules.dataset_digest().to_owned(),
        assumed,
        overridden,
        as_of: rules.as_of(),
        superseded,
        doubtful,
        correlations: correlations(question),
        scenarios: scenarios(question),
        counted,
        said,
    })
}

/// What the input puts in the place of national figures.
fn overrides(question: &Question) -> Vec<(String, Schedule<OfFigure>)> {
    question.overrides.0.iter().map(|(id, _, own)| (id.clone(), own.clone())).collect()
}

/// How the input says that national figures go on.
fn projections(question: &Question) -> Vec<(String, Projected)> {
    let all = question.projections.0.iter().map(|(id, _, projection)| {
        let projected = match (&projection.growth, projection.hold) {
            (Some(growth), _) => Projected::Growth(growth.clone()),
            (None, Some(Hold::RealTerms)) => Projected::RealTerms,
            (None, _) => Projected::InCash,
        };
        (id.clone(), projected)
    });
    all.collect()
}

fn place_of(line: &Line, library: Option<String>) -> LinePlace {
    LinePlace {
        library,
        id: line.id.clone(),
        label: line.label.clone(),
        payer: line.payer,
        payee: line.payee,
        category: line.category,
        treatment: line.treatment,
        one_off: line.one_off,
        basis: line.basis,
        index: line.index.clone(),
        cash: line.cash.node(),
        real: line.real.node(),
    }
}

/// The views: the council, every other party of the input, the local and the whole public sector, those of the input.
fn views(question: &Question, parties: &Parties, w: &Workings<'_>, council: PartyId) -> Vec<View> {
    let own =
        |id: PartyId| View::new(parties.get(id).id.clone(), parties.get(id).name.clone(), parties, [id]);
    let mut views = vec![own(council)];
    views.extend(
        parties.iter().filter(|(id, entry)| entry.input.is_some() && *id != council).map(|(id, _)| own(id)),
    );
    let group = |id: &str, label: &str, holds: &dyn Fn(&crate::party::PartyEntry) -> bool| {
        View::new(id, label, parties, parties.iter().filter(|(_, entry)| holds(entry)).map(|(id, _)| id))
    };
    views.push(group("local_public_sector", "Local public sector", &|entry| entry.local_public));
    views.push(group("public_sector", "Public sector", &|entry| entry.public));
    for (id, view) in question.views.iter() {
        let at = Address::new("views").join(id);
        if views.iter().any(|known| known.id == id.as_str()) || id.as_str() == "society" {
            let problem = Problem::new(at.clone(), "there is a view of this id already");
            w.problem(
                problem.accepted(
                    "another id than that of a party, local_public_sector, public_sector or society",
                ),
            );
        }
        let members: Vec<PartyId> = view
            .parties
            .iter()
            .enumerate()
            .filter_map(|(i, id)| find_party(w, id, &at.join("parties").join(i + 1)))
            .collect();
        views.push(View::new(id.as_str(), view.name.to_string(), parties, members));
    }
    views
}

/// The discount factors of a schedule: year 0 is the first year and has the factor one.
fn discount_row(w: &Workings<'_>, schedule: &DiscountSchedule, address: &str) -> Row<Factor> {
    let note = FigureNote {
        source: schedule.source.name.clone(),
        published: schedule.source.published.clone(),
        url: schedule.source.url.clone(),
        status: schedule.status.word(),
        projected: None,
        as_of: w.as_of(),
    };
    let count = u32::try_from(w.years.len()).unwrap_or(u32::MAX);
    let values: Vec<Decimal> = (0..count).map(|year| schedule.rate(year).unwrap_or_default()).collect();
    let rate: Row<Factor> = w.sheet.figure(FigureInfo {
        address: Address::new("rules.discount").join(schedule.edition.word()),
        label: format!("Discount rate: {}", schedule.label),
        unit: "a year".to_owned(),
        notes: vec![note; values.len()],
        values,
    });
    w.sheet.discount_factor(&rate).named(address, format!("Discount factor: {}", schedule.label), "factor")
}
