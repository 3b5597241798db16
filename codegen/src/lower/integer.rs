//! Integers: a type that holds all that a schema lists.

use super::Lower;
use super::shape::Shape;
use crate::diagnostic::Code;
use crate::ir::{Keyword, Type};
use crate::json::{Json, Number};

impl<'d> Lower<'d, '_> {
    /// The type of an integer: one that holds all that are listed.
    pub(super) fn lower_integer(&mut self, shape: &Shape<'d>) -> Type {
        let Some((values, pointer)) = shape.values.first() else {
            let unsigned = is_unsigned(shape);
            if let Some(bound) = bound_beyond(shape, unsigned) {
                let message = "no integer of 64 bits reaches this bound";
                self.warn(Code::NotEnforced, bound, message, "what is beyond them can not be read");
            }
            return Type::Integer { unsigned };
        };
        let ty = integer_type(values.iter().copied(), is_unsigned(shape));
        if ty == Type::Any {
            let message = "no integer of 64 bits holds all that are listed here";
            self.warn(Code::NotEnforced, pointer, message, "such a value is kept as JSON text");
        }
        ty
    }
}

/// The type that holds all of some integers; any JSON where there is none.
pub(super) fn integer_type<'j>(values: impl Iterator<Item = &'j Json> + Clone, unsigned: bool) -> Type {
    let numbers = values.filter_map(Json::as_number).filter(|number| number.is_integer());
    let signed = numbers.clone().all(|number| number.as_i64().is_some());
    let positive = numbers.clone().all(|number| number.as_u64().is_some());
    match (unsigned, signed, positive) {
        (true, _, true) | (false, false, true) => Type::Integer { unsigned: true },
        (_, true, _) => Type::Integer { unsigned: false },
        _ => Type::Any,
    }
}

/// Whether a format says so, or bounds that only an unsigned integer reaches.
fn is_unsigned(shape: &Shape<'_>) -> bool {
    const UNSIGNED: &[&str] = &["uint64", "uint32", "uint16", "uint8", "uint"];
    shape.formats.iter().any(|(format, _)| UNSIGNED.contains(format))
        || least(shape).any(|(least, _)| least.compare(Number::Integer(0)).is_ge())
            && all_reach(most(shape), |most| most.compare(Number::Integer(i64::MAX.into())).is_gt()).is_some()
}

/// The bound that is outside of a type, if none is inside.
fn bound_beyond<'s>(shape: &'s Shape<'_>, unsigned: bool) -> Option<&'s str> {
    let (low, high) = if unsigned { (0, u64::MAX.into()) } else { (i64::MIN.into(), i64::MAX.into()) };
    let above = all_reach(most(shape), |most| most.compare(Number::Integer(high)).is_gt());
    above.or_else(|| all_reach(least(shape), |least| least.compare(Number::Integer(low)).is_lt()))
}

/// The last of some bounds, if all are as asked for.
fn all_reach<'s>(
    mut bounds: impl Iterator<Item = (Number, &'s str)>,
    reaches: impl Fn(Number) -> bool,
) -> Option<&'s str> {
    let first = bounds.next().filter(|(bound, _)| reaches(*bound))?;
    bounds.try_fold(first.1, |_, (bound, pointer)| reaches(bound).then_some(pointer))
}

/// The smallest integers that bounds from below allow.
fn least<'s>(shape: &'s Shape<'_>) -> impl Iterator<Item = (Number, &'s str)> {
    bounds(shape, |keyword| match keyword {
        Keyword::Minimum(limit) => Some(*limit),
        Keyword::ExclusiveMinimum(limit) => Some(next(*limit, 1)),
        _ => None,
    })
}

/// The largest integers that bounds from above allow.
fn most<'s>(shape: &'s Shape<'_>) -> impl Iterator<Item = (Number, &'s str)> {
    bounds(shape, |keyword| match keyword {
        Keyword::Maximum(limit) => Some(*limit),
        Keyword::ExclusiveMaximum(limit) => Some(next(*limit, -1)),
        _ => None,
    })
}

fn bounds<'s>(
    shape: &'s Shape<'_>,
    bound: impl Fn(&Keyword) -> Option<Number>,
) -> impl Iterator<Item = (Number, &'s str)> {
    shape.assertions.iter().filter_map(move |it| Some((bound(&it.keyword)?, it.pointer.as_str())))
}

/// The integer beside one. What is no integer has none, and is bound enough.
fn next(number: Number, step: i128) -> Number {
    number.as_i128().and_then(|it| it.checked_add(step)).map_or(number, Number::Integer)
}
