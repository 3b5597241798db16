#!/usr/bin/env python3
"""A component schema of an OpenAPI document as one JSON Schema (draft 2020-12), for validators that read only those."""

import json
import sys

import yaml

PREFIX = "#/components/schemas/"


def convert(node):
    """Rewrites what OpenAPI 3.0 says in its own way."""
    if isinstance(node, list):
        return [convert(item) for item in node]
    if not isinstance(node, dict):
        return node
    out = {key: convert(value) for key, value in node.items() if not key.startswith("x-") and key != "example"}
    reference = out.get("$ref")
    if isinstance(reference, str):
        out["$ref"] = reference.replace(PREFIX, "#/$defs/")
    out.pop("discriminator", None)
    if out.pop("nullable", False) is True and isinstance(out.get("type"), str):
        out["type"] = [out["type"], "null"]
    return out


def references(node):
    """The names of the definitions that a converted schema refers to."""
    if isinstance(node, list):
        return {name for item in node for name in references(item)}
    if not isinstance(node, dict):
        return set()
    names = {name for value in node.values() for name in references(value)}
    reference = node.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/$defs/"):
        names.add(reference.removeprefix("#/$defs/").split("/")[0])
    return names


def of(schemas, component):
    """The schema of a component, with all that it reaches."""
    definitions, wanted = {}, [component]
    while wanted:
        name = wanted.pop()
        if name not in definitions:
            definitions[name] = convert(schemas[name])
            wanted.extend(references(definitions[name]))
    return {"$ref": f"#/$defs/{component}", "$defs": dict(sorted(definitions.items()))}


def main():
    document, component = sys.argv[1:]
    with open(document, encoding="utf-8") as file:
        schemas = yaml.safe_load(file)["components"]["schemas"]
    json.dump(of(schemas, component), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
