"""What is asked on the pages of the board."""

from drieslag.web.board.forms.moving import HandOverForm, JoinForm, SplitForm
from drieslag.web.board.forms.questions import ClosureForm, InsightForm, NewQuestionForm, PictureForm, QuestionForm
from drieslag.web.board.forms.trying import PLAN, WHOLE_TEAM, EffectForm, LookBackForm, ShareForm, TryOutForm

__all__ = [
    "PLAN",
    "WHOLE_TEAM",
    "ClosureForm",
    "EffectForm",
    "HandOverForm",
    "InsightForm",
    "JoinForm",
    "LookBackForm",
    "NewQuestionForm",
    "PictureForm",
    "QuestionForm",
    "ShareForm",
    "SplitForm",
    "TryOutForm",
]
