"""The playbook: everything the source documents advise is there, in words of our own, with its sources.

The documents themselves are not part of the project. What is needed of them here are the titles of their parts, below,
and hashes of their eight-word runs in `tests/histories/document_shingles.txt`.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path

import pytest
from reading_level import grade

from analytics import suggestions
from analytics.playbook import Strategy, advice, cited_briefly, documents, strategies

RUN = 8
SHINGLES = Path(__file__).parent / "histories" / "document_shingles.txt"
RATIOS = {"", "response", "application_to_interview", "interview_to_offer"}

# Each titled, numbered or (001) separate piece of advice in the documents, in their order.
PARTS = {
    "000": """
        1. Understand that Rejection is Not Personal
        2. Seek Feedback
        3. Reflect on Your Performance
        4. Update Your Resume and Skills
        5. Maintain a Positive Attitude
        6. Network and Stay Connected
        7. Consider Alternative Paths
        8. Stay Persistent
    """,
    "001": """
        Tip 1, on not taking it personally
        Tip 2, on feedback and review
        Tip 3, on confidence and good company
        Tip 4, on a wider search and new skills
        Tip 5, on goals and other paths
    """,
    "002": """
        Opening: learn and move on
        Don't take it personally
        Negativity breeds negativity
        Ask questions
        Learn from the experience
        Stay in touch
    """,
    "003": """
        Understanding Your Feelings
        Give Yourself Permission to Grieve
        Seeking Feedback
        Reflecting on Your Interview
        Enhancing Your Resume and Cover Letter
        Expanding Your Skill Set
        Leveraging Your Network
        Targeting the Right Opportunities
        Maintaining a Positive Outlook
        Personal Growth
        Resilience Building
        Consistency Is Key
        Adapting Your Strategy
        Application to Interview Ratio
        Interview to Offer Ratio
        Analyze Feedback Constructively
        Update Your Approach Based on Insights
        Building a Support System
        Addressing Financial Worries
        Creating a Financial Plan
        Exploring Temporary Solutions
        Utilizing Support Resources
        Financial Education and Management
        Mindful Spending
        The Power of a Positive Mindset
        Practicing Gratitude
        Stay Focused on Your Goals
        Cultivate Resilience
    """,
    "004": """
        1. Accept the Outcome Gracefully
        2. Request Constructive Feedback
        3. Reflect on Your Performance
        4. Stay Positive and Focused
        5. Improve Your Skills
        6. Expand Your Job Search
        7. Build a Support System
        8. Maintain Professional Relationships
        9. Reassess Your Career Goals
        10. Stay Persistent and Resilient
        11. Celebrate Small Wins
        12. Take Care of Your Mental Health
        13. Learn from Inspirational Stories
        14. Focus on What You Can Control
        15. Look Ahead with Optimism
    """,
}
every_strategy = pytest.mark.parametrize("strategy", strategies().values(), ids=lambda strategy: strategy.id)


def texts(strategy: Strategy) -> list[str]:
    """Every sentence of a strategy that a person reads."""
    head = [strategy.noticed, strategy.adjust, strategy.tells_it_works]
    return [strategy.title, *head, *strategy.steps, *strategy.checklist]


def test_every_piece_of_advice_is_carried_by_a_strategy() -> None:
    wanted = [(key, part.strip()) for key, parts in PARTS.items() for part in parts.strip().splitlines()]
    assert [(piece.document, piece.part) for piece in advice()] == wanted
    assert all(piece.strategies for piece in advice())
    assert {strategy for piece in advice() for strategy in piece.strategies} == set(strategies())


@every_strategy
def test_each_strategy_cites_exactly_the_advice_it_carries(strategy: Strategy) -> None:
    titles = {key: document.title for key, document in documents().items()}
    carried = {(titles[piece.document], piece.part) for piece in advice() if strategy.id in piece.strategies}
    assert {(cited.title, cited.part) for cited in strategy.documents} == carried
    assert carried


def test_the_documents_are_named_as_far_as_they_name_themselves() -> None:
    assert list(documents()) == ["000", "001", "002", "003", "004"]
    first = documents()["000"]
    assert (first.site, first.year) == ("Melonie Debenham, Supermums Recruitment", 2023)
    assert [key for key, document in documents().items() if document.title.startswith("Untitled")] == ["001", "004"]
    assert all(document.title and document.site for document in documents().values())


def test_the_twenty_strategies_of_the_plan_and_our_own_are_there() -> None:
    assert len(strategies()) == 21
    assert {"tailoring", "targeting", "network", "interview_practice", "ask_feedback", "persist"} <= set(strategies())


@every_strategy
def test_a_strategy_is_complete(strategy: Strategy) -> None:
    assert 3 <= len(strategy.steps) <= 5
    assert len(strategy.checklist) >= 2
    assert strategy.moves in RATIOS
    assert re.fullmatch(r"[a-z_]+", strategy.id)


@every_strategy
def test_its_sentences_are_plain_text(strategy: Strategy) -> None:
    for text in texts(strategy):
        assert not re.search(r"[!*_`#<>\[\]{}|~\\]|  ", text), text
        assert text[0].isupper()
    assert all(text.endswith((".", "?")) for text in texts(strategy)[1:])
    assert not strategy.title.endswith(".")


@every_strategy
def test_it_reads_at_grade_nine_or_below(strategy: Strategy) -> None:
    whole = " ".join(text if text.endswith((".", "?")) else f"{text}." for text in texts(strategy))
    assert grade(whole) <= 7, whole
    for text in texts(strategy)[1:]:
        assert grade(text) <= 9 or len(text.split()) < 12, (grade(text), text)


def test_the_reading_level_can_tell_hard_from_plain() -> None:
    assert grade("Send one short note. Ask two things.") < 3
    hard = "Simultaneously reconsidering organisational compatibility necessitates considerable deliberation."
    assert grade(hard) > 15


@every_strategy
def test_nothing_is_copied_from_a_document(strategy: Strategy) -> None:
    copied = [text for text in texts(strategy) if hashes(text) & known_runs()]
    assert copied == []


def test_a_copy_would_be_found() -> None:
    """The control: the title of document 003 is nine words long and stands in its text."""
    assert hashes(documents()["003"].title) <= known_runs()
    assert len(hashes(documents()["003"].title)) == 2
    assert not hashes("A sentence of eight words that nobody wrote.") & known_runs()


def known_runs() -> set[str]:
    lines = SHINGLES.read_text("utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def hashes(text: str) -> set[str]:
    """Hashes of all runs of eight words, without case, punctuation and apostrophes."""
    words = re.findall(r"[^\W_]+", re.sub(r"[’'`]", "", text.casefold()))
    runs = (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return {blake2b(run.encode(), digest_size=5).hexdigest() for run in runs}


def test_every_strategy_has_a_trigger() -> None:
    assert set(suggestions._TRIGGERS) == set(strategies())


def test_sources_are_named_once_in_a_short_list() -> None:
    short = cited_briefly(strategies()["tailoring"].documents)
    assert [document.title for document in short] == [documents()[key].title for key in ("000", "003", "004")]
    assert short[1].part.count("; ") == 3
