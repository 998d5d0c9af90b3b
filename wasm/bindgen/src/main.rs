//! Writes the JavaScript side of a wasm module: `bindgen MODULE FOLDER`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let (Some(module), Some(folder)) = (words.next(), words.next()) else { return Err("bindgen MODULE FOLDER".into()) };
    wasm_bindgen_cli_support::Bindgen::new().input_path(module).web(true)?.typescript(true).out_name("options_appraisal").generate(folder)?;
    Ok(())
}
