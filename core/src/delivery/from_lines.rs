//! An option that is written wholly from lines: anything that no delivery model describes.

use super::Change;
use super::closure::nothing_runs;
use crate::input::record;

record! {
    /// An option of lines alone.
    ///
    /// ```
    /// use options_appraisal::delivery::{DeliveryOption, FromLines};
    ///
    /// let option = DeliveryOption::new("An option", FromLines::new().leaves_stranded_costs(false));
    /// assert_eq!(option.model.word(), "lines");
    /// ```
    pub struct FromLines {
        /// Whether today's central support leaves a part behind that cannot be avoided.
        default leaves_stranded_costs: bool = true;
    }
}

impl FromLines {
    pub(crate) fn describe(&self, change: &mut Change<'_, '_, '_>) {
        nothing_runs(change);
        change.o.arrangement.strands = self.leaves_stranded_costs;
    }
}
