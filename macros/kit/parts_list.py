"""The list of parts of the kit (SBOM): CycloneDX 1.6 as JSON, one component for each wheel, reproducible."""

from __future__ import annotations

import json
import zipfile
from email.message import Message
from email.parser import Parser
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from macros.kit.licences import UNKNOWN, known_licences, licence_in

PARTS_LIST = "sbom.cdx.json"


def parts_list(wheels: Path) -> str:
    """The list of the wheels in a folder. Our own wheel is what the list is about."""
    components = [_component(path) for path in sorted(wheels.glob("*.whl"))]
    own = [one for one in components if one["name"] == "neiqin"]
    others = [one for one in components if one["name"] != "neiqin"]
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(components, sort_keys=True))}",
        "metadata": {"component": {**own[0], "type": "application"}} if own else {},
        "components": others,
    }
    return json.dumps(bom, ensure_ascii=False, indent=1) + "\n"


def _component(wheel: Path) -> dict[str, Any]:
    told = _metadata(wheel)
    name, version = str(told["Name"]).lower().replace("_", "-"), str(told["Version"])
    address = f"pkg:pypi/{quote(name)}@{quote(version)}"
    read = known_licences()["read"].get(name)
    licence = str(read["licence"]) if read else licence_in(told)
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "hashes": [{"alg": "SHA-256", "content": sha256(wheel.read_bytes()).hexdigest()}],
        **({} if licence == UNKNOWN else {"licenses": [{"expression": licence}]}),
        "purl": address,
    }


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as package:
        name = next(name for name in package.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(package.read(name).decode("utf-8"), headersonly=True)
