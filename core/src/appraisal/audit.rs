//! What a result rests on: the national figures and the inputs that it read, and how sure each is.

use std::collections::BTreeSet;

use super::assembly::Assembly;
use super::result::{Audit, Discounting};
use crate::date;
use crate::rules::DiscountSchedule;

impl Assembly<'_> {
    pub(super) fn audit(&self) -> Audit {
        let graph = &self.model.graph;
        let (mut unverified, mut projected) = (BTreeSet::new(), BTreeSet::new());
        unverified.extend(self.model.doubtful.iter().cloned());
        for figure in graph.figures() {
            for note in &figure.notes {
                if note.status == "unverified" {
                    unverified.insert(format!("{}: {}", figure.address, note.source));
                }
                if let Some(how) = &note.projected {
                    projected.insert(format!("{}: {how}", figure.address));
                }
            }
        }
        let (mut without_source, mut defaults) = (BTreeSet::new(), BTreeSet::new());
        // What a row reads may be the library's own, such as a hazard that was counted; what no row reads is stated, or
        // left out, all the same.
        for input in graph.inputs() {
            let source = input.source.as_deref();
            if input.default {
                defaults.insert(format!("{}: {}", input.address, source.unwrap_or_default()));
            } else if source.is_none() {
                without_source.insert(input.address.to_string());
            }
        }
        let said = &self.model.said;
        for number in &said.stock.numbers {
            if let Some(why) = number.default {
                defaults.insert(format!("{}: {why}", number.address));
                without_source.remove(number.address.as_str());
            } else if !number.is_sourced() {
                without_source.insert(number.address.to_string());
            }
        }
        defaults.extend(self.model.assumed.iter().map(|(address, why)| format!("{address}: {why}")));
        let choices: BTreeSet<String> =
            said.stock.choices.iter().map(|(address, what)| format!("{address}: {what}")).collect();
        let digest = &crate::evidence::published().digest;
        Audit {
            national_figures: self.model.digest.clone(),
            as_of: self.model.as_of.map(date::written),
            superseded: self.model.superseded.clone(),
            discounting: discounting(&self.model.schedule),
            compared_discounting: self.model.compared.iter().map(discounting).collect(),
            unverified: unverified.into_iter().collect(),
            projected: projected.into_iter().collect(),
            overridden: self.model.overridden.clone(),
            without_source: without_source.into_iter().collect(),
            defaults: defaults.into_iter().collect(),
            counted_by_library: self.counted(),
            default_choices: choices.into_iter().collect(),
            supplied_ranges: said.supplied(),
            published_evidence: if digest.is_empty() {
                "this build holds none: nothing was compared, and no advisory is given".to_owned()
            } else {
                digest.clone()
            },
            rounding: "Every number is exact until it is shown; it is then rounded to the penny, half to even. Sums are of exact numbers, so that a column of shown numbers may differ from its shown sum by a penny.",
        }
    }
}

/// A schedule with what it leaves out and what it is for.
fn discounting(schedule: &DiscountSchedule) -> Discounting {
    Discounting {
        edition: schedule.edition.word(),
        label: schedule.label.clone(),
        leaves_out: schedule.leaves_out.clone(),
        used_for: schedule.used_for.clone(),
        status: schedule.status.word(),
    }
}
