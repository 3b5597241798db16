//! YAML whose aliases stand for far more than its text.

use super::{Case, Files, list, yaml};

pub(super) const CASES: &[Case] = &[
    Case { name: "aliases of aliases (billion laughs)", large: 100, small: 12, files: laughs },
    Case { name: "many aliases of a long list", large: 20_000, small: 3000, files: wide },
    Case { name: "many aliases of a long text", large: 50_000, small: 5000, files: long },
    Case { name: "many aliases of a deep value", large: 50_000, small: 60_000, files: deep },
    Case { name: "an alias of what it stands in", large: 1, small: 1, files: itself },
    Case { name: "many anchors", large: 1_000_000, small: 1000, files: anchors },
    Case { name: "merge keys", large: 100_000, small: 1000, files: merges },
];

fn laughs(n: usize) -> Files {
    let mut text = "x-0: &a0 lol\n".to_owned();
    for level in 1..n {
        let before = list(10, |_| format!("*a{}", level - 1));
        text.extend([format!("x-{level}: &a{level} [{before}]\n")]);
    }
    yaml(&text)
}

fn wide(n: usize) -> Files {
    yaml(&format!("x-a: &a [{}]\nx-b: [{}]\n", "1, ".repeat(n), "*a, ".repeat(n)))
}

fn long(n: usize) -> Files {
    yaml(&format!("x-a: &a {}\nx-b: [{}]\n", "x".repeat(n), "*a, ".repeat(n)))
}

fn deep(n: usize) -> Files {
    yaml(&format!("x-a: &a {}{}\nx-b: [{}]\n", "[".repeat(90), "]".repeat(90), "*a, ".repeat(n)))
}

fn itself(_: usize) -> Files {
    yaml("x-a: &a [*a]\n")
}

fn anchors(n: usize) -> Files {
    let items: Vec<String> = (0..n).map(|index| format!("  - &a{index} 1\n")).collect();
    yaml(&format!("x-a:\n{}", items.concat()))
}

fn merges(n: usize) -> Files {
    let items: Vec<String> = (0..n).map(|_| "  - {<<: *a, b: 2}\n".to_owned()).collect();
    yaml(&format!("x-a: &a {{c: 1}}\nx-b:\n{}", items.concat()))
}
