"""Copies without personal data."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from ckanext.territory.domain.budget import BudgetError, blank_personal_data

Paths = Callable[[str], Path]
Builder = Callable[..., Path]
Read = Callable[..., Any]


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[Path], tuple[str, Any]]:
    """Blank a file; return the text of the copy and the report."""

    def run(source: Path) -> tuple[str, Any]:
        target = tmp_path / "copy.xml"
        report = blank_personal_data(source, target)
        return etree.tostring(etree.parse(target), encoding="unicode"), report

    return run


Copy = Callable[[Path], tuple[str, Any]]


class TestPersons:
    """What points to a person goes."""

    def test_no_person_is_left(self, copy: Copy, fixture_path: Paths) -> None:
        """In annexes, lines, unknown blocks and comments."""
        text, _report = copy(fixture_path("persons.xml"))
        assert not re.findall(r"PERSONNE\b|Prenom=\"F|RUE FICTIVE|M\. F|Mme|@", text)

    def test_report_counts_each_kind(self, copy: Copy, fixture_path: Paths) -> None:
        """By hand from the fixture."""
        _text, report = copy(fixture_path("persons.xml"))
        assert report.counts == {
            "comment": 2,
            "commitment_beneficiary": 1,
            "grant_beneficiary": 3,
            "loan_beneficiary": 2,
            "named_person": 7,
            "provision": 1,
            "signatory": 2,
            "staff": 2,
            "third_party_works": 2,
        }
        assert report.total == 22

    def test_accountants_and_signatures(self, copy: Copy, fixture_path: Paths) -> None:
        """A CFU names its accountants and carries the certificates of signatories."""
        text, report = copy(fixture_path("cfu.xml"))
        assert not re.findall(r"PERSONNE|personne|UEVSU", text)
        assert report.counts == {"accountant": 2, "signatory": 2}
        assert "<xad:ClaimedRole>Comptable</xad:ClaimedRole>" in text


class TestRest:
    """Everything else stays."""

    @pytest.mark.parametrize(
        "kept",
        [
            'LibOrgaBenef V="CLUB FICTIF"',
            'ObjSubv V="fonctionnement"',
            'MtSubv V="60.00"',
            'CodNatJurBenefCA V="P3"',
            'LibCpte V="Fournitures"',
            'EmploiGradeAgent V="adjoint technique"',
            'LibOrgaPreteur V="BANQUE FICTIVE"',
            'NomOrgaForm V="INSTITUT FICTIF"',
            'LibOper V="Mandat école"',
            'NomService V="Voirie"',
            'NombreLots V="2"',
            'LibBien V="MOBILIER"',
            'LibellePoste V="TRÉSORERIE"',
        ],
    )
    def test_other_values_stay(
        self, copy: Copy, fixture_path: Paths, kept: str
    ) -> None:
        """Organisations, amounts, codes, grades."""
        assert kept in copy(fixture_path("persons.xml"))[0]

    @pytest.mark.parametrize("name", ["persons.xml", "cfu.xml", "bp-functions.xml"])
    def test_only_values_are_removed(
        self, fixture_path: Paths, tmp_path: Path, name: str
    ) -> None:
        """The copy is the source with pieces left out, byte for byte."""
        target = tmp_path / "copy.xml"
        blank_personal_data(fixture_path(name), target)
        source, copied = fixture_path(name).read_bytes(), target.read_bytes()
        position = 0
        for byte in copied:
            position = source.index(byte, position) + 1
        tags = re.compile(rb"<[^!][^\s>]*")
        assert tags.findall(source) == tags.findall(copied)

    @pytest.mark.parametrize("name", ["persons.xml", "cfu.xml"])
    def test_again_changes_nothing(
        self, fixture_path: Paths, tmp_path: Path, name: str
    ) -> None:
        """The copy of the copy is equal and its report empty."""
        first, second = tmp_path / "1.xml", tmp_path / "2.xml"
        blank_personal_data(fixture_path(name), first)
        assert blank_personal_data(first, second).total == 0
        assert first.read_bytes() == second.read_bytes()

    def test_lines_are_the_same(
        self, read: Read, fixture_path: Paths, tmp_path: Path
    ) -> None:
        """The copy can be published again with the same figures."""
        target = tmp_path / "copy.xml"
        blank_personal_data(fixture_path("persons.xml"), target)
        assert read(target)[1] == read(fixture_path("persons.xml"))[1]


class TestTargets:
    """Nothing is left behind, nothing is half written."""

    def test_refusal_leaves_no_target(self, totem: Builder, tmp_path: Path) -> None:
        """Even when the mistake is at the end."""
        source, target = totem(), tmp_path / "copy.xml"
        source.write_bytes(source.read_bytes()[:-30])
        with pytest.raises(BudgetError) as caught:
            blank_personal_data(source, target)
        assert caught.value.code == "budget.truncated"
        assert not target.exists()

    def test_other_documents_are_refused(
        self, fixture_path: Paths, tmp_path: Path
    ) -> None:
        """A chart of accounts is no budget."""
        with pytest.raises(BudgetError) as caught:
            blank_personal_data(fixture_path("plan.xml"), tmp_path / "copy.xml")
        assert caught.value.code == "budget.not_a_budget"

    def test_endless_row(self, totem: Builder, tmp_path: Path) -> None:
        """A row too long to be held is judged in pieces, on the safe side."""
        names = "<LibOrgaBenef V='PERSONNE 1'/>" * 10_001
        row = f"<CONCOURS><CodNatJurBenefCA V='P1'/>{names}</CONCOURS>"
        path = totem(annexes=f"<DATA_CONCOURS>{row}</DATA_CONCOURS>")
        report = blank_personal_data(path, tmp_path / "copy.xml")
        assert report.counts == {"grant_beneficiary": 2}

    def test_tag_across_chunks(self, totem: Builder, tmp_path: Path) -> None:
        """Names are found wherever the reading stopped for a moment."""
        filler = "<X V='1'/>" * 6_553
        rows = "".join(
            f"<DATA_PRET><PRET><NomBenefPret V='PERSONNE {i}'/></PRET></DATA_PRET>"
            + filler[: i * 3 - i * 3 % 10]
            for i in range(400)
        )
        target = tmp_path / "copy.xml"
        report = blank_personal_data(totem(annexes=filler + rows), target)
        assert report.counts == {"loan_beneficiary": 400}
        assert b"PERSONNE" not in target.read_bytes()
