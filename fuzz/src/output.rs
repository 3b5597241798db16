//! What must hold of the outcome of a run.
//!
//! A compiler is too slow to be asked each time; `examples/compile.rs` asks one about a sample. What is looked at here is
//! what can be seen without: files parse, and no module has two items of one name.

use std::collections::HashSet;
use std::path::Path;

use codegen::diagnostic::Place;
use codegen::folder::NoFolder;
use codegen::{Options, Output, Source};
use syn::{Fields, ImplItem, Item};

/// Generates, and panics if the outcome is none that a caller can work with.
pub(crate) fn check(source: &Source) {
    let mut options = Options::default();
    options.ledger = true;
    let output = codegen::generate_from(source, &NoFolder, &options);
    let is_faulty = output.diagnostics.has_errors();
    assert_eq!(output.files.is_empty(), is_faulty, "there are either files or errors");
    check_positions(source, &output);
    let mut paths = HashSet::new();
    for file in &output.files {
        // There are file systems that do not tell upper from lower case.
        assert!(paths.insert(file.path.to_lowercase()), "there are two files `{}`", file.path);
        let is_served = file.path.starts_with("src/cli/") && !file.path.starts_with("src/cli/commands");
        let is_common =
            is_served || file.path.starts_with("src/runtime/") || file.path.starts_with("src/client/");
        if !is_common && Path::new(&file.path).extension().is_some_and(|it| it == "rs") {
            let parsed = syn::parse_file(&file.content)
                .unwrap_or_else(|error| panic!("{}: {error}\n{}", file.path, file.content));
            check_items(&parsed.items, &file.path);
        }
    }
}

/// What there is to say can be shown: every place is found, at a character of the text.
fn check_positions(source: &Source, output: &Output) {
    let Ok(text) = std::str::from_utf8(&source.bytes) else { return };
    let places: Vec<Place> = output.diagnostics.iter().map(|it| it.place.clone()).collect();
    for span in codegen::position::locate(text, &places).into_iter().flatten() {
        assert!(text.get(span.bytes.clone()).is_some(), "{span:?} is no text");
    }
}

/// No two items, fields, variants, or methods of a type have one name.
fn check_items(items: &[Item], module: &str) {
    let (mut types, mut values, mut methods) = (HashSet::new(), HashSet::new(), HashSet::new());
    for item in items {
        match item {
            Item::Struct(it) => {
                add(&mut types, &it.ident, module);
                check_fields(&it.fields, &it.ident);
            }
            Item::Enum(it) => {
                add(&mut types, &it.ident, module);
                let mut variants = HashSet::new();
                for variant in &it.variants {
                    add(&mut variants, &variant.ident, &it.ident);
                    check_fields(&variant.fields, &variant.ident);
                }
            }
            Item::Type(it) => add(&mut types, &it.ident, module),
            Item::Trait(it) => add(&mut types, &it.ident, module),
            Item::Mod(it) => {
                add(&mut types, &it.ident, module);
                let content = it.content.as_ref().map_or(&[][..], |(_, items)| items);
                check_items(content, &format!("{module}: {}", it.ident));
            }
            // Of two that never are there together, each may have the name.
            Item::Fn(it) if it.attrs.iter().any(|it| it.path().is_ident("cfg")) => {}
            Item::Fn(it) => add(&mut values, &it.sig.ident, module),
            Item::Const(it) if it.ident != "_" => add(&mut values, &it.ident, module),
            Item::Static(it) => add(&mut values, &it.ident, module),
            Item::Impl(it) if it.trait_.is_none() => {
                let syn::Type::Path(of) = &*it.self_ty else { continue };
                for item in &it.items {
                    let (ImplItem::Fn(syn::ImplItemFn { sig: syn::Signature { ident, .. }, .. })
                    | ImplItem::Const(syn::ImplItemConst { ident, .. })) = item
                    else {
                        continue;
                    };
                    let of = of.path.segments.last().map(|it| it.ident.to_string());
                    assert!(methods.insert((of, ident.to_string())), "{module}: `{ident}` is there twice");
                }
            }
            _ => {}
        }
    }
}

fn check_fields(fields: &Fields, of: &syn::Ident) {
    let mut names = HashSet::new();
    for field in fields {
        if let Some(name) = &field.ident {
            add(&mut names, name, of);
        }
    }
}

fn add(names: &mut HashSet<String>, name: &syn::Ident, of: impl std::fmt::Display) {
    assert!(names.insert(name.to_string()), "{of}: `{name}` is there twice");
}

#[cfg(test)]
mod tests {
    use super::check_items;

    fn check(text: &str) {
        check_items(&syn::parse_file(text).unwrap().items, "module");
    }

    #[test]
    fn names_may_occur_once_in_each_namespace() {
        check(
            "struct A { a: u8 } fn a() {} const A: u8 = 1; impl A { fn a() {} } impl B { fn a() {} } enum C { A, B }",
        );
        check("#[cfg(unix)] fn a() {} #[cfg(not(unix))] fn a() {}");
    }

    #[test]
    fn names_that_occur_twice_are_found() {
        for text in [
            "struct A; enum A {}",
            "struct A { a: u8, a: u8 }",
            "enum A { B, B }",
            "impl A { fn a() {} } impl A { const a: u8 = 1; }",
            "mod a { fn b() {} fn b() {} }",
        ] {
            assert!(std::panic::catch_unwind(|| check(text)).is_err(), "{text}");
        }
    }
}
