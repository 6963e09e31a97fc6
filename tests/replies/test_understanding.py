"""The questions that come back, and what else the corpus doesn't show."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.replies.facts import (
    AnswerCall,
    Ask,
    Attend,
    Do,
    Help,
    LastAct,
    Situation,
    Tell,
    Topic,
    Undo,
    Vote,
    Why,
)
from handlers.replies.rules import understand
from storage.words import Answer, Coming
from tests.replies.situations import FRIDAY, MONDAY, NOW, SITUATIONS, meeting


def asked(sentence: str, situation: str) -> Ask:
    outcome = understand(sentence, SITUATIONS[situation])
    assert isinstance(outcome, Ask)
    return outcome


def test_two_meetings_wait_and_both_are_offered_by_time() -> None:
    kommer = (Attend(1, Coming.KOMMER), Attend(2, Coming.KOMMER))
    assert asked("kommer", "två möten") == Ask(Why.WHICH, kommer)


def test_two_of_three_are_on_the_day_and_only_they_are_offered() -> None:
    same_day = replace(FRIDAY, id=3, board="Bergslagen")
    outcome = understand("kan inte på fredag", Situation(NOW, (FRIDAY, MONDAY, same_day)))
    assert outcome == Ask(Why.WHICH, (Attend(1, Coming.FORHINDER), Attend(3, Coming.FORHINDER)))


def test_a_condition_is_asked_about_with_all_answers() -> None:
    answers = (Attend(1, Coming.KOMMER), Attend(1, Coming.DISTANS), Attend(1, Coming.FORHINDER))
    assert asked("kommer om tåget går", "ett möte") == Ask(Why.UNSURE, answers)


def test_a_day_without_a_meeting_is_asked_about() -> None:
    assert asked("kan inte den 16:e", "ett möte").why is Why.NO_SUCH_DAY


def test_where_nobody_may_take_part_at_a_distance_it_is_said() -> None:
    answers = (Attend(1, Coming.KOMMER), Attend(1, Coming.FORHINDER))
    assert asked("är med på länk", "eftermiddag utan distans") == Ask(Why.NO_DISTANCE, answers)


def test_late_without_a_time_is_asked_about() -> None:
    assert asked("kommer lite sent", "ett möte").why is Why.WHAT_TIME


def test_contradictions_are_asked_about() -> None:
    assert asked("Jag kommer. Jag kan inte.", "ett möte").why is Why.CONTRADICTION


def test_a_poll_with_several_days_is_asked_which() -> None:
    assert asked("kan", "datum tre") == Ask(Why.WHICH_DAYS)


def test_with_nothing_waiting_there_is_nothing_to_choose() -> None:
    assert asked("kommer", "inget") == Ask(Why.NOTHING_WAITS)


def test_never_more_than_five_buttons() -> None:
    many = Situation(NOW, tuple(meeting(n, 3 + n) for n in range(1, 9)))
    outcome = understand("kommer", many)
    assert outcome == Ask(Why.WHICH, tuple(Attend(n, Coming.KOMMER) for n in range(1, 6)))


def test_a_question_asked_in_the_same_breath_is_answered_too() -> None:
    outcome = understand("Jag kommer på fredag. Var är mötet?", SITUATIONS["ett möte"])
    assert outcome == Do((Attend(1, Coming.KOMMER),), Tell(Topic.WHERE, 1))


def test_the_last_gesture_is_forgotten_after_a_day() -> None:
    stale = replace(SITUATIONS["svarat ja"], last=LastAct(Attend(1, Coming.KOMMER), NOW - timedelta(hours=25)))
    assert understand("ångra", stale) == Ask(Why.NOTHING_WAITS)
    assert isinstance(understand("förlåt, menade nej", stale), Ask)


def test_what_went_wrong_may_be_undone() -> None:
    assert asked("det blev fel", "svarat ja") == Ask(Why.UNSURE, (Undo(),))


def test_a_meeting_that_is_over_takes_no_answer() -> None:
    over = replace(FRIDAY, start=NOW - timedelta(hours=4), end=NOW - timedelta(hours=1))
    assert understand("kommer", Situation(NOW, (over,))) == Ask(Why.NOTHING_WAITS)
    assert understand("kommer", Situation(NOW, (over, MONDAY))) == Do((Attend(2, Coming.KOMMER),))


def test_a_call_hides_the_meeting_that_it_is_for() -> None:
    assert understand("kan inte på fredag", SITUATIONS["inkallad"]) == Do((AnswerCall(5, False),))


def test_a_vote_leaves_the_other_days_alone() -> None:
    assert understand("kan den 15:e", SITUATIONS["datum tre"]) == Do((Vote(7, ((71, Answer.KAN),)),))


def test_what_is_quoted_of_an_earlier_message_is_not_read() -> None:
    assert understand("> Kommer du?\n> Jag kommer", SITUATIONS["ett möte"]) == Help()
    assert understand("Jag kan inte\n>>> Jag kommer\nJag kommer", SITUATIONS["ett möte"]) == Do(
        (Attend(1, Coming.FORHINDER),)
    )


def test_a_long_letter_about_something_else_is_helped_with() -> None:
    assert understand("Ärendet om lokalerna behöver beredas vidare. " * 70, SITUATIONS["ett möte"]) == Help()


def test_a_long_letter_that_also_says_so_is_not_read_as_an_answer() -> None:
    letter = "Ärendet om lokalerna behöver beredas. " * 40 + "Jag kommer med ett förslag om det."
    assert not isinstance(understand(letter, SITUATIONS["ett möte"]), Do)
