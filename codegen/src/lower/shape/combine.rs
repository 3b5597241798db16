//! Shapes made of shapes: both at once, one or the other, one type of several.

use std::collections::HashMap;

use super::Shape;
use crate::ir::{Docs, IntegerFormat, Keyword, Pointer};
use crate::json::Json;
use crate::openapi::Node;
use crate::openapi::schema::TypeSet;

/// What makes a shape the same as another: the schemas it is made of, and the types that are left of them.
pub(in crate::lower) type Key = (Vec<Pointer>, TypeSet);

impl<'d> Shape<'d> {
    /// What makes it the same as another one, `null` aside.
    pub(in crate::lower) fn key(&self) -> Key {
        let types = if self.types == TypeSet::NULL { self.types } else { self.types.without(TypeSet::NULL) };
        (self.sources.clone(), types)
    }

    /// What holds where this and the other one both hold. The annotations are its own.
    pub(in crate::lower) fn merged(mut self, other: &Self) -> Self {
        self.types = self.types.and(other.types);
        self.access = self.access.and(other.access);
        let mut places: HashMap<&str, usize> =
            self.properties.iter().enumerate().map(|(at, (wire, _))| (*wire, at)).collect();
        for (wire, nodes) in &other.properties {
            let at = *places.entry(wire).or_insert_with(|| {
                self.properties.push((wire, Vec::new()));
                self.properties.len() - 1
            });
            add_new(&mut self.properties[at].1, nodes);
        }
        extend(&mut self.formats, &other.formats);
        extend(&mut self.values, &other.values);
        extend(&mut self.required, &other.required);
        extend(&mut self.closed, &other.closed);
        extend(&mut self.assertions, &other.assertions);
        extend(&mut self.sources, &other.sources);
        extend(&mut self.let_null, &other.let_null);
        self.merges = self.merges.max(other.merges) + 1;
        extend_nodes(&mut self.additional, &other.additional);
        extend_nodes(&mut self.items, &other.items);
        for union in &other.unions {
            if !self.unions.iter().any(|own| own.pointer == union.pointer) {
                self.unions.push(union.clone());
            }
        }
        self
    }

    /// What holds where one of the two does, which are of one simple type. Assertions that are not the same are lost, and
    /// so are unions.
    pub(in crate::lower) fn either(&self, other: &Self, keyword: &Pointer) -> Self {
        let mut either = self.clone();
        either.types = self.implied_types().or(other.implied_types());
        either.access = self.access.and(other.access);
        either.docs = Docs::default();
        either.values = match (self.values.first(), other.values.first()) {
            (Some((own, _)), Some((others, _))) => {
                vec![(own.iter().chain(others).copied().collect(), keyword.clone())]
            }
            _ => Vec::new(),
        };
        either.assertions.retain(|assertion| other.assertions.contains(assertion));
        either.unenforced.retain(|keyword| other.unenforced.contains(keyword));
        either.unions.clear();
        either.formats.retain(|format| other.formats.iter().any(|(name, _)| *name == format.0));
        extend(&mut either.sources, &other.sources);
        extend(&mut either.let_null, &other.let_null);
        either
    }

    /// What it says of values of one of its types, unions aside.
    pub(in crate::lower) fn narrowed(&self, types: TypeSet) -> Self {
        let is = |kind: TypeSet| types.and(kind) != TypeSet::NONE;
        let mut narrow =
            Self { types, nullable: false, docs: Docs::default(), unions: Vec::new(), ..self.clone() };
        if !is(TypeSet::OBJECT) {
            narrow.properties.clear();
            narrow.required.clear();
            narrow.additional.clear();
            narrow.closed.clear();
        }
        if !is(TypeSet::ARRAY) {
            narrow.items.clear();
        }
        narrow.assertions.retain(|assertion| is(subject(&assertion.keyword)));
        narrow.formats.retain(|(format, _)| match *format {
            "int64" | "uint64" | "float" | "double" => is(TypeSet::NUMBER),
            format if IntegerFormat::named(format).is_some() => is(TypeSet::NUMBER),
            _ => is(TypeSet::STRING),
        });
        narrow
    }

    /// Adds what another schema says of a property, once.
    pub(in crate::lower) fn merge_property(&mut self, wire: &'d str, nodes: &[Node<'d>]) {
        match self.properties.iter_mut().find(|(name, _)| *name == wire) {
            Some((_, own)) => add_new(own, nodes),
            None => self.properties.push((wire, nodes.to_vec())),
        }
    }
}

/// Adds the schemas that say something else.
fn add_new<'d>(own: &mut Vec<Node<'d>>, nodes: &[Node<'d>]) {
    for node in nodes {
        if !own.iter().any(|own| same(node, own)) {
            own.push(node.clone());
        }
    }
}

/// The types that a keyword says something about.
fn subject(keyword: &Keyword) -> TypeSet {
    match keyword {
        Keyword::MinLength(_) | Keyword::MaxLength(_) | Keyword::Pattern(_) | Keyword::Format(_) => {
            TypeSet::STRING
        }
        Keyword::Minimum(_)
        | Keyword::Maximum(_)
        | Keyword::ExclusiveMinimum(_)
        | Keyword::ExclusiveMaximum(_)
        | Keyword::MultipleOf(_)
        | Keyword::Integer(_) => TypeSet::NUMBER,
        Keyword::MinItems(_) | Keyword::MaxItems(_) | Keyword::UniqueItems => TypeSet::ARRAY,
        Keyword::MinProperties(_) | Keyword::MaxProperties(_) => TypeSet::OBJECT,
        Keyword::Enum(_) | Keyword::NotNull | Keyword::Rule(_) => TypeSet::ANY,
    }
}

fn extend<T: Clone + PartialEq>(own: &mut Vec<T>, others: &[T]) {
    for other in others {
        if !own.contains(other) {
            own.push(other.clone());
        }
    }
}

fn extend_nodes<'d>(own: &mut Vec<Node<'d>>, others: &[Node<'d>]) {
    for other in others {
        if !own.iter().any(|own| own.pointer == other.pointer) {
            own.push(other.clone());
        }
    }
}

/// Whether two schemas say the same, annotations aside.
pub(super) fn same(left: &Node<'_>, right: &Node<'_>) -> bool {
    const ANNOTATIONS: &[&str] = &["description", "title", "example", "examples", "externalDocs"];
    if left.pointer == right.pointer {
        return true;
    }
    let (Some(left), Some(right)) = (left.json.as_object(), right.json.as_object()) else {
        return left.json == right.json;
    };
    let says = |members: &[(String, Json)], others: &[(String, Json)]| {
        members
            .iter()
            .filter(|(key, _)| !ANNOTATIONS.contains(&key.as_str()))
            .all(|(key, value)| others.iter().any(|(other, json)| other == key && json.same(value)))
    };
    says(left, right) && says(right, left)
}
