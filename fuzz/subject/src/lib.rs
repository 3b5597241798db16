//! What is generated from `document.yaml`, which has something of everything.
//!
//! It is generated while it is built, so that it is always what the generator makes.

include!(concat!(env!("OUT_DIR"), "/src/lib.rs"));
