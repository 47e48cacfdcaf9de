"""What Glueport has to make of a domain by itself, written down a second time, so that its plan can
be held against something else than itself.

Only the endings of the generator's names are known here, not the public suffix list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import job

# Listed endings, those of companies too: nobody's own name.
SUFFIXES = frozenset(
    "com net org io uk co.uk de au com.au ca us health gov github.io xn--p1ai".split()
)

PORT = re.compile(r":[0-9]{1,5}")
SCHEME = re.compile(r"(?:[A-Za-z0-9+]+:)?//")
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")


@dataclass(frozen=True)
class Reading:
    """A name as it is sent, or what speaks against it."""

    name: str | None
    reason: str | None
    # By which rule it is another reading than the peers'; None where it is the same one.
    rule: str | None = None


class NoName(Exception):
    """A text that is no domain name."""


def read(given: str, sensitive: set[str]) -> Reading:
    """Reads a name as it stands in IT Glue."""
    rules: list[str] = []
    try:
        name = ascii_name(host(given, rules), rules)
        reason = judgement(name, sensitive, rules)
    except NoName:
        name, reason = None, "invalid_domain"
    if (name if reason is None else None, reason) == as_the_peers(given, sensitive):
        return Reading(name, reason)
    return Reading(name, reason, rules[0] if rules else None)


def as_the_peers(given: str, sensitive: set[str]) -> tuple[str | None, str | None]:
    """The name that is accepted, or the reason against it, by the rules of the job."""
    name = job.normal(given)
    if not job.is_valid(name):
        return None, "invalid_domain"
    if name.endswith(".gov"):
        return None, "gov_domain"
    return (None, "sensitive_domain") if name in sensitive else (name, None)


def host(given: str, rules: list[str]) -> str:
    """The host in what people write; `rules` takes what the peers would not have taken off."""
    text = given.strip()
    if not text or re.search(r"[\s,;]", text):
        raise NoName
    if scheme := SCHEME.match(text):
        text = text[scheme.end() :]
        if scheme.group().lower() not in ("http://", "https://"):
            rules.append("a scheme other than http and https is taken off")
    text = text.split("/", 1)[0]
    if "?" in text or "#" in text:
        rules.append("a query and a fragment are taken off")
        text = re.split("[?#]", text, maxsplit=1)[0]
    if "@" in text:
        rules.append("of a mail address the part behind the @ is the name")
        _, text = text.split("@", 1)
        if "@" in text:
            raise NoName
    if ":" in text:
        rules.append("a port is taken off")
        text, port = text[: text.index(":")], text[text.index(":") :]
        if not PORT.fullmatch(port):
            raise NoName
    return text


def ascii_name(host: str, rules: list[str]) -> str:
    """The name in lower-case ASCII, without one trailing dot, label by label as it has to be."""
    name = host.lower()
    try:
        if not name.isascii():
            rules.append("a name in another script is taken in its ASCII form")
            name = name.encode("idna").decode()
        elif "xn--" in name:
            name.encode().decode("idna")
    except UnicodeError:
        rules.append("a label xn-- has to be one that letters lead to")
        raise NoName from None
    labels = name.removesuffix(".").split(".")
    for label in labels:
        if label == "":
            rules.append("one trailing dot is dropped and no more")
        if len(label) > 63:
            rules.append("a label has 63 characters at most")
        if not LABEL.fullmatch(label) or len(label) > 63:
            raise NoName
    if len(labels) < 2 or labels[-1].isdigit():
        raise NoName
    return ".".join(labels)


def judgement(name: str, sensitive: set[str], rules: list[str]) -> str | None:
    """What speaks against a name."""
    labels = name.split(".")
    if name in SUFFIXES:
        rules.append("a public suffix is nobody's own name")
        return "public_suffix"
    if all(".".join(labels[start:]) not in SUFFIXES for start in range(1, len(labels))):
        rules.append("the public suffix list has to have the ending")
        return "invalid_domain"
    if labels[-1].startswith("xn--"):
        rules.append("an ending in another script is an ending")
    if name.endswith(".gov"):
        return "gov_domain"
    return "sensitive_domain" if name in sensitive else None
