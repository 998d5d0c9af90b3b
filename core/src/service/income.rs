//! What the service earns, stream by stream.

use super::run::Operating;
use super::vat::{Earnings, VatClass};
use crate::address::Address;
use crate::input::{Count, Estimate, Id, Pounds, Schedule, Share, Text, choice, known_names, record};
use crate::ledger::{Amount, Category, Flow, HangsOn, Treatment};
use crate::party::VatStatus;
use crate::problem::{Problem, Problems};
use crate::sheet::{Cash, Row};
use crate::workings::{After, NONE, Workings};

choice! {
    /// A kind of income.
    pub enum Stream {
        /// Charges for late and damaged items.
        FinesAndCharges = "fines_and_charges",
        /// Charges for lending films, music, toys.
        HireCharges = "hire_charges",
        /// Charges for lending books, which a statutory library may not make.
        BookLoans = "book_loans",
        /// Hire of rooms.
        RoomHire = "room_hire",
        /// Fees for reserving items.
        Reservations = "reservations",
        /// Printing and copying.
        Printing = "printing",
        /// Charges for the use of the internet.
        Internet = "internet",
        /// Sales of books.
        BookSales = "book_sales",
        /// Sales of what was given.
        DonatedGoods = "donated_goods",
        /// Other sales.
        Retail = "retail",
        /// Commission on the sale of tickets, permits and the like.
        Commission = "commission",
        /// A café.
        Cafe = "cafe",
        /// Talks, workshops, readings.
        Events = "events",
        /// Admission to exhibitions and to performances of theatre, music and dance.
        Admission = "admission",
        /// Sponsorship and advertising.
        Sponsorship = "sponsorship",
        /// Rent from bodies that share the building.
        PartnerRent = "partner_rent",
        /// Fees of the registration service, where the building hosts it.
        RegistrationFees = "registration_fees",
        /// Contracts with other public bodies.
        Contract = "contract",
        /// Grants from funders.
        Grant = "grant",
        /// A contribution of a parish, from its precept or its reserves.
        ParishContribution = "parish_contribution",
        /// Fundraising events and appeals.
        Fundraising = "fundraising",
        /// Donations.
        Donations = "donations",
        /// Subscriptions of friends.
        Subscriptions = "subscriptions",
        /// Anything else.
        Other = "other",
    }
}

choice! {
    /// What becomes of an income stream when somebody else runs the service.
    pub enum Follows {
        /// Whoever runs the service has it.
        Operator = "operator",
        /// The council keeps it.
        Council = "council",
        /// It ends with the council's own service.
        Stops = "stops",
    }
}

record! {
    /// What a new stream takes from one that is there: users of the one no longer pay for the other.
    pub struct TakesFrom {
        /// The id of the stream that loses.
        required stream: Id;
        /// The share of the new income that the other stream loses, at most all that it has.
        required share: Estimate<Share>;
    }
}

record! {
    /// An income stream.
    pub struct Income {
        /// Its kind.
        required kind: Stream;
        /// A year, in pounds, without VAT; with a quantity, what one of them brings.
        required amount: Schedule<Pounds>;
        /// How many there are a year: hours of hire, tickets, copies, members.
        optional quantity: Schedule<Count>;
        /// How much of it comes in the first, second, third year, while it is being built up; it stays at the last value. By
        /// default all of it comes at once.
        optional ramp_up: Schedule<Share>;
        /// The share of it that is expected to be achieved. Plans and budgets keep the whole sum; the expectation and the
        /// draws take this share of it, and the result shows both by year. By default all of it is.
        optional achieved: Estimate<Share>;
        /// What it takes from another stream of the service or of the option.
        optional takes_from: TakesFrom;
        /// What it is called; by default the name of its kind.
        optional label: Text;
        /// Who pays; by default what follows from its kind.
        optional payer: Id;
        /// The index that moves it; "none" for a sum that is fixed in cash.
        default index: Text = Text::from("general");
        /// The share of it on which Gift Aid can be claimed.
        optional gift_aid_share: Estimate<Share>;
        /// What becomes of it when somebody else runs the service.
        default follows: Follows = Follows::Operator;
        /// Whether an option to tax has been made, so that a hire or a rent is taxed.
        default opted_to_tax: bool = false;
        /// The VAT on it, whoever earns it; by default what the national rules say of its kind and of the body that
        /// earns it. A body that is not registered charges none.
        optional vat: VatClass;
    }
    check gift_aid_on_gifts;
}

fn gift_aid_on_gifts(income: &Income, at: &Address, line: Option<u32>, problems: &mut Problems) {
    if income.gift_aid_share.is_some() && !income.kind.is_giving() {
        let problem =
            Problem::new(at.join("gift_aid_share"), format!("Gift Aid cannot be claimed on {}", income.kind));
        problems.push(problem.accepted("only on donations, subscriptions and fundraising").at_line(line));
    }
}

impl Stream {
    const fn is_giving(self) -> bool {
        matches!(self, Self::Donations | Self::Subscriptions | Self::Fundraising)
    }

    const fn category(self) -> Category {
        match self {
            Self::Grant | Self::ParishContribution => Category::Grant,
            Self::Contract => Category::Contract,
            kind if kind.is_giving() => Category::Giving,
            _ => Category::Income,
        }
    }

    const fn payer(self) -> &'static str {
        match self {
            Self::Grant => "funders",
            Self::ParishContribution => "council_taxpayers",
            Self::Contract => "government",
            Self::Sponsorship => "donors",
            kind if kind.is_giving() => "donors",
            _ => "users",
        }
    }
}

impl Income {
    /// The VAT on the stream when a body of a status earns it: as the input states, else as the national rules have it.
    /// For a council or a parish they are HMRC's manual VATGPB8750 with VAT Notices 742 and 749.
    fn vat_class(&self, w: &Workings<'_>, status: VatStatus) -> VatClass {
        if status == VatStatus::Unregistered {
            return VatClass::OutsideScope;
        }
        if let Some(stated) = self.vat {
            return stated;
        }
        let body = if status == VatStatus::Refunded { "council" } else { "other" };
        let word = w.word(&format!("vat.income.{}.{body}", self.kind));
        match VatClass::ALL.iter().find(|class| class.word() == word) {
            Some(VatClass::Exempt) if self.opted_to_tax => VatClass::Standard,
            Some(class) => *class,
            None => VatClass::OutsideScope,
        }
    }
}

/// Posts the income streams of the service, and gives the operator's earnings by their VAT.
pub(super) fn post_income(o: &mut Operating<'_, '_>) -> Earnings {
    let mut earnings = Earnings::default();
    let service = o.service;
    for (id, income) in service.income.iter() {
        post_stream(o, id.as_str(), income, true, &mut earnings);
    }
    earnings
}

/// Posts one stream.
///
/// An amount of today's service is what the council keeps, after VAT. Users go on paying the same price: where somebody
/// else earns it, what they keep is the price less the VAT that they must charge. A stream that is not `of_today` is one
/// that only the option has, and its amount is what whoever earns it there keeps.
pub(crate) fn post_stream(
    o: &mut Operating<'_, '_>,
    id: &str,
    income: &Income,
    of_today: bool,
    earnings: &mut Earnings,
) {
    let w = o.w;
    let payee = match income.follows {
        Follows::Operator => o.arrangement.operator,
        Follows::Council => o.council,
        // It goes on wherever the council runs the service, as today or otherwise.
        Follows::Stops if o.arrangement.is_today || o.arrangement.operator == o.council => {
            o.arrangement.operator
        }
        Follows::Stops => return,
    };
    let at = o.income_at.join(id);
    let payer = match &income.payer {
        Some(payer) => o.party(payer, &at.join("payer")),
        None => Some(w.parties.always(income.kind.payer())),
    };
    let Some(payer) = payer.filter(|payer| *payer != payee) else { return };
    let label =
        income.label.as_ref().map_or_else(|| crate::workings::title(income.kind.word()), ToString::to_string);
    let amount: Row<Cash> = if &*income.index == NONE {
        w.moneys(&income.amount, o.starts)
    } else {
        let index = w.index(&income.index, &at.join("index"), None);
        w.moneys::<crate::sheet::Real, _>(&income.amount, o.starts).at_prices(&index)
    };
    let amount = match &income.quantity {
        Some(quantity) => amount * w.factors(quantity, o.starts, After::Hold),
        None => amount,
    };
    let amount = match &income.ramp_up {
        Some(share) => amount * w.factors(share, o.starts, After::Hold),
        None => amount,
    };
    let class = income.vat_class(w, w.vat_status(payee));
    let before = if of_today { income.vat_class(w, VatStatus::Refunded) } else { class };
    let kept = match (before, class) {
        (VatClass::Standard, VatClass::Standard) => amount,
        (VatClass::Standard, _) => amount * (w.number(1) + w.rate("vat.rate.standard")),
        (_, VatClass::Standard) => amount / (w.number(1) + w.rate("vat.rate.standard")),
        _ => amount,
    };
    let category = income.kind.category();
    // Gifts, grants and payments by users move money; a body that buys time or space uses it up elsewhere.
    let achieved = income.achieved.as_ref().map(|share| &kept * w.factor(share));
    let mut flow =
        Flow::new(format!("income.{id}"), label.clone(), payer, payee, category, Amount::Worked(kept))
            .treated(Treatment::Transfer);
    if let Some(achieved) = achieved {
        flow = flow.expecting(at.join("achieved"), achieved);
    }
    if let Some(from) = &income.takes_from {
        o.taking.push(Taking { from: from.clone(), at: at.join("takes_from"), id: id.to_owned() });
    }
    // The taxes follow from what is left when the input has changed the line.
    let Some(flow) = o.settle(flow) else { return };
    let (line, label) = (flow.id.clone(), flow.label.clone());
    let (payer, payee) = (flow.payer, flow.payee);
    let kept = o.in_cash(&flow.amount);
    o.ledger.enter(w, flow);
    if payee == o.arrangement.operator {
        earnings.add(class, kept.clone());
    }
    if class == VatClass::Standard {
        let tax = Amount::Worked(&kept * w.rate("vat.rate.standard"));
        let hmrc = w.parties.always("hmrc");
        // A public body that is charged VAT has it refunded, which ends where it began.
        if !w.parties.get(payer).public {
            let label = format!("{label}: VAT");
            o.ledger.post(w, Flow::new(format!("{line}.vat"), label, payer, hmrc, Category::Vat, tax));
        }
    }
    if let Some(share) = &income.gift_aid_share
        && w.gift_aid(payee)
    {
        let aid = Amount::Worked(kept * w.factor(share) * w.rate("gift_aid.rate"));
        let hmrc = w.parties.always("hmrc");
        let label = format!("{label}: Gift Aid");
        o.ledger.post(w, Flow::new(format!("{line}.gift_aid"), label, hmrc, payee, Category::Giving, aid));
    }
}

/// A stream that takes from another, until all streams are posted.
pub(crate) struct Taking {
    from: TakesFrom,
    at: Address,
    /// The id of the stream that takes.
    id: String,
}

/// Posts what streams lose to others: a share of what the new one brings, and at most what the old one has. Both are read
/// off their lines, so that dates and chances are in them already.
pub(super) fn post_losses(o: &mut Operating<'_, '_>) {
    let w = o.w;
    let mut left: Vec<(String, Row<Cash>)> = Vec::new();
    for Taking { from, at, id } in std::mem::take(&mut o.taking) {
        let stream = from.stream.as_str();
        let known = o.service.income.ids().chain(o.own.iter().flat_map(|(income, ..)| income.ids()));
        if stream == id || !known.clone().any(|known| known == stream) {
            let what = if stream == id {
                "takes from itself".to_owned()
            } else {
                format!("\"{stream}\" is no income stream")
            };
            let others: Vec<&str> = known.filter(|known| *known != id).collect();
            if !from.stream.is_blank() && !w.unread().may_hold("service.income", stream) {
                let problem = Problem::new(at.join("stream"), what);
                w.problem(problem.accepted(known_names(stream, others)));
            }
            continue;
        }
        let line = |id: &str| {
            let id = o.line_id(&format!("income.{id}"));
            o.ledger.lines.iter().find(|line| line.id == id).cloned()
        };
        // Where either has come to an end nothing is lost.
        let (Some(new), Some(old)) = (line(&id), line(stream)) else { continue };
        let place = left.iter().position(|(known, _)| known == stream);
        let there = place.map_or_else(|| old.cash.clone(), |place| left[place].1.clone());
        let lost = (&new.cash * w.factor(&from.share)).min(&there);
        let rest = &there - &lost;
        match place {
            Some(place) => left[place].1 = rest,
            None => left.push((stream.to_owned(), rest)),
        }
        let label = format!("{}: lost to {}", old.label, new.label);
        let (payer, payee, category) = (old.payee, old.payer, old.category);
        let line = format!("income.{stream}.lost_to_{id}");
        let flow = Flow::new(line, label.clone(), payer, payee, category, Amount::Worked(lost))
            .treated(Treatment::Transfer)
            .hanging_on(HangsOn::Nothing);
        o.dated = true;
        let settled = o.settle(flow);
        o.dated = false;
        let Some(flow) = settled else { continue };
        let (line, lost) = (flow.id.clone(), o.in_cash(&flow.amount));
        o.ledger.enter(w, flow);
        let own = o.own.as_ref().and_then(|(income, ..)| income.get(stream));
        let Some(income) = o.service.income.get(stream).or(own) else { continue };
        let class = income.vat_class(w, w.vat_status(payer));
        if payer == o.arrangement.operator {
            o.earnings.add(class, -&lost);
        }
        if class == VatClass::Standard && !w.parties.get(payee).public {
            let tax = Amount::Worked(lost * w.rate("vat.rate.standard"));
            let hmrc = w.parties.always("hmrc");
            let flow =
                Flow::new(format!("{line}.vat"), format!("{label}: VAT"), hmrc, payee, Category::Vat, tax);
            o.ledger.post(w, flow.hanging_on(HangsOn::Nothing));
        }
    }
}
