//! How the scalar value of a parameter becomes text.

use std::borrow::Cow;

/// A scalar that can stand in a path, a query, a header or a cookie.
pub trait Parameter {
    /// Its text, before any encoding.
    fn text(&self) -> Cow<'_, str>;

    /// Whether the document knows it.
    fn is_known(&self) -> bool {
        true
    }
}

impl Parameter for str {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Parameter for String {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl Parameter for bool {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }
}

impl Parameter for i64 {
    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

impl Parameter for u64 {
    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

impl Parameter for f64 {
    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }
}

impl<T: Parameter + ?Sized> Parameter for &T {
    fn text(&self) -> Cow<'_, str> {
        (**self).text()
    }

    fn is_known(&self) -> bool {
        (**self).is_known()
    }
}
