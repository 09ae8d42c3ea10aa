"""Sankey links: one unit is one application, and none is lost on the way."""

from __future__ import annotations

from collections import Counter

import pytest
from builders import flows_frame, journeys_of
from frames import AS_OF, histories, history
from hypothesis import given, settings

from analytics.flows import ENDED, FLOW_LINK_COLUMNS, KINDS, PASSED, START, file_links, flow_links

EVERY_WAY = """
    A1  applied 2025-01-06 | assessment 2025-01-09 | phone_screen 2025-01-15 | interview 2025-01-22 | offer 2025-02-05
    A2  applied 2025-01-06 | interview 2025-01-15 | offer 2025-02-05 | accepted 2025-02-06
    A3  applied 2025-01-06 | interview 2025-01-15 | rejected 2025-02-05
    A4  applied 2025-01-06 | interview 2025-01-15
    A5  applied 2025-01-06 | replied 2025-01-15
    A6  applied 2025-01-06
    A7  applied 2025-01-06 | acknowledged 2025-01-06
    A8  applied 2025-01-06 | no_response 2025-03-01
    A9  applied 2025-01-06 | closed 2025-03-01
    A10 applied 2025-01-06 | withdrawn 2025-03-01
    A11 applied 2025-01-06 | knows=
    A12 applied 2025-01-06 | offer 2025-02-05 | declined 2025-02-06
    A13 applied 2025-01-06 | assessment 2025-01-09 | rejected 2025-02-05
"""


def links_of(text: str) -> list[tuple]:
    return list(flow_links(journeys_of(text, AS_OF)).itertuples(index=False, name=None))


def test_every_way():
    assert sorted(links_of(EVERY_WAY)) == sorted(
        [
            ("Applications", "Interview", 4, "stage"),  # A2 A3 A4 and A12, whose offer implies one
            ("Applications", "No answer yet", 2, "waiting"),
            ("Applications", "Assessment", 2, "stage"),
            ("Applications", "In progress", 1, "waiting"),
            ("Applications", "No answer", 1, "no_answer"),
            ("Applications", "Not recorded", 1, "unknown"),
            ("Applications", "Posting closed", 1, "closed"),
            ("Applications", "Withdrawn by you", 1, "withdrawn"),
            ("Assessment", "Interview", 1, "stage"),
            ("Assessment", "Rejected", 1, "rejected"),
            ("Interview", "Further interviews", 1, "stage"),
            ("Interview", "Offer", 2, "stage"),
            ("Interview", "Rejected", 1, "rejected"),
            ("Interview", "Waiting after an interview", 1, "waiting"),
            ("Further interviews", "Offer", 1, "stage"),
            ("Offer", "Accepted", 1, "accepted"),
            ("Offer", "Declined by you", 1, "declined"),
            ("Offer", "Offer open", 1, "offer"),
        ]
    )


def test_links_are_in_the_order_of_the_funnel():
    sources = [source for source, *_ in links_of(EVERY_WAY)]
    order = [START, *PASSED]
    assert [order.index(source) for source in sources] == sorted(order.index(source) for source in sources)


def test_nothing_flows_without_applications():
    assert flow_links(history()).columns.tolist() == list(FLOW_LINK_COLUMNS)
    assert flow_links(history()).empty


@settings(max_examples=40)
@given(histories.filter(bool))
def test_what_flows_into_a_node_flows_out_of_it(rows):
    into, out = Counter(), Counter()
    for source, target, value, kind in flow_links(history(*rows)).itertuples(index=False):
        assert value > 0
        assert kind in KINDS
        out[source] += value
        into[target] += value
    assert out[START] == len(rows)
    assert START not in into
    for node in PASSED:
        assert into[node] == out[node]
    assert sum(value for node, value in into.items() if node not in PASSED) == len(rows)


def test_every_kind_of_end_has_its_own_name():
    names = [name for name, _ in ENDED.values()]
    assert len(set(names)) == len(names)


class TestFileLinks:
    """Totals of a file are drawn as they are."""

    def test_kinds_and_sums(self):
        flows = flows_frame(
            [
                ("Ohio", "Applications", 7, None, "applied"),
                ("Applications", "Phone", 3, "applied", "phone_screen"),
                ("Applications", "Phone", 2, "applied", "phone_screen"),
                ("Phone", "No", 4, "phone_screen", "rejected"),
                ("Phone", "Limbo", 1, "phone_screen", None),
                ("Phone", "Phone", 9, "phone_screen", "phone_screen"),
                ("Phone", "Offer", 0, "phone_screen", "offer"),
            ]
        )
        assert list(file_links(flows).itertuples(index=False, name=None)) == [
            ("Ohio", "Applications", 7, "stage"),
            ("Applications", "Phone", 5, "stage"),
            ("Phone", "No", 4, "rejected"),
            ("Phone", "Limbo", 1, "unknown"),
        ]

    @pytest.mark.parametrize("rows", [[], [("A", "B", 0, None, None)]], ids=["no flows", "flows of nothing"])
    def test_nothing(self, rows):
        assert file_links(flows_frame(rows)).empty
