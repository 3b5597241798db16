//! What must hold of a value beyond its type: the assertions of a shape that can be checked on the type that it became.
//!
//! Invariant: an assertion is checked with its type, left to a rule, or reported.

use super::Lower;
use super::shape::Shape;
use crate::diagnostic::{Code, Place};
use crate::ir::{Assertion, Keyword, Type};
use crate::json::{Json, Number};
use crate::openapi::schema::TypeSet;

impl<'d> Lower<'d, '_> {
    /// The assertions of a shape that can be checked on a type; the others are reported.
    pub(super) fn assertions_for(&mut self, ty: &Type, shape: &Shape<'d>) -> Vec<Assertion> {
        let mut assertions = Vec::new();
        for assertion in &shape.assertions {
            match fit(&assertion.keyword, ty) {
                Fit::Yes => assertions.push(assertion.clone()),
                Fit::Elsewhere => {}
                Fit::Untyped if self.hold_for_all(assertion, shape) => {}
                Fit::Untyped if *ty == Type::Binary => {
                    let message = "this keyword is not enforced on bytes";
                    self.warn(Code::NotEnforced, &assertion.pointer, message, "");
                }
                Fit::Untyped => self.enforce(&assertion.pointer),
                Fit::No => self.report_misfit(&assertion.pointer, shape.implied_types()),
            }
        }
        assertions.retain(|assertion| self.keep_pattern(assertion));
        self.add_values(ty, shape, &mut assertions);
        self.report_empty_ranges(&assertions);
        self.add_formats(ty, shape, &mut assertions);
        assertions
    }

    /// Reports a keyword that says nothing about values of these types.
    pub(super) fn report_misfit(&mut self, keyword: &str, types: TypeSet) {
        let name = crate::json::unescape(keyword.rsplit('/').next().unwrap_or_default());
        let types: Vec<String> = types.names().map(|name| format!("`{name}`")).collect();
        let message = format!("`{name}` says nothing about {}", types.join(" and "));
        let place = Place::Key(keyword.to_owned());
        self.diagnostics.warn(Code::BadConstraint, place, message, "remove it, or correct the `type`");
    }

    /// Whether a keyword stands beside a list of values, which says it all.
    pub(super) fn hold_for_all(&mut self, assertion: &Assertion, shape: &Shape<'d>) -> bool {
        let Some((values, _)) = shape.values.first() else { return false };
        if let Some(value) = values.iter().find(|value| !super::check::holds(assertion, value)) {
            let message = format!("this keyword does not hold for the listed value `{}`", value.to_text());
            self.warn(Code::Contradiction, &assertion.pointer, message, "such a value is not valid");
            return false;
        }
        true
    }

    /// Adds the lists of values that are no type of their own, as those of strings are.
    fn add_values(&mut self, ty: &Type, shape: &Shape<'d>, assertions: &mut Vec<Assertion>) {
        if shape.types == TypeSet::NULL && shape.values.is_empty() {
            let pointer = self.type_keyword(&shape.pointer);
            assertions.push(Assertion { pointer, keyword: Keyword::Enum(vec![Json::Null]) });
        }
        for (values, pointer) in &shape.values {
            let allowed = match ty {
                Type::String | Type::Model(_) if shape.implied_types() == TypeSet::STRING => continue,
                Type::Model(_) if values.is_empty() => continue,
                Type::Model(_) => {
                    self.enforce(pointer);
                    continue;
                }
                _ => shape.implied_types(),
            };
            let (fit, others): (Vec<&Json>, _) =
                values.iter().partition(|value| allowed.contains(TypeSet::of(value)));
            // Beside a union, another branch has them.
            for other in others.into_iter().filter(|_| shape.merges == 0) {
                let message = format!("{} in a list of values of another type", other.kind());
                self.warn(Code::BadConstraint, pointer, message, "no value is equal to it: remove it");
            }
            // Where no type is left, rules enforce all.
            if allowed == TypeSet::NONE {
                continue;
            }
            let keyword = Keyword::Enum(fit.into_iter().cloned().collect());
            assertions.push(Assertion { pointer: pointer.clone(), keyword });
        }
    }

    /// Gives lists of a value that may be null back the `null` that they have in the document, for whoever reads of them.
    pub(super) fn list_null(&self, assertions: &mut [Assertion]) {
        for Assertion { pointer, keyword } in assertions {
            let Keyword::Enum(values) = keyword else { continue };
            let Some((place, "enum")) = pointer.rsplit_once('/') else { continue };
            let listed = self.nodes.get(place).and_then(|json| json.get("enum")?.as_array());
            if listed.is_some_and(|listed| listed.contains(&Json::Null)) && !values.contains(&Json::Null) {
                values.push(Json::Null);
            }
        }
    }

    /// Drops the lists that have no value of the types that stand beside them. That is nearly always a mistake in how the
    /// values are written, such as `"1"` for `1`, so that they are not enforced. Where a union stands in between, its other
    /// branches may have what this one has not.
    pub(super) fn drop_unfit_lists(&mut self, shape: &mut Shape<'d>) {
        let types = shape.implied_types();
        // Beside nothing but `null`, a list has lost its own.
        if shape.merges > 0 || matches!(types, TypeSet::NONE | TypeSet::NULL) {
            return;
        }
        shape.values.retain(|(values, pointer)| {
            let fits = values.is_empty() || values.iter().any(|value| types.contains(TypeSet::of(value)));
            if !fits {
                let names: Vec<String> = types.names().map(|name| format!("`{name}`")).collect();
                let message = format!(
                    "this list is not enforced: none of its values is of type {}",
                    names.join(" or ")
                );
                let help = "correct how the values are written, or the `type`";
                self.warn(Code::NotEnforced, pointer, message, help);
            }
            fits
        });
    }

    /// Reports bounds that exclude each other.
    fn report_empty_ranges(&mut self, assertions: &[Assertion]) {
        let lowers: Vec<_> = assertions.iter().filter_map(|it| Some((it, lower_bound(it)?))).collect();
        let uppers: Vec<_> = assertions.iter().filter_map(upper_bound).collect();
        for (lower, (low, kind)) in lowers {
            if !self.may_do(uppers.len(), &lower.pointer) {
                return;
            }
            for (high, _) in
                uppers.iter().filter(|(high, other)| kind == *other && low.compare(*high).is_gt())
            {
                let message = format!("nothing is at least {low} and at most {high}");
                self.warn(Code::Contradiction, &lower.pointer, message, "no value will be valid");
            }
        }
    }

    /// Whether an assertion is anything but a pattern that can not be enforced, which is reported.
    pub(super) fn keep_pattern(&mut self, assertion: &Assertion) -> bool {
        let Keyword::Pattern(pattern) = &assertion.keyword else { return true };
        if !self.may_have_pattern(pattern, &assertion.pointer) {
            return false;
        }
        let place = |at| Place::Character(assertion.pointer.clone(), at);
        match crate::pattern::read(pattern) {
            Ok(read) => {
                if let Some(fault) = &read.lenient {
                    let message = format!("this pattern is not one with the flag `u`: {}", fault.message);
                    let help = "it is read as without that flag, and enforced; write it without this";
                    self.diagnostics.note(Code::LenientPattern, place(fault.at), message, help);
                }
                true
            }
            Err(fault) if fault.kind == crate::pattern::Kind::Invalid => {
                let message = format!("this is not a regular expression of ECMA-262: {}", fault.message);
                self.diagnostics.warn(Code::BadPattern, place(fault.at), message, "it is not enforced");
                false
            }
            Err(fault) => {
                let message = format!("this pattern is not enforced: {}", fault.message);
                let help = "write it without this, or check it elsewhere";
                self.diagnostics.warn(Code::NotEnforced, place(fault.at), message, help);
                false
            }
        }
    }
}

/// Whether a keyword can be checked on a type.
enum Fit {
    Yes,
    /// It is checked by the model that the type names.
    Elsewhere,
    Untyped,
    No,
}

fn fit(keyword: &Keyword, ty: &Type) -> Fit {
    use Keyword as K;
    match (keyword, ty) {
        (_, Type::Any | Type::Binary)
        | (K::MinLength(_) | K::MaxLength(_) | K::Pattern(_), Type::Model(_)) => Fit::Untyped,
        (K::MinLength(_) | K::MaxLength(_) | K::Pattern(_), Type::String | Type::Formatted(_))
        | (
            K::Minimum(_)
            | K::Maximum(_)
            | K::ExclusiveMinimum(_)
            | K::ExclusiveMaximum(_)
            | K::MultipleOf(_)
            | K::Integer(_),
            Type::Integer { .. } | Type::Number,
        )
        | (K::MinItems(_) | K::MaxItems(_) | K::UniqueItems, Type::Array(_))
        | (K::MinProperties(_) | K::MaxProperties(_), Type::Map(_) | Type::AnyObject) => Fit::Yes,
        (K::MinProperties(_) | K::MaxProperties(_), Type::Model(_)) => Fit::Elsewhere,
        _ => Fit::No,
    }
}

/// A lower bound, and what it is about.
fn lower_bound(assertion: &Assertion) -> Option<(Number, &'static str)> {
    match assertion.keyword {
        Keyword::MinLength(limit) => Some((Number::Integer(limit.into()), "length")),
        Keyword::MinItems(limit) => Some((Number::Integer(limit.into()), "items")),
        Keyword::Minimum(limit) | Keyword::ExclusiveMinimum(limit) => Some((limit, "value")),
        _ => None,
    }
}

/// An upper bound, and what it is about.
fn upper_bound(assertion: &Assertion) -> Option<(Number, &'static str)> {
    match assertion.keyword {
        Keyword::MaxLength(limit) => Some((Number::Integer(limit.into()), "length")),
        Keyword::MaxItems(limit) => Some((Number::Integer(limit.into()), "items")),
        Keyword::Maximum(limit) | Keyword::ExclusiveMaximum(limit) => Some((limit, "value")),
        _ => None,
    }
}
