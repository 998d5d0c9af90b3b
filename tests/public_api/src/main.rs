//! Prints the public API of a crate, one item a line, from the JSON that rustdoc made of it.

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(json) = std::env::args_os().nth(1) else {
        eprintln!("public-api-listing RUSTDOC_JSON");
        return ExitCode::FAILURE;
    };
    // What the compiler adds to a type by itself is left out, and so is the one function of a trait whose
    // implementation is listed.
    let listing = public_api::Builder::from_rustdoc_json(json)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build();
    match listing {
        Ok(api) => {
            for item in api.items().map(ToString::to_string) {
                if !["::fmt(&self,", "::serialize<S"].iter().any(|part| item.contains(part)) {
                    println!("{item}");
                }
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
