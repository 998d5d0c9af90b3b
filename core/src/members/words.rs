//! Numbers and terms as members read them.

use crate::Decimal;
use crate::appraisal::{OptionResult, Penny, ResultTables};
use crate::money;

pub(super) const CASH: (&str, &str) = (
    "Cash",
    "the pounds that are paid in each year, rising prices included. Budgets and council tax are set in cash.",
);
pub(super) const REAL: (&str, &str) =
    ("Real terms", "the effect of rising prices is taken out, so that a pound buys the same in every year.");
pub(super) const PRESENT: (&str, &str) = (
    "Net present cost",
    "all costs less income over the whole period as one sum of today, in real terms, where a later year counts for less \
     than an earlier one. The lower it is, the less the option costs.",
);
pub(super) const SAVING: (&str, &str) =
    ("Net present saving", "the net present cost of the service as today less that of the option.");
pub(super) const ANNUAL: (&str, &str) = (
    "Equivalent annual cost",
    "the net present cost spread evenly over the years: the same sum in each year that would come to the same.",
);
pub(super) const DISCOUNT: (&str, &str) = (
    "Discounting",
    "counting a later year for less than an earlier one, at rates that the Treasury sets for all public appraisals.",
);
pub(super) const BIAS: (&str, &str) = (
    "Optimism bias",
    "what is added to an estimate because costs of this kind have turned out higher than planned in the past.",
);
pub(super) const PAYBACK: (&str, &str) =
    ("Payback", "the year by whose end the savings have made up for what the change costs once.");
pub(super) const BAND_D: (&str, &str) =
    ("Band D", "the council tax band from which the bills of all other bands are worked out.");
pub(super) const STRANDED: (&str, &str) = (
    "Stranded cost",
    "a share of central costs that the council goes on paying after the service has left, since it cannot be stopped at once.",
);
pub(super) const REVERSION: (&str, &str) =
    ("Reversion", "the service comes back to the council because whoever ran it no longer can.");
pub(super) const SWITCHING: (&str, &str) =
    ("Switching value", "what a figure would have to be for the answer to change.");
pub(super) const SIMULATION: (&str, &str) = (
    "Simulation",
    "the sums are done many times over, each time with other values of the uncertain figures from within their ranges.",
);
pub(super) const WEIGHT: (&str, &str) =
    ("Weight", "how much a criterion counts, of the whole of all criteria together.");
pub(super) const SOCIETY: (&str, &str) = (
    "Cost to society",
    "everything that is used up, whoever pays, the time of volunteers among it. Payments from one to another use nothing up \
     and are left out.",
);

/// The unit of rounded sums, for captions.
pub(super) const UNIT: &str = "£ thousand";

/// How sums of a report are rounded: thousands of pounds with one decimal place where the council's largest yearly sum
/// is below a million, and without where it is not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale(u32);

impl Scale {
    pub(super) fn of(result: &ResultTables) -> Self {
        let council = result.options.iter().filter_map(|option| option.views.first());
        let most = council.flat_map(|view| view.net_cost.iter().map(|cost| cost.0.abs())).max();
        Self(u32::from(most.unwrap_or_default() < Decimal::from(1_000_000)))
    }

    /// A sum in thousands of pounds.
    pub(super) fn thousands(self, value: Penny) -> String {
        // A thousandth has three places more, so that nothing is lost before the rounding.
        let mut value = value.0;
        let thousandth = if value.scale() <= 25 {
            let scale = value.scale() + 3;
            // The scale was seen to have room.
            let _ = value.set_scale(scale);
            value
        } else {
            value / Decimal::ONE_THOUSAND
        };
        signed(money::to_places(thousandth, self.0))
    }

    pub(super) fn all(self, values: &[Penny]) -> Vec<String> {
        values.iter().map(|value| self.thousands(*value)).collect()
    }
}

/// A number with thousands separators, and a minus sign that a screen reader reads as one.
pub(super) fn signed(value: Decimal) -> String {
    money::grouped(value).replacen('-', "\u{2212}", 1)
}

/// A sum in a sentence: whole pounds.
pub(super) fn pounds(value: Penny) -> String {
    let text = signed(money::to_places(value.0, 0));
    text.strip_prefix('\u{2212}').map_or_else(|| format!("£{text}"), |text| format!("\u{2212}£{text}"))
}

/// A price for a visit or an hour: pounds and pence.
pub(super) fn pence(value: Option<Penny>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| signed(money::to_places(value.0, 2)))
}

/// A share as per cent with one place.
pub(super) fn percent(value: Decimal) -> String {
    format!("{}%", signed(money::to_places(value * Decimal::ONE_HUNDRED, 1)))
}

/// A share of draws as per cent with one place.
pub(super) fn share(value: f64) -> String {
    Decimal::try_from(value).map_or_else(|_| "none".to_owned(), percent)
}

/// A drawn sum in thousands of pounds.
pub(super) fn drawn(scale: Scale, value: f64) -> String {
    Decimal::try_from(value).map_or_else(|_| "none".to_owned(), |value| scale.thousands(Penny(value)))
}

/// A value of an input: a rate keeps its places.
pub(super) fn plain(value: Penny) -> String {
    signed(money::to_places(value.0, 6).normalize())
}

/// The name of a party in an option.
pub(super) fn party<'a>(option: &'a OptionResult, id: &'a str) -> &'a str {
    option.parties.iter().find(|party| party.id == id).map_or(id, |party| &party.name)
}

/// The name of an option by its id.
pub(super) fn option<'a>(result: &'a ResultTables, id: &'a str) -> &'a str {
    result.options.iter().find(|option| option.id == id).map_or(id, |option| &option.name)
}

/// Names in a sentence: `A`, `A and B`, `A, B and C`.
pub(super) fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} and {last}", others.join(", ")),
    }
}

/// What a delivery model is, in plain words.
pub(super) fn model(word: &str) -> &'static str {
    match word {
        "council_run" => "The council runs the service itself, with its own staff.",
        "community_managed" => {
            "A community group runs the service, mostly with volunteers. The council may go on giving books, computer \
             systems, some paid hours or a grant."
        }
        "parish_commissioned" => {
            "A parish council runs the service under an agreement with the council, which keeps the legal duty to provide \
             libraries."
        }
        "trust" => {
            "A charitable trust or another body outside the council runs the service with paid staff, for a contract sum \
             or a grant."
        }
        "outsourced" => "A contractor runs the service for a price that the council pays.",
        "shared_service" => {
            "Another council runs the service together with its own, and the costs are shared."
        }
        "council_company" => "A company that the council owns runs the service.",
        "co_located" => "The service moves in with another body, shares its building and its running costs.",
        "closure" => "The service here closes. What is left of it is stated below.",
        "package" => "Each library has an arrangement of its own.",
        _ => "The costs and the income of this option were put in line by line.",
    }
}
