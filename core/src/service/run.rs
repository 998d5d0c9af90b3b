//! The service in operation: under an arrangement, who bears which cost, and the lines that follow.

use std::collections::HashMap;

use jiff::civil::Date;

use super::building::post_premises;
use super::commitments::post_commitments;
use super::income::{Taking, post_income, post_losses};
use super::people::post_staff;
use super::vat::{Earnings, irrecoverable};
use super::volunteers::post_volunteers;
use super::{Cost, Service, Usage, VatClass, Volunteers};
use crate::address::Address;
use crate::input::{Id, Keyed, Pounds, Schedule};
use crate::ledger::{Amount, Category, Flow, HangsOn, Ledger, Treatment};
use crate::party::{PartyId, VatStatus};
use crate::problem::Problem;
use crate::sheet::{Cash, Factor, Real, Row};
use crate::workings::{After, GENERAL, NONE, Workings};
use crate::year::FinancialYear;

/// A part of the service whose cost can stay, move or stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    /// Paid posts.
    Staff,
    /// The building: running costs, rent, rates, overdue repairs.
    Building,
    /// Of the building what belongs to the fabric: repairs, insurance, sinking fund, overdue repairs. It is borne by
    /// whoever bears the building, unless it is said otherwise.
    Fabric,
    /// The stock fund.
    Stock,
    /// Computers, lines, printers.
    Ict,
    /// The library management system.
    LibrarySystem,
    /// The share of management.
    Management,
    /// Central support; where it stops, what is not avoidable is stranded with the council.
    CentralSupport,
    /// Other costs.
    Other,
}

/// Who runs the service and who bears each part of its cost.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct Arrangement {
    pub(crate) is_today: bool,
    /// Who runs it, and has its income.
    pub(crate) operator: PartyId,
    /// The share of today's paid hours that is kept; all of them where it is none.
    pub(crate) staffing: Option<Row<Factor>>,
    /// The employer's pension contribution, where the new terms differ from the service's.
    pub(crate) pension: Option<Row<Factor>>,
    /// The volunteers, where they differ from the service's.
    pub(crate) volunteers: Option<Volunteers>,
    /// The rates relief on the building, where it differs from what follows from the occupier.
    pub(crate) rates_relief: Option<Row<Factor>>,
    /// The share of the relief that is kept, where it may be withdrawn.
    pub(crate) relief_kept: Option<Row<Factor>>,
    /// Who has bought the building.
    pub(crate) owner: Option<PartyId>,
    /// The rent that the operator pays for the building, for a full year.
    pub(crate) rent_paid: Option<Row<Cash>>,
    /// The pension rate beyond which the council bears the contributions, and whether it is only a cap.
    pub(crate) pass_through: Option<(Row<Factor>, bool)>,
    /// Whether the service still has the building of today.
    pub(crate) uses_building: bool,
    /// Whether the service goes on at all, with its income and its volunteers.
    pub(crate) runs: bool,
    /// Whether central support that cannot be avoided stays with the council when the service leaves.
    pub(crate) strands: bool,
    bearers: HashMap<Part, Option<PartyId>>,
}

impl Arrangement {
    /// Everything with one party.
    pub(crate) fn run_by(operator: PartyId) -> Self {
        Self {
            is_today: false,
            operator,
            staffing: None,
            pension: None,
            volunteers: None,
            rates_relief: None,
            relief_kept: None,
            owner: None,
            rent_paid: None,
            pass_through: None,
            uses_building: true,
            runs: true,
            strands: true,
            bearers: HashMap::new(),
        }
    }

    /// A part that somebody else than the operator goes on paying.
    pub(crate) fn stays_with(&mut self, part: Part, party: PartyId) {
        self.bearers.insert(part, Some(party));
    }

    /// A part that nobody pays any more.
    pub(crate) fn stops(&mut self, part: Part) {
        self.bearers.insert(part, None);
    }

    /// Who pays for a part, if anybody does.
    pub(crate) fn bearer(&self, part: Part) -> Option<PartyId> {
        match (self.bearers.get(&part), part) {
            (Some(bearer), _) => *bearer,
            (None, Part::Fabric) => self.bearer(Part::Building),
            (None, _) => Some(self.operator),
        }
    }
}

/// A library of a service that has several.
#[derive(Debug, Clone)]
pub(crate) struct Branch {
    pub(crate) name: String,
    /// What comes before the ids of its lines: `libraries.ID.`.
    pub(crate) prefix: String,
}

impl Branch {
    /// A label with the name of the library before it.
    pub(crate) fn labelled(&self, label: &str) -> String {
        format!("{}: {label}", self.name)
    }
}

/// The service in operation under an arrangement, for the part of the period in which that holds.
pub(crate) struct Operating<'a, 'w> {
    pub(crate) w: &'a Workings<'w>,
    pub(crate) service: &'a Service,
    pub(crate) council: PartyId,
    pub(crate) arrangement: Arrangement,
    pub(crate) ledger: &'a mut Ledger,
    /// The year from which the turns of a schedule are counted.
    pub(crate) starts: FinancialYear,
    /// The year in which the arrangement begins.
    pub(crate) change: FinancialYear,
    /// The day on which it begins, and that on which it ends by plan.
    pub(crate) from: Date,
    pub(crate) until: Option<Date>,
    /// Where the income streams that are posted stand in the input.
    pub(crate) income_at: Address,
    /// The share of each year in which the arrangement holds; none where it holds throughout.
    pub(crate) share: Option<Row<Factor>>,
    /// The years whose costs that come once fall to the arrangement; none where all of them do. What the service pays
    /// once in the year of the change is paid by whoever has it at the end of that year.
    pub(crate) once: Option<Row<Factor>>,
    /// Whether the amounts that are posted hold the dates already.
    pub(crate) dated: bool,
    /// The library that it is, where the appraisal has several.
    pub(crate) library: Option<&'a Branch>,
    /// Where the service stands in the input.
    pub(crate) service_at: Address,
    /// What comes before the ids of its lines, after the library.
    pub(crate) prefix: &'static str,
    /// What the council is expected to pay the operator: the line, where the input states it, and the sums.
    pub(crate) expected: Option<(&'static str, Address, &'a Schedule<Pounds>)>,
    /// What the operator earns, by its VAT.
    pub(crate) earnings: Earnings,
    /// The share of VAT that does not come back, where the input states it.
    pub(crate) stated_irrecoverable: Option<Row<Factor>>,
    /// Costs of a delivery model, which wait until all income is known: the VAT on them depends on it.
    pub(crate) waiting: Vec<(Flow, VatClass)>,
    /// Income and costs that the option adds to the service's own, with their place in the input.
    pub(crate) own: Option<(&'a Keyed<super::Income>, &'a Keyed<Cost>, Address)>,
    /// How much the service is open under the arrangement, where that is not as the service states.
    pub(crate) usage: Option<&'a Usage>,
    /// Streams that take from others.
    pub(crate) taking: Vec<Taking>,
    lost_vat: HashMap<PartyId, Option<Row<Factor>>>,
}

impl<'a, 'w> Operating<'a, 'w> {
    pub(crate) fn new(
        w: &'a Workings<'w>,
        service: &'a Service,
        council: PartyId,
        arrangement: Arrangement,
        ledger: &'a mut Ledger,
        change: FinancialYear,
    ) -> Self {
        Self {
            w,
            service,
            council,
            arrangement,
            ledger,
            starts: w.first(),
            change,
            from: change.first_day(),
            until: None,
            income_at: Address::new("service.income"),
            share: None,
            once: None,
            dated: false,
            library: None,
            service_at: Address::new("service"),
            prefix: "",
            expected: None,
            earnings: Earnings::default(),
            stated_irrecoverable: None,
            waiting: Vec::new(),
            own: None,
            usage: None,
            taking: Vec::new(),
            lost_vat: HashMap::new(),
        }
    }

    /// The same service as a library of several: what stands in the input below an address.
    #[must_use]
    pub(crate) fn of_library(mut self, library: Option<&'a Branch>, at: &Address) -> Self {
        self.library = library;
        self.income_at = at.join("income");
        self.service_at = at.clone();
        self
    }

    /// The address below which the rows of the option stand, or those of the option for its library.
    pub(crate) fn rows_at(&self) -> Address {
        match self.library {
            Some(library) => self.ledger.at.join(library.prefix.trim_end_matches('.')),
            None => self.ledger.at.clone(),
        }
    }

    /// A day, or that on which the arrangement ends by plan where it comes before.
    pub(crate) fn no_later(&self, day: Option<Date>) -> Option<Date> {
        [day, self.until].into_iter().flatten().min()
    }

    /// The id of a line as it stands in the ledger.
    pub(crate) fn line_id(&self, id: &str) -> String {
        let library = self.library.map_or("", |library| &library.prefix);
        format!("{library}{}{id}", self.prefix)
    }

    /// The address of a working row of the option.
    pub(crate) fn address(&self, name: &str) -> Address {
        self.ledger.at.join("workings").join(self.line_id(name))
    }

    /// A party by the id that an input gives, or a problem at that input.
    pub(crate) fn party(&self, id: &Id, at: &Address) -> Option<PartyId> {
        find_party(self.w, id, at)
    }

    /// Posts a flow for the part of the period in which the arrangement holds. What comes once is not shared out.
    pub(crate) fn post(&mut self, flow: Flow) {
        if let Some(flow) = self.settle(flow) {
            self.ledger.enter(self.w, flow);
        }
    }

    /// A flow as it will stand in the ledger: with its id, its dates, and what the input changes in it; none where the
    /// input removes it.
    pub(crate) fn settle(&mut self, mut flow: Flow) -> Option<Flow> {
        flow.id = self.line_id(&flow.id);
        if let Some(library) = self.library {
            flow.label = library.labelled(&flow.label);
        }
        if let (Some(share), false) = (&self.share, self.dated || flow.one_off) {
            flow.multiply(share);
        }
        self.ledger.settle(self.w, flow, self.share.as_ref())
    }

    /// What the service pays once, as far as it falls to the arrangement.
    pub(crate) fn paid_once(&self, amount: Amount) -> Amount {
        match &self.once {
            Some(once) => amount.times(once),
            None => amount,
        }
    }

    /// What a yearly sum is for the part of each year in which the arrangement holds.
    pub(crate) fn for_its_time(&self, row: Row<Cash>) -> Row<Cash> {
        let shares = [self.share.as_ref(), self.ledger.chances.arrangement.as_ref()];
        shares.into_iter().flatten().fold(row, |row, share| row * share)
    }

    /// Posts a cost, and the VAT on it that does not come back to whoever pays.
    pub(crate) fn post_cost(&mut self, flow: Flow, class: VatClass) {
        let Some(flow) = self.settle(flow) else { return };
        // What nobody pays bears no tax.
        let taxed = class == VatClass::Standard && flow.treatment != Some(Treatment::NonCash);
        let chances = &self.ledger.chances;
        if taxed && self.may_lose_exempt_vat(flow.payer) && !chances.leave_out(flow.hangs_on) {
            let chance = chances.of(flow.hangs_on).cloned();
            let tax = self.in_cash(&flow.amount) * self.w.rate("vat.rate.standard");
            let tax = chance.map_or_else(|| tax.clone(), |chance| &tax * chance);
            self.ledger.refunded_vat.push((flow.payer, tax, flow.one_off));
        }
        let tax = taxed.then(|| self.lost_vat(flow.payer)).flatten().map(|lost| {
            let net = self.in_cash(&flow.amount);
            let hmrc = self.w.parties.always("hmrc");
            let amount = Amount::Worked(net * self.w.rate("vat.rate.standard") * lost);
            let mut tax = Flow::new(
                format!("{}.vat", flow.id),
                format!("{}: VAT that does not come back", flow.label),
                flow.payer,
                hmrc,
                Category::Vat,
                amount,
            );
            tax.one_off = flow.one_off;
            tax.hangs_on = flow.hangs_on;
            // The tax on what is spent in any case is spent in any case.
            tax.treatment = flow.treatment.filter(|treatment| *treatment == Treatment::Sunk);
            tax
        });
        self.ledger.enter(self.w, flow);
        if let Some(tax) = tax {
            self.ledger.post(self.w, tax);
        }
    }

    /// Whether the VAT on a party's costs is refunded and the input says how much of it belongs to exempt activity.
    fn may_lose_exempt_vat(&self, party: PartyId) -> bool {
        let stated = self.w.parties.get(party).input.as_ref().is_some_and(|party| party.exempt_use.is_some());
        stated && self.w.vat_status(party) == VatStatus::Refunded
    }

    /// An amount in cash, by year.
    pub(crate) fn in_cash(&self, amount: &Amount) -> Row<Cash> {
        match amount {
            Amount::Cash(row) | Amount::Worked(row) => row.clone(),
            Amount::Real(row, index) => row.at_prices(&self.w.index(index, &self.ledger.at, None)),
            Amount::EconomicOnly(_) => self.w.sheet.cash(crate::Decimal::ZERO),
        }
    }

    /// The share of the VAT on its costs that a party cannot get back.
    fn lost_vat(&mut self, party: PartyId) -> Option<Row<Factor>> {
        if let Some(known) = self.lost_vat.get(&party) {
            return known.clone();
        }
        let none = Earnings::default();
        let earnings = if party == self.arrangement.operator { &self.earnings } else { &none };
        let stated =
            (party == self.arrangement.operator).then(|| self.stated_irrecoverable.clone()).flatten();
        let lost = irrecoverable(self.w, party, earnings).map(|lost| stated.unwrap_or(lost)).map(|lost| {
            let id = &self.w.parties.get(party).id;
            let name = &self.w.parties.get(party).name;
            lost.named(
                self.address(&format!("irrecoverable_vat.{id}")),
                format!("{name}: share of VAT on costs that does not come back"),
                "share",
            )
        });
        self.lost_vat.insert(party, lost.clone());
        lost
    }

    /// Posts every line of the service under the arrangement: income first, since the VAT on costs depends on it.
    pub(crate) fn run(&mut self) {
        if self.arrangement.runs {
            let earned = post_income(self);
            self.earnings.merge(earned);
        }
        if let Some((income, _, at)) = self.own.clone() {
            (self.starts, self.income_at) = (self.change, at.join("income"));
            let mut earned = Earnings::default();
            for (id, stream) in income.iter() {
                super::post_stream(self, id.as_str(), stream, self.arrangement.is_today, &mut earned);
            }
            self.earnings.merge(earned);
            self.starts = self.w.first();
        }
        post_losses(self);
        self.dated = true;
        for (flow, vat) in std::mem::take(&mut self.waiting) {
            self.post_cost(flow, vat);
        }
        self.dated = false;
        if self.arrangement.runs {
            post_volunteers(self);
        }
        post_staff(self);
        post_premises(self);
        self.post_supplies();
        self.post_central_support();
        post_commitments(self);
        if self.arrangement.bearer(Part::Other).is_some() {
            own_costs(self, &self.service.costs, &self.service_at.join("costs"), true);
        }
        if let Some((_, costs, at)) = self.own.clone() {
            self.starts = self.change;
            own_costs(self, costs, &at.join("costs"), self.arrangement.is_today);
            self.starts = self.w.first();
        }
    }

    #[allow(clippy::type_complexity, reason = "a table of what is bought")]
    fn post_supplies(&mut self) {
        let service = self.service;
        // Books carry no VAT; management is a recharge of the authority's own pay.
        let parts: [(&str, &str, Option<&Schedule<Pounds>>, Part, Category, &str, VatClass); 4] = [
            (
                "stock",
                "Stock fund",
                service.stock.as_ref(),
                Part::Stock,
                Category::Stock,
                GENERAL,
                VatClass::Zero,
            ),
            ("ict", "ICT", service.ict.as_ref(), Part::Ict, Category::Ict, GENERAL, VatClass::Standard),
            (
                "library_system",
                "Library management system",
                service.library_system.as_ref(),
                Part::LibrarySystem,
                Category::Ict,
                GENERAL,
                VatClass::Standard,
            ),
            (
                "management",
                "Share of management",
                service.management.as_ref(),
                Part::Management,
                Category::Management,
                "pay",
                VatClass::OutsideScope,
            ),
        ];
        for (id, label, schedule, part, category, index, vat) in parts {
            let (Some(schedule), Some(payer)) = (schedule, self.arrangement.bearer(part)) else { continue };
            let payee = self.w.parties.always(if part == Part::Management { "staff" } else { "suppliers" });
            let amount = Amount::Real(self.w.moneys(schedule, self.starts), index.to_owned());
            self.post_cost(Flow::new(id, label, payer, payee, category, amount), vat);
        }
    }

    /// Central support: all of it while the service is the council's own; what cannot be avoided when it is not.
    fn post_central_support(&mut self) {
        let w = self.w;
        let suppliers = w.parties.always("suppliers");
        for (id, support) in self.service.central_support.iter() {
            let name = crate::workings::title(id.as_str());
            let amount: Row<Real> = w.money(&support.amount);
            let bearer = self.arrangement.bearer(Part::CentralSupport);
            let (payer, label, amount) = match bearer {
                Some(payer) => (payer, format!("Central support: {name}"), amount),
                None if !self.arrangement.strands => continue,
                None => {
                    let unwound = w.factors(&support.unwinding, self.change, After::Hold);
                    let gone = w.factor(&support.avoidable) * unwound;
                    (self.council, format!("Stranded central support: {name}"), amount * (w.number(1) - gone))
                }
            };
            let amount = Amount::Real(amount, "pay".to_owned());
            let id = format!("central_support.{id}");
            let mut flow = Flow::new(id, label, payer, suppliers, Category::CentralSupport, amount);
            flow.stranded = bearer.is_none();
            self.post(flow);
        }
    }
}

/// Posts costs that an input names one by one. Those of today's service that come once are paid in the years that fall
/// to the arrangement; those of an option are paid when it says.
pub(crate) fn own_costs(o: &mut Operating<'_, '_>, costs: &Keyed<Cost>, at: &Address, of_today: bool) {
    for (id, cost) in costs.iter() {
        let at = at.join(id);
        let payer = match &cost.payer {
            Some(payer) => o.party(payer, &at.join("payer")),
            None => o.arrangement.bearer(Part::Other).or(Some(o.council)),
        };
        let payee = match &cost.payee {
            Some(payee) => o.party(payee, &at.join("payee")),
            None => Some(o.w.parties.always("suppliers")),
        };
        let (Some(payer), Some(payee)) = (payer, payee) else { continue };
        if payer == payee {
            let problem = Problem::new(at, "pays itself");
            o.w.problem(problem.accepted("a payer and a payee that differ"));
            continue;
        }
        let amount = if &*cost.index == NONE {
            Amount::Cash(o.w.moneys(&cost.amount, o.starts))
        } else {
            o.w.index(&cost.index, &at.join("index"), None);
            Amount::Real(o.w.moneys(&cost.amount, o.starts), cost.index.to_string())
        };
        let amount = match &cost.probability {
            Some(chance) => amount.times(&o.w.may_come(&at, &cost.label, chance)),
            None => amount,
        };
        let amount = if cost.once && of_today { o.paid_once(amount) } else { amount };
        let mut flow =
            Flow::new(format!("costs.{id}"), cost.label.to_string(), payer, payee, cost.category, amount);
        flow.treatment = cost.treatment;
        if cost.once {
            // A cost of today's service falls to whoever has it in its year; one of an option comes with the option.
            flow = flow.once();
            flow.hangs_on = if of_today { HangsOn::Arrangement } else { flow.hangs_on };
        }
        if cost.once && cost.amount.is_rate() {
            let problem = Problem::new(at.join("amount"), "comes once, and no year is given");
            o.w.problem(problem.accepted("a table by year, such as { \"2028/29\" = 12000 }"));
        }
        o.post_cost(flow, cost.vat);
    }
}

/// A party by the id that an input gives, or a problem at that input.
pub(crate) fn find_party(w: &Workings<'_>, id: &Id, at: &Address) -> Option<PartyId> {
    w.party(id, at)
}
