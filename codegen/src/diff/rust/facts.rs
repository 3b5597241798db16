//! The text of a file of Rust → what it declares, as plain data.
//!
//! Invariant: nothing is resolved here: names are those of the file.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::{Attribute, Fields, ImplItem, Item, TraitItem, UseTree, Visibility};

/// What a file declares.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub(super) modules: Vec<Declared<()>>,
    pub(super) items: Vec<Declared<Declaration>>,
    /// What is imported, also for others where it is public: the name here, and the path.
    pub(super) uses: Vec<Declared<Vec<String>>>,
    /// What is implemented: the path of the type, and the members that it gets.
    pub(super) impls: Vec<(Vec<String>, Vec<Member>)>,
}

/// Something with a name.
#[derive(Clone, Debug)]
pub(super) struct Declared<T> {
    pub(super) name: String,
    pub(super) is_public: bool,
    pub(super) is_hidden: bool,
    pub(super) gate: BTreeSet<String>,
    pub(super) what: T,
}

/// An item.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(super) struct Declaration {
    /// `struct`, `enum`…
    pub(super) kind: &'static str,
    /// What it says beside its members.
    pub(super) text: String,
    /// Whether others can neither build it nor match on all of it.
    pub(super) is_open: bool,
    pub(super) is_deprecated: bool,
    pub(super) members: Vec<Member>,
}

/// A part of an item that others can use.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Member {
    pub(super) kind: MemberKind,
    pub(super) name: String,
    /// Its type or signature.
    pub(super) text: String,
    pub(super) gate: BTreeSet<String>,
    pub(super) is_deprecated: bool,
}

/// What a member is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(super) enum MemberKind {
    Field,
    Variant,
    Method,
    /// A method that a trait asks for.
    NeededMethod,
    Constant,
    /// A type that an implementation of a trait chooses.
    Type,
    Implementation,
}

impl MemberKind {
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Variant => "variant",
            Self::Method | Self::NeededMethod => "method",
            Self::Constant => "constant",
            Self::Type => "type",
            Self::Implementation => "implementation",
        }
    }
}

/// Reads a file. None if it is no Rust, which what is generated always is.
pub(super) fn read(text: &str) -> Option<Facts> {
    let file = syn::parse_file(text).ok()?;
    let mut facts = Facts::default();
    for item in file.items {
        facts.add(item);
    }
    Some(facts)
}

impl Facts {
    fn add(&mut self, item: Item) {
        let (vis, attrs, name, what) = match item {
            Item::Mod(item) => {
                if !is_test(&item.attrs) {
                    self.modules.push(declared(&item.vis, &item.attrs, item.ident.to_string(), ()));
                }
                return;
            }
            Item::Use(item) => {
                let mut leaves = Vec::new();
                collect(&item.tree, &mut Vec::new(), &mut leaves);
                let leaves =
                    leaves.into_iter().map(|(name, path)| declared(&item.vis, &item.attrs, name, path));
                self.uses.extend(leaves);
                return;
            }
            Item::Impl(item) => return self.add_impl(&item),
            Item::Macro(item) => return self.add_macro(&item),
            Item::Struct(item) => {
                let members = fields(&item.fields);
                let has_private = item.fields.iter().any(|field| !is_public(&field.vis));
                let what = declaration("struct", &item.generics, &item.attrs, members, has_private);
                (item.vis, item.attrs, item.ident, what)
            }
            Item::Enum(item) => {
                let members = item.variants.iter().map(|variant| {
                    member(
                        MemberKind::Variant,
                        &variant.ident.to_string(),
                        shape(&variant.fields),
                        &variant.attrs,
                    )
                });
                let what = declaration("enum", &item.generics, &item.attrs, members.collect(), false);
                (item.vis, item.attrs, item.ident, what)
            }
            Item::Trait(item) => {
                let members = item.items.iter().filter_map(trait_member).collect();
                let what = declaration("trait", &item.generics, &item.attrs, members, false);
                (item.vis, item.attrs, item.ident, what)
            }
            Item::Type(item) => {
                let what = plain("type alias", tokens(&item.ty), &item.attrs);
                (item.vis, item.attrs, item.ident, what)
            }
            Item::Const(item) => {
                let what = plain("constant", tokens(&item.ty), &item.attrs);
                (item.vis, item.attrs, item.ident, what)
            }
            Item::Static(item) => {
                let what = plain("static", tokens(&item.ty), &item.attrs);
                (item.vis, item.attrs, item.ident, what)
            }
            Item::Fn(item) => {
                let what = plain("function", signature(&item.sig), &item.attrs);
                (item.vis, item.attrs, item.sig.ident, what)
            }
            _ => return,
        };
        self.items.push(declared(&vis, &attrs, name.to_string(), what));
    }

    fn add_impl(&mut self, item: &syn::ItemImpl) {
        let syn::Type::Path(ty) = &*item.self_ty else { return };
        let path = ty.path.segments.iter().map(|it| it.ident.to_string()).collect();
        let gate = gate(&item.attrs);
        let mut members = Vec::new();
        if let Some((of, _)) = &item.trait_ {
            let name = of.segments.last().map(tokens).unwrap_or_default();
            for inner in &item.items {
                if let ImplItem::Type(inner) = inner {
                    // Those of hidden types are as hidden.
                    if inner.ident == "Slots" {
                        continue;
                    }
                    let name = format!("{name}::{}", inner.ident);
                    members.push(member(MemberKind::Type, &name, tokens(&inner.ty), &item.attrs));
                }
            }
            members.push(member(MemberKind::Implementation, &name, String::new(), &[]));
        } else {
            for inner in &item.items {
                match inner {
                    ImplItem::Fn(it) if is_public(&it.vis) && !is_hidden(&it.attrs) => {
                        let name = it.sig.ident.to_string();
                        members.push(member(MemberKind::Method, &name, signature(&it.sig), &it.attrs));
                    }
                    ImplItem::Const(it) if is_public(&it.vis) && !is_hidden(&it.attrs) => {
                        let name = it.ident.to_string();
                        members.push(member(MemberKind::Constant, &name, tokens(&it.ty), &it.attrs));
                    }
                    _ => {}
                }
            }
        }
        for member in &mut members {
            if member.gate.is_empty() {
                member.gate.clone_from(&gate);
            }
        }
        self.impls.push((path, members));
    }

    /// A macro of the runtime gives the type that it names the same wherever it is used.
    fn add_macro(&mut self, item: &syn::ItemMacro) {
        let Some(name) = item.mac.path.segments.last().map(|it| it.ident.to_string()) else { return };
        let Some(ty) = item.mac.tokens.clone().into_iter().next() else { return };
        if item.ident.is_none() && name != "thread_local" {
            let what = format!("what `{name}!` gives");
            let member = member(MemberKind::Implementation, &what, String::new(), &[]);
            self.impls.push((vec![ty.to_string()], vec![member]));
        }
    }
}

fn declared<T>(vis: &Visibility, attrs: &[Attribute], name: String, what: T) -> Declared<T> {
    Declared {
        is_public: is_public(vis),
        is_hidden: is_hidden(attrs) || is_test(attrs),
        gate: gate(attrs),
        name,
        what,
    }
}

fn declaration(
    kind: &'static str,
    generics: &syn::Generics,
    attrs: &[Attribute],
    mut members: Vec<Member>,
    has_private: bool,
) -> Declaration {
    members.extend(derives(attrs));
    let is_open = has_private || attrs.iter().any(|it| it.path().is_ident("non_exhaustive"));
    Declaration { kind, text: tokens(generics), is_open, is_deprecated: is_deprecated(attrs), members }
}

fn plain(kind: &'static str, text: String, attrs: &[Attribute]) -> Declaration {
    Declaration { kind, text, is_deprecated: is_deprecated(attrs), ..Declaration::default() }
}

fn member(kind: MemberKind, name: &str, text: String, attrs: &[Attribute]) -> Member {
    Member { kind, name: name.to_owned(), text, gate: gate(attrs), is_deprecated: is_deprecated(attrs) }
}

fn fields(fields: &Fields) -> Vec<Member> {
    let public = fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis));
    public
        .map(|(index, field)| {
            let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
            member(MemberKind::Field, &name, tokens(&field.ty), &field.attrs)
        })
        .collect()
}

/// The payload of a variant.
fn shape(fields: &Fields) -> String {
    let types: Vec<String> = fields
        .iter()
        .map(|field| match &field.ident {
            Some(name) => format!("{name}: {}", tokens(&field.ty)),
            None => tokens(&field.ty),
        })
        .collect();
    types.join(", ")
}

fn trait_member(item: &TraitItem) -> Option<Member> {
    Some(match item {
        TraitItem::Fn(it) => {
            let kind = if it.default.is_some() { MemberKind::Method } else { MemberKind::NeededMethod };
            member(kind, &it.sig.ident.to_string(), signature(&it.sig), &it.attrs)
        }
        TraitItem::Const(it) => {
            member(MemberKind::Constant, &it.ident.to_string(), tokens(&it.ty), &it.attrs)
        }
        TraitItem::Type(it) => member(MemberKind::Type, &it.ident.to_string(), tokens(&it.bounds), &it.attrs),
        _ => return None,
    })
}

fn derives(attrs: &[Attribute]) -> Vec<Member> {
    let mut found = Vec::new();
    for attribute in attrs.iter().filter(|it| it.path().is_ident("derive")) {
        let _ = attribute.parse_nested_meta(|meta| {
            let name = meta.path.segments.last().map(tokens).unwrap_or_default();
            found.push(member(MemberKind::Implementation, &name, String::new(), &[]));
            Ok(())
        });
    }
    found
}

/// A signature without the names of its arguments, which callers do not write.
fn signature(sig: &syn::Signature) -> String {
    let inputs: Vec<String> = sig
        .inputs
        .iter()
        .map(|input| match input {
            syn::FnArg::Receiver(it) => {
                let mut it = it.clone();
                // `mut self` is the callee's business.
                it.mutability = None;
                tokens(&it)
            }
            syn::FnArg::Typed(it) => tokens(&it.ty),
        })
        .collect();
    let output = match &sig.output {
        syn::ReturnType::Default => String::new(),
        syn::ReturnType::Type(_, ty) => format!(" -> {}", tokens(ty)),
    };
    let keywords: String = [(sig.constness.is_some(), "const "), (sig.asyncness.is_some(), "async ")]
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, word)| *word)
        .collect();
    let clause = sig.generics.where_clause.as_ref().map(|it| format!(" {}", tokens(it))).unwrap_or_default();
    format!("{keywords}fn{}({}){output}{clause}", tokens(&sig.generics), inputs.join(", "))
}

/// The features of which each is enough.
fn gate(attrs: &[Attribute]) -> BTreeSet<String> {
    let mut features = BTreeSet::new();
    for attribute in attrs.iter().filter(|it| it.path().is_ident("cfg")) {
        let text = attribute.to_token_stream().to_string();
        let mut rest = text.as_str();
        while let Some((_, after)) = rest.split_once("feature = \"") {
            let Some((name, after)) = after.split_once('"') else { break };
            features.insert(name.to_owned());
            rest = after;
        }
    }
    features
}

fn is_public(vis: &Visibility) -> bool {
    matches!(vis, Visibility::Public(_))
}

fn is_hidden(attrs: &[Attribute]) -> bool {
    let is_doc = |it: &&Attribute| it.path().is_ident("doc");
    attrs.iter().filter(is_doc).any(|it| it.meta.to_token_stream().to_string() == "doc (hidden)")
}

fn is_test(attrs: &[Attribute]) -> bool {
    let is_cfg = |it: &&Attribute| it.path().is_ident("cfg");
    attrs.iter().filter(is_cfg).any(|it| it.meta.to_token_stream().to_string() == "cfg (test)")
}

fn is_deprecated(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|it| it.path().is_ident("deprecated"))
}

/// Tokens as a person writes them, more or less. Where a line was broken decides nothing.
fn tokens(of: &impl ToTokens) -> String {
    const SPACES: [(&str, &str); 13] = [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        ("& ", "&"),
        (" ;", ";"),
        (" : ", ": "),
        ("[ ", "["),
        (" ]", "]"),
        ("( ", "("),
        (" )", ")"),
    ];
    let mut text = of.to_token_stream().to_string();
    for (from, to) in SPACES {
        text = text.replace(from, to);
    }
    text.replace(",>", ">").replace(",)", ")")
}

/// The leaves of an import: their names and paths.
fn collect(tree: &UseTree, path: &mut Vec<String>, found: &mut Vec<(String, Vec<String>)>) {
    match tree {
        UseTree::Path(tree) => {
            path.push(tree.ident.to_string());
            collect(&tree.tree, path, found);
            path.pop();
        }
        UseTree::Name(tree) => {
            let name = tree.ident.to_string();
            let whole = path.iter().cloned().chain((name != "self").then(|| name.clone())).collect();
            let name = if name == "self" { path.last().cloned().unwrap_or_default() } else { name };
            found.push((name, whole));
        }
        UseTree::Rename(tree) => {
            let whole = path.iter().cloned().chain([tree.ident.to_string()]).collect();
            found.push((tree.rename.to_string(), whole));
        }
        UseTree::Glob(_) => found.push(("*".to_owned(), path.clone())),
        UseTree::Group(tree) => tree.items.iter().for_each(|tree| collect(tree, path, found)),
    }
}
