package com.powerseller.odoo.testkit.internal.orm.domain;

/** What the operators of conditions have to do with each other. */
final class Operators {
    private Operators() {}

    static boolean isEquality(String operator) {
        return operator.equals("=") || operator.equals("!=") || operator.equals("in") || operator.equals("not in");
    }

    static boolean isInequality(String operator) {
        return operator.equals("<") || operator.equals("<=") || operator.equals(">") || operator.equals(">=");
    }

    static boolean isNegative(String operator) {
        return operator.startsWith("not ") || operator.equals("!=");
    }

    /** What a negative operator negates; the operator itself, if it is none. */
    static String positive(String operator) {
        return operator.equals("!=") ? "=" : operator.startsWith("not ") ? operator.substring(4) : operator;
    }

    static String opposite(String inequality) {
        return switch (inequality) {
            case "<" -> ">=";
            case "<=" -> ">";
            case ">" -> "<=";
            default -> "<";
        };
    }

    /** Whether an inequality says that of two values that {@code compareTo} has compared. */
    static boolean holds(String inequality, int comparison) {
        return switch (inequality) {
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            default -> comparison >= 0;
        };
    }
}
