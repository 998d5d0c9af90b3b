//! Business-rates relief: who gains it and, through the retention of rates, who loses it.
//!
//! In a retention scheme the rates collected are shared between the billing authority, a county, a fire authority and
//! the centre. A relief that an operator gains is income that these lose, each by its share. The shares, by kind of
//! place and year, are dated data and are handed in; in a nation where the government pays for the relief in full, it
//! alone has a share of 1.

use rust_decimal::Decimal;

use super::checked::{Result, mul, not_negative, share, sub, sum};

/// What a relief is worth and who bears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReliefIncidence<P> {
    /// The relief: gross rates times the share relieved. The ratepayer gains it.
    pub relief: Decimal,
    /// What each party with a share of the rates loses, in the order given.
    pub lost: Vec<(P, Decimal)>,
    /// What is lost by whoever holds the shares that were not given.
    pub lost_elsewhere: Decimal,
}

impl<P: PartialEq> ReliefIncidence<P> {
    /// What a set of parties gains by the relief: all of it if the ratepayer is among them, less what they lose.
    ///
    /// # Errors
    /// If the result is too large.
    pub fn net_to(&self, parties: &[P], ratepayer: &P) -> Result<Decimal> {
        let gained = if parties.contains(ratepayer) { self.relief } else { Decimal::ZERO };
        let lost = self.lost.iter().filter(|(party, _)| parties.contains(party)).map(|&(_, amount)| amount);
        sub(gained, sum(lost)?)
    }
}

/// How a relief on a year's gross rates falls on those who share the rates.
///
/// # Errors
/// If the gross rates are below nought, the relief or a share is not a fraction, or the shares pass 1.
///
/// ```
/// use options_appraisal::Decimal;
/// use options_appraisal::method::rates_relief;
///
/// let shares = [("district", Decimal::new(40, 2)), ("county", Decimal::new(9, 2)), ("fire", Decimal::new(1, 2))];
/// let relief = rates_relief(Decimal::from(10_000), Decimal::new(80, 2), &shares)?;
/// assert_eq!(relief.relief, Decimal::from(8_000));
/// assert_eq!(relief.lost[0], ("district", Decimal::from(3_200)));
/// assert_eq!(relief.lost_elsewhere, Decimal::from(4_000)); // the central share
/// // Where the county paid the rates, it keeps the relief but for its own share.
/// assert_eq!(relief.net_to(&["county"], &"county")?, Decimal::from(7_280));
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn rates_relief<P: Clone>(
    gross_rates: Decimal,
    relief_share: Decimal,
    shares: &[(P, Decimal)],
) -> Result<ReliefIncidence<P>> {
    let relief = mul(not_negative("gross rates", gross_rates)?, share("share relieved", relief_share)?)?;
    for &(_, part) in shares {
        share("share of the rates retained", part)?;
    }
    let known = share("sum of the shares of the rates retained", sum(shares.iter().map(|&(_, part)| part))?)?;
    let lost = shares
        .iter()
        .map(|(party, part)| Ok((party.clone(), mul(relief, *part)?)))
        .collect::<Result<Vec<_>>>()?;
    let lost_elsewhere = mul(relief, sub(Decimal::ONE, known)?)?;
    Ok(ReliefIncidence { relief, lost, lost_elsewhere })
}

/// What a council saves by a relief where it paid the rates and keeps `local_share` of them:
/// `relief_share * gross_rates * (1 - local_share)`.
///
/// # Errors
/// As [`rates_relief`].
pub fn council_relief_saving(
    gross_rates: Decimal,
    relief_share: Decimal,
    local_share: Decimal,
) -> Result<Decimal> {
    rates_relief(gross_rates, relief_share, &[((), local_share)])?.net_to(&[()], &())
}
