//! Integers: a type that holds all that a schema lists.

use super::Lower;
use super::shape::Shape;
use crate::diagnostic::Code;
use crate::ir::Type;
use crate::json::Json;

impl<'d> Lower<'d, '_> {
    /// The type of an integer: one that holds all that are listed.
    pub(super) fn lower_integer(&mut self, shape: &Shape<'d>) -> Type {
        let Some((values, pointer)) = shape.values.first() else {
            return Type::Integer { unsigned: is_unsigned(shape) };
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

fn is_unsigned(shape: &Shape<'_>) -> bool {
    const UNSIGNED: &[&str] = &["uint64", "uint32", "uint16", "uint8", "uint"];
    shape.formats.iter().any(|(format, _)| UNSIGNED.contains(format))
}
