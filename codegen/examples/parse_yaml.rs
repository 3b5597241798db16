//! Reads a YAML file into `serde_yaml`'s own `Value` and does no more: what `benchmarks/` measures generating against.

use std::error::Error;
use std::hint::black_box;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("give the path of a YAML file")?;
    let text = std::fs::read_to_string(path)?;
    black_box(serde_yaml::from_str::<serde_yaml::Value>(&text)?);
    Ok(())
}
