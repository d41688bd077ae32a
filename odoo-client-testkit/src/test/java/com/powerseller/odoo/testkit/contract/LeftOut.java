package com.powerseller.odoo.testkit.contract;

/** What the random questions do not ask, and why: no answer to it would tell whether the fake is right. */
enum LeftOut {
    ORDER_WITH_LIST(
            "a comparison by order with a list, together with other conditions",
            "when it is refused depends on what Odoo makes of the conditions around it first: it is only asked for alone"),
    ESCAPE_OF_NOTHING(
            "a pattern that is a single backslash",
            "whether PostgreSQL minds an escape of nothing depends on which records it looks at first"),
    AGGREGATE_OF_A_KEY(
            "an aggregate of a field that read_group also groups by",
            "the classic method calls both the same, and answers one of them"),
    FILLED_TIMES(
            "fill_temporal with bounds over a datetime in read_group",
            "the classic method compares the bounds with times, and fails in words that depend on their order"),
    EMPTY_REFERENCE(
            "an empty text as the value of a reference field",
            "it is only refused when Odoo looks at it, after other mistakes"),
    EQUAL_RECORDS(
            "an order that leaves records equal",
            "equal records come in no order that Odoo promises: each order ends with what decides"),
    UNIQUE_VALUES(
            "a value that another case has stored in a unique field",
            "it would make the result of a case depend on the cases before it");

    private final String what;
    private final String why;

    LeftOut(String what, String why) {
        this.what = what;
        this.why = why;
    }

    /** Whether a question is one of these: to say so where it is left out. */
    boolean when(boolean isSo) {
        return isSo;
    }

    /** A line of the report. */
    String row() {
        return "| " + what + " | " + why + " |";
    }
}
