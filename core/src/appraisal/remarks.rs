//! What a reader of a result must not overlook: flags of an option, and notes on the order of the options.

use rust_decimal::Decimal;

use super::assembly::{self, Assembly};
use super::build::OptionModel;
use super::measures::ViewMeasures;
use super::result::{CoverResult, Flag, ReserveResult, ViewResult};
use crate::money;

impl Assembly<'_> {
    /// What the printed order hides: options that print alike and are not equal, and options that are equal.
    pub(super) fn notes(&self, costs: &[Decimal], ranks: &[String]) -> Vec<String> {
        let mut notes = Vec::new();
        for (i, one) in self.model.options.iter().enumerate() {
            for (j, other) in self.model.options.iter().enumerate().skip(i + 1) {
                if costs[i] == costs[j] {
                    notes.push(format!("{} and {} cost the council exactly the same.", one.name, other.name));
                } else if money::to_places(costs[i], 0) == money::to_places(costs[j], 0) {
                    notes.push(format!(
                        "{} and {} print alike in whole pounds and rank {} and {}: the difference is {} to the penny.",
                        one.name,
                        other.name,
                        ranks[i],
                        ranks[j],
                        money::pounds_and_pence((costs[i] - costs[j]).abs())
                    ));
                }
            }
        }
        notes.extend(self.not_stated());
        for (place, schedule) in self.model.compared.iter().enumerate() {
            let under: Vec<Decimal> = self
                .model
                .options
                .iter()
                .filter_map(|option| option.measures.views.first())
                .map(|view| self.whole(view.economic.compared[place]))
                .collect();
            let other = assembly::ranks(&under);
            let moved: Vec<&str> = self
                .model
                .options
                .iter()
                .zip(ranks.iter().zip(&other))
                .filter(|(_, (a, b))| a != b)
                .map(|(option, _)| option.name.as_str())
                .collect();
            notes.push(if moved.is_empty() {
                format!("Under \"{}\" the order of the options is the same.", schedule.label)
            } else {
                format!(
                    "Under \"{}\" these options change their place: {}.",
                    schedule.label,
                    moved.join(", ")
                )
            });
        }
        notes
    }

    /// What there is no measure of, since the input does not say how much the service is open and used.
    fn not_stated(&self) -> Vec<String> {
        let lacking = |lacks: &dyn Fn(&OptionModel) -> bool| -> Vec<&str> {
            self.model
                .options
                .iter()
                .filter(|option| lacks(option))
                .map(|option| option.name.as_str())
                .collect()
        };
        let hours = lacking(&|option| option.measures.staffed_hours.is_none());
        let visits = lacking(&|option| option.measures.visits.is_none());
        let note = |names: &[&str], unit: &str, key: &str| {
            let all = names.len() == self.model.options.len();
            let of = if all { String::new() } else { format!(" of {}", names.join(", ")) };
            format!("There is no cost{of} for {unit}: state {key} to have it.")
        };
        let mut notes = Vec::new();
        // An input without posts, premises or any other cost is read as it stands: the comparison would be with nothing.
        let today = &self.model.options[self.model.today];
        let costs_nothing = |view: &ViewMeasures| {
            self.whole(view.total).is_zero() && self.whole(view.economic.net_present_cost).is_zero()
        };
        if today.measures.views.iter().all(costs_nothing) {
            notes.push(format!(
                "{} costs nothing in any year: state the posts, the premises and the other costs of the service to compare \
                 with them.",
                today.name
            ));
        }
        if !hours.is_empty() {
            notes.push(note(&hours, "an hour open", "usage.staffed_hours"));
        }
        if !visits.is_empty() {
            notes.push(note(&visits, "a visit", "usage.visits"));
        }
        notes
    }

    pub(super) fn flags(
        &self,
        option: &OptionModel,
        views: &[ViewResult],
        reserves: &[ReserveResult],
        covers: &[CoverResult],
    ) -> Vec<Flag> {
        let mut flags = Vec::new();
        let entry = |id: &str| {
            self.model
                .parties
                .find(id)
                .map(|party| self.model.parties.get(party).name.clone())
                .unwrap_or_default()
        };
        for reserve in reserves {
            let name = entry(&reserve.party);
            if let Some(year) = reserve.first_insolvent_year {
                let text = format!("{name}'s reserves run out in {year}.");
                flags.push(Flag { kind: "insolvent", party: reserve.party.clone(), year: Some(year), text });
            } else if let Some(year) = reserve.first_year_below_minimum {
                let text = format!("{name}'s reserves fall below their minimum in {year}.");
                flags.push(Flag {
                    kind: "below_minimum",
                    party: reserve.party.clone(),
                    year: Some(year),
                    text,
                });
            }
        }
        for cover in covers {
            if let Some(year) = cover.years_below.first() {
                let name = entry(&cover.party);
                let text = format!(
                    "{name}'s income covers what it pays on its loans less than {} times in {} of {} years, first in {year}.",
                    cover.minimum.value().normalize(),
                    cover.years_below.len(),
                    self.model.years.len()
                );
                flags.push(Flag { kind: "below_cover", party: cover.party.clone(), year: Some(*year), text });
            }
        }
        for (parish, spends, limit) in &option.powers {
            let party = self.model.parties.get(*parish);
            let (spends, limit) = (self.exact(*spends), self.exact(*limit));
            let above = spends.iter().zip(&limit).position(|(spends, limit)| spends > limit);
            if let Some(place) = above {
                let (year, name) = (self.model.years[place], &party.name);
                let [spends, limit] = [spends[place], limit[place]].map(money::pounds_and_pence);
                let text = format!(
                    "{name} would spend £{spends} in {year} and may spend £{limit} under section 137 without the general power of competence or a delegation."
                );
                flags.push(Flag {
                    kind: "beyond_section_137",
                    party: party.id.clone(),
                    year: Some(year),
                    text,
                });
            }
        }
        for cap in &option.caps {
            let beyond = self.exact(cap.beyond).into_iter().sum::<Decimal>();
            if money::to_pence(beyond) > Decimal::ZERO {
                let party = self.model.parties.get(cap.payer);
                let text = format!(
                    "{}: £{} of what falls on {} lie beyond what it will pay, and nobody is named for them.",
                    cap.label,
                    money::pounds_and_pence(beyond),
                    party.name
                );
                let (kind, year) = ("beyond_cap", Some(cap.year));
                flags.push(Flag { kind, party: party.id.clone(), year, text });
            }
        }
        // The first view is the council's; the others have it in their own tables.
        for view in views.iter().take(1).filter(|view| view.payback.crosses_more_than_once) {
            let text = format!(
                "Its savings to {} make up for its costs and fall behind again: payback is counted to the last time.",
                view.name
            );
            flags.push(Flag { kind: "payback_more_than_once", party: view.id.clone(), year: None, text });
        }
        let today = self.model.options.get(self.model.today);
        if today.is_some_and(|today| today.statutory) && !option.statutory {
            let council = self.model.parties.get(self.model.council);
            let text = "The library leaves the statutory duty, which stays with the council for the rest of its service.".to_owned();
            flags.push(Flag { kind: "leaves_statutory_duty", party: council.id.clone(), year: None, text });
        }
        flags
    }
}
