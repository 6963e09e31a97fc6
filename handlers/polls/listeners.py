"""Slack's side of the questions about dates: command, form, clicks → actions."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.blocks import Message, form_values, modal, section
from handlers.commands import Command, Commands
from handlers.errors import Refusal
from handlers.polls import actions, answers_table, asking, ended, form, overview, preparing, views
from handlers.polls.date_words import question_words
from handlers.polls.facts import PollFacts
from handlers.polls.form import Draft, Hidden
from handlers.run import Edge, Gesture
from handlers.text import Mrkdwn, Text, words
from storage.words import Answer

ASK_SHORTCUT = "polls.ask.shortcut"
"""The global shortcut *Fråga om datum*."""

Ack = Callable[..., Awaitable[Any]]
Body = dict[str, Any]


def commands(edge: Edge) -> Commands:
    """`/klubban datum …`, with its other spellings."""

    async def datum(command: Command) -> Message | None:
        gesture = command.gesture
        prepared = await edge.look(preparing.prepare, gesture.who, gesture.channel, command.rest)
        view = form.ask_form(
            gesture.text,
            prepared.draft,
            prepared.boards,
            _notices(gesture, prepared.checked),
            anyway=prepared.may_be_sent_anyway,
        )
        await command.client.views_open(trigger_id=command.trigger_id, view=view)
        return None

    return dict.fromkeys(("datum", "omröstning", "omrostning", "dates", "poll", "doodle"), datum)


def register(app: AsyncApp, edge: Edge) -> None:
    """Every gesture on a question about dates."""
    _register_answers(app, edge)
    _register_deciding(app, edge)
    _register_for_staff(app, edge)
    _register_adding(app, edge)

    async def open_form(ack: Ack, gesture: Gesture, body: Body, client: AsyncWebClient) -> None:
        prepared = await edge.look(preparing.prepare, gesture.who, None, "")
        view = form.ask_form(gesture.text, prepared.draft, prepared.boards)
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    async def send(ack: Ack, gesture: Gesture, view: Body) -> None:
        await ack(**await _send(edge, gesture, view))

    app.action(views.ASK_FROM_HOME)(open_form)
    app.shortcut(ASK_SHORTCUT)(open_form)
    app.view(form.ASK)(send)


async def _send(edge: Edge, gesture: Gesture, view: Body) -> Body:
    """What the form is answered with: an error at its field, the warnings on top, or that the question is sent."""
    text, hidden = gesture.text, Hidden.unpacked(view["private_metadata"])
    draft = form.draft_of(form_values(view), hidden.id)
    checked = await edge.look(preparing.check, gesture.who, draft)
    _refuse_unclear(checked)
    notices = _notices(gesture, checked)
    if notices and hidden.seen != form.digest(notices, draft.dates):
        boards = await edge.look(preparing.boards_of_form, gesture.who, hidden.id)
        again = form.ask_form(text, draft, boards, notices, anyway=True)
        return {"response_action": "update", "view": again}
    asked = await edge.run(asking.ask, gesture.once, gesture.who, checked.board, checked.proposal)
    gesture.home()
    return {"response_action": "update", "view": _sent(text, asked, checked)}


def _sent(text: Text, asked: asking.Asking, checked: preparing.Checked) -> Body:
    deadline = Mrkdwn(text.moment(checked.proposal.deadline, this_year=checked.year))
    return form.sent_view(text, asked.people, deadline)


def _notices(gesture: Gesture, checked: preparing.Checked | None) -> list[Mrkdwn]:
    if checked is None:
        return []
    asked = [question_words(gesture.text, question, checked.year) for question in checked.questions]
    return asked + [warning(gesture.text) for warning in checked.warnings]


def _refuse_unclear(checked: preparing.Checked) -> None:
    def said(text: Text) -> Mrkdwn:
        return words(question_words(text, question, checked.year) for question in checked.questions)

    if checked.questions:
        raise Refusal(said, field="dates")


def _register_adding(app: AsyncApp, edge: Edge) -> None:
    async def open_form(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        facts = await edge.look(preparing.for_decision, gesture.who, int(action["value"]))
        view = form.add_form(gesture.text, facts, Draft())
        show = client.views_push if body["view"]["type"] == "modal" else client.views_open
        await show(trigger_id=body["trigger_id"], view=view)
        await ack()

    async def send(ack: Ack, gesture: Gesture, view: Body) -> None:
        await ack(response_action="update", view=await _add(edge, gesture, view))

    app.action(form.ADD)(open_form)
    app.view(form.ADD_FORM)(send)


async def _add(edge: Edge, gesture: Gesture, view: Body) -> Body:
    """Further times: an error at its field, the warnings on top, or that the question is sent."""
    hidden = Hidden.unpacked(view["private_metadata"])
    draft, poll = form.draft_of(form_values(view), None), hidden.id or 0
    checked = await edge.look(preparing.check_added, gesture.who, poll, draft.dates, draft.deadline)
    _refuse_unclear(checked)
    notices = _notices(gesture, checked)
    if notices and hidden.seen != form.digest(notices, draft.dates):
        facts = await edge.look(preparing.for_decision, gesture.who, poll)
        return form.add_form(gesture.text, facts, draft, notices, anyway=True)
    proposal = checked.proposal
    asked = await edge.run(asking.add_times, gesture.once, gesture.who, poll, proposal.times, proposal.deadline)
    gesture.home()
    return _sent(gesture.text, asked, checked)


def _register_answers(app: AsyncApp, edge: Edge) -> None:
    by_action = {action: answer for answer, action in views.ANSWER.items()}

    async def shown(gesture: Gesture, body: Body, poll: int, names: list[str], client: AsyncWebClient) -> None:
        """The place of the click shows the new answer: the message, the window, Home."""
        for name in names:
            gesture.redraw(name)
        gesture.home()
        if body.get("view", {}).get("type") == "modal":
            facts = await edge.look(preparing.for_answer, gesture.who, poll)
            view = views.ballot_modal(gesture.text, facts, gesture.who.person)
            await client.views_update(view_id=body["view"]["id"], view=view)

    async def answer(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        poll, slot = (int(part) for part in action["value"].split(":"))
        choice = {slot: by_action[action["action_id"]]}
        names = await edge.run(actions.answer, gesture.once, gesture.who, poll, choice)
        await shown(gesture, body, poll, names, client)
        await ack()

    async def at_once(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        poll, _, put = str(action["value"]).partition(":")
        turns = [int(each) for each in put.split(",") if each] or [1]
        choice = Answer.KAN if action["action_id"] == views.ALL_WORK else Answer.KAN_INTE
        names = await edge.run(actions.answer_all, gesture.once, gesture.who, int(poll), turns, choice)
        await shown(gesture, body, int(poll), names, client)
        await ack()

    async def show(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        facts = await edge.look(preparing.for_answer, gesture.who, int(action["value"]))
        view = views.ballot_modal(gesture.text, facts, gesture.who.person)
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    app.action(views.SHOW)(show)
    app.action(re.compile("|".join(re.escape(action) for action in by_action)))(answer)
    app.action(views.NONE_WORKS)(at_once)
    app.action(views.ALL_WORK)(at_once)


def _register_deciding(app: AsyncApp, edge: Edge) -> None:
    async def open_decide(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        facts = await edge.look(preparing.for_decision, gesture.who, int(action["value"]))
        await client.views_open(trigger_id=body["trigger_id"], view=form.decide_form(gesture.text, facts))
        await ack()

    async def book_one(ack: Ack, gesture: Gesture, action: Body) -> None:
        poll, slots, rev = str(action["value"]).split(":")
        chosen = [int(slot) for slot in slots.split(",")]
        await edge.run(actions.book, gesture.once, gesture.who, int(poll), int(rev), chosen)
        gesture.home()
        await ack()

    async def book(ack: Ack, gesture: Gesture, view: Body) -> None:
        poll, rev = (int(part) for part in view["private_metadata"].split(":"))
        facts = await edge.look(preparing.for_decision, gesture.who, poll)
        if facts.rev != rev:
            again = form.decide_form(gesture.text, facts, ended.look_again(gesture.text))
            await ack(response_action="update", view=again)
            return
        times = [int(slot) for slot in form_values(view).get("times", "").split(",") if slot]
        await edge.run(actions.book, gesture.once, gesture.who, poll, rev, times)
        gesture.home()
        await ack()

    async def close(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        poll, rev = (int(part) for part in action["value"].split(":"))
        await edge.run(actions.close, gesture.once, gesture.who, poll, rev)
        gesture.home()
        text = gesture.text
        said = text("Frågan är stängd. Inget möte är bokat.")
        done = modal("notice", text.plain("Boka eller stäng"), [section(said)], submit=None, close=text.plain("Stäng"))
        await client.views_update(view_id=body["view"]["id"], view=done)
        await ack()

    app.action(views.DECIDE)(open_decide)
    app.action(views.BOOK_ONE)(book_one)
    app.view(form.DECIDE_FORM)(book)
    app.action(form.CLOSE)(close)


def _all_answers(edge: Edge, gesture: Gesture, facts: PollFacts) -> Body:
    file = edge.document(answers_table.KIND, facts.id, gesture.who.person) if edge.document else None
    return overview.all_answers(gesture.text, facts, file)


def _register_for_staff(app: AsyncApp, edge: Edge) -> None:
    async def all_answers(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        facts = await edge.look(preparing.for_staff, gesture.who, int(action["value"]))
        show = client.views_push if body["view"]["type"] == "modal" else client.views_open
        await show(trigger_id=body["trigger_id"], view=_all_answers(edge, gesture, facts))
        await ack()

    async def answer_for(ack: Ack, gesture: Gesture, body: Body, action: Body, client: AsyncWebClient) -> None:
        facts = await edge.look(preparing.for_staff, gesture.who, int(action["value"]))
        view = overview.answer_for_form(gesture.text, facts)
        await client.views_update(view_id=body["view"]["id"], view=view)
        await ack()

    async def answered_for(ack: Ack, gesture: Gesture, view: Body, client: AsyncWebClient) -> None:
        poll, values = int(view["private_metadata"]), form_values(view)
        choices = overview.choices_of(values)
        await edge.run(actions.answer_for, gesture.once, gesture.who, poll, int(values["person"]), choices)
        gesture.home()
        facts = await edge.look(preparing.for_staff, gesture.who, poll)
        if (below := view.get("root_view_id")) and below != view["id"]:
            await client.views_update(view_id=below, view=form.decide_form(gesture.text, facts))
        await ack(response_action="update", view=_all_answers(edge, gesture, facts))

    async def leaves_slack(ack: Ack) -> None:
        await ack()

    app.action(overview.FETCH)(leaves_slack)
    app.action(overview.ALL_ANSWERS)(all_answers)
    app.action(overview.ANSWER_FOR)(answer_for)
    app.view(overview.ANSWER_FOR_FORM)(answered_for)
