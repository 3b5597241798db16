//! Shows the document that the target `emit` makes of bytes: `cargo run -p fuzz --example document -- FILE`.
#![expect(clippy::print_stdout, reason = "it is a program")]

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let bytes = std::fs::read(path)?;
    let document = fuzz::mutate::document(&mut arbitrary::Unstructured::new(&bytes))?;
    println!("{}", document.to_pretty());
    Ok(())
}
