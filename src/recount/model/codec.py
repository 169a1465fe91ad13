"""Frozen values to plain JSON data and back, by their type hints.

Invariant: ``decode(type(value), encode(value)) == value`` for every value of the model. A field whose type is
a union of several dataclasses carries the class name under ``"_"``. No code is ever loaded from data.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Encoder = Callable[[Any], Any]
Decoder = Callable[[Any], Any]
Hint = Any
"""A type hint: a class, a union, a tuple of something."""


def encode(value: Any) -> Any:
    """Return ``value`` (a dataclass of the model) as dicts, lists, strings, numbers, booleans and None."""
    kind: Hint = type(value)
    return _encoder(kind)(value)


def decode(cls: type[Any], data: Any) -> Any:
    """Return the ``cls`` that ``encode`` turned into ``data``. Raises KeyError or TypeError on foreign data."""
    kind: Hint = cls
    return _decoder(kind)(data)


def _same(value: Any) -> Any:
    return value


def _arms(kind: Any) -> tuple[list[Any], bool]:
    """Return the non-None members of a union and whether None is one."""
    members = get_args(kind)
    return [member for member in members if member is not type(None)], type(None) in members


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, types.UnionType)


@cache
def _encoder(kind: Any) -> Encoder:
    if is_dataclass(kind):
        plan = [(field.name, _encoder(hint)) for field, hint in _hinted(kind)]

        def encode_dataclass(value: Any) -> Any:
            return {name: encoder(getattr(value, name)) for name, encoder in plan}

        return encode_dataclass
    if _is_union(kind):
        arms, _ = _arms(kind)
        if len(arms) == 1:
            inner = _encoder(arms[0])
            return _same if inner is _same else lambda value: None if value is None else inner(value)
        if all(is_dataclass(arm) for arm in arms):
            return lambda value: None if value is None else {"_": type(value).__name__, **encode(value)}
        return _same
    if get_origin(kind) is tuple:
        arguments = get_args(kind)
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            item = _encoder(arguments[0])
            return list if item is _same else lambda value: [item(element) for element in value]
        items = [_encoder(argument) for argument in arguments]
        return lambda value: [encoder(element) for encoder, element in zip(items, value, strict=True)]
    return _same


@cache
def _decoder(kind: Any) -> Decoder:
    if is_dataclass(kind):
        plan = [(field.name, _decoder(hint)) for field, hint in _hinted(kind)]
        make: Any = kind
        return lambda data: make(**{name: decoder(data[name]) for name, decoder in plan})
    if _is_union(kind):
        arms, _ = _arms(kind)
        if len(arms) == 1:
            inner = _decoder(arms[0])
            return lambda data: None if data is None else inner(data)
        if all(is_dataclass(arm) for arm in arms):
            by_name = {arm.__name__: arm for arm in arms}

            def decode_tagged(data: Any) -> Any:
                if data is None:
                    return None
                return _decoder(by_name[data["_"]])({key: item for key, item in data.items() if key != "_"})

            return decode_tagged
        return _same
    if get_origin(kind) is tuple:
        arguments = get_args(kind)
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            item = _decoder(arguments[0])
            return lambda data: tuple(item(element) for element in data)
        items = [_decoder(argument) for argument in arguments]
        return lambda data: tuple(decoder(element) for decoder, element in zip(items, data, strict=True))
    return _same


def _hinted(cls: Any) -> list[tuple[Any, Any]]:
    hints = get_type_hints(cls)
    return [(field, hints[field.name]) for field in fields(cls)]


@cache
def schema_of(kind: Any) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) fragment of what ``encode`` makes of a value of type ``kind``."""
    if is_dataclass(kind):
        properties = {field.name: schema_of(hint) for field, hint in _hinted(kind)}
        return {
            "type": "object",
            "description": (kind.__doc__ or "").strip().split("\n\n")[0],
            "properties": properties,
            "required": sorted(properties),
        }
    if _is_union(kind):
        arms, optional = _arms(kind)
        options = [schema_of(arm) for arm in arms] + ([{"type": "null"}] if optional else [])
        return {"anyOf": options}
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) is tuple:
        arguments = get_args(kind)
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return {"type": "array", "items": schema_of(arguments[0])}
        return {
            "type": "array",
            "prefixItems": [schema_of(argument) for argument in arguments],
            "minItems": len(arguments),
            "maxItems": len(arguments),
        }
    return dict(_PRIMITIVES.get(kind, {}))


_PRIMITIVES: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}
