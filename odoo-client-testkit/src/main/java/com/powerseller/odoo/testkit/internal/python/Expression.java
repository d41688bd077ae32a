package com.powerseller.odoo.testkit.internal.python;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression of Python's, as far as record rules use it: literals, lists and tuples, names, attributes, {@code +} of lists, {@code not}, {@code and}, {@code or}, and
 * {@code a if b else c}. Immutable.
 */
public sealed interface Expression {
    /** Reads an expression. */
    static Expression parse(String text) {
        return new Parser(text).parse();
    }

    /** The value: null is {@code None}, a list is a list or a tuple. */
    @Nullable Object value(Names names);

    /** What names and attributes stand for. */
    interface Names {
        /**
         * The value of a name.
         *
         * @throws Problem if there is none
         */
        @Nullable Object value(String name);

        /** The value of an attribute. */
        @Nullable Object attribute(@Nullable Object owner, String name);
    }

    /** Something that is no such expression. */
    final class Problem extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean isSyntax;

        private Problem(String message, boolean isSyntax) {
            super(message);
            this.isSyntax = isSyntax;
        }

        /** Python's {@code NameError}. */
        public static Problem unknownName(String name) {
            return new Problem("name '" + name + "' is not defined", false);
        }

        static Problem syntax(String message) {
            return new Problem(message, true);
        }

        /** Whether it is the text that cannot be read: by Python, or by the fake. */
        public boolean isSyntax() {
            return isSyntax;
        }
    }

    /** A number, a text, a boolean or {@code None}. */
    record Literal(@Nullable Object literal) implements Expression {
        @Override
        public @Nullable Object value(Names names) {
            return literal;
        }
    }

    /** A list or a tuple. */
    record Sequence(List<Expression> items) implements Expression {
        @Override
        public Object value(Names names) {
            List<@Nullable Object> values = new ArrayList<>();
            items.forEach(item -> values.add(item.value(names)));
            return values;
        }
    }

    /** A name. */
    record Name(String name) implements Expression {
        @Override
        public @Nullable Object value(Names names) {
            return names.value(name);
        }
    }

    /** An attribute of a value. */
    record Attribute(Expression owner, String name) implements Expression {
        @Override
        public @Nullable Object value(Names names) {
            return names.attribute(owner.value(names), name);
        }
    }

    /** Two lists, one after the other. */
    record Sum(Expression left, Expression right) implements Expression {
        @Override
        public Object value(Names names) {
            if (left.value(names) instanceof List<?> first && right.value(names) instanceof List<?> second) {
                List<@Nullable Object> sum = new ArrayList<>(first);
                sum.addAll(second);
                return sum;
            }
            throw Problem.syntax("a sum of others than lists");
        }
    }

    /** {@code not}, {@code and}, {@code or} and {@code if}: the first value if it is true (or, for {@code and}, if it is not), else the second. */
    record Choice(
            Expression condition,
            @Nullable Expression whenTrue,
            @Nullable Expression whenFalse) implements Expression {
        @Override
        public @Nullable Object value(Names names) {
            Object chosen = condition.value(names);
            Expression next = isTrue(chosen) ? whenTrue : whenFalse;
            return next == null ? chosen : next.value(names);
        }

        private static boolean isTrue(@Nullable Object value) {
            return !(value == null
                    || Boolean.FALSE.equals(value)
                    || "".equals(value)
                    || (value instanceof Number number && number.doubleValue() == 0)
                    || (value instanceof List<?> list && list.isEmpty()));
        }
    }
}
