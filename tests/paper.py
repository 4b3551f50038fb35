"""What tests read back out of a PDF or DOCX: its text, its tags, its typefaces."""

from __future__ import annotations

import functools
import io
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pypdf import PdfReader


def squeezed(text: str) -> str:
    """Text without white space: lines are broken wherever a page ends them."""
    return "".join(text.replace("\u200b", "").split())


@functools.lru_cache(maxsize=8)
def reader(pdf: bytes) -> PdfReader:
    """The opened PDF; opening one again for each question would take most of the tests' time."""
    return PdfReader(io.BytesIO(pdf))


@functools.lru_cache(maxsize=8)
def pages(pdf: bytes) -> list[str]:
    """The squeezed text of each page."""
    return [squeezed(page.extract_text()) for page in reader(pdf).pages]


def missing(pdf: bytes, texts: list[str]) -> list[str]:
    """Which texts are nowhere in the PDF; words may be apart where a column breaks them."""
    whole = "".join(pages(pdf))
    return [t for t in texts if squeezed(t) not in whole]


def typefaces(pdf: bytes) -> set[str]:
    """Names of all typefaces, without the six letters of a subset; fails where one is not embedded."""
    found = set()
    for node in objects(pdf):
        if node.get("/Type") == "/Font" and "/DescendantFonts" in node:
            for child in node["/DescendantFonts"]:
                described = child.get_object()["/FontDescriptor"]
                assert any(name in described for name in ("/FontFile2", "/FontFile3")), node["/BaseFont"]
            found.add(str(node["/BaseFont"])[1:].split("+")[-1])
        elif node.get("/Type") == "/Font":
            assert "/Subtype" in node
            assert str(node["/Subtype"]) in ("/CIDFontType0", "/CIDFontType2"), "every typeface is a composite one"
    return found


@functools.lru_cache(maxsize=8)
def objects(pdf: bytes) -> tuple[Any, ...]:
    """Every dictionary in the file."""
    opened = reader(pdf)
    numbers = {*opened.xref_objStm, *(n for table in opened.xref.values() for n in table)}
    found = [opened.get_object(number) for number in sorted(numbers) if number]
    return tuple(node for node in found if hasattr(node, "get"))


def tags(pdf: bytes) -> list[str]:
    """The structure's tags in reading order."""
    result: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif hasattr(node, "get"):
            if "/S" in node:
                result.append(str(node["/S"])[1:])
            if "/K" in node:
                walk(node["/K"])

    walk(root(pdf)["/StructTreeRoot"])
    return result


def alts(pdf: bytes) -> list[str]:
    """Text alternatives of all figures."""
    return [str(n["/Alt"]) for n in objects(pdf) if n.get("/S") == "/Figure" and "/Alt" in n]


def root(pdf: bytes) -> Any:
    """The document's catalogue."""
    return reader(pdf).trailer["/Root"]


def links(pdf: bytes) -> set[str]:
    """Addresses of all links."""
    return {str(n["/A"]["/URI"]) for n in objects(pdf) if n.get("/Subtype") == "/Link" and "/URI" in n.get("/A", {})}


@contextmanager
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Any socket opened inside fails the test."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("a socket was opened")

    with monkeypatch.context() as patch:
        patch.setattr(socket, "socket", refuse)
        patch.setattr(socket, "create_connection", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield
