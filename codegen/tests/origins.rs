//! Where items come from: what is told of has to be there, whatever the document.
#![expect(clippy::unwrap_used, reason = "a helper of a test may panic like the test itself")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use codegen::diagnostic::Diagnostics;
use codegen::ir::Api;
use codegen::name::Names;
use codegen::origin::origins;
use codegen::{analyse, render};

mod folder;
#[path = "folder/options.rs"]
mod options;
use folder::Case;

/// The paths of all types of an output, their fields, variants and methods.
fn items(api: &Api, names: &Names) -> BTreeSet<String> {
    let (files, _) = render(api, names, "test.yaml");
    let mut items = BTreeSet::new();
    for file in files {
        let Some(module) =
            ["models", "operations"].into_iter().find(|it| file.path.starts_with(&format!("src/{it}/")))
        else {
            continue;
        };
        for item in syn::parse_file(&file.content).unwrap().items {
            let mut add = |ty: &dyn std::fmt::Display, member: Option<&syn::Ident>| {
                items.insert(format!("{module}::{ty}"));
                items.extend(member.map(|member| format!("{module}::{ty}::{member}")));
            };
            match item {
                syn::Item::Struct(it) => {
                    add(&it.ident, None);
                    it.fields.iter().for_each(|field| add(&it.ident, field.ident.as_ref()));
                }
                syn::Item::Enum(it) => {
                    add(&it.ident, None);
                    it.variants.iter().for_each(|variant| add(&it.ident, Some(&variant.ident)));
                }
                syn::Item::Type(it) => add(&it.ident, None),
                syn::Item::Impl(it) => {
                    let syn::Type::Path(ty) = *it.self_ty else { continue };
                    let ty = &ty.path.segments.last().unwrap().ident;
                    for member in &it.items {
                        match member {
                            syn::ImplItem::Fn(function) => add(ty, Some(&function.sig.ident)),
                            syn::ImplItem::Type(alias) => add(ty, Some(&alias.ident)),
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }
    items
}

#[test]
fn what_is_told_of_is_there() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut told = 0;
    for fixture in fs::read_dir(fixtures).unwrap() {
        let case = Case(fixture.unwrap().path());
        let mut diagnostics = Diagnostics::default();
        let source = case.source();
        let analysis = analyse(&source, &case, &case.options(), &mut diagnostics);
        let Some((api, names)) = analysis.api.zip(analysis.names) else { continue };
        let items = items(&api, &names);
        for origin in origins(&api, &names) {
            told += 1;
            let there = items.contains(&origin.path) || origin.what.starts_with("no ");
            assert!(there, "{}: {origin:?}", case.0.display());
        }
    }
    assert!(told > 1000, "{told}");
}
