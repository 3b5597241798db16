//! Checking values against the document.
//!
//! Invariant: a validation reports everything that is wrong, not only the first thing.

use super::location::Location;
use super::report::Report;
use super::violation::Violations;

/// A type whose values can be checked against the document.
pub trait Validate {
    /// Adds everything that is wrong with this value, which stands at `at`, to a report.
    fn check(&self, at: &Location<'_>, report: &mut Report);

    /// Checks the value.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    fn validate(&self) -> Result<(), Violations> {
        let mut report = Report::new();
        self.check(&Location::root(), &mut report);
        report.finish()
    }

    /// Checks the value, but lets pass what the document does not know: enum values, tags and fields. For
    /// sending back what a newer server has sent.
    ///
    /// # Errors
    ///
    /// Everything else that is wrong with it.
    fn validate_allowing_unknown(&self) -> Result<(), Violations> {
        let mut report = Report::new().allowing_unknown();
        self.check(&Location::root(), &mut report);
        report.finish()
    }
}

impl<T: Validate> Validate for Option<T> {
    #[inline]
    fn check(&self, at: &Location<'_>, report: &mut Report) {
        if let Some(value) = self {
            value.check(at, report);
        }
    }
}

impl<T: Validate + ?Sized> Validate for Box<T> {
    #[inline]
    fn check(&self, at: &Location<'_>, report: &mut Report) {
        (**self).check(at, report);
    }
}

impl<T: Validate> Validate for Vec<T> {
    fn check(&self, at: &Location<'_>, report: &mut Report) {
        for (index, item) in self.iter().enumerate() {
            item.check(&at.index(index), report);
        }
    }
}
