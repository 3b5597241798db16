#!/usr/bin/env python3
"""A component schema of an OpenAPI document as one JSON Schema (draft 2020-12), for validators that read only those.

Where a document means more than JSON Schema can read out of it, the meaning is written down: which children a tag
chooses, and what `nullable` allows. Annotations are dropped.
"""

import json
import sys

import yaml

PREFIX = "#/components/schemas/"
DEFS = "#/$defs/"
# What is added to the name of a parent for the schema that its children build on.
MEMBERS = "-members"

ANNOTATIONS = {
    "default", "deprecated", "description", "discriminator", "example", "examples", "externalDocs", "readOnly", "title",
    "writeOnly", "xml",
}
# Words of draft 2019-09, which no validator of 2020-12 takes.
OLD = {"$recursiveAnchor", "$recursiveRef"}
# The keywords whose values are schemas: one, a list of them, or one under each name.
ONE = {
    "additionalProperties", "contains", "else", "if", "items", "not", "propertyNames", "then", "unevaluatedItems",
    "unevaluatedProperties",
}
LISTS = {"allOf", "anyOf", "oneOf", "prefixItems"}
NAMED = {"$defs", "dependentSchemas", "patternProperties", "properties"}


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Leaves dates as the text that they are in JSON."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in Loader.yaml_implicit_resolvers.items()
}


def load(path):
    """Reads a document. The parser of JSON is much faster than that of YAML."""
    with open(path, encoding="utf-8") as file:
        return json.load(file) if str(path).endswith(".json") else yaml.load(file, Loader)


def target(node):
    """The name of the component that a schema refers to."""
    reference = node.get("$ref") if isinstance(node, dict) else None
    if isinstance(reference, str) and reference.startswith(PREFIX):
        return reference.removeprefix(PREFIX)
    return None


class Converter:
    """Turns the schemas of one document into JSON Schema."""

    def __init__(self, document):
        self.schemas = document["components"]["schemas"]
        self.is_30 = document["openapi"].startswith("3.0")

    def convert(self, node, name=None):
        """A schema in JSON Schema; `name` is that of the component that it is."""
        if not isinstance(node, dict):
            return node
        if self.is_30 and isinstance(node.get("$ref"), str):
            node = {"$ref": node["$ref"]}
        out = {}
        for key, value in node.items():
            if key in ANNOTATIONS or key in OLD or key.startswith("x-"):
                continue
            if key in ONE:
                value = self.convert(value)
            elif key in LISTS:
                value = [self.branch(name, key, item) for item in value]
            elif key in NAMED:
                value = {member: self.convert(schema) for member, schema in value.items()}
            elif key == "$ref":
                value = value.replace(PREFIX, DEFS)
            out[key] = value
        if self.contradicts(out):
            del out["type"]
        return self.from_30(out) if self.is_30 else out

    def branch(self, name, key, item):
        """A branch of the component of this name.

        A child that is made from its parent, of which it is a branch, would be an endless circle: it gets what the
        parent has besides its branches. Such a child is chosen by the tag alone, which is why that becomes a keyword.
        """
        other = target(item)
        if key == "allOf" and self.is_child(name, other):
            return {"$ref": f"{DEFS}{other}{MEMBERS}"}
        converted = self.convert(item)
        if key == "allOf" or not self.is_child(other, name):
            return converted
        discriminator = self.schemas[name].get("discriminator", {})
        tags = [tag for tag, to in discriminator.get("mapping", {}).items() if to == item["$ref"]] or [other]
        tag = discriminator["propertyName"]
        return {"properties": {tag: {"enum": tags}}, "required": [tag], "allOf": [converted]}

    def is_child(self, child, parent):
        """Whether a component is a branch of another one that has a discriminator, and is made from it."""
        above, below = self.schemas.get(parent, {}), self.schemas.get(child, {})
        return (
            "discriminator" in above
            and any(target(item) == child for key in ["anyOf", "oneOf"] for item in above.get(key, []))
            and any(target(item) == parent for item in below.get("allOf", []))
        )

    @staticmethod
    def contradicts(node):
        """Whether a schema asks for a type that none of its branches has; the generator goes by the branches."""
        branches = [item for key in ["anyOf", "oneOf"] for item in node.get(key, [])]
        types = [item.get("type") for item in branches]
        return "type" in node and bool(types) and None not in types and node["type"] not in types

    @staticmethod
    def from_30(node):
        """What OpenAPI 3.0 says in its own way."""
        for limit, exclusive in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")]:
            flag = node.get(exclusive)
            if isinstance(flag, bool):
                del node[exclusive]
                if flag and limit in node:
                    node[exclusive] = node.pop(limit)
        if node.pop("nullable", False) is not True:
            return node
        if isinstance(node.get("type"), str) and not node.keys() & {"$ref", "allOf", "anyOf", "enum", "not", "oneOf"}:
            return {**node, "type": [node["type"], "null"]}
        return {"anyOf": [node, {"type": "null"}]}

    def definition(self, name):
        """The definition of this name."""
        if name not in self.schemas and name.endswith(MEMBERS):
            parent = self.schemas[name.removesuffix(MEMBERS)]
            return self.convert({key: value for key, value in parent.items() if key not in {"anyOf", "oneOf"}})
        return self.convert(self.schemas[name], name)


def references(node):
    """The names of the definitions that a converted schema refers to."""
    if isinstance(node, list):
        return {name for item in node for name in references(item)}
    if not isinstance(node, dict):
        return set()
    names = {name for value in node.values() for name in references(value)}
    reference = node.get("$ref")
    if isinstance(reference, str) and reference.startswith(DEFS):
        names.add(reference.removeprefix(DEFS).split("/")[0])
    return names


def of(document, component):
    """The schema of a component of a document, with all that it reaches."""
    converter = Converter(document)
    definitions, wanted = {}, [component]
    while wanted:
        name = wanted.pop()
        if name not in definitions:
            definitions[name] = converter.definition(name)
            wanted.extend(references(definitions[name]))
    return {"$ref": f"{DEFS}{component}", "$defs": dict(sorted(definitions.items()))}


def main():
    document, component = sys.argv[1:]
    json.dump(of(load(document), component), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
