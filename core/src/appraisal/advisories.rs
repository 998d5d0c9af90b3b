//! Advisories: what an option leaves out although published cases say that it usually matters.
//!
//! What each says stands in the data, with its cases; when it is due stands here, under the same id.

use rust_decimal::Decimal;
use serde::Serialize;

use super::assembly::Assembly;
use super::build::{LinePlace, OptionModel};
use crate::delivery::{DeliveryOption, Lease, Model, ParishBuilding, Risks};
use crate::evidence::published;
use crate::input::{Estimate, Pounds, Schedule, Share, Unit};
use crate::ledger::{AFTER_CLOSURE, AFTER_RETURN, Category, NOT_BEGUN, UNTIL_TRANSFER};
use crate::party::{Party, RatesRelief, VatStatus};
use crate::service::{Stream, Volunteers};

/// Something that an option leaves out and that usually matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Advisory {
    /// Which one: its id in `docs/evidence.md`.
    pub id: &'static str,
    /// The id of the option.
    pub option: String,
    /// What is left out.
    pub missing: &'static str,
    /// Why it matters, with figures from the cases.
    pub matters: &'static str,
    /// The cases.
    pub cases: Vec<AdvisoryCase>,
    /// How an input states it.
    pub state: &'static str,
    /// Why the author of the question leaves it out all the same, where the question says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledged: Option<String>,
}

/// A case behind an advisory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AdvisoryCase {
    /// What it is about.
    pub title: &'static str,
    /// Who published it.
    pub by: &'static str,
    /// Where it stands on the web; empty where that is not known.
    pub url: &'static str,
}

/// Letting and hire, which are planned more often than they are achieved.
const LET: [Stream; 3] = [Stream::RoomHire, Stream::PartnerRent, Stream::Cafe];

/// When each advisory is due, by its id.
type Due = fn(&Looked<'_>) -> bool;
const DUE: &[(&str, Due)] = &[
    ("no_support_cost", |on| on.leaves() && !on.council_supports()),
    ("no_stranded_overhead", |on| (on.leaves() || on.closes()) && on.all_overhead_stops()),
    ("no_rates_relief_incidence", |on| on.has_relief() && on.premises(|premises| premises.rated().is_none())),
    ("grant_assumed_to_end", |on| on.payment_ends() && !on.says_what_is_paid()),
    ("grant_fixed_in_cash", |on| on.payment_stands_still() && !on.says_what_is_paid()),
    ("full_take_up", |on| {
        matches!(on.option.model, Model::CommunityManaged(_) | Model::ParishCommissioned(_))
            && on.not_at_risk(|risks| risks.take_up.is_none())
    }),
    ("no_failure_risk", |on| on.leaves() && on.not_at_risk(|risks| risks.operator_fails.is_none())),
    ("no_transition_cost", |on| {
        on.changes_hands() && !on.lines().any(|line| line.one_off && on.is_paid(line))
    }),
    ("service_level_differs", |on| on.hours_fall() || on.duty_is_left()),
    ("hours_as_today", |on| matches!(on.option.model, Model::CommunityManaged(_)) && on.hours_stay()),
    ("income_as_today", |on| on.hours_fall() && on.income_stays()),
    ("no_delay", |on| on.changes_hands() && on.not_at_risk(|risks| risks.starts_late.is_none())),
    ("saving_as_planned", |on| on.changes_hands() && on.not_at_risk(|risks| risks.consultation.is_none())),
    ("not_given_up", |on| on.is_under_contract() && on.not_at_risk(|risks| risks.abandoned.is_none())),
    ("starts_with_the_year", |on| on.changes_hands() && on.option.common.starts.is_none()),
    ("no_volunteer_support", |on| {
        on.volunteers()
            .is_some_and(|given| given.support.as_ref().is_none_or(|support| on.is_nothing(support)))
    }),
    ("no_rent_forgone", |on| {
        on.has_peppercorn()
            && on.premises(|premises| {
                let council = on.read.model.parties.get(on.read.model.council).id.as_str();
                premises.owner.as_ref().is_some_and(|owner| owner.as_str() == council)
                    && premises.market_rent.is_none()
                    && premises.rent.is_none()
            })
    }),
    ("income_not_achieved", |on| on.counts_on_letting()),
    ("no_optimism_bias", |on| on.has_works_without_bias()),
    ("no_irrecoverable_vat", |on| {
        let stated = match &on.option.model {
            Model::Trust(body) => body.irrecoverable_vat.as_ref(),
            Model::Outsourced(body) => body.irrecoverable_vat.as_ref(),
            Model::CouncilCompany(body) => body.irrecoverable_vat.as_ref(),
            _ => None,
        };
        stated.is_some_and(|share| on.now(share).is_zero()) && on.vat_status() != "refunded"
    }),
    ("saving_net_of_loan", |on| {
        let council = on.read.model.council;
        on.lines()
            .any(|line| line.category == Category::Financing && line.payer == council && on.is_paid(line))
    }),
    ("policy_risk_on_reliefs", |on| {
        on.has_relief()
            && on.premises(|premises| premises.rated().is_some())
            && on.not_at_risk(|risks| risks.relief_withdrawn.is_none())
    }),
    ("small_tax_base", |on| {
        let charges = on.model.measures.precepts.iter().filter_map(|precept| precept.charge.as_ref());
        charges.flat_map(|charge| on.read.exact(charge.rise)).any(|rise| rise >= Decimal::new(1, 1))
    }),
    ("no_pension_terms", |on| {
        let stated = match &on.option.model {
            Model::Trust(body) => body.pension_rate.is_some() || body.pension_pass_through.is_some(),
            Model::Outsourced(body) => body.pension_rate.is_some() || body.pension_pass_through.is_some(),
            Model::CouncilCompany(body) => body.pension_rate.is_some() || body.pension_pass_through.is_some(),
            Model::ParishCommissioned(parish) => parish.pension_rate.is_some(),
            _ => true,
        };
        !stated && !on.read.model.said.question.service.posts.is_empty()
    }),
];

impl Assembly<'_> {
    /// The advisories of all options, the most important first; those that the question acknowledges come last.
    pub(super) fn advisories(&self) -> Vec<Advisory> {
        let question = &self.model.said.question;
        let (mut open, mut acknowledged) = (Vec::new(), Vec::new());
        for advice in &published().advice {
            let Some((_, due)) = DUE.iter().find(|(id, _)| *id == advice.id) else { continue };
            let reason = question.question.acknowledged.get(&advice.id).map(ToString::to_string);
            for (place, model) in self.model.options.iter().enumerate() {
                let Some(option) = question.options.get(&model.id).filter(|_| place != self.model.today)
                else {
                    continue;
                };
                if !due(&Looked { read: self, model, option }) {
                    continue;
                }
                let cases = advice.cases.iter().map(|case| {
                    let case = &published().cases[*case];
                    AdvisoryCase { title: &case.title, by: &case.by, url: &case.url }
                });
                let list = if reason.is_some() { &mut acknowledged } else { &mut open };
                list.push(Advisory {
                    id: &advice.id,
                    option: model.id.clone(),
                    missing: &advice.missing,
                    matters: &advice.matters,
                    cases: cases.collect(),
                    state: &advice.state,
                    acknowledged: reason.clone(),
                });
            }
        }
        open.append(&mut acknowledged);
        open
    }
}

/// The ids of all advisories.
pub(super) fn ids() -> impl Iterator<Item = &'static str> + Clone {
    DUE.iter().map(|(id, _)| *id)
}

/// An option that is looked at: as it was put, as it stands on the sheet, and the values there.
struct Looked<'a> {
    read: &'a Assembly<'a>,
    model: &'a OptionModel,
    option: &'a DeliveryOption,
}

impl Looked<'_> {
    /// The body that runs the service, where the question says what it is.
    fn operator(&self) -> Option<&Party> {
        let id = self.option.model.operator()?.as_str();
        let council = &self.read.model.parties.get(self.read.model.council).id;
        self.read.model.said.question.parties.get(id).filter(|_| id != council)
    }

    /// Whether somebody else than the council runs the service.
    fn leaves(&self) -> bool {
        self.operator().is_some()
    }

    /// Whether the service changes hands, moves or closes.
    fn changes_hands(&self) -> bool {
        self.leaves() || self.closes() || matches!(self.option.model, Model::CoLocated(_))
    }

    fn closes(&self) -> bool {
        matches!(self.option.model, Model::Closure(_))
    }

    /// Whether a body runs the service that is made or bought for it: a scheme that is prepared for long.
    fn is_under_contract(&self) -> bool {
        let contracted =
            matches!(self.option.model, Model::Trust(_) | Model::Outsourced(_) | Model::CouncilCompany(_));
        contracted && self.leaves()
    }

    /// A number as it holds now.
    fn now<U: Unit>(&self, estimate: &Estimate<U>) -> Decimal {
        self.read.now(estimate.address(), estimate.central())
    }

    fn is_nothing(&self, schedule: &Schedule<Pounds>) -> bool {
        schedule.estimates().iter().all(|estimate| self.now(estimate).is_zero())
    }

    /// The lines of the option once it holds, and not those of today's service before it or after it.
    fn lines(&self) -> impl Iterator<Item = &LinePlace> {
        let phases = [UNTIL_TRANSFER, NOT_BEGUN, AFTER_RETURN, AFTER_CLOSURE];
        self.model.lines.iter().filter(move |line| !phases.iter().any(|phase| line.id.starts_with(phase)))
    }

    fn is_paid(&self, line: &LinePlace) -> bool {
        self.read.exact(line.real).iter().any(|value| !value.is_zero())
    }

    /// Whether none of the risks that an option states is such.
    fn not_at_risk(&self, left_out: impl Fn(&Risks) -> bool) -> bool {
        self.option.common.risks.as_ref().is_none_or(left_out)
    }

    fn premises(&self, such: impl Fn(&crate::service::Premises) -> bool) -> bool {
        self.read.model.said.question.service.premises.as_ref().is_some_and(such)
    }

    /// Whether the council goes on paying for anything that supports the operator: help in kind, looking after the
    /// contract, paid hours.
    fn council_supports(&self) -> bool {
        let council = self.read.model.council;
        let supports = |line: &LinePlace| {
            line.category == Category::Pay
                || matches!(line.id.as_str(), "support_in_kind" | "contract_management")
                || line.id.starts_with("costs.")
        };
        self.lines()
            .any(|line| line.payer == council && !line.one_off && supports(line) && self.is_paid(line))
    }

    /// Whether no central support stays with the council for good.
    fn all_overhead_stops(&self) -> bool {
        let support = &self.read.model.said.question.service.central_support;
        support.iter().all(|(_, item)| {
            let avoidable: &Estimate<Share> = &item.avoidable;
            self.now(avoidable) >= Decimal::ONE
        })
    }

    /// What the national rules or the input say of the operator.
    fn of_operator(&self, rule: &str, stated: impl Fn(&Party) -> Option<&'static str>) -> &'static str {
        let Some(party) = self.operator() else { return "" };
        stated(party).unwrap_or_else(|| {
            let id = format!("{rule}.{}", party.kind);
            crate::rules::Rules::published().rule(&id).map_or("", |rule| rule.value)
        })
    }

    fn has_relief(&self) -> bool {
        let stated = |party: &Party| party.rates_relief.map(RatesRelief::word);
        matches!(self.of_operator("business_rates.relief_of", stated), "charity" | "small_business")
    }

    fn vat_status(&self) -> &'static str {
        self.of_operator("vat.status_of", |party| party.vat.map(VatStatus::word))
    }

    /// The cash of what the council pays the operator, by year.
    fn payment(&self) -> Option<Vec<Decimal>> {
        let id = self.option.model.payment()?.id;
        self.lines().find(|line| line.id == id).map(|line| self.read.exact(line.cash))
    }

    fn payment_ends(&self) -> bool {
        let Some(paid) = self.payment() else { return false };
        paid.last().is_some_and(Decimal::is_zero) && paid.iter().any(|sum| !sum.is_zero())
    }

    /// Whether the option says what is expected to be paid beside what was agreed.
    fn says_what_is_paid(&self) -> bool {
        let at_risk = |risks: &Risks| risks.grant_renewed.is_none() && risks.topped_up.is_none();
        self.option.common.expected_payment.is_some() || !self.not_at_risk(at_risk)
    }

    /// Whether the payment of every full year is the same, for more than three of them.
    fn payment_stands_still(&self) -> bool {
        let Some(paid) = self.payment() else { return false };
        let whole: Vec<&Decimal> = paid.iter().skip_while(|sum| sum.is_zero()).skip(1).collect();
        whole.len() > 3 && !whole[0].is_zero() && whole.iter().all(|sum| *sum == whole[0])
    }

    /// Hours open and hours staffed in the last year, under an option.
    fn hours(&self, option: &OptionModel) -> Option<[Decimal; 2]> {
        let last = self.read.model.years.len().checked_sub(1)?;
        let measures = &option.measures;
        let at = |node| self.read.values.at(node, last);
        Some([at(measures.open_hours?)?, at(measures.staffed_hours?)?])
    }

    fn against_today(&self, such: impl Fn([Decimal; 2], [Decimal; 2]) -> bool) -> bool {
        let today = self.read.model.options.get(self.read.model.today);
        let both = today.and_then(|today| self.hours(today)).zip(self.hours(self.model));
        both.is_some_and(|(today, own)| such(today, own))
    }

    fn hours_fall(&self) -> bool {
        self.against_today(|today, own| own[0] < today[0] || own[1] < today[1])
    }

    fn hours_stay(&self) -> bool {
        self.against_today(|today, own| own == today)
    }

    fn duty_is_left(&self) -> bool {
        let today = self.read.model.options.get(self.read.model.today);
        today.is_some_and(|today| today.statutory) && !self.model.statutory
    }

    /// Whether nothing that the service earns changes with the option.
    fn income_stays(&self) -> bool {
        let changed = self.option.common.changes.iter().any(|(line, _)| line.starts_with("income"));
        let earned = self.lines().any(|line| line.id.starts_with("income.") && self.is_paid(line));
        earned && !changed
    }

    fn volunteers(&self) -> Option<&Volunteers> {
        match &self.option.model {
            Model::CommunityManaged(model) => Some(&model.volunteers),
            Model::ParishCommissioned(model) => model.volunteers.as_ref(),
            Model::Trust(model) => model.volunteers.as_ref(),
            Model::Outsourced(model) => model.volunteers.as_ref(),
            Model::SharedService(model) => model.volunteers.as_ref(),
            Model::CouncilCompany(model) => model.volunteers.as_ref(),
            _ => None,
        }
    }

    /// Whether the operator has the council's building for nothing.
    fn has_peppercorn(&self) -> bool {
        let (lease, rent) = match &self.option.model {
            Model::CommunityManaged(model) => (model.lease, &model.rent),
            Model::Trust(model) => (model.lease, &model.rent),
            Model::Outsourced(model) => (model.lease, &model.rent),
            Model::CouncilCompany(model) => (model.lease, &model.rent),
            Model::ParishCommissioned(model) => return model.building == ParishBuilding::CouncilBuilding,
            _ => return false,
        };
        lease == Lease::Peppercorn && self.is_nothing(rent) && self.option.common.building_sale.is_none()
    }

    /// Whether the option adds letting or hire of a kind that the service does not earn today, all of it, at once and
    /// without a range.
    fn counts_on_letting(&self) -> bool {
        let service = &self.read.model.said.question.service;
        self.option.common.income.iter().any(|(_, own)| {
            let sums = own.amount.estimates();
            let earned = service.income.iter().any(|(_, today)| today.kind == own.kind);
            let certain = sums.iter().all(|sum| sum.range().is_none() && !self.now(sum).is_zero());
            let doubted = own.achieved.is_some() || own.ramp_up.is_some();
            LET.contains(&own.kind) && !earned && certain && !doubted
        })
    }

    /// Whether works are paid for that no optimism bias is added to.
    fn has_works_without_bias(&self) -> bool {
        self.lines().any(|line| {
            let works = line.category == Category::Capital && line.one_off && self.is_paid(line);
            let bias = format!("{}.optimism_bias", line.id);
            works && line.id != "premises.backlog" && !self.lines().any(|other| other.id == bias)
        })
    }
}

#[cfg(all(test, feature = "evidence"))]
mod tests {
    use super::*;

    #[test]
    fn every_advisory_of_the_data_has_its_condition_and_none_is_left_over() {
        let told: Vec<&str> = published().advice.iter().map(|advice| advice.id.as_str()).collect();
        for id in ids() {
            assert!(told.contains(&id), "{id} says nothing");
        }
        for id in told {
            assert!(ids().any(|known| known == id), "{id} is never due");
        }
    }
}
