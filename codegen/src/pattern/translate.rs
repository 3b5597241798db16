//! Writes a tree in the syntax of the crate `regex`.
//!
//! Invariant: the text means the same there, whatever Unicode says: classes are written out, and what is a word is
//! ASCII's.

use std::fmt::Write as _;

use super::node::Node;

/// A tree without look-arounds, in the syntax of the crate `regex`.
pub(super) fn translate(node: &Node) -> String {
    let mut text = String::new();
    write(node, &mut text);
    text
}

fn write(node: &Node, text: &mut String) {
    match node {
        Node::Class(class) => text.push_str(&class.to_regex()),
        Node::Start => text.push_str(r"\A"),
        Node::End => text.push_str(r"\z"),
        Node::Word(true) => text.push_str(r"(?-u:\b)"),
        Node::Word(false) => text.push_str(r"(?-u:\B)"),
        Node::Concat(nodes) => nodes.iter().for_each(|node| match node {
            Node::Either(_) => group(node, text),
            _ => write(node, text),
        }),
        Node::Either(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                if index > 0 {
                    text.push('|');
                }
                write(node, text);
            }
        }
        Node::Repeat(node, min, max) => {
            match &**node {
                Node::Class(_) => write(node, text),
                _ => group(node, text),
            }
            // Writing to a string does not fail.
            let _ = match (min, max) {
                (0, None) => write!(text, "*"),
                (1, None) => write!(text, "+"),
                (0, Some(1)) => write!(text, "?"),
                (min, None) => write!(text, "{{{min},}}"),
                (min, Some(max)) if min == max => write!(text, "{{{min}}}"),
                (min, Some(max)) => write!(text, "{{{min},{max}}}"),
            };
        }
        // They are taken out before.
        Node::Look(_) => {}
    }
}

fn group(node: &Node, text: &mut String) {
    text.push_str("(?:");
    write(node, text);
    text.push(')');
}
