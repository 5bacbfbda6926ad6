"""The YAML files themselves: no key twice at any depth, no binary float, no two rows for one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from core.law import Law
from core.law.loading import FOLDER, TOP_KEY, entry_of, homes, read

FILES = sorted(FOLDER.glob("**/*.yaml"))


def nodes(node: yaml.Node) -> Iterator[yaml.Node]:
    yield node
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                yield from nodes(part)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from nodes(part)


def root(path: Path) -> yaml.Node:
    return yaml.compose(path.read_text("utf-8"), yaml.CSafeLoader)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_key_stands_twice_in_one_mapping(path: Path):
    mappings = [node for node in nodes(root(path)) if isinstance(node, yaml.MappingNode)]
    for mapping in mappings:
        keys = [key.value for key, _ in mapping.value]
        assert len(keys) == len(set(keys)), f"{path.name} line {mapping.start_mark.line + 1}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_decimal_is_quoted_so_that_no_reader_makes_a_binary_float_of_it(path: Path):
    floats = [node.value for node in nodes(root(path)) if node.tag == "tag:yaml.org,2002:float"]
    assert floats == []


@pytest.mark.parametrize("folder", ["rules", "parameters"])
def test_no_key_has_two_homes(folder: str):
    keys = [key for path in FILES if path.parent.name == folder for key in TOP_KEY.findall(path.read_text("utf-8"))]
    assert len(keys) == len(set(keys)) == {"rules": 149, "parameters": len(Law.default())}[folder]


@pytest.mark.parametrize("name", ["laws.yaml", *sorted(set(homes("parameters").values()))])
def test_an_entry_parsed_alone_is_the_entry_of_the_whole_file(name: str):
    assert {key: entry_of(name, key) for key in TOP_KEY.findall((FOLDER / name).read_text("utf-8"))} == read(name)


def test_rows_of_one_parameter_never_overlap():
    for path in (FOLDER / "parameters").glob("*.yaml"):
        for key, entry in read(f"parameters/{path.name}").items():
            spans = sorted((row.get("from") or date.min, row.get("to") or date.max) for row in entry["values"])
            assert all(earlier[1] < later[0] for earlier, later in pairwise(spans)), key
