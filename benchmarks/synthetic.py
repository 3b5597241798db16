"""Makes OpenAPI documents of any size, out of the features that real ones use.

A document of size N holds N resources. Each has fourteen schemas (objects, enums, a tagged union with a recursive
branch, pages) and five operations. All refer to a few schemas, parameters and responses that they share.
"""

import json

WORDS = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "theta", "kappa", "lambda", "sigma"]


def reference(kind, name):
    return {"$ref": f"#/components/{kind}/{name}"}


def schema(name):
    return reference("schemas", name)


def body(value):
    return {"application/json": {"schema": value}}


def document(size):
    components = {"schemas": shared_schemas(), "parameters": shared_parameters(), "responses": shared_responses()}
    paths = {}
    for number in range(size):
        name = f"{WORDS[number % len(WORDS)].capitalize()}{number}"
        components["schemas"].update(resource_schemas(name, number, size))
        paths.update(resource_paths(name))
    return {
        "openapi": "3.0.3",
        "info": {"title": "Synthetic", "version": "1", "description": "Made to measure how time grows with size."},
        "servers": [{"url": "https://api.example.com"}],
        "tags": [{"name": word.capitalize()} for word in WORDS],
        "paths": paths,
        "components": components,
    }


def shared_schemas():
    return {
        "Problem": {
            "type": "object",
            "required": ["code", "detail"],
            "properties": {
                "code": {"type": "integer", "format": "int32", "minimum": 100, "maximum": 599},
                "detail": {"type": "string", "description": "What went wrong, in words."},
                "parameters": {"type": "array", "items": {"type": "object", "additionalProperties": True}},
            },
        },
        "Link": {
            "type": "object",
            "properties": {"href": {"type": "string", "format": "uri"}, "rel": {"type": "string", "example": "self"}},
        },
        "Stamp": {"type": "string", "format": "date-time", "description": "A moment in UTC."},
    }


def shared_parameters():
    def query(name, value):
        return {"name": name, "in": "query", "schema": value, "description": f"The {name} of the page."}

    return {
        "Size": query("size", {"type": "integer", "minimum": 1, "maximum": 500, "default": 100}),
        "Page": query("page", {"type": "integer", "minimum": 1, "default": 1}),
        "Sort": query("sort", {"type": "array", "items": {"type": "string"}, "uniqueItems": True}),
    }


def shared_responses():
    return {
        name: {"description": words, "content": body(schema("Problem"))}
        for name, words in [("BadRequest", "It was refused."), ("NotFound", "It is not there.")]
    }


def resource_schemas(name, number, size):
    branches = ["Plain", "Timed", "Nested", "Measured"]
    common = {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string", "description": "Which one it is."}, "label": {"type": "string", "maxLength": 64}},
    }
    tag = {"propertyName": "kind", "mapping": {f"{branch.upper()}_{number}": schema(f"{name}{branch}")["$ref"] for branch in branches}}
    own = {
        "Plain": {"note": {"type": "string", "nullable": True}, "count": {"type": "integer", "format": "int64", "minimum": 0}},
        "Timed": {"from": schema("Stamp"), "until": schema("Stamp")},
        "Nested": {"inner": schema(f"{name}Part"), "parts": {"type": "array", "items": schema(f"{name}Part"), "maxItems": 20}},
        "Measured": {"value": {"type": "number", "maximum": 1e6, "multipleOf": 0.5}, "unit": {"type": "string", "enum": ["MS", "S", "MIN", "HOUR"]}},
    }
    schemas = {
        name: thing(name, number, size),
        f"{name}Create": {
            "type": "object",
            "required": ["name"],
            "properties": {"name": {"type": "string", "minLength": 1, "maxLength": 64}, "part": schema(f"{name}Part")},
        },
        f"{name}Update": {"allOf": [schema(f"{name}Create"), {"type": "object", "properties": {"force": {"type": "boolean", "default": False}}}]},
        f"{name}List": {
            "type": "object",
            "required": ["results"],
            "properties": {
                "results": {"type": "array", "items": schema(name), "readOnly": True},
                "links": {"type": "array", "items": schema("Link"), "readOnly": True},
                "totalCount": {"type": "integer", "minimum": 0},
            },
        },
        f"{name}State": {"type": "string", "enum": ["IDLE", "WORKING", "DONE", "FAILED", f"STATE_{number}"], "description": "How far it is."},
        f"{name}Settings": settings(name),
        f"{name}Limits": {
            "type": "object",
            "properties": {f"limit{at}": {"type": "integer", "minimum": at, "maximum": 1000 * (at + 1), "description": f"Limit number {at} of a {name}."} for at in range(8)},
        },
        f"{name}Owner": {
            "type": "object",
            "required": ["email", "userId"],
            "properties": {
                "email": {"type": "string", "format": "email"},
                "userId": {"type": "string", "pattern": "^[0-9a-f]{24}$"},
                "secret": {"type": "string", "format": "password", "writeOnly": True},
            },
        },
        f"{name}Labels": {"type": "object", "additionalProperties": {"type": "string", "maxLength": 128}},
        f"{name}Part": {"oneOf": [schema(f"{name}{branch}") for branch in branches], "discriminator": tag},
    }
    for branch in branches:
        schemas[f"{name}{branch}"] = {"description": f"A part of the kind {branch}.", "allOf": [common, {"type": "object", "properties": own[branch]}]}
    return schemas


def thing(name, number, size):
    words = f"One {name}, with what belongs to it. "
    return {
        "type": "object",
        "description": words * 3,
        "required": ["id", "name", "state"],
        "properties": {
            "id": {"type": "string", "pattern": "^([a-f0-9]{24})$", "readOnly": True, "example": "32b6e34b3d91647abb20e7b8"},
            "name": {"type": "string", "minLength": 1, "maxLength": 64, "description": words},
            "state": schema(f"{name}State"),
            "region": {"type": "string", "enum": ["US", "EU", "AP"], "default": "US", "description": "Where it is."},
            "createdAt": schema("Stamp"),
            "labels": schema(f"{name}Labels"),
            "settings": schema(f"{name}Settings"),
            "limits": schema(f"{name}Limits"),
            "owner": {"allOf": [schema(f"{name}Owner")], "nullable": True},
            "parts": {"type": "array", "items": schema(f"{name}Part"), "uniqueItems": True},
            "children": {"type": "array", "items": schema(name)},
            "related": schema(f"{WORDS[(number * 7 + 1) % size % len(WORDS)].capitalize()}{(number * 7 + 1) % size}"),
        },
    }


def settings(name):
    texts = {f"option{at}": {"type": "string", "maxLength": 100 + at, "description": f"Option {at} of a {name}."} for at in range(6)}
    return {
        "type": "object",
        "properties": {
            **texts,
            "mode": {"type": "string", "enum": ["FAST", "SAFE"], "deprecated": True},
            "window": {
                "type": "object",
                "required": ["day"],
                "properties": {"day": {"type": "integer", "minimum": 1, "maximum": 7}, "hours": {"type": "array", "items": {"type": "integer"}}},
            },
        },
        "additionalProperties": False,
    }


def resource_paths(name):
    base = f"/api/v1/{name.lower()}"
    tags = [name.rstrip("0123456789")]
    failures = {"400": reference("responses", "BadRequest"), "404": reference("responses", "NotFound")}
    key = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[0-9a-f]{24}$"}}

    def operation(verb, status, reply, *parameters, sends=None):
        it = {"operationId": f"{verb}{name}", "tags": tags, "summary": f"{verb} a {name}", "parameters": list(parameters)}
        if sends:
            it["requestBody"] = {"required": True, "content": body(schema(sends))}
        content = {"content": body(schema(reply))} if reply else {}
        it["responses"] = {status: {"description": "Done.", **content}, **failures}
        return it

    page = [reference("parameters", word) for word in ["Size", "Page", "Sort"]]
    return {
        base: {
            "get": operation("list", "200", f"{name}List", *page),
            "post": operation("create", "201", name, sends=f"{name}Create"),
        },
        f"{base}/{{id}}": {
            "get": operation("get", "200", name, key),
            "patch": operation("update", "200", name, key, sends=f"{name}Update"),
            "delete": operation("delete", "204", None, key),
        },
    }


def yaml(value, indent=""):
    """The value as YAML in block style. Strings are quoted as in JSON, which is YAML too."""
    if isinstance(value, dict) and value:
        return "".join(f"\n{indent}{json.dumps(key)}:{yaml(item, indent + '  ')}" for key, item in value.items())
    if isinstance(value, list) and value:
        return "".join(f"\n{indent}-{yaml(item, indent + '  ')}" for item in value)
    return f" {json.dumps(value)}"


def text(size):
    return yaml(document(size)).lstrip("\n") + "\n"
