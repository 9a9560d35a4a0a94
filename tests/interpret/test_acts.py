"""What a speaker does where the cue does not say it."""

from collections.abc import Callable

import pytest

from onrecord.records import Act, Reading

Reader = Callable[[str], Reading]

SAID = [
    ("“It was a cowardly and shameful crime against the whole city,” the mayor said.", Act.CONDEMN),
    ("“She was a brilliant teacher, and we are grateful for her work,” the headmaster said.", Act.PRAISE),
    ("“We must rebuild the bridge before winter,” the mayor said.", Act.DEMAND),
    ("The bank said that prices will rise by a tenth next year.", Act.PREDICT),
    ("“I will resign if the vote is lost,” the minister said.", Act.PLEDGE),
    ("The police said that two cars had collided on the bridge.", Act.STATE),
]


@pytest.mark.parametrize(("text", "act"), SAID)
def test_the_content_shows_what_is_done(read: Reader, text: str, act: Act) -> None:
    reading = read(f"The council met on Monday.\n\n{text}")
    assert [s.act for s in reading.statements] == [act]
