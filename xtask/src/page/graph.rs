//! Who uses what, as a picture: operations on the left, and to the right of each what it uses. For small documents only.
//!
//! Invariant: the picture is the same on every machine, and says nothing that is not said in the lists too.

use std::collections::BTreeSet;

use codegen::overview::Overview;
use maud::{Markup, html};

use super::words::cut;

/// More types, or more operations, than these are no picture any more.
const MOST: usize = 60;
/// Longer names are cut.
const NAME: usize = 26;
/// Tenths of a pixel, of a character of the font.
const CHARACTER: usize = 73;
const HEIGHT: usize = 24;
const ROW: usize = 34;
const GAP: usize = 56;
const MARGIN: usize = 12;

/// Whether there is a picture: there is something to see, and not too much.
pub(super) fn is_shown(overview: &Overview) -> bool {
    let (types, operations) = (overview.types.len(), overview.operations.len());
    types > 0 && types <= MOST && operations <= MOST && types + operations > 1
}

pub(super) fn section(overview: &Overview) -> Markup {
    if !is_shown(overview) {
        return Markup::default();
    }
    let picture = Picture::of(overview);
    html! {
        section #graph aria-labelledby="graph-title" {
            h2 #graph-title { "Who uses what" }
            p {
                "Each arrow leads from a user to what it uses: operations first, then types. The lists below say the same."
            }
            div.wide tabindex="0" role="region" aria-label="Who uses what, as a picture" {
                (picture.draw())
            }
        }
    }
}

/// An operation or a type.
struct Node<'a> {
    name: &'a str,
    target: String,
    class: &'static str,
    uses: BTreeSet<usize>,
    column: usize,
    x: usize,
    y: usize,
    width: usize,
}

struct Picture<'a> {
    nodes: Vec<Node<'a>>,
    width: usize,
    height: usize,
}

impl<'a> Picture<'a> {
    fn of(overview: &'a Overview) -> Self {
        let first = overview.operations.len();
        let node =
            |name, target, class, uses| Node { name, target, class, uses, column: 0, x: 0, y: 0, width: 0 };
        let operations = overview.operations.iter().enumerate().map(|(index, it)| {
            let uses = it.types().into_iter().map(|used| used + first).collect();
            node(it.name.as_str(), format!("#o{index}"), "operation", uses)
        });
        let types = overview.types.iter().enumerate().map(|(index, it)| {
            let uses = it.uses.iter().map(|used| used + first).collect();
            node(it.name.as_str(), format!("#t{index}"), "type", uses)
        });
        let mut picture = Self { nodes: operations.chain(types).collect(), width: 0, height: 0 };
        picture.choose_columns(first);
        picture.place();
        picture
    }

    /// Puts each node into the column behind the first of its users. What nobody uses comes first.
    fn choose_columns(&mut self, operations: usize) {
        let count = self.nodes.len();
        let mut column: Vec<Option<usize>> = vec![None; count];
        let users = |node: usize| {
            self.nodes.iter().enumerate().any(|(user, it)| user != node && it.uses.contains(&node))
        };
        let is_root = |node: usize| node < operations || !users(node);
        let mut layer: Vec<usize> = (0..count).filter(|node| is_root(*node)).collect();
        // Types that use each other in a circle have a user each: the first of them stands for all.
        for start in std::iter::once(None).chain((0..count).map(Some)) {
            if let Some(start) = start {
                if column[start].is_some() {
                    continue;
                }
                layer = vec![start];
            }
            let mut depth = 0;
            while !layer.is_empty() {
                layer.retain(|node| column[*node].is_none());
                for node in &layer {
                    column[*node] = Some(depth);
                }
                let next: BTreeSet<usize> =
                    layer.iter().flat_map(|node| self.nodes[*node].uses.clone()).collect();
                layer = next.into_iter().collect();
                depth += 1;
            }
        }
        for (node, column) in self.nodes.iter_mut().zip(column) {
            node.column = column.unwrap_or_default();
        }
    }

    /// Places the nodes of each column near the middle of their users.
    fn place(&mut self) {
        let columns = self.nodes.iter().map(|node| node.column + 1).max().unwrap_or_default();
        let of_column = |nodes: &[Node<'_>], column| -> Vec<usize> {
            (0..nodes.len()).filter(|index| nodes[*index].column == column).collect()
        };
        let rows = (0..columns).map(|column| of_column(&self.nodes, column).len()).max().unwrap_or_default();
        self.height = rows * ROW + 2 * MARGIN;
        let mut x = MARGIN;
        for column in 0..columns {
            let mut own = of_column(&self.nodes, column);
            own.sort_by_key(|index| (self.middle_of_users(*index), *index));
            let longest = own.iter().map(|index| cut(self.nodes[*index].name, NAME).chars().count()).max();
            let width = longest.unwrap_or_default() * CHARACTER / 10 + 2 * MARGIN;
            let top = MARGIN + (rows - own.len()) * ROW / 2;
            for (row, index) in own.into_iter().enumerate() {
                let node = &mut self.nodes[index];
                (node.x, node.y, node.width) = (x, top + row * ROW, width);
            }
            x += width + GAP;
        }
        self.width = x - GAP + MARGIN;
    }

    /// The mean height of the users in columns to the left.
    fn middle_of_users(&self, node: usize) -> usize {
        let column = self.nodes[node].column;
        let users = self.nodes.iter().filter(|it| it.column < column && it.uses.contains(&node));
        let heights: Vec<usize> = users.map(|it| it.y).collect();
        heights.iter().sum::<usize>() / heights.len().max(1)
    }

    fn draw(&self) -> Markup {
        let edges = self.nodes.iter().enumerate().flat_map(|(user, node)| {
            node.uses.iter().map(move |used| (user, *used, path(node, &self.nodes[*used])))
        });
        html! {
            svg.graph width=(self.width) height=(self.height) viewBox={ "0 0 " (self.width) " " (self.height) }
                role="group" aria-label="Operations and types" {
                defs {
                    marker #arrow viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto" {
                        path.head d="M0 0L10 5L0 10z" {}
                    }
                }
                g.edges aria-hidden="true" {
                    @for (user, used, path) in edges {
                        path d=(path) data-user=(user) data-used=(used) marker-end="url(#arrow)" {}
                    }
                }
                @for (index, node) in self.nodes.iter().enumerate() {
                    a.(node.class) href=(node.target) data-node=(index) {
                        title { (node.name) }
                        rect x=(node.x) y=(node.y) width=(node.width) height=(HEIGHT) rx="5" {}
                        text x=(node.x + MARGIN) y=(node.y + 16) { (cut(node.name, NAME)) }
                    }
                }
            }
        }
    }
}

/// The way from one node to another: out on the right and in on the left, where that is ahead.
fn path(from: &Node<'_>, to: &Node<'_>) -> String {
    let (y, to_y) = (from.y + HEIGHT / 2, to.y + HEIGHT / 2);
    if to.column > from.column {
        let (x, to_x) = (from.x + from.width, to.x);
        let middle = usize::midpoint(x, to_x);
        return format!("M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}");
    }
    // Back, or aside: around the right ends. One that uses itself leaves above and comes back below.
    let (x, to_x) = (from.x + from.width, to.x + to.width);
    let (y, to_y) = if from.target == to.target { (y - 6, to_y + 6) } else { (y, to_y) };
    let out = x.max(to_x) + GAP / 2;
    format!("M{x} {y}C{out} {y} {out} {to_y} {to_x} {to_y}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use codegen::diagnostic::Diagnostics;
    use codegen::folder::NoFolder;
    use codegen::overview::overview;
    use codegen::{Options, Source, analyse, render};

    /// A document of schemas that refer to others: `a: [b]`.
    fn look(schemas: &[(&str, &[&str])]) -> Overview {
        let schema = |(name, used): &(&str, &[&str])| {
            let property = |used: &&str| format!("{used}: {{$ref: '#/components/schemas/{used}'}}");
            let properties: Vec<String> = used.iter().map(property).collect();
            format!("    {name}: {{type: object, properties: {{own: {{}}, {}}}}}\n", properties.join(", "))
        };
        let head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents:\n  schemas:\n";
        let text = schemas.iter().map(schema).fold(head.to_owned(), |text, schema| text + &schema);
        let source = Source { name: "t.yaml".into(), bytes: text.into() };
        let analysis = analyse(&source, &NoFolder, &Options::default(), &mut Diagnostics::default());
        let (api, names) = analysis.api.zip(analysis.names).unwrap();
        let (files, _) = render(&api, &names, "t.yaml");
        overview(&api, &names, &files)
    }

    #[test]
    fn users_stand_to_the_left_also_in_circles() {
        let overview = look(&[("A", &["B", "C"]), ("B", &["D"]), ("C", &[]), ("D", &["A"]), ("E", &["D"])]);
        let columns =
            |overview| -> Vec<usize> { Picture::of(overview).nodes.iter().map(|node| node.column).collect() };
        assert_eq!(columns(&overview), [2, 3, 3, 1, 0]);
        // Nobody is first here, so that the first one is.
        assert_eq!(columns(&look(&[("A", &["B"]), ("B", &["A"]), ("C", &["C"])])), [0, 1, 0]);
    }

    #[test]
    fn nodes_do_not_cover_each_other() {
        let overview = look(&[("A", &["B", "C", "D"]), ("B", &[]), ("C", &["B"]), ("D", &["A"]), ("E", &[])]);
        let picture = Picture::of(&overview);
        for (index, left) in picture.nodes.iter().enumerate() {
            assert!(left.x + left.width <= picture.width && left.y + HEIGHT <= picture.height);
            for right in &picture.nodes[index + 1..] {
                let apart = left.x + left.width <= right.x || right.x + right.width <= left.x;
                assert!(apart || left.y.abs_diff(right.y) >= HEIGHT, "{} and {}", left.name, right.name);
            }
        }
    }

    #[test]
    fn there_is_a_picture_where_there_is_something_to_see() {
        let names: Vec<String> = (0..=MOST).map(|index| format!("T{index}")).collect();
        let all: Vec<(&str, &[&str])> = names.iter().map(|name| (name.as_str(), &[][..])).collect();
        for (count, shown) in [(1, false), (2, true), (MOST, true), (MOST + 1, false)] {
            assert_eq!(is_shown(&look(&all[..count])), shown, "{count}");
        }
    }
}
