"""Words that names are made of, and nouns that stand beside them."""

from __future__ import annotations

from annotators.extraction.words import word_set

BODIES = word_set(
    """
    agency airlines alliance assembly association authority bank board bureau cabinet center centre
    chamber church circle club coalition college commission committee company conference congress
    convention corp corporation council courier court department district echo federation firm
    foods force foundation fund gazette glass group guard guild herald holdings house inc
    industries institute journal league ltd llc media metals ministry mirror motors museum network
    news observer office organization organisation partners party police post press records
    review school senate service services society steel studios systems team telegraph times
    tribune trust union university wire works airways
    """
)
TRADES = word_set(
    """
    airlines airways bank corp energy films foods glass group holdings inc industries llc ltd
    media metals motors news oil partners pharmaceuticals records steel studios systems
    technologies works
    """
)
GROUNDS = word_set(
    """
    avenue bay beach bridge canyon city county desert district harbor harbour hills island islands
    lake mountain mountains ocean peninsula province region ridge river road sea square street
    tower valley village
    """
)
ROLES = word_set("head coach counsel cousin secretary producer surgeon clerk guide pilot skipper")
# What a company can be called as well.
EITHER = word_set(
    "ally agent critic employer insurer leader maker member observer operator organizer owner"
    " parent partner player sponsor supplier supporter trader union victim winner"
)
# Titles that are the first word of many names of bodies and places.
DOUBTFUL = word_set(
    "general gen chief justice king queen prince princess lady lord first attorney saint st"
    " officer former acting deputy director speaker republican democrat detective major pope"
    " father secretary cardinal captain minister judge leader nominee candidate president"
)
# Parts of a body that has the same first word: the Senate is not the Senate Committee.
PARTS = word_set(
    "administration building campaign caucus chamber committee council department democrats"
    " district floor foundation hall house leadership ministry office party republicans street"
    " team tower"
)
