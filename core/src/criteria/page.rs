//! The scores as tables to look at.

use super::notes::shown;
use super::result::{CriteriaResult, OptionShares, Switch, WeightShare};
use crate::appraisal::Penny;
use crate::money;
use crate::table::{Page, Table, shown as forms};

forms! { CriteriaResult: CriteriaResult::page; }

/// A share as a percentage with one decimal place.
fn percent(share: f64) -> String {
    let percent = rust_decimal::Decimal::try_from(share * 100.0).unwrap_or_default();
    format!("{}%", money::to_places(percent, 1))
}

/// A share with its error on a further line, where it has one.
fn with_error(share: &WeightShare) -> String {
    let text = percent(share.share);
    if share.standard_error > 0.0 { format!("{text}\n± {}", percent(share.standard_error)) } else { text }
}

fn weight(of: Penny) -> String {
    money::to_places(of.value(), 3).to_string()
}

fn words<const N: usize>(words: [&str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}

impl CriteriaResult {
    fn page(&self) -> Page {
        let mut tables = vec![self.weighted(), self.contributions()];
        if !self.success_factors.is_empty() {
            tables.push(self.factors());
        }
        tables.extend([
            self.ranks(),
            self.central(),
            self.pairs(),
            self.turning_points(),
            self.beside_money(),
        ]);
        tables.retain(|table| !table.rows.is_empty());
        let mut remarks: Vec<String> = Vec::new();
        for one in &self.criteria {
            remarks.push(format!("{} ({}): 0 is “{}”, 100 is “{}”.", one.label, one.id, one.worst, one.best));
        }
        if let Some(set) = &self.set {
            remarks.push(format!("{}: {}, {}", set.label, set.source, set.url));
            remarks.extend(set.left_out.iter().map(|out| format!("{} was left out: {}", out.id, out.reason)));
        }
        if !self.success_factors.is_empty() {
            remarks.push(self.rule.to_owned());
        }
        for own in &self.dominated {
            remarks.push(format!(
                "{} is dominated by {}: on no criterion does it score more, as the scores stand.",
                own.option,
                own.by.join(", ")
            ));
        }
        remarks.extend(self.notes.iter().cloned());
        let session = match (&self.panel, &self.date) {
            (Some(panel), Some(date)) => Some(format!("Scored and weighed by {panel}, {date}.")),
            (Some(panel), None) => Some(format!("Scored and weighed by {panel}.")),
            (None, Some(date)) => Some(format!("Scored and weighed on {date}.")),
            (None, None) => None,
        };
        remarks.extend(session);
        ("Scores and money".to_owned(), tables, remarks)
    }

    fn name(&self, option: &str) -> String {
        self.option(option).map_or_else(|| option.to_owned(), |own| own.name.clone())
    }

    /// What an option is called where columns are many.
    fn ids(&self) -> Vec<String> {
        self.options.iter().map(|option| option.id.clone()).collect()
    }

    fn weighted(&self) -> Table {
        let row = |option: &super::result::OptionScores| {
            let rank = option.rank.clone().unwrap_or_else(|| "not ranked".to_owned());
            let fails = if option.fails.is_empty() { "none".to_owned() } else { option.fails.join(", ") };
            (option.name.clone(), vec![rank, shown(option.score.value()), fails])
        };
        Table {
            heading: "Weighted scores, from 0 to 100".to_owned(),
            columns: words(["Rank", "Score", "Success factors failed"]),
            rows: self.options.iter().map(row).collect(),
        }
    }

    fn contributions(&self) -> Table {
        let row = |(place, criterion): (usize, &super::result::CriterionResult)| {
            let cell = |option: &super::result::OptionScores| {
                let own = &option.scores[place];
                let range = own.range.map(|ends| {
                    let [low, high] = ends.map(|end| end.value().normalize());
                    format!(", {low} to {high}")
                });
                let score = shown(own.score.value());
                format!("{}\n{score}{}", shown(own.contribution.value()), range.unwrap_or_default())
            };
            let cells = [weight(criterion.weight)].into_iter().chain(self.options.iter().map(cell));
            (criterion.label.clone(), cells.collect())
        };
        Table {
            heading: "What each criterion adds (below it, the score)".to_owned(),
            columns: ["Weight".to_owned()].into_iter().chain(self.ids()).collect(),
            rows: self.criteria.iter().enumerate().map(row).collect(),
        }
    }

    fn factors(&self) -> Table {
        let row = |factor: &super::result::SuccessFactorResult| {
            let cell = |own: &super::result::VerdictResult| {
                if own.passes { "passes".to_owned() } else { format!("FAILS\n{}", own.reason) }
            };
            (factor.label.clone(), factor.options.iter().map(cell).collect())
        };
        Table {
            heading: "Critical success factors".to_owned(),
            columns: self.ids(),
            rows: self.success_factors.iter().map(row).collect(),
        }
    }

    fn ranks(&self) -> Table {
        let all = &self.all_weights.options;
        let row = |own: &OptionShares| {
            let mut cells: Vec<String> = own.ranks.iter().map(with_error).collect();
            cells.push(own.confidence.as_ref().map_or_else(|| "never first".to_owned(), with_error));
            (self.name(&own.option), cells)
        };
        let mut columns: Vec<String> = (1..=all.len()).map(|rank| format!("Rank {rank}")).collect();
        columns.push("Confidence".to_owned());
        Table {
            heading: "How often each option has each rank, over all weights".to_owned(),
            columns,
            rows: all.iter().map(row).collect(),
        }
    }

    fn central(&self) -> Table {
        let first: Vec<&OptionShares> =
            self.all_weights.options.iter().filter(|own| own.central_weights.is_some()).collect();
        let row = |(place, criterion): (usize, &super::result::CriterionResult)| {
            let cell = |own: &&OptionShares| {
                let weight =
                    own.central_weights.as_ref().and_then(|own| own.get(place)).map(|own| own.weight);
                weight.map(percent).unwrap_or_default()
            };
            (criterion.label.clone(), first.iter().map(cell).collect())
        };
        let rows = self.criteria.iter().enumerate().map(row);
        Table {
            heading: "The mean of the weights under which each option is first".to_owned(),
            columns: first.iter().map(|own| own.option.clone()).collect(),
            rows: if first.is_empty() { Vec::new() } else { rows.collect() },
        }
    }

    fn pairs(&self) -> Table {
        let all = &self.all_weights.options;
        let row = |own: &OptionShares| {
            let cell = |other: &OptionShares| {
                let ahead = own.ahead_of.iter().find(|ahead| ahead.option == other.option);
                ahead.map(|ahead| percent(ahead.share.share)).unwrap_or_default()
            };
            (self.name(&own.option), all.iter().map(cell).collect())
        };
        Table {
            heading: "How often the option of the row is ahead of that of the column".to_owned(),
            columns: all.iter().map(|own| own.option.clone()).collect(),
            rows: if all.len() > 1 { all.iter().map(row).collect() } else { Vec::new() },
        }
    }

    fn turning_points(&self) -> Table {
        let told = |switches: &[Switch]| {
            let one = |own: &Switch| format!("{}: {}, not {}", weight(own.weight), own.then_ahead, own.ahead);
            if switches.is_empty() {
                "none".to_owned()
            } else {
                switches.iter().map(one).collect::<Vec<_>>().join("\n")
            }
        };
        let row = |(own, criterion): (&super::result::CriterionSwitch, &super::result::CriterionResult)| {
            (criterion.label.clone(), vec![weight(own.weight), told(&own.first), told(&own.any)])
        };
        Table {
            heading: "The weight at which the ranking changes, the others in proportion".to_owned(),
            columns: words(["Weight now", "Another option is first", "Any two change places"]),
            rows: self.switches.iter().zip(&self.criteria).map(row).collect(),
        }
    }

    fn beside_money(&self) -> Table {
        let pounds =
            |of: Option<Penny>| of.map_or_else(|| "-".to_owned(), |own| money::whole_pounds(own.value()));
        let row = |own: &super::result::OptionMoney| {
            let marginal = match &own.next_below {
                Some(below) => format!("{}\nfrom {below}", pounds(own.cost_per_extra_point)),
                None => "-".to_owned(),
            };
            let first = self.all_weights.options.iter().find(|shares| shares.option == own.option);
            let first =
                first.and_then(|own| own.ranks.first()).map_or_else(|| "not ranked".to_owned(), with_error);
            let dominated = match &own.dominated_by[..] {
                [] if own.efficient => "efficient".to_owned(),
                [] => "not ranked".to_owned(),
                by => format!("beaten by {}", by.join(", ")),
            };
            let cells = vec![
                money::whole_pounds(own.net_present_cost.value()),
                shown(own.score.value()),
                pounds(own.cost_per_point),
                marginal,
                dominated,
                first,
            ];
            (self.name(&own.option), cells)
        };
        Table {
            heading: format!(
                "Scores and money: net present cost to {}, {}",
                self.money.view, self.money.unit
            ),
            columns: words([
                "Cost",
                "Score",
                "A point costs",
                "One more point costs",
                "Cost and score",
                "First, of all weights",
            ]),
            rows: self.money.options.iter().map(row).collect(),
        }
    }
}
