//! The curve of a figure over the values of one input, read exactly, with its thresholds found.

use rust_decimal::Decimal;

use crate::appraisal::{Appraisal, Model};
use crate::method::{Switching, switching_value};
use crate::problem::Problems;
use crate::sheet::batch::{Block, Unknowns, fold};
use crate::sheet::degree::{Degree, Threshold, degrees, thresholds};
use crate::sheet::exact::{Events, Values};
use crate::sheet::{NodeId, Span};
use crate::uncertainty::columns::float;

/// The most points at which a curve in pieces is read.
const MOST_POINTS: usize = 600;
/// The parts of the searched range in which a curve of any shape is looked at.
const SCAN: u32 = 200;
/// How near to a crossing the search for one that has no formula goes, relative to the range.
const FINE: Decimal = Decimal::from_parts(1, 0, 0, false, 12);

/// A threshold and the value of the input at which it lies.
type Edge = (Decimal, Threshold);

/// Where a figure is nought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Crossing {
    pub(crate) at: Decimal,
    /// Whether it was worked out and not searched for.
    pub(crate) exact: bool,
    /// The threshold at which the figure jumps across nought, where it does.
    pub(crate) jump: Option<Threshold>,
}

/// A jump of the figure at a threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Jump {
    pub(crate) at: Decimal,
    pub(crate) below: Decimal,
    pub(crate) above: Decimal,
    pub(crate) threshold: Threshold,
}

/// A figure of the sheet as a function of one input.
pub(crate) struct Curve<'a> {
    model: &'a Model,
    values: &'a Values,
    input: u32,
    /// The figure is the first of these less the second, less the constant.
    of: (NodeId, usize),
    less: Option<(NodeId, usize)>,
    constant: Decimal,
    degrees: Vec<Degree>,
}

/// Points that divide a range into straight pieces, and the thresholds between them.
type Pieces = (Vec<Point>, Vec<Edge>);

/// A point of the curve.
struct Point {
    x: Decimal,
    values: Values,
    y: Decimal,
}

impl<'a> Curve<'a> {
    pub(crate) fn new(
        appraisal: &'a Appraisal,
        events: Events,
        input: u32,
        of: (NodeId, usize),
        less: Option<(NodeId, usize)>,
        constant: Decimal,
    ) -> Result<Self, Problems> {
        let model = appraisal.model();
        let degrees = degrees(&model.graph, input, events);
        Ok(Self { model, values: appraisal.values(events)?, input, of, less, constant, degrees })
    }

    /// How the figure depends on the input.
    pub(crate) fn degree(&self) -> Degree {
        let at = |node: NodeId| self.degrees[node.index()];
        self.less.map_or(Degree::Free, |(node, _)| at(node)).max(at(self.of.0))
    }

    fn figure(&self, values: &Values) -> Option<Decimal> {
        let of = values.at(self.of.0, self.of.1)?;
        let less = match self.less {
            Some((node, year)) => values.at(node, year)?,
            None => Decimal::ZERO,
        };
        of.checked_sub(less)?.checked_sub(self.constant)
    }

    /// The figure at a value of the input; none where it has no value there.
    pub(crate) fn at(&self, x: Decimal) -> Option<Decimal> {
        self.point(x).map(|point| point.y)
    }

    fn point(&self, x: Decimal) -> Option<Point> {
        let values = self.values.what_if(&self.model.graph, &[(self.input, x)]).ok()?;
        let y = self.figure(&values)?;
        Some(Point { x, values, y })
    }

    /// All values of the input between two where the figure is nought. For a straight line they need not lie between:
    /// its one crossing is given wherever it is.
    pub(crate) fn crossings(&self, low: Decimal, high: Decimal) -> Option<Vec<Crossing>> {
        match self.degree() {
            Degree::Free => Some(Vec::new()),
            Degree::Straight => {
                let (a, b) = (self.at(low)?, self.at(high)?);
                // Two lines that are all but parallel meet farther away than a decimal reaches: for an input, nowhere.
                let Ok(found) = switching_value((low, a), (high, b)) else { return Some(Vec::new()) };
                let exact = |at| Crossing { at, exact: true, jump: None };
                Some(match found {
                    Switching::At(values) => values.into_iter().map(exact).collect(),
                    Switching::Never | Switching::Always => Vec::new(),
                })
            }
            Degree::Pieces => self.in_pieces(low, high),
            Degree::Curved => self.searched(low, high),
        }
    }

    /// The jumps of the figure between two values of the input.
    pub(crate) fn jumps(&self, low: Decimal, high: Decimal) -> Option<Vec<Jump>> {
        let (points, edges) = self.pieces(low, high)?;
        // What is no jump moves, over so short a piece, by no more than the whole curve does in proportion.
        let width = high.checked_sub(low)?;
        let span = points.iter().map(|point| point.y).max()? - points.iter().map(|point| point.y).min()?;
        let smooth = span.checked_mul(FINE)?.checked_mul(Decimal::ONE_THOUSAND)?.max(FINE);
        let mut jumps = Vec::new();
        for pair in points.windows(2) {
            let [before, after] = pair else { continue };
            let Some((at, threshold)) = edges.iter().find(|(at, _)| before.x < *at && *at < after.x) else {
                continue;
            };
            if after.x - before.x < width && (after.y - before.y).abs() > smooth {
                jumps.push(Jump { at: *at, below: before.y, above: after.y, threshold: *threshold });
            }
        }
        Some(jumps)
    }

    /// The crossings of a curve in straight pieces: each piece has its own closed form.
    fn in_pieces(&self, low: Decimal, high: Decimal) -> Option<Vec<Crossing>> {
        let (points, edges) = self.pieces(low, high)?;
        let mut found: Vec<Crossing> = Vec::new();
        let mut add = |crossing: Crossing| {
            if found.last().is_none_or(|last| last.at != crossing.at) {
                found.push(crossing);
            }
        };
        for pair in points.windows(2) {
            let [a, b] = pair else { continue };
            if a.y.is_zero() {
                add(Crossing { at: a.x, exact: true, jump: None });
            }
            if a.y.is_zero() || b.y.is_zero() || a.y.is_sign_negative() == b.y.is_sign_negative() {
                continue;
            }
            let edge = edges.iter().find(|(at, _)| a.x < *at && *at < b.x);
            if let Some((at, threshold)) = edge {
                add(Crossing { at: *at, exact: true, jump: Some(*threshold) });
            } else if let Ok(Switching::At(values)) = switching_value((a.x, a.y), (b.x, b.y)) {
                for at in values {
                    add(Crossing { at, exact: true, jump: None });
                }
            }
        }
        if points.last().is_some_and(|point| point.y.is_zero()) {
            add(Crossing { at: high, exact: true, jump: None });
        }
        Some(found)
    }

    /// Points that divide a range into straight pieces, and the thresholds between them. On either side of a threshold
    /// stands a point at a hair's breadth, so that a jump lies between two points.
    fn pieces(&self, low: Decimal, high: Decimal) -> Option<Pieces> {
        let graph = &self.model.graph;
        let read: Vec<NodeId> =
            [Some(self.of), self.less].into_iter().flatten().map(|(node, _)| node).collect();
        let mut points = vec![self.point(low)?, self.point(high)?];
        let hair = high.checked_sub(low)?.checked_mul(FINE)?;
        let mut edges: Vec<Edge> = Vec::new();
        for threshold in thresholds(graph, &self.degrees, &read) {
            let series = graph.node(threshold.node).span == Span::Series;
            for year in 0..if series { graph.years } else { 1 } {
                let gap = |point: &Point| {
                    point
                        .values
                        .at(threshold.left, year)?
                        .checked_sub(point.values.at(threshold.right, year)?)
                };
                let mut place = 0;
                while place + 1 < points.len() {
                    let (a, b) = (&points[place], &points[place + 1]);
                    place += 1;
                    // A piece of a hair's breadth holds a threshold that is known.
                    if b.x - a.x <= hair * Decimal::TWO {
                        continue;
                    }
                    let (before, after) = (gap(a)?, gap(b)?);
                    if before.is_sign_negative() == after.is_sign_negative()
                        && !after.is_zero()
                        && !before.is_zero()
                    {
                        continue;
                    }
                    let Ok(Switching::At(found)) = switching_value((a.x, before), (b.x, after)) else {
                        continue;
                    };
                    let Some(at) = found.first().copied().filter(|at| a.x < *at && *at < b.x) else {
                        continue;
                    };
                    let (left, right) = ((at - hair).max(a.x), (at + hair).min(b.x));
                    if points.len() + 2 > MOST_POINTS {
                        return None;
                    }
                    edges.push((at, threshold));
                    let (left, right) = (self.point(left)?, self.point(right)?);
                    points.splice(place..place, [left, right]);
                    place += 2;
                }
            }
        }
        points.dedup_by(|a, b| a.x == b.x);
        Some((points, edges))
    }

    /// The crossings of a curve of any shape: looked for in two hundred parts of the range by the batch reader, and
    /// closed in on by the exact one.
    fn searched(&self, low: Decimal, high: Decimal) -> Option<Vec<Crossing>> {
        let step = high.checked_sub(low)?.checked_div(Decimal::from(SCAN))?;
        let xs: Vec<Decimal> = (0..=SCAN).map(|n| low + step * Decimal::from(n)).collect();
        let ys = self.scanned(&xs);
        let mut found: Vec<Crossing> = Vec::new();
        for (pair, sides) in xs.windows(2).zip(ys.windows(2)) {
            let ([a, b], [left, right]) = (pair, sides) else { continue };
            if *left == 0.0 {
                found.push(Crossing { at: *a, exact: false, jump: None });
            } else if (*left < 0.0) != (*right < 0.0) {
                found.extend(self.close_in(*a, *b).map(|at| Crossing { at, exact: false, jump: None }));
            }
        }
        // A crossing on the border of two parts is found from both.
        let fine = step.checked_mul(FINE)?;
        found.dedup_by(|after, before| (after.at - before.at).abs() <= fine);
        Some(found)
    }

    /// The figure at many values, in floating point.
    fn scanned(&self, xs: &[Decimal]) -> Vec<f64> {
        let nodes: Vec<NodeId> =
            [Some(self.of), self.less].into_iter().flatten().map(|(node, _)| node).collect();
        let unknowns = Unknowns { inputs: vec![self.input], events: Vec::new() };
        let program = fold(&self.model.graph, self.values, &unknowns, &nodes);
        let mut block = Block::new(&program, xs.len());
        program.run(&mut block, &[xs.iter().map(|x| float(*x)).collect()], xs.len());
        let mut of = vec![0.0; xs.len()];
        program.output(&block, 0, self.of.1, &mut of);
        let mut less = vec![0.0; xs.len()];
        if let Some((_, year)) = self.less {
            program.output(&block, 1, year, &mut less);
        }
        let constant = float(self.constant);
        of.iter().zip(&less).map(|(of, less)| of - less - constant).collect()
    }

    /// Halves a stretch with a crossing in it until it is fine enough, and takes the straight line between its ends.
    fn close_in(&self, low: Decimal, high: Decimal) -> Option<Decimal> {
        let (mut a, mut b) = ((low, self.at(low)?), (high, self.at(high)?));
        if a.1.is_sign_negative() == b.1.is_sign_negative() {
            // The crossing lies at an end, where floating point and decimals fall to different sides of nought.
            let nought = a.1.abs().max(b.1.abs()).checked_mul(FINE)?;
            return [a, b].into_iter().find(|end| end.1.abs() <= nought).map(|end| end.0);
        }
        let fine = (high - low).checked_mul(FINE)?;
        for _ in 0..60 {
            if b.0 - a.0 <= fine {
                break;
            }
            // The middle, and the point of the straight line: whichever closes in more is used by the next round.
            let middle = (a.0 + b.0) / Decimal::TWO;
            let line = switching_value(a, b).ok().and_then(|found| found.only());
            for x in [line, Some(middle)].into_iter().flatten() {
                if x <= a.0 || x >= b.0 {
                    continue;
                }
                let y = self.at(x)?;
                if y.is_zero() {
                    return Some(x);
                }
                if y.is_sign_negative() == a.1.is_sign_negative() { a = (x, y) } else { b = (x, y) }
            }
        }
        switching_value(a, b).ok().and_then(|found| found.only())
    }
}
