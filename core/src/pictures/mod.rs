//! Pictures of results: each a Vega-Lite specification with its data inside, a text that says what it shows, and the
//! table of the numbers that it is drawn from. Nothing is drawn here: a notebook, a page or a converter does that.
//!
//! A specification holds data only where a name or a text of the input stands: fields have fixed names, series are known
//! by keys of the picture's own (`s0`, `s1`, …), and no expression has anything of the input in it. It fetches nothing.
//!
//! ```
//! use options_appraisal::pictures::{PictureKind, PictureSettings};
//! use options_appraisal::{Appraisal, Format};
//!
//! let text = include_str!("../../../docs/examples/sandgate.toml");
//! let outcome = Appraisal::load(text, Format::Toml)?.run()?;
//! let picture = outcome.picture(PictureKind::CostByYear, &PictureSettings::new())?;
//! assert_eq!(picture.spec()["$schema"], "https://vega.github.io/schema/vega-lite/v6.json");
//! println!("{}\n{}", picture.title, picture.description);
//! # Ok::<(), options_appraisal::Problems>(())
//! ```

mod axis;
mod cost_by_year;
mod cumulative_saving;
mod distribution;
mod fan;
mod kind;
mod lines;
mod map;
mod names;
mod picture;
mod reserves;
mod style;
mod survival;
mod tornado;
mod who_pays;

pub(crate) use kind::no_picture;
pub use kind::{PictureKind, PictureSettings};
pub use picture::{Picture, PictureColumn, PictureTable};
pub use style::PALETTE;

use crate::appraisal::Outcome;
use crate::problem::Problems;
use crate::sheet::explain::Explanation;
use crate::uncertainty::{SimulationResult, Tornado};

impl Outcome {
    /// A picture of the outcome: one of [`PictureKind::OF_OUTCOME`].
    ///
    /// # Errors
    /// If it is no picture of an outcome, or what is asked names a view or an option that there is not.
    pub fn picture(&self, kind: PictureKind, asked: &PictureSettings) -> Result<Picture, Problems> {
        match kind {
            PictureKind::CostByYear => cost_by_year::picture(self, asked),
            PictureKind::CumulativeSaving => cumulative_saving::picture(self, asked),
            PictureKind::WhoPays => Ok(who_pays::picture(self)),
            PictureKind::Reserves => reserves::picture(self, asked),
            other => Err(no_picture(PictureKind::OF_OUTCOME, other.word())),
        }
    }
}

impl SimulationResult {
    /// A picture of the draws: one of [`PictureKind::OF_SIMULATION`].
    ///
    /// # Errors
    /// If it is no picture of a simulation, or the run has not what it is drawn from.
    ///
    /// ```
    /// use options_appraisal::pictures::{PictureKind, PictureSettings};
    /// use options_appraisal::uncertainty::Simulation;
    /// use options_appraisal::{Appraisal, Format};
    ///
    /// let text = include_str!("../../../docs/examples/sandgate.toml");
    /// let appraisal = Appraisal::load(text, Format::Toml)?;
    /// let cost = "options.parish.net_cost.kcc";
    /// let run = appraisal.simulate(&Simulation::new(1_000).measure(cost))?;
    /// let fan = run.picture(PictureKind::Fan, &PictureSettings::new().measure(cost))?;
    /// assert!(fan.description.contains("in 90% of the draws"));
    /// # Ok::<(), options_appraisal::Problems>(())
    /// ```
    pub fn picture(&self, kind: PictureKind, asked: &PictureSettings) -> Result<Picture, Problems> {
        match kind {
            PictureKind::Distribution => distribution::distribution(self, asked),
            PictureKind::Exceedance => distribution::exceedance(self, asked),
            PictureKind::Fan => fan::picture(self, asked),
            PictureKind::Survival => survival::picture(self, asked),
            other => Err(no_picture(PictureKind::OF_SIMULATION, other.word())),
        }
    }
}

impl Tornado {
    /// The picture of the tornado: the widest bars, with the values of the inputs at their ends.
    pub fn picture(&self) -> Picture {
        tornado::picture(self)
    }
}

impl Explanation {
    /// The picture of the explanation: a map from inputs to the number.
    pub fn picture(&self) -> Picture {
        map::picture(self)
    }
}

/// The picture of a tornado, as every picture is asked for.
pub(crate) fn of_tornado(
    tornado: &Tornado,
    _: PictureKind,
    _: &PictureSettings,
) -> Result<Picture, Problems> {
    Ok(tornado.picture())
}

/// The picture of an explanation, as every picture is asked for.
pub(crate) fn of_explanation(
    explanation: &Explanation,
    _: PictureKind,
    _: &PictureSettings,
) -> Result<Picture, Problems> {
    Ok(explanation.picture())
}
