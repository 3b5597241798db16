//! Compares objects: their properties, and what other members they may have.

use super::difference::Aspect;
use super::effect::Effect;
use super::found::{Places, Way};
use super::schema::Schemas;
use crate::ir::{Additional, Api, Direction, ModelKind, Object, Property, Type, join};
use crate::json::Json;

impl<'a> Schemas<'a> {
    pub(super) fn objects(&mut self, subject: &str, at: Places<'a>, ours: &'a Object, theirs: &'a Object) {
        let find =
            |object: &'a Object, wire: &str| object.properties.iter().find(|property| property.wire == wire);
        for property in &ours.properties {
            if let Some(found) = find(theirs, &property.wire) {
                self.property(property, found);
            } else {
                let name = format!("`{}`", property.wire);
                let at = (property.pointer.as_str(), at.1);
                self.travelling(property.direction, |own| {
                    if own.is_half && own.found.way == Way::Neither {
                        return;
                    }
                    // Whoever sends it may be refused now; whoever reads it does without, if it could.
                    let is_missed = own.found.way == Way::Received && property.required;
                    let effect = if is_missed { Effect::Loosens } else { Effect::Depends };
                    own.found.removed(Aspect::Property, subject, &name, at, effect);
                });
            }
        }
        let is_closed = matches!(ours.additional, Additional::Closed(_));
        for property in theirs.properties.iter().filter(|it| find(ours, &it.wire).is_none()) {
            let name = format!("`{}`", property.wire);
            let at = (at.0, property.pointer.as_str());
            self.travelling(property.direction, |own| {
                // It was there, and the model had none of what does not travel that way.
                if own.is_half && own.found.way == Way::Neither {
                    return;
                }
                // Whoever reads it was told that there is nothing else, and may refuse what comes now.
                let is_refused = is_closed && own.found.way == Way::Received;
                let effect = match property.required {
                    _ if is_refused => Effect::Depends,
                    true => Effect::Tightens,
                    false => Effect::Nothing,
                };
                own.found.added(Aspect::Property, subject, &name, at, effect);
            });
        }
        match (&ours.additional, &theirs.additional) {
            (Additional::Typed(ours), Additional::Typed(theirs)) => {
                self.value(&format!("the other members of {subject}"), ours, theirs);
            }
            (ours, theirs) => {
                let words = |additional: &Additional| {
                    Some(Json::String(match additional {
                        Additional::Open => "open".to_owned(),
                        Additional::Closed(_) => "closed".to_owned(),
                        Additional::Typed(_) => "of one type".to_owned(),
                    }))
                };
                if words(ours) != words(theirs) {
                    let places = (join(at.0, "additionalProperties"), join(at.1, "additionalProperties"));
                    let values = (words(ours), words(theirs));
                    self.found.keyword("additionalProperties", subject, (&places.0, &places.1), values);
                }
            }
        }
        let all = |object: &'a Object| object.assertions.iter().collect::<Vec<_>>();
        self.assertions(subject, at, (&all(ours), &all(theirs)), false);
    }

    /// Compares something that travels one way only.
    fn travelling(&mut self, direction: Direction, compare: impl FnOnce(&mut Self)) {
        let way = self.found.way;
        let is_left_out = matches!(
            (direction, way),
            (Direction::ReadOnly, Way::Sent) | (Direction::WriteOnly, Way::Received)
        );
        if is_left_out {
            self.found.way = Way::Neither;
        }
        compare(self);
        self.found.way = way;
    }

    fn property(&mut self, ours: &'a Property, theirs: &'a Property) {
        let direction = if ours.direction == theirs.direction { ours.direction } else { Direction::Both };
        self.travelling(direction, |own| own.property_that_travels(ours, theirs));
    }

    fn property_that_travels(&mut self, ours: &'a Property, theirs: &'a Property) {
        let subject = format!("`{}`", ours.wire);
        let at = (ours.pointer.as_str(), theirs.pointer.as_str());
        // The tag of a branch is there in any case: nothing else tells that it is one.
        let is_there = |it: &Property| it.required || it.constant.is_some();
        self.found.required(&subject, at, (is_there(ours), is_there(theirs)));
        let flag = |it| Some(Json::Bool(it));
        for (name, way) in [("readOnly", Direction::ReadOnly), ("writeOnly", Direction::WriteOnly)] {
            let flags = (ours.direction == way, theirs.direction == way);
            if flags.0 != flags.1 {
                self.found.keyword(name, &subject, at, (flag(flags.0), flag(flags.1)));
            }
        }
        self.deprecated(&subject, at, (ours.docs.deprecated, theirs.docs.deprecated));
        self.found.default_value(&subject, at, (&ours.default, &theirs.default), Effect::Nothing);
        let listed = |api: &Api, property: &Property| match (&property.constant, &property.value.ty) {
            (Some(constant), _) => Some(vec![Json::String(constant.clone())]),
            (None, Type::Model(id)) => match &api.model(*id).kind {
                ModelKind::Enum(list) => Some(list.values.iter().cloned().map(Json::String).collect()),
                _ => None,
            },
            _ => None,
        };
        if ours.constant.is_none() && theirs.constant.is_none() {
            return self.value(&subject, &ours.value, &theirs.value);
        }
        // The tag of a branch has no type of its own, and whether a branch writes it depends on all unions that it is in.
        if let (Some(our_list), Some(their_list)) = (listed(self.ours, ours), listed(self.theirs, theirs)) {
            let places = (join(&ours.value.pointer, "enum"), join(&theirs.value.pointer, "enum"));
            self.lists(&subject, (&places.0, &places.1), (&our_list, &their_list));
        }
    }
}
