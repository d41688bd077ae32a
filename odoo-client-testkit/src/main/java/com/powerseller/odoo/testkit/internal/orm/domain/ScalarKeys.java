package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What values of a field, and those that a condition of series 19 wants, have in common if they are equal. */
final class ScalarKeys {
    private final ScalarField field;
    private final Dates dates;

    ScalarKeys(ScalarField field) {
        this.field = field;
        this.dates = new Dates(field.environment());
    }

    /** Of a value as it is kept. */
    static Object kept(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof Instant time ? time.truncatedTo(ChronoUnit.SECONDS) : value;
    }

    /** Of a wanted value; the exception of one that PostgreSQL cannot compare with. */
    Object wanted(@Nullable Object wanted) {
        return switch (field.type()) {
            case INTEGER, MANY2ONE_REFERENCE -> field.isId() ? id(wanted) : integer(wanted);
            case FLOAT -> decimal(wanted);
            case MONETARY -> amount(wanted);
            case DATE -> dates.dateOrRelative(wanted).toString();
            case DATETIME -> dates.datetimeOrRelative(wanted).truncatedTo(ChronoUnit.SECONDS);
            case HTML -> wanted instanceof String ? wanted : ConditionErrors.noOperator();
            default -> Python.str(Objects.requireNonNull(wanted));
        };
    }

    /** Of a wanted number, as {@link #wanted} for those that are no id. */
    Object number(@Nullable Object wanted) {
        boolean isWhole = field.type() == FieldType.INTEGER || field.type() == FieldType.MANY2ONE_REFERENCE;
        return isWhole ? integer(wanted) : decimal(wanted);
    }

    private static Object integer(@Nullable Object wanted) {
        if (wanted instanceof Map<?, ?>) {
            return 0.0;
        }
        Object number = converted(wanted, "int");
        return number instanceof Double value ? (Object) (double) value.longValue() : number;
    }

    private static Object decimal(@Nullable Object wanted) {
        return converted(wanted, "float");
    }

    private static Object converted(@Nullable Object wanted, String python) {
        try {
            return convert(wanted, python);
        } catch (PythonException e) {
            // Odoo converts numbers on the way to SQL, and not before.
            return e;
        }
    }

    private static double convert(@Nullable Object value, String python) {
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (!(value instanceof String text)) {
            String bytes = python.equals("int") ? "a string, a bytes-like object" : "a string";
            throw PythonException.typeError(
                    python + "() argument must be " + bytes + " or a real number, not '" + Python.type(value) + "'");
        }
        try {
            return python.equals("int") ? Long.parseLong(text.strip()) : Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw PythonException.valueError(
                    python.equals("int")
                            ? "invalid literal for int() with base 10: " + Python.repr(text)
                            : "could not convert string to float: " + Python.repr(text));
        }
    }

    /** Of a wanted id, as {@link #wanted}. */
    static Object id(@Nullable Object wanted) {
        if (wanted instanceof Boolean) {
            return ConditionErrors.noOperator();
        }
        if (wanted instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return (double) Long.parseLong(String.valueOf(wanted).strip());
        } catch (NumberFormatException e) {
            return ConditionErrors.noNumber(wanted);
        }
    }

    private static Object amount(@Nullable Object wanted) {
        if (wanted instanceof Number number) {
            return number.doubleValue();
        }
        try {
            return Double.parseDouble(String.valueOf(wanted).strip());
        } catch (NumberFormatException e) {
            return ConditionErrors.noNumber(wanted);
        }
    }
}
