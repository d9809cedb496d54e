"""The code of each kind of mistake in the data. A code is never given to another kind.

The hundreds: 0 reading a file, 1 fields, 2 texts, 3 links between records, 4 rules,
5 soundness of the rules, 6 worked examples, 7 versions and reviews, 8 translations. E is an
error, W a warning, which keeps nothing from being published. The words of each are in
``messages.yml``.
"""

from __future__ import annotations

from enum import StrEnum

Detail = str | int | tuple[str, ...]
"""A value that is filled into the words of a message."""


class Word(str):
    """A detail that is a key of ``words`` in ``messages.yml``, and told in the language's words."""

    __slots__ = ()


class Alternatives(tuple[str, ...]):
    """Details of which any one would do: told with “or” between them."""

    __slots__ = ()


class Code(StrEnum):
    """A kind of mistake: its name in the program, and the code that staff are shown."""

    NO_DATA = "E001"
    MISPLACED_FILE = "E002"
    NOT_UTF8 = "E003"
    UNREADABLE_FILE = "E004"
    EMPTY_FILE = "E005"
    NOT_FIELDS = "E006"
    TOO_DEEP = "E007"
    TAB = "E008"
    UNQUOTED = "E009"
    UNCLOSED = "E010"
    NOT_YAML = "E011"
    CONTROL_CHARACTER = "E012"
    ALIAS = "E013"
    TAG = "E014"
    FIELD_NAME = "E015"
    DUPLICATE_FIELD = "E016"
    TWO_DOCUMENTS = "E017"

    MISSING_FIELD = "E101"
    MISSING_LANGUAGE = "E102"
    UNKNOWN_FIELD = "E103"
    MISSING_ENTRY = "E104"
    NOT_TEXT = "E105"
    NOT_WHOLE_NUMBER = "E106"
    NOT_NUMBER = "E107"
    NOT_TRUE_OR_FALSE = "E108"
    NOT_LIST = "E109"
    NOT_FIELDS_HERE = "E110"
    NOT_TWO_LANGUAGES = "E111"
    TOO_FEW = "E112"
    TOO_MANY = "E113"
    EMPTY_TEXT = "E114"
    NOT_ONE_OF = "E115"
    NOT_AN_ID = "E116"
    NOT_A_QUESTION_ID = "E117"
    NOT_A_LOCATOR = "E118"
    NOT_A_SCOPED_ID = "E119"
    NOT_A_CURRENCY = "E120"
    TOO_SMALL = "E121"
    TOO_LARGE = "E122"
    NOT_FINITE = "E123"
    BAD_DATE = "E124"
    BAD_MOMENT = "E125"
    NO_GAZETTEER = "E126"
    NO_HOLIDAYS_KNOWN = "E127"
    NOT_AN_ADDRESS = "E128"
    NO_SUCH_PART = "E129"
    NO_PHRASE = "E130"
    PHRASE_TWICE = "E131"
    NOT_A_SECTION = "E132"
    NOT_A_LINK = "E133"
    NOT_ALLOWED = "E199"

    RAW_HTML = "E201"
    ATTRIBUTE_LIST = "E202"
    BAD_LINK = "E203"
    RAGGED_TABLE = "E204"
    CHART_ROW = "E205"
    CHART_COLUMN = "E206"

    UNKNOWN_KIND = "E301"
    NO_SUCH_RECORD = "E302"
    NO_SUCH_CLAUSE = "E303"
    UNLINKED = "E304"
    MISSING_FILE = "E305"
    MISSING_CLAUSE_ABOVE = "E306"
    MISSING_PART = "E307"
    MISSING_LABEL = "E308"
    OUTSIDE_VISIT = "E309"
    ALREADY_THERE = "E310"
    NOTHING_TO_NAME = "E311"
    EMPTY_CLAUSE = "E312"
    NO_SUCH_PAGE = "E313"
    NO_SUCH_TOPIC = "E314"

    NOT_A_VALUE = "E401"
    NOT_A_CONDITION = "E402"
    ONE_OPERATOR = "E403"
    UNKNOWN_OPERATOR = "E404"
    NO_SHIFT = "E405"
    DECIDED_ONCE = "E406"
    INSTALMENTS = "E407"
    ID_TWICE = "E408"
    UNKNOWN_FACT = "E409"
    WRONG_FACT_TYPE = "E410"
    NO_SUCH_OPTION = "E411"
    OPTION_WITHOUT_VALUE = "E412"
    CLAUSES_WITHOUT_BY = "E413"
    DATE_WANTED = "E414"
    WRONG_OPERATOR_TYPE = "E415"
    NOT_A_DAY_OF_YEAR = "E416"
    ASKED_BY_LATER = "E417"
    NO_OFFICE_DAYS = "E418"
    LAST_BEFORE_FIRST = "E419"
    NOT_FOR_QUICK = "E420"
    NOT_ALL_AT_ONCE = "E421"
    NO_SUCH_SECTION = "E422"
    UNKNOWN_DEADLINE = "E423"

    NEVER_ASKED = "E501"
    NEVER_NEEDED = "E502"
    NEVER_APPLIES = "E503"
    ALWAYS_THE_SAME = "E504"
    READINGS_AGREE = "E505"
    IDLE_QUESTION = "E506"
    NO_CEILING = "E507"
    NEVER_SHOWN = "E508"
    NOT_ASKED = "E509"

    FACT_REFUSED = "E601"
    EXAMPLE_CIRCLE = "E602"
    NO_SUCH_EXPECTATION = "E603"
    WRONG_EXAMPLE = "E604"

    VERSION_FOLDER = "E701"
    ENDS_BEFORE_IT_BEGINS = "E702"
    VERSIONS_OVERLAP = "E703"
    REVIEW_BEFORE_THE_LAST = "E704"
    VERSION_TWICE = "E705"
    REVIEW_OVERDUE = "W706"

    LOCK_LINE = "E801"
    STALE_ENGLISH = "W802"
