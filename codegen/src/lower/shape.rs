//! Flattens schemas that must hold together into one [`Shape`].
//!
//! A conjunction (a schema, its `allOf`, what it refers to, and the siblings of a `$ref`) becomes one list
//! per keyword. This is a total function: nothing is lost, and what contradicts itself is seen later, when
//! the shape becomes a type. Each schema is added once, so that cycles end.

mod combine;
mod implied;
mod unions;
mod way;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Lower;
use crate::diagnostic::{Code, Place};
use crate::ir::{Assertion, Docs, Pointer};
use crate::json::Json;
use crate::openapi::Node;
use crate::openapi::schema::{Access, Discriminator, Schema, TypeSet};
use crate::version::Version;

pub(super) use combine::Key;
use combine::same;
use way::Way;

/// Everything that several schemas say about one value.
#[derive(Clone, Debug)]
pub(super) struct Shape<'d> {
    /// The place of the first schema.
    pub(super) pointer: Pointer,
    /// The types that all of them allow. `nullable: true` adds `null` to the types of its schema and of what that refers
    /// to or is made of, and to no others.
    pub(super) types: TypeSet,
    /// Whether one of them says `nullable: true`, which decides where none names a type.
    pub(super) nullable: bool,
    /// The annotations; the outermost one of each kind.
    pub(super) docs: Docs,
    /// The `format`s.
    pub(super) formats: Vec<(&'d str, Pointer)>,
    /// The `enum`s and `const`s.
    pub(super) values: Vec<(Vec<&'d Json>, Pointer)>,
    /// Those of its sources that a schema around them lets be `null`, as `nullable` does with all that it stands beside.
    pub(super) let_null: Vec<Pointer>,
    /// The outermost `default`.
    pub(super) default: Option<Node<'d>>,
    /// Who may see the value, by all of them.
    pub(super) access: Access,
    /// The properties, in order of their first appearance, each with all the schemas it must satisfy.
    pub(super) properties: Vec<(&'d str, Vec<Node<'d>>)>,
    /// The required names.
    pub(super) required: Vec<(&'d str, Pointer)>,
    /// The `additionalProperties`.
    pub(super) additional: Vec<Node<'d>>,
    /// The places that say something of all members but those that stand beside them.
    pub(super) closed: Vec<(Pointer, Vec<&'d str>)>,
    /// The `items`.
    pub(super) items: Vec<Node<'d>>,
    /// The unions.
    pub(super) unions: Vec<Union<'d>>,
    /// A discriminator beside no union.
    pub(super) discriminator: Option<Discriminator<'d>>,
    /// The other assertions.
    pub(super) assertions: Vec<Assertion>,
    /// Keywords that types can not enforce: rules do.
    pub(super) unenforced: Vec<(&'static str, Pointer)>,
    /// The schemas that were added, by place.
    pub(super) sources: Vec<Pointer>,
    /// How often what stands beside a union was merged into this, as a branch of a branch.
    pub(super) merges: usize,
}

/// A `oneOf` or `anyOf`.
#[derive(Clone, Debug)]
pub(super) struct Union<'d> {
    /// The place of the keyword.
    pub(super) pointer: Pointer,
    /// Its branches.
    pub(super) branches: Vec<Node<'d>>,
    /// The discriminator beside it.
    pub(super) discriminator: Option<Discriminator<'d>>,
    /// Whether a null is read, whatever the branches say, because its schema has it among the types.
    pub(super) nullable: bool,
    /// Whether it is a valid one too: what `nullable` adds holds for the branches.
    pub(super) lets_null: bool,
}

/// Whether the unions of a schema belong to its shape.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Unions {
    /// They do.
    Kept,
    /// They do not: the schema stands in as the parent of a branch.
    Dropped,
}

impl<'d> Shape<'d> {
    fn new(pointer: Pointer) -> Self {
        Self {
            pointer,
            types: TypeSet::ANY,
            nullable: false,
            docs: Docs::default(),
            formats: Vec::new(),
            values: Vec::new(),
            let_null: Vec::new(),
            default: None,
            access: Access::default(),
            properties: Vec::new(),
            required: Vec::new(),
            additional: Vec::new(),
            closed: Vec::new(),
            items: Vec::new(),
            unions: Vec::new(),
            discriminator: None,
            assertions: Vec::new(),
            unenforced: Vec::new(),
            sources: Vec::new(),
            merges: 0,
        }
    }

    /// Whether it allows every value, its unions and type aside.
    pub(super) fn says_nothing(&self) -> bool {
        self.properties.is_empty()
            && self.required.is_empty()
            && self.additional.is_empty()
            && self.assertions.is_empty()
            && self.values.is_empty()
            && self.items.is_empty()
    }

    /// Whether its types have `null`. Where it names none, it has to say so.
    pub(super) fn may_be_null(&self) -> bool {
        if self.types == TypeSet::ANY { self.nullable } else { self.types.contains(TypeSet::NULL) }
    }

    /// Takes `null` out of it: whether it may be there.
    pub(super) fn take_null(&mut self) -> bool {
        let typed = self.types != TypeSet::ANY;
        let mut nullable = self.may_be_null();
        if self
            .values
            .iter()
            .any(|(values, _)| !values.is_empty() && values.iter().all(|it| **it == Json::Null))
        {
            self.types = self.types.and(TypeSet::NULL);
            return true;
        }
        for (values, _) in &mut self.values {
            let before = values.len();
            values.retain(|value| **value != Json::Null);
            nullable |= !typed && values.len() < before && !values.is_empty();
        }
        if nullable && typed && self.types != TypeSet::NULL {
            self.types = self.types.without(TypeSet::NULL);
        }
        nullable
    }

    /// Its types; where it names none, those of its values.
    pub(super) fn named_types(&self) -> TypeSet {
        match self.values.first() {
            Some((values, _)) if self.types == TypeSet::ANY => {
                values.iter().fold(TypeSet::NONE, |types, value| types.or(TypeSet::of(value)))
            }
            _ => self.types,
        }
    }

    /// Its types; where it names none, those that its keywords speak of.
    pub(super) fn implied_types(&self) -> TypeSet {
        let named = self.named_types();
        if named != TypeSet::ANY {
            return named;
        }
        if !self.properties.is_empty() || !self.additional.is_empty() || !self.required.is_empty() {
            TypeSet::OBJECT
        } else if !self.items.is_empty() {
            TypeSet::ARRAY
        } else {
            TypeSet::ANY
        }
    }

    /// Whether it says which values there are, and no types.
    pub(super) fn lists_values(&self) -> bool {
        self.types == TypeSet::ANY && !self.nullable && !self.values.is_empty()
    }

    /// Whether a name is required.
    pub(super) fn requires(&self, name: &str) -> bool {
        self.required.iter().any(|(required, _)| *required == name)
    }

    /// The schemas of a property.
    pub(super) fn property(&self, name: &str) -> Option<&[Node<'d>]> {
        self.properties.iter().find(|(wire, _)| *wire == name).map(|(_, nodes)| nodes.as_slice())
    }

    /// Adds a schema. `places` is where each property is.
    fn add(
        &mut self,
        schema: &Schema<'d>,
        unions: Unions,
        nullable: bool,
        places: &mut HashMap<&'d str, usize>,
    ) {
        let types = if nullable { schema.types.or(TypeSet::NULL) } else { schema.types };
        self.types = self.types.and(types);
        self.nullable |= schema.nullable;
        self.access = self.access.and(schema.access);
        merge_docs(&mut self.docs, &schema.docs);
        self.formats.extend(schema.format.clone());
        self.values.extend(schema.values.clone());
        self.default = self.default.take().or_else(|| schema.default.clone());
        self.required.extend(schema.required.iter().cloned());
        self.additional.extend(schema.additional.clone());
        if let Some(closed) = schema.additional.as_ref().filter(|node| *node.json != Json::Bool(true)) {
            let names = schema.properties.iter().map(|(name, _)| *name).collect();
            self.closed.push((closed.pointer.clone(), names));
        }
        self.items.extend(schema.items.clone());
        self.assertions.extend(schema.assertions.iter().cloned());
        self.unenforced.extend(schema.unenforced.iter().cloned());
        for (name, node) in &schema.properties {
            let at = *places.entry(name).or_insert_with(|| {
                self.properties.push((name, Vec::new()));
                self.properties.len() - 1
            });
            self.properties[at].1.push(node.clone());
        }
        if unions == Unions::Kept {
            let says_null = schema.types != TypeSet::ANY && schema.types.contains(TypeSet::NULL);
            self.add_union(schema, nullable, says_null);
        }
    }

    fn add_union(&mut self, schema: &Schema<'d>, nullable: bool, says_null: bool) {
        match &schema.union {
            Some((branches, pointer)) => self.unions.push(Union {
                pointer: pointer.clone(),
                branches: branches.clone(),
                discriminator: schema.discriminator.clone(),
                nullable: nullable || says_null,
                lets_null: nullable,
            }),
            None => {
                self.discriminator = self.discriminator.take().or_else(|| schema.discriminator.clone());
            }
        }
    }
}

/// Leaves to rules what means something else beside a keyword that only they know.
fn leave_to_rules(schema: &mut Schema<'_>) {
    let has = |key: &str| schema.unenforced.iter().any(|(keyword, _)| *keyword == key);
    if has("prefixItems")
        && let Some(items) = schema.items.take()
    {
        schema.unenforced.push(("items", items.pointer));
    }
    let has = |key: &str| schema.unenforced.iter().any(|(keyword, _)| *keyword == key);
    if has("patternProperties")
        && let Some(additional) = schema.additional.take_if(|node| *node.json != Json::Bool(true))
    {
        schema.unenforced.push(("additionalProperties", additional.pointer));
    }
}

/// Fills what the outer annotations leave open from the inner ones.
pub(super) fn merge_docs(outer: &mut Docs, inner: &Docs) {
    if outer.description.is_none() {
        outer.title = outer.title.take().or_else(|| inner.title.clone());
        outer.description.clone_from(&inner.description);
    }
    outer.external = outer.external.take().or_else(|| inner.external.clone());
    outer.deprecated |= inner.deprecated;
    if outer.examples.is_empty() {
        outer.examples.clone_from(&inner.examples);
    }
}

impl<'d> Lower<'d, '_> {
    /// The schema at a node, read once.
    pub(super) fn schema(&mut self, node: &Node<'d>) -> Rc<Schema<'d>> {
        if let Some(schema) = self.schemas.get(&node.pointer) {
            return Rc::clone(schema);
        }
        let mut schema = Schema::read(node, self.diagnostics);
        self.nodes.insert(node.pointer.clone(), node.json);
        self.read_dynamic_reference(node, &mut schema);
        if self.document.version == Version::V30 {
            self.drop_siblings(&mut schema);
            self.read_null_type(&mut schema);
        } else {
            self.note_old_keywords(node);
        }
        leave_to_rules(&mut schema);
        schema.access.sensitive |= self.is_hidden(&node.pointer);
        let schema = Rc::new(schema);
        self.schemas.insert(node.pointer.clone(), Rc::clone(&schema));
        schema
    }

    /// OpenAPI 3.0 has no type for `null` alone: some generators list it as the only value of another type.
    fn read_null_type(&mut self, schema: &mut Schema<'d>) {
        let Some((values, pointer)) = &schema.values else { return };
        if values.is_empty()
            || values.iter().any(|value| !value.is_null())
            || schema.types.contains(TypeSet::NULL)
        {
            return;
        }
        let message = "`null` is of no other type, and taken to be the only value all the same";
        let place = Place::Value(pointer.clone());
        self.diagnostics.note(Code::Contradiction, place, message, "write `nullable: true` beside the list");
        schema.types = TypeSet::NULL;
    }

    /// What OpenAPI 3.0 has and its successors do not means there what it did.
    fn note_old_keywords(&mut self, node: &Node<'d>) {
        for (key, help) in [
            ("nullable", "it is read as there; write `type: [string, \"null\"]` with the type that is meant"),
            ("exclusiveMinimum", "it is read as there; give the bound itself, in place of `minimum`"),
            ("exclusiveMaximum", "it is read as there; give the bound itself, in place of `maximum`"),
        ] {
            if node.json.get(key) == Some(&Json::Bool(true)) {
                let place = Place::Key(crate::openapi::join(&node.pointer, key));
                let message = format!("`{key}: true` is of OpenAPI 3.0");
                self.diagnostics.note(Code::UnknownField, place, message, help);
            }
        }
    }

    /// Takes a dynamic reference that can only lead to one schema as a plain one.
    fn read_dynamic_reference(&mut self, node: &Node<'d>, schema: &mut Schema<'d>) {
        let dynamic =
            schema.unenforced.iter().position(|(key, _)| matches!(*key, "$dynamicRef" | "$recursiveRef"));
        let Some(index) = dynamic.filter(|_| schema.reference.is_none()) else { return };
        let (keyword, pointer) = schema.unenforced[index].clone();
        let Some(text) = node.json.get(keyword).and_then(Json::as_str) else { return };
        if self.document.is_static(keyword, text, &pointer) {
            schema.unenforced.remove(index);
            schema.reference = Some((text, pointer));
        }
    }

    /// OpenAPI 3.0 ignores what stands beside a `$ref`; annotations do no harm and are kept.
    fn drop_siblings(&mut self, schema: &mut Schema<'d>) {
        if schema.reference.is_none() || !(schema.constrains() || schema.nullable) {
            return;
        }
        let (pointer, reference) = (schema.pointer.clone(), schema.reference.take());
        let docs = std::mem::take(&mut schema.docs);
        // What must not be shown must not be shown, whatever the standard says of siblings.
        let sensitive = schema.access.is_secret();
        self.ignored(
            &pointer,
            "OpenAPI 3.0 ignores the keywords beside this `$ref`",
            "wrap the reference: `allOf: [{$ref: …}]`",
        );
        *schema = Schema::read(&Node { json: &Json::Bool(true), pointer }, self.diagnostics);
        schema.reference = reference;
        schema.docs = docs;
        schema.access.sensitive = sensitive;
    }

    /// What several schemas say together.
    pub(super) fn flatten(&mut self, nodes: &[Node<'d>], unions: Unions) -> Shape<'d> {
        let pointer = nodes.first().map(|node| node.pointer.clone()).unwrap_or_default();
        let mut shape = Shape::new(pointer);
        let mut seen = HashSet::new();
        let mut places = HashMap::new();
        let mut way = Way::default();
        // A stack, not recursion: documents choose the depth. The next schema is the last one.
        let mut work: Vec<(Node<'d>, Unions, bool, Option<usize>)> =
            nodes.iter().rev().map(|node| (node.clone(), unions, false, None)).collect();
        while let Some((node, unions, around, from)) = work.pop() {
            if !seen.insert(node.pointer.clone()) {
                continue;
            }
            let schema = self.schema(&node);
            let listed = schema.values.as_ref().map_or(0, |(values, _)| values.len());
            if !self.may_do(1 + schema.properties.len() + listed, &node.pointer) {
                break;
            }
            let unions = if self.is_parent_of(&schema, &way, from) { Unions::Dropped } else { unions };
            let here = Some(way.step(&node.pointer, from));
            let nullable = around || schema.nullable;
            shape.add(&schema, unions, nullable, &mut places);
            // A mere reference adds nothing, so that all that lead to the same schemas are the same.
            let refers = schema.reference.is_some() || !schema.all_of.is_empty();
            let says_more = schema.constrains() || schema.access != Access::default();
            if !refers || says_more || self.is_bare_child(&schema) {
                if around {
                    shape.let_null.push(node.pointer.clone());
                }
                shape.sources.push(node.pointer);
            }
            work.extend(schema.all_of.iter().rev().map(|part| (part.clone(), unions, nullable, here)));
            if let Some((reference, pointer)) = &schema.reference
                && let Some(target) = self.document.resolve(reference, pointer, self.diagnostics)
            {
                work.push((target, unions, nullable, here));
            }
        }
        shape
    }

    /// What one schema says, with all that it refers to. Done once for each.
    pub(super) fn flatten_one(&mut self, node: &Node<'d>) -> Rc<Shape<'d>> {
        if let Some(shape) = self.shapes.get(&node.pointer) {
            return Rc::clone(shape);
        }
        let shape = Rc::new(self.flatten(std::slice::from_ref(node), Unions::Kept));
        self.shapes.insert(node.pointer.clone(), Rc::clone(&shape));
        shape
    }

    /// Whether one of the schemas that have led to this one is a branch of it: a child that refers back to its
    /// parent by `allOf` takes the parent's properties, not its other children.
    fn is_parent_of(&mut self, schema: &Schema<'d>, way: &Way, from: Option<usize>) -> bool {
        let Some((branches, _)) = &schema.union else { return false };
        let leading = way.to(from);
        if leading.is_empty() || !self.may_do(branches.len() + leading.len(), &schema.pointer) {
            return false;
        }
        // A union that is a branch of itself is no child of its own.
        let is_child = |pointer: &Pointer| *pointer != schema.pointer && leading.contains(pointer);
        branches.iter().any(|branch| {
            let read = self.schema(branch);
            let Some((reference, place)) = &read.reference else { return false };
            self.document.place_of(reference, place).is_some_and(|target| is_child(&target))
                || self.end_of_references(branch).is_some_and(|(end, _)| is_child(&end.pointer))
        })
    }
}
