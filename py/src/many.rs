//! A run over a table, and its result as a stream of Arrow record batches.

use std::ffi::CStr;
use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, Decimal128Array, DictionaryArray, Float64Array, Int32Array, RecordBatch, RecordBatchReader,
    StringArray,
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use options_appraisal as core;
use options_appraisal::many::{Key, ManyResult, Rows, Spread};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::error;
use crate::watch::Watch;

/// The name that the protocol gives the capsule of a stream.
pub(crate) const STREAM: &CStr = c"arrow_array_stream";
/// About how many numbers a batch has.
const A_BATCH: usize = 65_536;
/// A value is a decimal of so many digits, two of them after the point.
const DIGITS: u8 = 18;

/// So many records are shown in a notebook.
const RECORDS_SHOWN: usize = 30;

/// What the rows of a table come to.
#[pyclass(frozen, module = "options_appraisal")]
pub(crate) struct Many(Arc<ManyResult>);

/// Works a table out. With the result comes the exception that ended the run, if one did: the rows done by then count.
pub(crate) fn run(
    py: Python<'_>,
    appraisal: &core::Appraisal,
    asked: &core::Value,
    table: (core::Value, core::Value),
    progress: Option<&Py<PyAny>>,
) -> PyResult<(Py<Many>, Option<PyErr>)> {
    let mut watch = Watch::new(progress);
    let result = py.detach(|| {
        let asked = core::many::Many::from_value(asked)?;
        let rows = Rows::from_values(table.0, table.1)?;
        appraisal.run_many_with(&asked, &rows, |so_far| {
            watch.goes_on(so_far.rows >= so_far.asked, (so_far.rows, so_far.asked))
        })
    });
    let result = Arc::new(result.map_err(|problems| error::raise(py, &problems))?);
    Ok((Py::new(py, Many(result))?, watch.raised()))
}

/// A problem of a row: its place, its id, and the parts of the problem.
type ManyProblem<'a> = (usize, &'a str, &'a str, &'a str, Option<&'a str>);

#[pymethods]
impl Many {
    /// Hands the result over as the Arrow protocol has it, batch by batch as they are taken.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The protocol lets a producer that casts nothing ignore what is requested.
        let _ = requested_schema;
        let stream = FFI_ArrowArrayStream::new(Box::new(Batches::of(&self.0)));
        PyCapsule::new_with_value(py, stream, STREAM)
    }

    #[getter]
    fn asked(&self) -> usize {
        self.0.asked()
    }

    #[getter]
    fn failed(&self) -> usize {
        self.0.failed()
    }

    #[getter]
    fn complete(&self) -> bool {
        self.0.is_complete()
    }

    #[getter]
    fn draws(&self) -> u64 {
        self.0.draws()
    }

    #[getter]
    fn seed(&self) -> u64 {
        self.0.seed()
    }

    #[getter]
    fn ids(&self) -> Vec<&str> {
        self.0.ids().iter().map(String::as_str).collect()
    }

    #[getter]
    fn problems(&self) -> Vec<ManyProblem<'_>> {
        let parts = self.0.problems().iter().map(|one| {
            let problem = &one.problem;
            let accepted = problem.accepted.as_deref();
            (one.row, one.id.as_str(), problem.address.as_str(), problem.message.as_str(), accepted)
        });
        parts.collect()
    }

    /// The first records as a table of HTML.
    fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| self.0.head(RECORDS_SHOWN).to_html(RECORDS_SHOWN))
    }

    fn __len__(&self) -> usize {
        self.0.ids().len() * self.0.keys().len()
    }
}

/// The batches of a result, each made when it is taken.
struct Batches {
    result: Arc<ManyResult>,
    schema: SchemaRef,
    /// What each number of a row is, as columns of words.
    words: Vec<Words>,
    next: usize,
    /// Whether a batch was given: a result without rows has one, so that its words are known.
    begun: bool,
}

/// A column of words that is the same for every row of the table.
struct Words {
    words: Arc<StringArray>,
    /// For each key, the place of its word.
    places: Vec<Option<i32>>,
}

impl Words {
    fn of(keys: &[Key], word: impl Fn(&Key) -> Option<String>) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut places = Vec::with_capacity(keys.len());
        for key in keys {
            let place = word(key).map(|word| {
                words.iter().position(|known| *known == word).unwrap_or_else(|| {
                    words.push(word);
                    words.len() - 1
                })
            });
            places.push(place.and_then(|place| i32::try_from(place).ok()));
        }
        Self { words: Arc::new(StringArray::from(words)), places }
    }

    fn repeated(&self, rows: usize) -> Result<ArrayRef, ArrowError> {
        let places: Int32Array = (0..rows).flat_map(|_| self.places.iter().copied()).collect();
        Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(places, Arc::clone(&self.words) as ArrayRef)?))
    }
}

/// The columns that draws bring.
type OfSpread = (&'static str, fn(&Spread) -> f64);
const SPREADS: [OfSpread; 7] = [
    ("mean", |spread| spread.mean),
    ("standard_deviation", |spread| spread.standard_deviation),
    ("p5", |spread| spread.p5),
    ("p50", |spread| spread.p50),
    ("p95", |spread| spread.p95),
    ("above_nought", |spread| spread.above_nought),
    ("below_nought", |spread| spread.below_nought),
];

impl Batches {
    fn of(result: &Arc<ManyResult>) -> Self {
        let keys = result.keys();
        let words = vec![
            Words::of(keys, |key| Some(key.option.clone())),
            Words::of(keys, |key| key.view.clone()),
            Words::of(keys, |key| Some(key.measure.clone())),
            Words::of(keys, |key| key.year.map(|year| year.to_string())),
            Words::of(keys, |key| Some(key.unit.clone())),
        ];
        let word = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
        let mut fields = vec![Field::new("id", DataType::Utf8, false)];
        for (name, nullable) in
            [("option", false), ("view", true), ("measure", false), ("year", true), ("unit", false)]
        {
            fields.push(Field::new(name, word.clone(), nullable));
        }
        fields.push(Field::new("value", DataType::Decimal128(DIGITS, 2), true));
        if result.draws() > 0 {
            fields.extend(SPREADS.map(|(name, _)| Field::new(name, DataType::Float64, true)));
        }
        let about = [("draws", result.draws()), ("seed", result.seed())]
            .map(|(name, value)| (format!("options_appraisal.{name}"), value.to_string()));
        let schema = Schema::new(fields).with_metadata(about);
        Self { result: Arc::clone(result), schema: Arc::new(schema), words, next: 0, begun: false }
    }

    fn batch(&self, first: usize, rows: usize) -> Result<RecordBatch, ArrowError> {
        let (result, keys) = (&self.result, self.result.keys().len());
        let ids = &result.ids()[first..first + rows];
        let ids = StringArray::from_iter_values(ids.iter().flat_map(|id| std::iter::repeat_n(id, keys)));
        let mut columns: Vec<ArrayRef> = vec![Arc::new(ids)];
        for words in &self.words {
            columns.push(words.repeated(rows)?);
        }
        let values = (first..first + rows).flat_map(|row| result.hundredths(row).iter().copied());
        let values: Decimal128Array = values.map(|value| value.map(i128::from)).collect();
        columns.push(Arc::new(values.with_precision_and_scale(DIGITS, 2)?));
        if result.draws() > 0 {
            for (_, part) in SPREADS {
                let of = |(row, key)| result.spread(row, key).map(part).filter(|number| !number.is_nan());
                let cells = (first..first + rows).flat_map(|row| (0..keys).map(move |key| (row, key)));
                columns.push(Arc::new(cells.map(of).collect::<Float64Array>()));
            }
        }
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let left = self.result.ids().len() - self.next;
        if left == 0 && self.begun {
            return None;
        }
        let rows = (A_BATCH / self.result.keys().len().max(1)).max(1).min(left);
        let batch = self.batch(self.next, rows);
        self.next += rows;
        self.begun = true;
        Some(batch)
    }
}

impl RecordBatchReader for Batches {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
