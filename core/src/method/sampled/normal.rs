//! The standard normal distribution.

use super::super::checked::Result;
use super::checked::inner_share;

/// The density at `x`: `exp(-x^2 / 2) / sqrt(2 pi)`.
///
/// ```
/// use options_appraisal::method::sampled::normal_density;
///
/// assert!((normal_density(0.0) - 0.398_942_280_401_432_7).abs() < 1e-15);
/// ```
pub fn normal_density(x: f64) -> f64 {
    const INVERSE_ROOT_OF_TWO_PI: f64 = 0.398_942_280_401_432_7;
    INVERSE_ROOT_OF_TWO_PI * libm::exp(-0.5 * x * x)
}

/// The chance of a value of at most `x`.
///
/// Within 1e-15, and in the lower tail within 1e-12 of the value itself as long as that is a normal number (`x` from -37
/// up).
///
/// ```
/// use options_appraisal::method::sampled::normal_cdf;
///
/// assert!((normal_cdf(1.959_963_984_540_054) - 0.975).abs() < 1e-15);
/// ```
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * core::f64::consts::FRAC_1_SQRT_2)
}

/// The value that is not exceeded with the chance `p`, accurate to about one part in 10^16.
///
/// # Errors
/// If the chance is not above 0 and below 1.
///
/// ```
/// use options_appraisal::method::sampled::normal_quantile;
///
/// assert!((normal_quantile(0.975)? - 1.959_963_984_540_054).abs() < 1e-14);
/// # Ok::<(), options_appraisal::method::MethodError>(())
/// ```
pub fn normal_quantile(p: f64) -> Result<f64> {
    inner_share("chance", p).map(standard_normal_quantile)
}

/// The same for any number: infinite at 0 and at 1, not a number outside.
///
/// Algorithm AS 241, `PPND16`: M. J. Wichura, Applied Statistics 37 (1988), 477-484.
pub(crate) fn standard_normal_quantile(p: f64) -> f64 {
    let centred = p - 0.5;
    if centred.abs() <= 0.425 {
        let r = 0.180_625 - centred * centred;
        return centred * ratio(r, &CENTRE);
    }
    let tail = if centred < 0.0 { p } else { 1.0 - p };
    let size = match tail {
        _ if tail == 0.0 => f64::INFINITY,
        _ if tail > 0.0 => {
            let r = (-libm::log(tail)).sqrt();
            if r <= 5.0 { ratio(r - 1.6, &TAIL) } else { ratio(r - 5.0, &FAR_TAIL) }
        }
        _ => f64::NAN,
    };
    if centred < 0.0 { -size } else { size }
}

/// The coefficients of a numerator and of a denominator, the highest power first.
type Coefficients = [[f64; 8]; 2];

fn ratio(r: f64, [above, below]: &Coefficients) -> f64 {
    let polynomial = |coefficients: &[f64; 8]| coefficients.iter().fold(0.0, |sum, c| sum * r + c);
    polynomial(above) / polynomial(below)
}

#[expect(clippy::excessive_precision, reason = "the digits are those of the paper")]
const CENTRE: Coefficients = [
    [
        2.509_080_928_730_122_672_7e3,
        3.343_057_558_358_812_810_5e4,
        6.726_577_092_700_870_085_3e4,
        4.592_195_393_154_987_145_7e4,
        1.373_169_376_550_946_112_5e4,
        1.971_590_950_306_551_442_7e3,
        1.331_416_678_917_843_774_5e2,
        3.387_132_872_796_366_608_0,
    ],
    [
        5.226_495_278_852_854_561_0e3,
        2.872_908_573_572_194_267_4e4,
        3.930_789_580_009_271_061_0e4,
        2.121_379_430_158_659_586_7e4,
        5.394_196_021_424_751_107_7e3,
        6.871_870_074_920_579_083_0e2,
        4.231_333_070_160_091_125_2e1,
        1.0,
    ],
];

#[expect(clippy::excessive_precision, reason = "the digits are those of the paper")]
const TAIL: Coefficients = [
    [
        7.745_450_142_783_414_076_40e-4,
        2.272_384_498_926_918_458_33e-2,
        2.417_807_251_774_506_117_70e-1,
        1.270_458_252_452_368_382_58,
        3.647_848_324_763_204_605_04,
        5.769_497_221_460_691_405_50,
        4.630_337_846_156_545_295_90,
        1.423_437_110_749_683_577_34,
    ],
    [
        1.050_750_071_644_416_843_24e-9,
        5.475_938_084_995_344_946_00e-4,
        1.519_866_656_361_645_719_66e-2,
        1.481_039_764_274_800_745_90e-1,
        6.897_673_349_851_000_045_50e-1,
        1.676_384_830_183_803_849_40,
        2.053_191_626_637_758_821_87,
        1.0,
    ],
];

#[expect(clippy::excessive_precision, reason = "the digits are those of the paper")]
const FAR_TAIL: Coefficients = [
    [
        2.010_334_399_292_288_132_65e-7,
        2.711_555_568_743_487_578_15e-5,
        1.242_660_947_388_078_438_60e-3,
        2.653_218_952_657_612_309_30e-2,
        2.965_605_718_285_048_912_30e-1,
        1.784_826_539_917_291_335_80,
        5.463_784_911_164_114_369_90,
        6.657_904_643_501_103_777_20,
    ],
    [
        2.044_263_103_389_939_785_64e-15,
        1.421_511_758_316_445_888_70e-7,
        1.846_318_317_510_054_681_80e-5,
        7.868_691_311_456_132_591_00e-4,
        1.487_536_129_085_061_485_25e-2,
        1.369_298_809_227_358_053_10e-1,
        5.998_322_065_558_879_376_90e-1,
        1.0,
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_each_branch_agree_with_forty_digits() {
        // mpmath at 40 digits: sqrt(2) erfinv(2p - 1) of the double p. The last two branches meet at 1.4e-11.
        for (p, x) in NORMAL_VALUES {
            let found = normal_quantile(p).unwrap();
            assert!((found - x).abs() <= 4e-15 * x.abs().max(1.0), "{p}: {found}, expected {x}");
            assert!((normal_cdf(x) - p).abs() <= 2e-14 * p, "{x}: {}", normal_cdf(x));
        }
        // The far tail: scipy 1.17.1.
        assert!((normal_quantile(1e-20).unwrap() + 9.262_340_089_798_408).abs() < 1e-14);
        assert!((normal_quantile(1e-300).unwrap() + 37.047_096_299_361_2).abs() < 1e-13);
        for p in [0.0, 1.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(normal_quantile(p).is_err());
        }
    }

    const NORMAL_VALUES: [(f64, f64); 13] = [
        (1e-9, -5.997_807_015_007_686_5),
        (0.001, -3.090_232_306_167_813_6),
        (0.025, -1.959_963_984_540_054_3),
        (0.05, -1.644_853_626_951_472_6),
        (0.075_000_01, -1.439_531_400_294_751),
        (0.1, -1.281_551_565_544_600_4),
        (0.3, -0.524_400_512_708_040_8),
        (0.5, 0.0),
        (0.6, 0.253_347_103_135_799_7),
        (0.925, 1.439_531_470_938_456_1),
        (0.975, 1.959_963_984_540_053_8),
        (0.999, 3.090_232_306_167_813),
        (0.999_999_999, 5.997_807_019_601_637_5),
    ];
}
