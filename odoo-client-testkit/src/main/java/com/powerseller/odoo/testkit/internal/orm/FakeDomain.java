package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A domain over a model's own stored fields. */
final class FakeDomain {
    private final LongPredicate predicate;
    private final Set<String> fields;

    private FakeDomain(LongPredicate predicate, Set<String> fields) {
        this.predicate = predicate;
        this.fields = fields;
    }

    boolean matches(long id) {
        return predicate.test(id);
    }

    boolean mentions(String field) {
        return fields.contains(field);
    }

    static FakeDomain parse(List<?> terms, FakeModel model) {
        Parser parser = new Parser(terms, model);
        List<LongPredicate> conjunction = new ArrayList<>();
        while (parser.next < terms.size()) {
            conjunction.add(parser.term());
        }
        return new FakeDomain(id -> conjunction.stream().allMatch(term -> term.test(id)), parser.fields);
    }

    private static final class Parser {
        private final List<?> terms;
        private final FakeModel model;
        private final Set<String> fields = new HashSet<>();
        private int next;

        Parser(List<?> terms, FakeModel model) {
            this.terms = terms;
            this.model = model;
        }

        LongPredicate term() {
            if (next == terms.size()) {
                throw PythonException.valueError("Domain " + terms + " is syntactically not correct.");
            }
            Object term = terms.get(next++);
            if ("!".equals(term)) {
                return term().negate();
            }
            if ("&".equals(term) || "|".equals(term)) {
                LongPredicate left = term();
                LongPredicate right = term();
                return term.equals("&") ? left.and(right) : left.or(right);
            }
            if (term instanceof List<?> leaf && leaf.size() == 3 && leaf.get(1) instanceof String operator) {
                return condition(leaf, operator);
            }
            throw PythonException.valueError("Invalid leaf " + term);
        }

        private LongPredicate condition(List<?> leaf, String operator) {
            Object left = leaf.get(0);
            Object right = leaf.get(2);
            if (left instanceof Long number && operator.equals("=") && right instanceof Long other) {
                boolean always = number.equals(other);
                return id -> always;
            }
            FieldSchema field = model.comparable(String.valueOf(left));
            fields.add(field.name());
            checkValues(field, operator, right);
            return switch (operator) {
                case "=" -> id -> isIn(id, field, List.of(noneIfNull(right)));
                case "!=" -> id -> !isIn(id, field, List.of(noneIfNull(right)));
                case "in" -> id -> isIn(id, field, list(field, operator, right));
                case "not in" -> id -> !isIn(id, field, list(field, operator, right));
                case "<" -> id -> compare(id, field, right, operator) < 0;
                case "<=" -> id -> compare(id, field, right, operator) <= 0;
                case ">" -> id -> compare(id, field, right, operator) > 0;
                case ">=" -> id -> compare(id, field, right, operator) >= 0;
                default -> throw new UnsupportedByFakeException("the operator '" + operator + "'");
            };
        }

        /** Odoo converts some values of other types and compares others in its own ways: here they are refused. */
        private void checkValues(FieldSchema field, String operator, @Nullable Object right) {
            List<?> values = switch (operator) {
                case "in", "not in" -> list(field, operator, right);
                case "=", "!=" -> List.of(noneIfNull(right));
                default -> List.of();
            };
            for (Object value : values) {
                if (!isNone(value) && !isComparable(field, value)) {
                    throw new UnsupportedByFakeException("'" + operator + "' with a "
                            + value.getClass().getSimpleName() + " on the "
                            + field.type().odooName() + " "
                            + model.name() + "." + field.name());
                }
            }
        }

        private static boolean isComparable(FieldSchema field, Object value) {
            return switch (field.type()) {
                case BOOLEAN -> value instanceof Boolean;
                case FLOAT, INTEGER, MONETARY -> value instanceof Number;
                case MANY2ONE -> value instanceof Long;
                case DATE -> value instanceof String date && date.length() == 10;
                case DATETIME -> value instanceof String datetime && datetime.length() == 19;
                default -> value instanceof String;
            };
        }

        private static Object noneIfNull(@Nullable Object value) {
            return value == null ? false : value;
        }

        private List<?> list(FieldSchema field, String operator, @Nullable Object value) {
            if (value instanceof List<?> list) {
                return list;
            }
            throw new UnsupportedByFakeException(
                    "'" + operator + "' with a value that is no list, of " + model.name() + "." + field.name());
        }

        private boolean isIn(long id, FieldSchema field, List<?> candidates) {
            Object value = model.value(id, field.name());
            for (Object candidate : candidates) {
                if (isNone(candidate) ? isNone(field, value) : equal(field, value, candidate)) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isNone(@Nullable Object candidate) {
            return candidate == null || Boolean.FALSE.equals(candidate);
        }

        /** Whether a value counts as none: from series 18 on, an empty text and zero do. */
        private static boolean isNone(FieldSchema field, @Nullable Object value) {
            return switch (field.type()) {
                case BOOLEAN -> !Boolean.TRUE.equals(value);
                case FLOAT, INTEGER, MONETARY -> value == null || ((Number) value).doubleValue() == 0;
                default -> value == null || "".equals(value);
            };
        }

        private boolean equal(FieldSchema field, @Nullable Object value, Object candidate) {
            if (candidate instanceof Number number && (value == null || value instanceof Number)) {
                return isNumeric(field) ? number(value) == number.doubleValue() : candidate.equals(value);
            }
            return candidate.equals(value);
        }

        /** Compares a value with the right side; where there is no value to compare, the condition does not hold. */
        private double compare(long id, FieldSchema field, @Nullable Object right, String operator) {
            Object value = model.value(id, field.name());
            if (isNumeric(field) && right instanceof Number number) {
                return Double.compare(number(value), number.doubleValue());
            }
            boolean sameForm = (field.type() == FieldType.DATE && right instanceof String date && date.length() == 10)
                    || (field.type() == FieldType.DATETIME
                            && right instanceof String datetime
                            && datetime.length() == 19);
            if (!sameForm) {
                throw new UnsupportedByFakeException(
                        "'" + operator + "' with " + right + " on " + model.name() + "." + field.name());
            }
            return value == null ? Double.NaN : String.valueOf(value).compareTo(String.valueOf(right));
        }

        private static boolean isNumeric(FieldSchema field) {
            return field.type() == FieldType.FLOAT
                    || field.type() == FieldType.INTEGER
                    || field.type() == FieldType.MONETARY;
        }

        /** Series 18 and later take no number for zero. */
        private static double number(@Nullable Object value) {
            return value == null ? 0 : ((Number) value).doubleValue();
        }
    }
}
