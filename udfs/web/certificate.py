"""The certificate of the local server: an authority that can vouch for this machine's own name alone, and its leaf.

Office loads add-ins over HTTPS only, on this machine too. The authority is made once (``neiqin doctor --trust``) and
trusted by the user with one printed command; it is limited to localhost (RFC 5280 name constraints), so that a stolen
key can vouch for no other site. The leaf lives 30 days and is renewed by the server when it starts.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

AUTHORITY_DAYS, LEAF_DAYS, RENEW_DAYS = 730, 30, 7
NAME = "Neiqin localhost"


@dataclass(frozen=True, slots=True)
class Files:
    """Where the four files are; the two keys are readable by their owner alone (0600; by the profile on Windows)."""

    folder: Path

    @property
    def authority(self) -> Path:
        """The certificate that the user trusts."""
        return self.folder / "neiqin-ca.crt"

    @property
    def authority_key(self) -> Path:
        """Its key; signs the next leaf."""
        return self.folder / "neiqin-ca.key"

    @property
    def leaf(self) -> Path:
        """The certificate that the server shows."""
        return self.folder / "localhost.crt"

    @property
    def leaf_key(self) -> Path:
        """The server's key."""
        return self.folder / "localhost.key"


def local_folder() -> Path:
    """The user's own folder for this program: never roaming, never synchronised."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Neiqin"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Neiqin"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "neiqin"


def certificate_files() -> Files:
    """The files in the user's own folder."""
    return Files(local_folder() / "tls")


def make_authority(files: Files, now: datetime | None = None) -> None:
    """Make the authority and a leaf; an authority that is still good is kept, and with it the user's trust."""
    now = now or datetime.now(UTC)
    if days_left(files.authority, now) > LEAF_DAYS and files.authority_key.is_file():
        return renew_leaf(files, now)
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    own = [x509.DNSName("localhost"), *(x509.IPAddress(ip_network(net)) for net in ("127.0.0.1/32", "::1/128"))]
    made = (
        _builder(NAME, NAME, key, now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .add_extension(x509.NameConstraints(permitted_subtrees=own, excluded_subtrees=None), critical=True)
    )
    _write(files.authority, files.authority_key, _signed(made, key), key)
    return _make_leaf(files, now)


def renew_leaf(files: Files, now: datetime | None = None) -> None:
    """A new leaf when the present one ends within a week."""
    now = now or datetime.now(UTC)
    if days_left(files.leaf, now) <= RENEW_DAYS:
        _make_leaf(files, now)


def days_left(certificate: Path, now: datetime | None = None) -> int:
    """Whole days until a certificate ends; -1 when it has ended or is not there."""
    from cryptography import x509

    try:
        until = x509.load_pem_x509_certificate(certificate.read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        return -1
    return max((until - (now or datetime.now(UTC))).days, -1)


def trust_command(authority: Path, platform: str = sys.platform) -> str:
    """The one command with which a user trusts the authority; printed for them, never run by us."""
    if platform == "win32":
        return f'certutil -user -addstore Root "{authority}"'
    if platform == "darwin":
        return f'security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db "{authority}"'
    return f'certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n "{NAME}" -i "{authority}"'


def _make_leaf(files: Files, now: datetime) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from cryptography.x509.oid import ExtendedKeyUsageOID

    issuer: Any = load_pem_private_key(files.authority_key.read_bytes(), None)
    key = ec.generate_private_key(ec.SECP256R1())
    names = [x509.DNSName("localhost"), *(x509.IPAddress(ip_address(own)) for own in ("127.0.0.1", "::1"))]
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key())
    made = (
        _builder("localhost", NAME, key, now, LEAF_DAYS)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(issued_by, critical=False)
    )
    _write(files.leaf, files.leaf_key, _signed(made, issuer), key)


def _builder(
    subject: str, issuer: str, key: EllipticCurvePrivateKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    from cryptography import x509

    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

    return (
        x509.CertificateBuilder(named(issuer), named(subject), key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(**set_: bool) -> x509.KeyUsage:
    from cryptography import x509

    names = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
             "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip
    return x509.KeyUsage(**{name: set_.get(name, False) for name in names})


def _signed(made: x509.CertificateBuilder, by: EllipticCurvePrivateKey) -> x509.Certificate:
    from cryptography.hazmat.primitives.hashes import SHA256

    return made.sign(by, SHA256())


def _write(place: Path, key_place: Path, certificate: x509.Certificate, key: EllipticCurvePrivateKey) -> None:
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key_place.unlink(missing_ok=True)
    with os.fdopen(os.open(key_place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    place.write_bytes(certificate.public_bytes(Encoding.PEM))
