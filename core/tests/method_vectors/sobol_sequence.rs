//! A Sobol sequence for tests, with a fixed digital shift: the direction numbers of S. Joe and F. Y. Kuo (2008).

/// Degree, coefficients of the polynomial, and the first direction numbers of dimensions 2 to 16.
const DIRECTIONS: [(usize, u32, &[u32]); 15] = [
    (1, 0, &[1]),
    (2, 1, &[1, 3]),
    (3, 1, &[1, 3, 1]),
    (3, 2, &[1, 1, 1]),
    (4, 1, &[1, 1, 3, 3]),
    (4, 4, &[1, 3, 5, 13]),
    (5, 2, &[1, 1, 5, 5, 17]),
    (5, 4, &[1, 1, 5, 5, 5]),
    (5, 7, &[1, 1, 7, 11, 19]),
    (5, 11, &[1, 1, 5, 1, 1]),
    (5, 13, &[1, 1, 1, 3, 11]),
    (5, 14, &[1, 3, 5, 5, 31]),
    (6, 1, &[1, 3, 3, 9, 7, 49]),
    (6, 13, &[1, 1, 1, 15, 21, 21]),
    (6, 16, &[1, 3, 1, 13, 27, 49]),
];

/// The `v` of a dimension, one for each of 32 bits.
fn directions(dimension: usize) -> [u32; 32] {
    let mut v = [0_u32; 32];
    if dimension == 0 {
        for (bit, number) in v.iter_mut().enumerate() {
            *number = 1 << (31 - bit);
        }
        return v;
    }
    let (degree, coefficients, first) = DIRECTIONS[dimension - 1];
    for bit in 0..32 {
        v[bit] = if bit < degree {
            first[bit] << (31 - bit)
        } else {
            let mut number = v[bit - degree] ^ (v[bit - degree] >> degree);
            for k in 1..degree {
                if (coefficients >> (degree - 1 - k)) & 1 == 1 {
                    number ^= v[bit - k];
                }
            }
            number
        };
    }
    v
}

/// `count` points of the sequence in up to 16 dimensions, a row a point, between 0 and 1, moved by the digits that the
/// seed gives each dimension (none for seed 0).
pub(crate) fn points(count: u32, dimensions: usize, seed: u32) -> Vec<Vec<f64>> {
    let v: Vec<[u32; 32]> = (0..dimensions).map(directions).collect();
    (0..count)
        .map(|index| {
            let gray = index ^ (index >> 1);
            v.iter()
                .zip(1_u32..)
                .map(|(numbers, place)| {
                    let shift = seed.wrapping_mul(place).wrapping_mul(2_654_435_761);
                    let bits = (0..32).filter(|&b| (gray >> b) & 1 == 1).fold(shift, |x, b| x ^ numbers[b]);
                    (f64::from(bits) + if seed == 0 { 0.0 } else { 0.5 }) / 4_294_967_296.0
                })
                .collect()
        })
        .collect()
}
