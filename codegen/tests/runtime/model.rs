//! The model: what the emitter would write for a small document.

use codegen::runtime::{
    self, Fields, Held, Key, Missing, Mode, ObjectWriter, OpenEnum, Read, Report, UnknownFields,
    UnknownValue, UnknownVariant, Validate, Write,
};
use serde::de::{Deserializer, MapAccess};
use serde::ser::Serializer;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pet {
    pub(crate) name: String,
    pub(crate) age: Option<i64>,
    pub(crate) nick: Option<Option<String>>,
    pub(crate) id: Option<String>,
    pub(crate) tags: Option<Vec<Vec<String>>>,
    pub(crate) color: Option<Color>,
    pub(crate) weight: Option<f64>,
    pub(crate) friends: Option<Vec<Pet>>,
    pub(crate) unknown_fields: UnknownFields,
}

#[derive(Default)]
pub(crate) struct PetSlots {
    name: Option<String>,
    age: Option<i64>,
    nick: Option<Option<String>>,
    id: Option<String>,
    tags: Option<Vec<Vec<String>>>,
    color: Option<Color>,
    weight: Option<f64>,
    friends: Option<Vec<Pet>>,
}

impl runtime::Object for Pet {
    const KEYS: &'static [Key] = &[
        Key::new("name").required(),
        Key::new("age"),
        Key::new("nick"),
        Key::new("id").read_only(),
        Key::new("tags"),
        Key::new("color"),
        Key::new("weight"),
        Key::new("friends"),
    ];
    const SCHEMA: &'static str = "/c/Pet";
    const CLOSED: Option<&'static str> = Some("/c/Pet/additionalProperties");
    type Slots = PetSlots;

    fn read_member<'de, D: Deserializer<'de>>(
        slots: &mut PetSlots,
        key: usize,
        value: D,
    ) -> Result<Held, D::Error> {
        match key {
            0 => runtime::required(&mut slots.name, value),
            1 => runtime::optional(&mut slots.age, value),
            2 => runtime::optional_nullable(&mut slots.nick, value),
            3 => runtime::optional(&mut slots.id, value),
            4 => runtime::optional(&mut slots.tags, value),
            5 => runtime::optional(&mut slots.color, value),
            6 => runtime::optional(&mut slots.weight, value),
            _ => runtime::optional(&mut slots.friends, value),
        }
    }

    fn finish(slots: PetSlots, unknown_fields: UnknownFields) -> Result<Self, Missing> {
        Ok(Self {
            name: slots.name.ok_or(Missing(0))?,
            age: slots.age,
            nick: slots.nick,
            id: slots.id,
            tags: slots.tags,
            color: slots.color,
            weight: slots.weight,
            friends: slots.friends,
            unknown_fields,
        })
    }

    fn unknown(&self) -> &UnknownFields {
        &self.unknown_fields
    }

    fn write_members<S: Serializer>(&self, object: &mut ObjectWriter<'_, S>) {
        object.required(&self.name);
        object.optional(&self.age);
        object.optional(&self.nick);
        object.optional(&self.id);
        object.optional(&self.tags);
        object.optional(&self.color);
        object.optional(&self.weight);
        object.optional(&self.friends);
    }
}

impl Read for Pet {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        runtime::read_object(deserializer)
    }
}

impl Write for Pet {
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        runtime::write_object(self, serializer, mode)
    }
}

impl Validate for Pet {
    fn check(&self, at: &runtime::Location<'_>, report: &mut Report) {
        report.min_length(&at.property("name").schema("/c/Pet/properties/name"), &self.name, 2);
        report.max_length(&at.property("name").schema("/c/Pet/properties/name"), &self.name, 5);
        if let Some(age) = self.age {
            report.minimum(&at.property("age").schema("/c/Pet/properties/age"), age, 0);
            report.maximum(&at.property("age").schema("/c/Pet/properties/age"), age, 100);
        }
        if let Some(tags) = &self.tags {
            let at = at.property("tags");
            report.max_items(&at.schema("/c/Pet/properties/tags"), tags.len(), 3);
            report.unique_items(&at.schema("/c/Pet/properties/tags"), tags);
        }
        if let Some(color) = &self.color {
            report.one_of(&at.property("color"), color, "/c/Color/enum");
        }
        self.friends.check(&at.property("friends"), report);
        report.object(at, self);
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Color {
    Red,
    Blue,
    Unknown(UnknownValue),
}

impl Color {
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Red => "RED",
            Self::Blue => "BLUE",
            Self::Unknown(value) => value.as_str(),
        }
    }
}

impl From<&str> for Color {
    fn from(text: &str) -> Self {
        match text {
            "RED" => Self::Red,
            "BLUE" => Self::Blue,
            _ => Self::Unknown(UnknownValue::new(text)),
        }
    }
}

impl OpenEnum for Color {
    const VALUES: &'static [&'static str] = &["RED", "BLUE"];

    fn is_known(&self) -> bool {
        !matches!(self, Self::Unknown(_))
    }
}

impl Read for Color {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        runtime::read_enum(deserializer)
    }
}

impl Write for Color {
    fn write<S: Serializer>(&self, serializer: S, _mode: Mode) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A branch that always has the tag `cat`, and may go without.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cat {
    pub(crate) lives: Option<i64>,
    pub(crate) kitten: Option<Box<Animal>>,
    pub(crate) unknown_fields: UnknownFields,
}

#[derive(Default)]
pub(crate) struct CatSlots {
    lives: Option<i64>,
    kitten: Option<Box<Animal>>,
}

impl runtime::Object for Cat {
    const KEYS: &'static [Key] = &[Key::constant("type", "cat"), Key::new("lives"), Key::new("kitten")];
    const SCHEMA: &'static str = "/c/Cat";
    type Slots = CatSlots;

    fn read_member<'de, D: Deserializer<'de>>(
        slots: &mut CatSlots,
        key: usize,
        value: D,
    ) -> Result<Held, D::Error> {
        match key {
            1 => runtime::optional(&mut slots.lives, value),
            _ => runtime::optional(&mut slots.kitten, value),
        }
    }

    fn finish(slots: CatSlots, unknown_fields: UnknownFields) -> Result<Self, Missing> {
        Ok(Self { lives: slots.lives, kitten: slots.kitten, unknown_fields })
    }

    fn unknown(&self) -> &UnknownFields {
        &self.unknown_fields
    }

    fn write_members<S: Serializer>(&self, object: &mut ObjectWriter<'_, S>) {
        object.constant();
        object.optional(&self.lives);
        object.optional(&self.kitten);
    }
}

impl Read for Cat {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        runtime::read_object(deserializer)
    }
}

impl Write for Cat {
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        runtime::write_object(self, serializer, mode)
    }
}

impl Validate for Cat {
    fn check(&self, at: &runtime::Location<'_>, report: &mut Report) {
        if let Some(lives) = self.lives {
            report.maximum(&at.property("lives").schema("/c/Cat/properties/lives"), lives, 9);
        }
        self.kitten.check(&at.property("kitten"), report);
        report.object(at, self);
    }
}

/// A branch that must have the tag `dog`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Dog {
    pub(crate) good: bool,
    pub(crate) unknown_fields: UnknownFields,
}

#[derive(Default)]
pub(crate) struct DogSlots {
    good: Option<bool>,
}

impl runtime::Object for Dog {
    const KEYS: &'static [Key] = &[Key::new("good").required(), Key::constant("type", "dog").required()];
    const SCHEMA: &'static str = "/c/Dog";
    type Slots = DogSlots;

    fn read_member<'de, D: Deserializer<'de>>(
        slots: &mut DogSlots,
        _key: usize,
        value: D,
    ) -> Result<Held, D::Error> {
        runtime::required(&mut slots.good, value)
    }

    fn finish(slots: DogSlots, unknown_fields: UnknownFields) -> Result<Self, Missing> {
        Ok(Self { good: slots.good.ok_or(Missing(0))?, unknown_fields })
    }

    fn unknown(&self) -> &UnknownFields {
        &self.unknown_fields
    }

    fn write_members<S: Serializer>(&self, object: &mut ObjectWriter<'_, S>) {
        object.required(&self.good);
        object.constant();
    }
}

impl Read for Dog {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        runtime::read_object(deserializer)
    }
}

impl Write for Dog {
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        runtime::write_object(self, serializer, mode)
    }
}

/// A branch with two tags, which it keeps as a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bird {
    pub(crate) kind: String,
    pub(crate) wings: Option<u64>,
    pub(crate) unknown_fields: UnknownFields,
}

#[derive(Default)]
pub(crate) struct BirdSlots {
    kind: Option<String>,
    wings: Option<u64>,
}

impl runtime::Object for Bird {
    const KEYS: &'static [Key] = &[Key::new("type").required(), Key::new("wings")];
    const SCHEMA: &'static str = "/c/Bird";
    type Slots = BirdSlots;

    fn read_member<'de, D: Deserializer<'de>>(
        slots: &mut BirdSlots,
        key: usize,
        value: D,
    ) -> Result<Held, D::Error> {
        match key {
            0 => runtime::required(&mut slots.kind, value),
            _ => runtime::optional(&mut slots.wings, value),
        }
    }

    fn read_tag(slots: &mut BirdSlots, _key: usize, tag: &str) {
        slots.kind = Some(tag.to_owned());
    }

    fn finish(slots: BirdSlots, unknown_fields: UnknownFields) -> Result<Self, Missing> {
        Ok(Self { kind: slots.kind.ok_or(Missing(0))?, wings: slots.wings, unknown_fields })
    }

    fn unknown(&self) -> &UnknownFields {
        &self.unknown_fields
    }

    fn write_members<S: Serializer>(&self, object: &mut ObjectWriter<'_, S>) {
        object.required(&self.kind);
        object.optional(&self.wings);
    }
}

impl Write for Bird {
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        runtime::write_object(self, serializer, mode)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Animal {
    Cat(Cat),
    Dog(Dog),
    Bird(Bird),
    Unknown(UnknownVariant),
}

impl runtime::Tagged for Animal {
    const TAG: &'static str = "type";

    fn read_branch<'de, A: MapAccess<'de>>(tag: &str, fields: Fields<'de, A>) -> Result<Self, A::Error> {
        match tag {
            "cat" | "tomcat" => fields.object().map(Self::Cat),
            "dog" => fields.object().map(Self::Dog),
            "owl" | "crow" => fields.object().map(Self::Bird),
            _ => fields.unknown(),
        }
    }

    fn unknown(value: UnknownVariant) -> Self {
        Self::Unknown(value)
    }
}

impl Read for Animal {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        runtime::read_tagged(deserializer)
    }
}

impl Write for Animal {
    fn write<S: Serializer>(&self, serializer: S, mode: Mode) -> Result<S::Ok, S::Error> {
        match self {
            Self::Cat(cat) => cat.write(serializer, mode),
            Self::Dog(dog) => dog.write(serializer, mode),
            Self::Bird(bird) => bird.write(serializer, mode),
            Self::Unknown(unknown) => unknown.write(serializer, mode),
        }
    }
}

impl Validate for Animal {
    fn check(&self, at: &runtime::Location<'_>, report: &mut Report) {
        match self {
            Self::Cat(cat) => cat.check(at, report),
            Self::Dog(_) | Self::Bird(_) => {}
            Self::Unknown(value) => {
                report.unknown_tag(at, value, "type", &["cat", "dog", "owl", "crow"], "/c/Animal/oneOf");
            }
        }
    }
}
