//! What names mean inside one file.
//!
//! Invariant: a path that is given out means the same whatever the document calls its types. Names of the
//! standard prelude stay short, except in a file that defines a type of such a name.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, ModelId};
use crate::name::{Ident, Names};

/// Types and traits of the prelude that generated files use by their short names.
const PRELUDE: &[&str] = &["Box", "Default", "From", "Into", "Option", "Result", "String", "Vec"];

/// A file that is being emitted.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    pub(super) api: &'a Api,
    pub(super) names: &'a Names,
    home: Home,
    imports: RefCell<BTreeSet<Ident>>,
    files: RefCell<BTreeSet<usize>>,
    shadowed: BTreeSet<&'static str>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Home {
    /// A file of models, by index.
    Models(usize),
    /// Any other file, which reaches models by way of their module.
    Elsewhere,
}

impl<'a> Scope<'a> {
    /// The scope of a file of models.
    pub(super) fn models(api: &'a Api, names: &'a Names, file: usize) -> Self {
        let models = names.model_files[file].models.iter().map(|id| names.model(*id));
        let defined = models.flat_map(|names| [&names.ty, &names.required, &names.slots]);
        Self::new(api, names, Home::Models(file), defined)
    }

    /// The scope of an operation's file.
    pub(super) fn operation(api: &'a Api, names: &'a Names, index: usize) -> Self {
        let it = &names.operations[index];
        let replies = it.response_content.iter().map(|content| &content.ty);
        let defined = [&it.ty, &it.required, &it.success, &it.failure, &it.headers, &it.content.ty]
            .into_iter()
            .chain(replies);
        Self::new(api, names, Home::Elsewhere, defined)
    }

    /// The scope of a module that defines no type of the document.
    pub(super) fn elsewhere(api: &'a Api, names: &'a Names) -> Self {
        Self::new(api, names, Home::Elsewhere, [])
    }

    fn new(api: &'a Api, names: &'a Names, home: Home, defined: impl IntoIterator<Item = &'a Ident>) -> Self {
        let prelude = |ident: &Ident| PRELUDE.iter().find(|name| **name == ident.as_str()).copied();
        let shadowed = defined.into_iter().filter_map(prelude).collect();
        Self { api, names, home, imports: RefCell::default(), files: RefCell::default(), shadowed }
    }

    /// The path of a model.
    pub(super) fn model(&self, id: ModelId) -> TokenStream {
        let names = self.names.model(id);
        let ident = &names.ty;
        if self.home != Home::Models(names.file) {
            self.files.borrow_mut().insert(names.file);
        }
        match self.home {
            Home::Elsewhere => quote!(models::#ident),
            Home::Models(file) if names.file == file => quote!(#ident),
            Home::Models(_) if PRELUDE.contains(&ident.as_str()) => quote!(super::#ident),
            Home::Models(_) => {
                self.imports.borrow_mut().insert(ident.clone());
                quote!(#ident)
            }
        }
    }

    /// The models of other files whose path was asked for.
    pub(super) fn imports(&self) -> Vec<Ident> {
        self.imports.borrow().iter().cloned().collect()
    }

    /// The files of models that a path was asked for, this one aside: indices into [`Names::model_files`].
    pub(super) fn files(&self) -> BTreeSet<usize> {
        self.files.borrow().clone()
    }

    pub(super) fn boxed(&self) -> TokenStream {
        self.std("Box", quote!(Box), quote!(::std::boxed::Box))
    }

    pub(super) fn default_trait(&self) -> TokenStream {
        self.std("Default", quote!(Default), quote!(::std::default::Default))
    }

    pub(super) fn from(&self) -> TokenStream {
        self.std("From", quote!(From), quote!(::std::convert::From))
    }

    pub(super) fn into(&self) -> TokenStream {
        self.std("Into", quote!(Into), quote!(::std::convert::Into))
    }

    pub(super) fn option(&self) -> TokenStream {
        self.std("Option", quote!(Option), quote!(::std::option::Option))
    }

    pub(super) fn result(&self) -> TokenStream {
        self.std("Result", quote!(Result), quote!(::std::result::Result))
    }

    pub(super) fn string(&self) -> TokenStream {
        self.std("String", quote!(String), quote!(::std::string::String))
    }

    pub(super) fn vec(&self) -> TokenStream {
        self.std("Vec", quote!(Vec), quote!(::std::vec::Vec))
    }

    fn std(&self, name: &str, short: TokenStream, long: TokenStream) -> TokenStream {
        if self.shadowed.contains(name) { long } else { short }
    }
}
