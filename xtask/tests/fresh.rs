//! The checked-in output is what the generator makes of the checked-in document.

use std::process::Command;

#[test]
fn generated_code_is_fresh() {
    let run = Command::new(env!("CARGO_BIN_EXE_xtask")).args(["codegen", "--check"]).output();
    let output = run.expect("the binary was just built");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
