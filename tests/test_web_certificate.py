"""The certificate of the local server: vouches for this machine alone, short-lived, keys for their owner only."""

from __future__ import annotations

import ssl
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from udfs.web.certificate import (
    AUTHORITY_DAYS,
    LEAF_DAYS,
    Files,
    days_left,
    make_authority,
    renew_leaf,
    trust_command,
)

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    made = Files(tmp_path / "tls")
    make_authority(made, NOW)
    return made


def test_the_authority_can_vouch_for_localhost_and_nothing_else(files: Files) -> None:
    extensions = x509.load_pem_x509_certificate(files.authority.read_bytes()).extensions
    limits = extensions.get_extension_for_class(x509.NameConstraints)
    assert limits.critical
    assert limits.value.permitted_subtrees is not None
    assert [str(name.value) for name in limits.value.permitted_subtrees] == ["localhost", "127.0.0.1/32", "::1/128"]
    assert extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0


def test_the_leaf_lives_a_month_and_the_authority_two_years(files: Files) -> None:
    assert (days_left(files.leaf, NOW), days_left(files.authority, NOW)) == (LEAF_DAYS, AUTHORITY_DAYS)
    assert days_left(files.leaf, NOW + timedelta(days=31)) == -1
    assert days_left(files.folder / "absent.crt") == -1


def test_the_leaf_fits_its_key_and_names_this_machine(files: Files) -> None:
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(files.leaf, files.leaf_key)
    leaf = x509.load_pem_x509_certificate(files.leaf.read_bytes())
    leaf.verify_directly_issued_by(x509.load_pem_x509_certificate(files.authority.read_bytes()))
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert [str(name.value) for name in names] == ["localhost", "127.0.0.1", "::1"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other users out of the profile folder instead")
def test_no_one_else_can_read_the_keys(files: Files) -> None:
    assert [stat.S_IMODE(key.stat().st_mode) for key in (files.authority_key, files.leaf_key)] == [0o600, 0o600]


def test_the_leaf_is_renewed_in_its_last_week_and_trust_stays(files: Files) -> None:
    authority, leaf = files.authority.read_bytes(), files.leaf.read_bytes()
    renew_leaf(files, NOW + timedelta(days=22))
    assert files.leaf.read_bytes() == leaf
    renew_leaf(files, NOW + timedelta(days=23))
    assert files.leaf.read_bytes() != leaf
    make_authority(files, NOW + timedelta(days=600))
    assert files.authority.read_bytes() == authority


def test_an_authority_in_its_last_month_is_made_anew(files: Files) -> None:
    authority = files.authority.read_bytes()
    make_authority(files, NOW + timedelta(days=AUTHORITY_DAYS - LEAF_DAYS))
    assert files.authority.read_bytes() != authority


@pytest.mark.parametrize(
    ("platform", "start"),
    [
        ("win32", "certutil -user -addstore Root"),
        ("darwin", "security add-trusted-cert"),
        ("linux", "certutil -d sql:"),
    ],
)
def test_trusting_is_one_command_for_the_user_to_run_with_the_path_quoted(platform: str, start: str) -> None:
    command = trust_command(Path("/Users/Li Si/neiqin-ca.crt"), platform)
    assert command.startswith(start)
    assert '"/Users/Li Si/neiqin-ca.crt"' in command
