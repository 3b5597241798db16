//! Whether a schema allows `null`, all that it says taken together.
//!
//! Few keywords are about `null`, so that this is known while generating. A null that the type lets in and something
//! else does not is read all the same, because servers send it; it is a violation.

use std::collections::HashMap;

use super::Lower;
use super::shape::{Shape, Union};
use crate::diagnostic::{Code, Place};
use crate::ir::{Assertion, Keyword, Pointer, Type, Value};
use crate::json::Json;
use crate::openapi::Node;
use crate::openapi::schema::{Schema, TypeSet};

/// So many schemas are asked about one value.
const MOST_ASKED: usize = 500;

/// So deep schemas in schemas are asked: each asks those below it, which is not to take the square of a long chain.
const DEEPEST: usize = 16;

/// What a schema says of `null`.
#[derive(Clone, Debug, Eq, PartialEq)]
enum Said {
    Allowed,
    /// The keyword at this place does not allow it.
    Refused(Pointer),
    /// It depends on what is not known here.
    Unknown,
}

impl Said {
    /// What holds where both do. The first that refuses it is named.
    fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Refused(_) => self,
            Self::Allowed => other(),
            Self::Unknown => match other() {
                Self::Allowed => Self::Unknown,
                other => other,
            },
        }
    }

    fn refused_unless(allowed: bool, keyword: &str) -> Self {
        if allowed { Self::Allowed } else { Self::Refused(keyword.to_owned()) }
    }
}

/// How a schema is read.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Reading {
    /// As JSON Schema has it, as rules do.
    Exact,
    /// As types are made of it: a branch without a type has the one that its keywords are about, and what `nullable`
    /// adds holds for all that its schema is made of.
    Typed,
    /// The same beside a type, so that a branch without one has that type.
    Beside,
}

/// What was asked on the way. What leads back to itself is not known.
#[derive(Default)]
struct Asked {
    known: HashMap<(Pointer, Reading), Said>,
    depth: usize,
}

impl<'d> Lower<'d, '_> {
    /// Makes a null a violation that the type of a value lets in, and its schema does not allow. `unions` are all that
    /// the shape has had.
    pub(super) fn decide_null(&mut self, shape: &Shape<'d>, unions: &[Union<'d>], value: &mut Value) {
        if !unions.is_empty() {
            // A value that was made of a branch has what that branch says, and another branch may allow it.
            value.assertions.retain(|assertion| assertion.keyword != Keyword::NotNull);
        }
        if !value.nullable {
            return;
        }
        // Rules alone enforce what is no type, and what a list has was not implied by keywords.
        let is_exact = value.ty == Type::Any || shape.lists_values();
        let reading = match shape.types {
            _ if is_exact => Reading::Exact,
            TypeSet::ANY => Reading::Typed,
            _ => Reading::Beside,
        };
        if let Said::Refused(pointer) = self.shape_says(shape, unions, reading) {
            self.report_refused(&pointer);
            value.assertions.push(Assertion { pointer, keyword: Keyword::NotNull });
        }
    }

    fn report_refused(&mut self, pointer: &Pointer) {
        match pointer.rsplit('/').next() {
            Some("enum" | "const") => {
                let message = "the type beside this list allows `null`, and the list does not have it";
                let help = "add `null` to the list: it is read, and is a violation when it is sent";
                self.warn(Code::Contradiction, pointer, message, help);
            }
            Some("oneOf" | "anyOf") => {
                let message = "branches of this union allow `null` by their types, and the union does not";
                let help = "let exactly one branch of a `oneOf` allow it; it is read, and is a violation when it is sent";
                self.diagnostics.note(Code::Contradiction, Place::Value(pointer.clone()), message, help);
            }
            // The others forbid what they forbid, and it is enforced.
            _ => {}
        }
    }

    /// What a shape says that has `null` among its types.
    fn shape_says(&mut self, shape: &Shape<'d>, unions: &[Union<'d>], reading: Reading) -> Said {
        let mut asked = Asked::default();
        let mut said = Said::Allowed;
        for source in shape.sources.iter().filter(|source| !shape.let_null.contains(source)) {
            let Some(json) = self.nodes.get(source).copied() else { continue };
            let node = Node { json, pointer: source.clone() };
            let schema = self.schema(&node);
            // A list of `null` alone lets one be read whose type does not allow it.
            let by_type = schema.nullable || schema.types.contains(TypeSet::NULL);
            said = said.and(|| Said::refused_unless(by_type, &self.type_keyword(source)));
            said = said.and(|| self.own_keywords_say(&node, &schema, &mut asked));
        }
        for union in unions.iter().filter(|union| !union.lets_null) {
            // A type beside the union that has `null` is the one of branches that have none.
            let reading = if union.nullable { Reading::Exact } else { reading };
            said = said.and(|| self.union_says(union, reading, &mut asked));
        }
        said
    }

    fn schema_says(&mut self, node: &Node<'d>, reading: Reading, asked: &mut Asked) -> Said {
        let key = (node.pointer.clone(), reading);
        if let Some(known) = asked.known.get(&key) {
            return known.clone();
        }
        if asked.known.len() >= MOST_ASKED || asked.depth >= DEEPEST || !self.may_do(1, &node.pointer) {
            return Said::Unknown;
        }
        asked.known.insert(key.clone(), Said::Unknown);
        asked.depth += 1;
        let said = self.whole_schema_says(node, reading, asked);
        asked.depth -= 1;
        asked.known.insert(key, said.clone());
        said
    }

    fn whole_schema_says(&mut self, node: &Node<'d>, reading: Reading, asked: &mut Asked) -> Said {
        let schema = self.schema(node);
        let by_type = schema.nullable || schema.types.contains(TypeSet::NULL);
        let is_false = *node.json == Json::Bool(false);
        let keyword =
            if is_false { node.pointer.clone() } else { crate::openapi::join(&node.pointer, "type") };
        let mut said = Said::refused_unless(by_type, &keyword);
        said = said.and(|| self.own_keywords_say(node, &schema, asked));
        if schema.nullable && reading != Reading::Exact {
            return said;
        }
        if let Some((reference, pointer)) = &schema.reference {
            said = said.and(|| match self.document.resolve(reference, pointer, self.diagnostics) {
                Some(target) => self.schema_says(&target, reading, asked),
                None => Said::Unknown,
            });
        }
        for part in &schema.all_of {
            said = said.and(|| self.schema_says(part, reading, asked));
        }
        if let Some((branches, pointer)) = &schema.union {
            let union = Union {
                pointer: pointer.clone(),
                branches: branches.clone(),
                discriminator: schema.discriminator.clone(),
                nullable: false,
                lets_null: false,
            };
            said = said.and(|| self.union_says(&union, reading, asked));
        }
        said
    }

    /// What the keywords say that are left of a schema without its type, its parts and its union.
    fn own_keywords_say(&mut self, node: &Node<'d>, schema: &Schema<'d>, asked: &mut Asked) -> Said {
        let mut said = Said::Allowed;
        if let Some((values, pointer)) = &schema.values {
            let is_listed = values.is_empty() || values.iter().any(|value| value.is_null());
            said = Said::refused_unless(is_listed, pointer);
        }
        for (keyword, pointer) in &schema.unenforced {
            let Some(value) = node.get(keyword) else { continue };
            said = said.and(|| match *keyword {
                "not" => match self.schema_says(&value, Reading::Exact, asked) {
                    Said::Allowed => Said::Refused(pointer.clone()),
                    Said::Refused(_) => Said::Allowed,
                    Said::Unknown => Said::Unknown,
                },
                "if" => {
                    let chosen = match self.schema_says(&value, Reading::Exact, asked) {
                        Said::Allowed => node.get("then"),
                        Said::Refused(_) => node.get("else"),
                        Said::Unknown => return Said::Unknown,
                    };
                    chosen.map_or(Said::Allowed, |it| self.schema_says(&it, Reading::Exact, asked))
                }
                "anyOf" => {
                    let branches: Vec<_> = value.items().collect();
                    self.branches_say(&branches, pointer, Reading::Exact, asked)
                }
                "enum" => Said::refused_unless(value.items().any(|it| it.json.is_null()), pointer),
                "$dynamicRef" | "$recursiveRef" => Said::Unknown,
                _ => Said::Allowed,
            });
        }
        said
    }

    fn union_says(&mut self, union: &Union<'d>, reading: Reading, asked: &mut Asked) -> Said {
        // Rules enforce lists of conditions.
        let reading = if self.lists_conditions(union) { Reading::Exact } else { reading };
        self.branches_say(&union.branches, &union.pointer, reading, asked)
    }

    fn branches_say(
        &mut self,
        branches: &[Node<'d>],
        keyword: &Pointer,
        reading: Reading,
        asked: &mut Asked,
    ) -> Said {
        let is_one = keyword.ends_with("/oneOf");
        let (mut allowed, mut unknown) = (0, 0);
        for branch in branches {
            match self.branch_says(branch, reading, asked) {
                Said::Allowed => allowed += 1,
                Said::Unknown => unknown += 1,
                Said::Refused(_) => {}
            }
        }
        match allowed {
            0 | 1 if unknown > 0 && (is_one || allowed == 0) => Said::Unknown,
            0 => Said::Refused(keyword.clone()),
            _ => Said::refused_unless(allowed == 1 || !is_one, keyword),
        }
    }

    fn branch_says(&mut self, branch: &Node<'d>, reading: Reading, asked: &mut Asked) -> Said {
        if reading == Reading::Typed {
            let shape = self.flatten_one(branch);
            let is_implied = shape.types == TypeSet::ANY && shape.values.is_empty() && !shape.nullable;
            if is_implied && !shape.implied_types().contains(TypeSet::NULL) {
                return Said::Refused(branch.pointer.clone());
            }
        }
        self.schema_says(branch, reading, asked)
    }
}
