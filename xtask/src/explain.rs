//! `cargo xtask explain`: what a diagnostic code means, or where a Rust item comes from.

mod codes;
mod items;

use crate::cli::ExplainArguments;
use crate::console::{self, Console};
use crate::failure::Failure;

/// Answers the question. Whether there is an answer: no error in the document.
pub(crate) fn run(arguments: &ExplainArguments, console: &mut Console<'_>) -> Result<bool, Failure> {
    let code = arguments.asked.as_deref().map(|asked| (asked, codes::find(asked)));
    let text = match code {
        None => codes::list(),
        Some((_, Some(code))) if arguments.spec.is_none() => codes::explanation(code),
        Some((asked, _)) if arguments.spec.is_some() || items::is_one(asked) => {
            let Some(text) = items::explanation(arguments, asked, console)? else { return Ok(false) };
            text
        }
        Some((asked, _)) => return Err(codes::unknown(asked)),
    };
    console::print(&text)?;
    Ok(true)
}
