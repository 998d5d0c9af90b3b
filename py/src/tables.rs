//! Tables of results as Arrow record batches, and row by row.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BooleanArray, Decimal128Array, DictionaryArray, Float64Array, Int32Array, Int64Array,
    RecordBatch, RecordBatchIterator, RecordBatchReader, StringArray,
};
use arrow_schema::{ArrowError, Field, Schema};
use options_appraisal::tables::{Cell, Cells, Column, Table as Data, Words};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

use crate::error;
use crate::many::STREAM;

/// The most digits that a decimal of Arrow has.
const DIGITS: u8 = 38;

/// A table of a result.
#[pyclass(frozen, module = "options_appraisal")]
pub(crate) struct Table(pub(crate) Arc<Data>);

/// What a column is: its name, its type, its unit, its price basis, and what it holds.
type About<'a> = (&'a str, &'static str, Option<&'a str>, Option<&'a str>, &'a str);

#[pymethods]
impl Table {
    #[getter]
    fn name(&self) -> &str {
        self.0.name()
    }

    #[getter]
    fn title(&self) -> &str {
        self.0.title()
    }

    #[getter]
    fn columns(&self) -> Vec<About<'_>> {
        self.0.columns().iter().map(described).collect()
    }

    /// All words that a column of words or years may hold, in their order.
    fn words(&self, column: &str) -> Vec<&str> {
        match self.0.column(column).map(|column| &column.cells) {
            Some(Cells::Words(words) | Cells::Years(words)) => {
                words.words.iter().map(String::as_str).collect()
            }
            _ => Vec::new(),
        }
    }

    fn wide(&self, py: Python<'_>) -> PyResult<Self> {
        let wide = py.detach(|| self.0.wide());
        wide.map(|wide| Self(Arc::new(wide))).map_err(|problem| error::raise(py, &problem.into()))
    }

    fn to_floats(&self, py: Python<'_>) -> Self {
        Self(Arc::new(py.detach(|| self.0.to_floats())))
    }

    fn to_html(&self, py: Python<'_>, most: usize) -> String {
        py.detach(|| self.0.to_html(most))
    }

    fn same_as(&self, py: Python<'_>, other: &Self) -> bool {
        py.detach(|| self.0 == other.0)
    }

    fn __len__(&self) -> usize {
        self.0.rows()
    }

    /// The cells of a row, exact numbers as decimals.
    fn row<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Bound<'py, PyTuple>> {
        let decimal = py.import("decimal")?.getattr("Decimal")?;
        let cells = self.0.columns().iter().map(|column| -> PyResult<Bound<'py, PyAny>> {
            Ok(match column.cells.get(row) {
                Cell::Nothing => py.None().into_bound(py),
                Cell::Text(text) => text.into_pyobject(py)?.into_any(),
                Cell::Number(value) => decimal.call1((value.to_string(),))?,
                Cell::Float(value) => value.into_pyobject(py)?.into_any(),
                Cell::Count(value) => value.into_pyobject(py)?.into_any(),
                Cell::Switch(value) => value.into_pyobject(py)?.to_owned().into_any(),
            })
        });
        PyTuple::new(py, cells.collect::<PyResult<Vec<_>>>()?)
    }

    /// Hands the table over as the Arrow protocol has it, words as dictionaries or, where `plain` is set, as texts.
    fn arrow_c_stream<'py>(&self, py: Python<'py>, plain: bool) -> PyResult<Bound<'py, PyCapsule>> {
        let batch =
            py.detach(|| batch(&self.0, plain)).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let schema = batch.schema();
        let batches: Box<dyn RecordBatchReader + Send> =
            Box::new(RecordBatchIterator::new([Ok(batch)], schema));
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(batches), STREAM)
    }
}

fn described(column: &Column) -> About<'_> {
    let (unit, basis) = (column.unit.as_deref(), column.price_basis.as_deref());
    (&column.name, column.cells.kind(), unit, basis, &column.about)
}

/// The whole table as one batch.
fn batch(table: &Data, plain: bool) -> Result<RecordBatch, ArrowError> {
    let (mut fields, mut arrays) = (Vec::new(), Vec::new());
    for column in table.columns() {
        let array = array(&column.cells, plain)?;
        let said = [("unit", &column.unit), ("price_basis", &column.price_basis)];
        let mut about: Vec<(String, String)> = said
            .into_iter()
            .filter_map(|(key, text)| Some((format!("options_appraisal.{key}"), text.clone()?)))
            .collect();
        about.push(("options_appraisal.about".to_owned(), column.about.clone()));
        let ordered = matches!(column.cells, Cells::Years(_));
        let field = Field::new(&column.name, array.data_type().clone(), true);
        let field = field.with_dict_is_ordered(ordered);
        fields.push(field.with_metadata(about.into_iter().collect::<HashMap<_, _>>()));
        arrays.push(array);
    }
    let about = [("name", table.name()), ("title", table.title())];
    let about = about.map(|(key, text)| (format!("options_appraisal.{key}"), text.to_owned()));
    RecordBatch::try_new(Arc::new(Schema::new(fields).with_metadata(HashMap::from(about))), arrays)
}

fn array(cells: &Cells, plain: bool) -> Result<ArrayRef, ArrowError> {
    Ok(match cells {
        Cells::Words(words) if plain => {
            Arc::new((0..words.places.len()).map(|row| words.get(row)).collect::<StringArray>())
        }
        Cells::Words(words) | Cells::Years(words) => dictionary(words)?,
        Cells::Texts(all) => Arc::new(all.iter().map(Option::as_deref).collect::<StringArray>()),
        Cells::Numbers { places, .. } => {
            let places = i8::try_from(*places).unwrap_or(i8::MAX);
            let all: Decimal128Array = cells.units().into_iter().collect();
            Arc::new(all.with_precision_and_scale(DIGITS, places)?)
        }
        Cells::Floats(all) => Arc::new(all.iter().copied().collect::<Float64Array>()),
        Cells::Counts(all) => Arc::new(all.iter().copied().collect::<Int64Array>()),
        Cells::Switches(all) => Arc::new(all.iter().copied().collect::<BooleanArray>()),
    })
}

fn dictionary(words: &Words) -> Result<ArrayRef, ArrowError> {
    let place = |place: &Option<u32>| place.and_then(|place| i32::try_from(place).ok());
    let places: Int32Array = words.places.iter().map(place).collect();
    let known = Arc::new(StringArray::from_iter_values(&words.words));
    Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(places, known)?))
}
