"""The demo city: fictional data that go in through the paths a user would take."""
