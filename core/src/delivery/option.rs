//! An option: a delivery model with its parameters, when it begins, and what the input adds to it or changes in it.

use jiff::civil::Date;

use super::contracted::RECHARGE;
use super::payment::Payment;
use super::{
    BuildingSale, Closure, CoLocated, CommunityManaged, CouncilCompany, CouncilRun, DeferredReceipt, Ends,
    FromLines, Funding, Leavers, Loan, OldBuilding, OneOff, Outsourced, Package, ParishCommissioned, Phases,
    Risks, SharedService, Trust, Whole,
};
use crate::address::Address;
use crate::document::{Content, Node, Value};
use crate::input::{
    Fields, Id, Keyed, Place, Pounds, Read, Schedule, Stock, Text, Write, known_names, record,
};
use crate::ledger::{Category, LineChanges};
use crate::problem::{Problem, Problems, as_shown};
use crate::service::{Cost, Income, Usage, VatClass};

record! {
    /// What every option can say, whatever its delivery model.
    pub struct Common {
        /// Its name, as it is shown.
        required name: Text;
        /// The day on which it begins; by default the first day of the first year.
        optional starts: Date;
        /// The day on which it ends by plan, and what follows; by default it holds to the end of the appraisal.
        optional ends: Ends;
        /// What becomes of the building that the service leaves, where the delivery model leaves it. By default nobody is
        /// taken to pay for it from that day on, or to sell it.
        optional old_building: OldBuilding;
        /// Staff who are made redundant by the change, beside what a delivery model's `redundancy` states: their statutory
        /// payment is worked out.
        default leavers: Keyed<Leavers> = Keyed::default();
        /// The building is sold to whoever runs the service.
        optional building_sale: BuildingSale;
        /// A sale of the building that would come is put off.
        optional deferred_receipt: DeferredReceipt;
        /// Hours and use, where they differ from today's.
        optional usage: Usage;
        /// Whether the service stays part of the statutory duty; by default as today, and no longer where it closes.
        optional statutory: bool;
        /// Income that comes beside today's.
        default income: Keyed<Income> = Keyed::default();
        /// Running costs that come beside today's.
        default costs: Keyed<Cost> = Keyed::default();
        /// What the change costs once.
        default one_offs: Keyed<OneOff> = Keyed::default();
        /// Loans.
        default loans: Keyed<Loan> = Keyed::default();
        /// Changes to lines, by their id.
        default changes: LineChanges = LineChanges::default();
        /// Lines that fall away, by their id.
        default remove: Vec<Text> = Vec::new();
        /// What the council is expected to pay the operator in the end, where that is another path than the grant, the fee or
        /// the contract sum on paper; fixed in cash and counted as the planned payment is. Plans and budgets keep the planned
        /// sums; the expectation and the draws take these, and the result shows both by year.
        optional expected_payment: Schedule<Pounds>;
        /// What may happen to it; nothing is taken to unless it is named here.
        optional risks: Risks;
        /// In an appraisal of several libraries: those that have the option, the others staying as today. By default
        /// all have it.
        optional only_for: Vec<Id>;
        /// In an appraisal of several libraries: the days on which libraries change hands, each with its libraries.
        /// Those that are not named begin on `starts`.
        default phases: Phases = Phases::default();
        /// In an appraisal of several libraries, where every other sum is for one library: sums that are for all of
        /// them together.
        optional whole: Whole;
    }
}

macro_rules! models {
    ($($variant:ident($type:ident) = $word:literal;)*) => {
        /// A delivery model with its parameters.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[allow(clippy::large_enum_variant, reason = "there are as many as there are options")]
        pub enum Model {
            $(#[doc = concat!("`", $word, "`.")] $variant($type),)*
        }

        const WORDS: &[&str] = &[$($word),*];

        impl Model {
            /// The word that stands for it in an input.
            pub const fn word(&self) -> &'static str {
                match self { $(Self::$variant(_) => $word),* }
            }

            /// The keys that this model has beside those of every option.
            pub(crate) fn own_keys(&self) -> &'static [&'static str] {
                Self::keys(self.word())
            }

            fn keys(word: &str) -> &'static [&'static str] {
                match word {
                    $($word => $type::KEYS,)*
                    _ => &[],
                }
            }

            fn read_fields(word: &str, fields: &Fields<'_>, problems: &mut Problems) -> Self {
                match word {
                    $($word => Self::$variant($type::read_fields(fields, problems)),)*
                    _ => Self::Lines(FromLines::blank()),
                }
            }

            fn write_fields(&self, table: &mut Vec<(String, Value)>) {
                match self { $(Self::$variant(model) => model.write_fields(table)),* }
            }

            fn take_stock(&self, node: Option<&Node>, at: &Address, stock: &mut Stock) {
                match self { $(Self::$variant(model) => model.take_stock(node, at, stock)),* }
            }

            pub(crate) fn describe(&self, change: &mut super::Change<'_, '_, '_>) {
                match self { $(Self::$variant(model) => model.describe(change)),* }
            }
        }

        $(impl From<$type> for Model {
            fn from(model: $type) -> Self {
                Self::$variant(model)
            }
        })*

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for DeliveryOption {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                "DeliveryOption".into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let mut all: Vec<serde_json::Value> = Vec::new();
                $({
                    let (mut properties, mut required) = (serde_json::Map::new(), vec!["model"]);
                    properties.insert("model".to_owned(), serde_json::json!({ "const": $word }));
                    Common::describe_fields(generator, &mut properties, &mut required);
                    $type::describe_fields(generator, &mut properties, &mut required);
                    all.push(serde_json::json!({
                        "title": stringify!($type),
                        "type": "object",
                        "properties": properties,
                        "required": required,
                        "additionalProperties": false,
                    }));
                })*
                schemars::json_schema!({ "description": "A way in which the service could be run.", "oneOf": all })
            }
        }
    };
}

models! {
    CouncilRun(CouncilRun) = "council_run";
    CommunityManaged(CommunityManaged) = "community_managed";
    ParishCommissioned(ParishCommissioned) = "parish_commissioned";
    Trust(Trust) = "trust";
    Outsourced(Outsourced) = "outsourced";
    SharedService(SharedService) = "shared_service";
    CouncilCompany(CouncilCompany) = "council_company";
    CoLocated(CoLocated) = "co_located";
    Closure(Closure) = "closure";
    Lines(FromLines) = "lines";
    Package(Package) = "package";
}

impl Model {
    /// Who runs the service, where that is not the council.
    pub(crate) const fn operator(&self) -> Option<&Id> {
        match self {
            Self::CommunityManaged(model) => Some(&model.operator),
            Self::ParishCommissioned(model) => Some(&model.parish),
            Self::Trust(model) => Some(&model.trust),
            Self::Outsourced(model) => Some(&model.contractor),
            Self::SharedService(model) => Some(&model.partner),
            Self::CouncilCompany(model) => Some(&model.company),
            Self::CoLocated(model) => model.operator.as_ref(),
            Self::CouncilRun(_) | Self::Closure(_) | Self::Lines(_) | Self::Package(_) => None,
        }
    }

    /// The hours and the use that are left, where the library closes.
    pub(crate) fn left_open(&self, change: &super::Change<'_, '_, '_>) -> Option<super::LeftOpen> {
        match self {
            Self::Closure(model) => Some(model.left_open(change)),
            _ => None,
        }
    }

    /// The line of what the council pays the operator.
    pub(crate) const fn payment(&self) -> Option<Payment<'_>> {
        let (id, label, category, vat, schedule) = match self {
            Self::CommunityManaged(model) => {
                ("grant", "Council grant", Category::Grant, VatClass::OutsideScope, &model.grant)
            }
            Self::ParishCommissioned(model) if model.fee => (
                "fee",
                "Fee under the service agreement",
                Category::Contract,
                VatClass::Standard,
                &model.payment,
            ),
            Self::ParishCommissioned(model) => {
                ("grant", "Council grant", Category::Grant, VatClass::OutsideScope, &model.payment)
            }
            Self::Trust(model) => match model.funding {
                Funding::Contract => {
                    ("contract", "Contract sum", Category::Contract, VatClass::Standard, &model.contract)
                }
                Funding::Grant => {
                    ("contract", "Council grant", Category::Grant, VatClass::OutsideScope, &model.contract)
                }
            },
            Self::Outsourced(model) => {
                ("contract", "Contract sum", Category::Contract, VatClass::Standard, &model.contract)
            }
            Self::CouncilCompany(model) => {
                ("contract", "Contract sum", Category::Contract, VatClass::Standard, &model.contract)
            }
            Self::SharedService(model) => {
                ("recharge", RECHARGE, Category::Contract, VatClass::Standard, &model.recharge)
            }
            Self::CouncilRun(_)
            | Self::CoLocated(_)
            | Self::Closure(_)
            | Self::Lines(_)
            | Self::Package(_) => return None,
        };
        Some(Payment { id, label, category, vat, schedule })
    }
}

/// A way in which the service could be run.
///
/// ```
/// use options_appraisal::delivery::{DeliveryOption, Loan, OneOff, Trust};
/// use options_appraisal::input::Keyed;
/// use options_appraisal::{Decimal, LineChange, LineChanges};
///
/// // A contract of 60,000 a year, governance of 9,000 a year, and what every option can say beside it.
/// let mut option = DeliveryOption::new("Trust", Trust::new("trust", 60_000, 9_000).set_up(25_000));
/// option.common = option
///     .common
///     .one_offs(Keyed::new().with("move", OneOff::new("Moving", 4_000)))
///     .loans(Keyed::new().with("fund", Loan::new("Social investment", 20_000, Decimal::new(4, 2), 5_u32)))
///     .changes(LineChanges::default().with("premises.energy", LineChange::new().multiply(Decimal::new(8, 1))));
/// assert_eq!(option.model.word(), "trust");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryOption {
    /// The delivery model with its parameters.
    pub model: Model,
    /// What every option can say.
    pub common: Common,
}

impl DeliveryOption {
    /// An option of a delivery model.
    pub fn new(name: impl Into<Text>, model: impl Into<Model>) -> Self {
        Self { model: model.into(), common: Common::new(name) }
    }

    /// Whether the service is part of the statutory duty under the option, where it is so today or not.
    pub(crate) fn is_statutory(&self, today: bool) -> bool {
        self.common.statutory.unwrap_or(today && !matches!(self.model, Model::Closure(_)))
    }
}

impl Read for DeliveryOption {
    fn read(node: &Node, at: &Address, problems: &mut Problems) -> Option<Self> {
        let mut fields = Fields::open(node, at, problems)?;
        let word = match fields.take("model") {
            Some(Node { content: Content::Text(word), .. }) if WORDS.contains(&word.as_str()) => {
                word.as_str()
            }
            Some(Node { content: Content::Text(word), line }) => {
                let shown = as_shown(word, 40);
                let problem = Problem::new(at.join("model"), format!("\"{shown}\" is no delivery model"));
                problems.push(problem.accepted(known_names(word, WORDS.iter().copied())).at_line(*line));
                ""
            }
            other => {
                let line = other.map_or(node.line, |other| other.line);
                let problem = Problem::new(at.join("model"), "the delivery model is missing or is no text");
                problems.push(problem.accepted(format!("one of: {}", WORDS.join(", "))).at_line(line));
                ""
            }
        };
        fields.expect(&["model"]);
        fields.expect(Common::KEYS);
        fields.expect(Model::keys(word));
        let common = Common::read_fields(&fields, problems);
        let model = Model::read_fields(word, &fields, problems);
        // Without a model nobody can say which keys belong here.
        if !word.is_empty() {
            fields.finish(problems);
        }
        Some(Self { model, common })
    }

    fn blank() -> Self {
        Self { model: Model::Lines(FromLines::blank()), common: Common::blank() }
    }

    fn take_stock(&self, node: Option<&Node>, at: &Address, stock: &mut Stock) {
        self.common.take_stock(node, at, stock);
        self.model.take_stock(node, at, stock);
    }
}

impl Write for DeliveryOption {
    fn write(&self) -> Value {
        let mut table = vec![("model".to_owned(), Value::Text(self.model.word().to_owned()))];
        self.common.write_fields(&mut table);
        self.model.write_fields(&mut table);
        Value::Table(table)
    }
}

impl Place for DeliveryOption {}
