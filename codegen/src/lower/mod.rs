//! The typed document → [`ir::Api`](crate::ir::Api).
//!
//! Everything that takes a decision about the document is here: what is optional, nullable, boxed, constant
//! or sensitive, and what can not be turned into code, which is reported. Schemas are lowered when something
//! refers to them, each once, so that `--operation` costs only what the operation reaches.

mod about_tags;
mod assertion;
mod body;
mod boxes;
mod check;
mod children;
mod choices;
mod constants;
mod content;
mod directions;
mod examples;
mod explain;
mod format;
mod integer;
mod judge;
mod media_type;
mod nested;
mod nested_text;
mod null;
mod object;
mod operation;
mod owner;
mod pages;
mod parameter;
mod part_header;
mod path;
mod payload;
mod prune;
mod response;
mod rule;
mod security;
mod server;
mod shape;
mod sizes;
mod tags;
mod unchecked;
mod union;
mod untagged;
mod value;
mod value_source;
mod work;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::rc::Rc;

use self::owner::Owner;
use crate::diagnostic::{Code, Diagnostics, Place, Severity};
use crate::ir::{
    Api, Assertion, Docs, Model, ModelId, ModelKind, Payload, Pointer, Response, Rule, Type, Value,
};
use crate::json::Json;
use crate::openapi::schema::{Access, Schema};
use crate::openapi::{Document, Fields, Node, join};
use crate::{Choice, Formats, Options};
use shape::Shape;

/// Lowers a document. What is wrong with it goes to `diagnostics`.
#[must_use]
pub fn lower(document: Document<'_>, options: &Options, diagnostics: &mut Diagnostics) -> Api {
    let mut lower = Lower {
        document,
        diagnostics,
        models: Vec::new(),
        schemas: HashMap::new(),
        references: HashMap::new(),
        resolving: Vec::new(),
        inline: HashMap::new(),
        responses: HashMap::new(),
        sources: HashMap::new(),
        components: HashMap::new(),
        sole_references: BTreeMap::new(),
        payloads: Vec::new(),
        shapes: HashMap::new(),
        ends: HashMap::new(),
        pending: VecDeque::new(),
        children: None,
        inside: Vec::new(),
        formats: options.formats,
        sensitive: &options.sensitive,
        nodes: HashMap::new(),
        rules: Vec::new(),
        table: BTreeMap::new(),
        unruled: Vec::new(),
        around: Vec::new(),
        asked: Vec::new(),
        pages: HashMap::new(),
        hidden: BTreeSet::new(),
        work: work::Work::new(&options.limits),
    };
    let mut api = lower.lower_root(options);
    if lower.gives_up() {
        // It is not whole, so that nothing can be said of the whole.
        return Api::default();
    }
    api.references = std::mem::take(&mut lower.sole_references);
    api.models = std::mem::take(&mut lower.models);
    api.rules = std::mem::take(&mut lower.table).into_values().collect();
    nested::splice(&mut api, lower.diagnostics);
    tags::write_by_type(&mut api);
    payload::document(&mut api);
    choices::settle(&mut api, lower.diagnostics);
    part_header::collect(&mut api, lower.diagnostics);
    pages::settle(&mut api, &lower.pages, lower.diagnostics);
    directions::split(&mut api);
    for place in rule::one_way::settle(&mut api) {
        let message =
            "what this asks of properties that travel one way is not decided where they do not travel";
        lower.diagnostics.note(Code::NotEnforced, Place::Value(place), message, "");
    }
    value_source::resolve(&mut api, &lower.sources, lower.diagnostics);
    part_header::resolve(&mut api, lower.diagnostics);
    prune::unreachable(&mut api, document.files, &lower.components);
    rule::prune(&mut api);
    boxes::cut_cycles(&mut api);
    sizes::box_large(&mut api);
    examples::check(&mut api, lower.diagnostics);
    nested_text::report(&api, lower.diagnostics);
    unchecked::report(&api, lower.diagnostics);
    api.untyped = lower.untyped(&api);
    api
}

/// The state of lowering.
struct Lower<'d, 'r> {
    document: Document<'d>,
    diagnostics: &'r mut Diagnostics,
    models: Vec<Model>,
    /// Schemas that were read, by place.
    schemas: HashMap<Pointer, Rc<Schema<'d>>>,
    /// What references stand for, by the place they point to.
    references: HashMap<Pointer, Value>,
    /// The sources of the shapes that are being lowered inside each other, outermost first.
    inside: Vec<shape::Key>,
    /// The references that are being lowered, outermost first.
    resolving: Vec<Pointer>,
    /// The models of conjunctions.
    inline: HashMap<shape::Key, ModelId>,
    /// Responses that were lowered, by place.
    responses: HashMap<Pointer, Response>,
    /// What single schemas say with all that they refer to, by place.
    shapes: HashMap<Pointer, Rc<Shape<'d>>>,
    /// Where schemas that only refer to another one lead in the end, by place.
    ends: HashMap<Pointer, (Node<'d>, bool)>,
    /// Models that have a place, but no content yet. What they contain is lowered from here and not from inside
    /// each other, so that no chain of objects is too long.
    pending: VecDeque<Pending<'d>>,
    /// Looked up when a discriminator asks for them.
    children: Option<children::Children<'d>>,
    /// What callbacks bring.
    payloads: Vec<Payload>,
    /// The expressions that parameters take their values from, by the parameter's place.
    sources: HashMap<Pointer, String>,
    /// The names of components that only refer to a schema in another file, by the place of that.
    components: HashMap<Pointer, String>,
    /// Where components lead that are nothing but a reference.
    sole_references: BTreeMap<Pointer, Pointer>,
    /// What is made of formats.
    formats: Formats,
    /// The places whose values are never shown, beside those of which the document says so.
    sensitive: &'r BTreeSet<Pointer>,
    /// Those of them that something was read at.
    hidden: BTreeSet<Pointer>,
    /// The schemas that were read, by place.
    nodes: HashMap<Pointer, &'d Json>,
    /// The rules that the value or model that is being lowered must satisfy.
    rules: Vec<Assertion>,
    /// All rules, by name.
    table: BTreeMap<String, Rule>,
    /// Schemas that rules refer to, and that are to become rules.
    unruled: Vec<Node<'d>>,
    /// The schemas that were asked for their types, outermost first.
    asked: Vec<Pointer>,
    /// What the schemas say that are around the one of which a rule is made, and about the same value, outermost first.
    around: Vec<Rc<Shape<'d>>>,
    /// What is said of the pages of operations, by the operation's place.
    pages: HashMap<Pointer, pages::Said>,
    /// What may still be done.
    work: work::Work,
}

/// A model that is to be filled.
enum Pending<'d> {
    Object(ModelId, Shape<'d>),
    Union(ModelId, Shape<'d>, union::Tagged<'d>),
    Untagged(ModelId, untagged::Untagged<'d>),
}

impl Pending<'_> {
    fn id(&self) -> ModelId {
        match self {
            Self::Object(id, _) | Self::Union(id, ..) | Self::Untagged(id, _) => *id,
        }
    }
}

impl<'d> Lower<'d, '_> {
    fn lower_root(&mut self, options: &Options) -> Api {
        let node = self.document.node();
        let mut fields = Fields::new(&node, "OpenAPI Object", self.diagnostics);
        fields.take("openapi");
        fields.take("$self");
        fields.take("jsonSchemaDialect");
        fields.take("externalDocs");
        let tags = fields.take("tags");
        let info = fields.take("info");
        let servers = fields.take("servers");
        let security = fields.take("security");
        let paths = fields.take("paths");
        let components = fields.take("components");
        let webhooks = fields.take("webhooks");
        fields.finish(self.diagnostics);

        let mut api = Api::default();
        self.lower_info(info.as_ref(), &mut api);
        self.name_components(components.as_ref());
        api.tags = tags.map(|tags| self.lower_tags(&tags)).unwrap_or_default();
        api.servers = self.lower_servers(servers.as_ref());
        let schemes = self.lower_security_schemes(components.as_ref());
        let security = self.lower_security(security.as_ref());
        if let Some(paths) = &paths {
            api.operations = self.lower_paths(paths, &security, options);
        }
        self.keep_needed_schemes(schemes, &mut api, options);
        api.payloads = std::mem::take(&mut self.payloads);
        if !options.has_include()
            && let Some(webhooks) = webhooks.filter(|webhooks| webhooks.is_object(self.diagnostics))
        {
            api.payloads.extend(self.lower_webhooks(&webhooks));
        }
        if !options.is_choice() {
            self.lower_components(components.as_ref());
        }
        self.fill_models();
        if !options.is_choice() {
            self.report_unused(components.as_ref());
        }
        // What is wrong otherwise may be the reason that something was not read.
        if !options.allow_unused && !self.diagnostics.has_errors() {
            self.report_unread_choices();
        }
        api
    }

    /// Reports sensitive places at which no schema and no parameter was read.
    fn report_unread_choices(&mut self) {
        let unread: Vec<&Pointer> =
            self.sensitive.iter().filter(|pointer| !self.hidden.contains(*pointer)).collect();
        if unread.is_empty() {
            return;
        }
        let known: BTreeSet<&str> = self.schemas.keys().map(String::as_str).collect();
        for pointer in unread {
            let near = crate::suggest::nearest(pointer, known.iter().copied());
            let help = near.map_or_else(
                || "give the JSON Pointer of a schema or a parameter".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("there is no schema or parameter at `{pointer}`");
            let place = Choice::Sensitive(pointer.clone()).into();
            self.diagnostics.error(Code::UnknownPointer, place, message, help);
        }
    }

    /// Whether the values at a place are never to be shown, because a maintainer says so.
    fn is_hidden(&mut self, pointer: &Pointer) -> bool {
        let is_hidden = self.sensitive.contains(pointer);
        if is_hidden {
            self.hidden.insert(pointer.clone());
        }
        is_hidden
    }

    /// Reports the components that nobody has read.
    fn report_unused(&mut self, components: Option<&Node<'d>>) {
        let kinds = components.into_iter().flat_map(Node::members).filter(|(kind, _)| *kind != "schemas");
        for (kind, components) in kinds.filter(|(kind, _)| !kind.starts_with("x-")) {
            for (name, component) in components.members().filter(|(name, _)| !name.starts_with("x-")) {
                if !self.diagnostics.ledger().knows(component.json) {
                    let message = format!("nothing refers to `{name}` of `{kind}`");
                    let place = Place::Key(component.pointer);
                    self.diagnostics.note(Code::UnusedComponent, place, message, "");
                }
            }
        }
    }

    /// The keyword that says of which types the values of a schema are: `type`, or what stands in for it.
    fn type_keyword(&self, schema: &Pointer) -> Pointer {
        let json = self.nodes.get(schema);
        let has = |key: &&str| json.is_none_or(|json| json.get(key).is_some());
        let known = ["type", "enum", "const", "oneOf", "anyOf", "allOf", "$ref"];
        known.into_iter().find(has).map_or_else(|| schema.clone(), |key| join(schema, key))
    }

    /// The schemas of properties that have no `type` of their own.
    fn untyped(&self, api: &Api) -> BTreeSet<Pointer> {
        let objects = api.models.iter().filter_map(|model| match &model.kind {
            ModelKind::Object(object) => Some(object),
            _ => None,
        });
        let places = objects.flat_map(|object| &object.properties).map(|property| &property.value.pointer);
        let lacks_type =
            |place: &&Pointer| self.nodes.get(*place).is_some_and(|json| json.get("type").is_none());
        places.filter(lacks_type).cloned().collect()
    }

    /// Lowers what models contain, which may bring up more models.
    fn fill_models(&mut self) {
        while let Some(pending) = self.pending.pop_front().filter(|_| !self.gives_up()) {
            let id = pending.id();
            match pending {
                Pending::Object(id, shape) => self.fill_object(id, &shape),
                Pending::Union(id, shape, tagged) => self.fill_union(id, &shape, &tagged),
                Pending::Untagged(id, untagged) => self.fill_untagged(id, untagged),
            }
            let rules = std::mem::take(&mut self.rules);
            self.give_rules(id, &rules);
        }
        self.fill_rules();
    }

    fn lower_info(&mut self, node: Option<&Node<'d>>, api: &mut Api) {
        let Some(node) = node else {
            Fields::new(&self.document.node(), "OpenAPI Object", self.diagnostics).missing(
                "info",
                Severity::Warning,
                self.diagnostics,
            );
            return;
        };
        let mut fields = Fields::new(node, "Info Object", self.diagnostics);
        api.title = fields.expected_text("title", self.diagnostics);
        api.version = fields.expected_text("version", self.diagnostics);
        api.description = fields.string("description", self.diagnostics).map(str::to_owned);
        for key in ["summary", "termsOfService", "contact", "license"] {
            fields.take(key);
        }
        fields.finish(self.diagnostics);
    }

    fn lower_components(&mut self, node: Option<&Node<'d>>) {
        let Some(node) = node else { return };
        let mut fields = Fields::new(node, "Components Object", self.diagnostics);
        let schemas = fields.take("schemas");
        for key in [
            "responses",
            "parameters",
            "examples",
            "requestBodies",
            "headers",
            "securitySchemes",
            "links",
            "callbacks",
            "pathItems",
            "mediaTypes",
        ] {
            fields.take(key);
        }
        fields.finish(self.diagnostics);
        for (_, schema) in schemas.iter().flat_map(Node::members) {
            if self.gives_up() {
                return;
            }
            self.lower_component(&schema);
        }
    }

    /// Lowers a component that may be referred to or not. One that is no model of its own becomes another
    /// name for its type, so that every component can be named.
    fn lower_component(&mut self, node: &Node<'d>) {
        let Some(owner) = self.owner_of(&node.pointer, "") else { return };
        let value = self.lower_reference(node, &owner);
        let own = matches!(value.ty, Type::Model(id) if self.models[id.0].name == owner.name());
        if !own && self.may_have_item(&node.pointer) {
            self.note_sole_reference(node);
            let docs = self.schema(node).docs.clone();
            let sensitive = value.sensitive;
            let pointer = node.pointer.clone();
            let (kind, name, rules) = (ModelKind::Alias(value), owner.name(), Vec::new());
            self.models.push(Model {
                pointer,
                name,
                docs,
                sensitive,
                rules,
                any_branch: None,
                kind,
                write_of: None,
            });
        }
    }

    /// Notes where a component leads that adds nothing to what it refers to.
    fn note_sole_reference(&mut self, node: &Node<'d>) {
        let is_plain = self.schema(node).access == Access::default();
        if let Some((target, false)) = self.sole_reference(node).filter(|_| is_plain) {
            self.sole_references.insert(node.pointer.clone(), target.pointer);
        }
    }

    /// Reserves the place of a model, so that what it contains can refer to it.
    fn reserve(&mut self, pointer: Pointer, owner: &Owner, docs: Docs) -> ModelId {
        self.may_have_item(&pointer);
        let id = ModelId(self.models.len());
        let (kind, name, rules) = (ModelKind::Alias(value::any(pointer.clone())), owner.name(), Vec::new());
        self.models.push(Model {
            pointer,
            name,
            docs,
            sensitive: false,
            rules,
            any_branch: None,
            kind,
            write_of: None,
        });
        id
    }

    fn error(&mut self, code: Code, pointer: &str, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.error(code, Place::Value(pointer.to_owned()), message, help);
    }

    fn warn(&mut self, code: Code, pointer: &str, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.warn(code, Place::Value(pointer.to_owned()), message, help);
    }

    fn ignored(&mut self, pointer: &str, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.warn(Code::Ignored, Place::Key(pointer.to_owned()), message, help);
    }
}
