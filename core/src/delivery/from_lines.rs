//! An option that is written wholly from lines: closure with a mobile library, a contract with a neighbour, anything
//! that no delivery model describes.

use super::Change;
use crate::input::record;
use crate::service::Part;

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
        let arrangement = &mut change.o.arrangement;
        for part in [
            Part::Staff,
            Part::Building,
            Part::Stock,
            Part::Ict,
            Part::LibrarySystem,
            Part::Management,
            Part::CentralSupport,
            Part::Other,
        ] {
            arrangement.stops(part);
        }
        arrangement.uses_building = false;
        arrangement.runs = false;
        arrangement.strands = self.leaves_stranded_costs;
    }
}
