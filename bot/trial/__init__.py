"""A stand-in for Slack: a small workspace on loopback with a page, for the demo and for the tests.

It knows nothing of the bot that talks to it: any app that uses Slack's Web API, signed requests or Socket Mode can.
"""
