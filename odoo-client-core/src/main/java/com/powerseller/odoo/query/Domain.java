package com.powerseller.odoo.query;

import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.internal.value.Json;
import com.powerseller.odoo.internal.value.WireArguments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which records are meant: Odoo's domain, always in normal form (a list of conditions with prefix operators). Immutable, thread-safe. Made by the
 * comparisons of fields, by {@link #of} for a field that has no constant, or by {@link #raw} from a list.
 *
 * <p>{@code not} stays where it is put: it is never moved into a condition, since over a dotted path that would mean something else.
 *
 * @param <M> the model whose records it matches
 */
public final class Domain<M> {
    private static final Domain<?> ALL = new Domain<>(List.of());
    private static final Domain<?> NONE = new Domain<>(List.of(List.of(0L, "=", 1L)));

    private final List<Object> terms;

    private Domain(List<Object> terms) {
        this.terms = terms;
    }

    /** Matches every record. */
    @SuppressWarnings("unchecked")
    public static <M> Domain<M> all() {
        return (Domain<M>) ALL;
    }

    /** Matches no record. */
    @SuppressWarnings("unchecked")
    public static <M> Domain<M> none() {
        return (Domain<M>) NONE;
    }

    /**
     * One condition.
     *
     * @param field the field's technical name, or a dotted path
     * @param operator Odoo's operator, such as {@code =} or {@code not in}
     * @param value what to compare with; anything that {@code OdooClient.call} takes, null meaning {@code False} (in a collection too), or a domain for {@code any}
     */
    public static <M> Domain<M> of(String field, String operator, @Nullable Object value) {
        Objects.requireNonNull(field);
        Objects.requireNonNull(operator);
        return new Domain<>(List.of(List.of(field, operator, operand(value))));
    }

    /** What the caller may change later is copied; null, also within a collection, is {@code False}. */
    private static Object operand(@Nullable Object value) {
        if (value instanceof Domain<?> domain) {
            return domain.terms;
        }
        if (value instanceof Collection<?> collection) {
            List<Object> copy = new ArrayList<>(collection.size());
            for (Object element : collection) {
                copy.add(element == null ? false : element);
            }
            return Collections.unmodifiableList(copy);
        }
        return value == null ? false : value;
    }

    /**
     * A domain written as Odoo's list, such as {@code List.of("|", List.of("a", "=", 1), List.of("b", "=", 2))}. Missing {@code &} are added as Odoo does.
     *
     * @throws IllegalArgumentException if an operator lacks a term, or a term is neither an operator nor a list of three
     */
    public static <M> Domain<M> raw(List<?> terms) {
        List<Object> normal = new ArrayList<>();
        int expected = 1;
        for (Object term : terms) {
            if (expected == 0) {
                normal.add(0, "&");
                expected = 1;
            }
            if (term instanceof Domain<?> domain) {
                if (domain.terms.isEmpty()) {
                    throw new IllegalArgumentException(
                            "a domain that matches everything cannot be a term: leave it out");
                }
                normal.addAll(domain.terms);
                expected--;
            } else if (term instanceof List<?> condition
                    && condition.size() == 3
                    && condition.get(1) instanceof String) {
                List<Object> copy = new ArrayList<>(condition);
                copy.replaceAll(Domain::operand);
                normal.add(Collections.unmodifiableList(copy));
                expected--;
            } else if ("!".equals(term)) {
                normal.add(term);
            } else if ("&".equals(term) || "|".equals(term)) {
                normal.add(term);
                expected++;
            } else {
                throw new IllegalArgumentException("not a domain term: " + term
                        + "; it is \"&\", \"|\", \"!\" or a list of field, operator and value");
            }
        }
        if (expected != 0 && !terms.isEmpty()) {
            throw new IllegalArgumentException(
                    "the domain " + terms + " lacks " + expected + " term(s) after its operators");
        }
        return new Domain<>(Collections.unmodifiableList(normal));
    }

    /** Matches what both match. */
    public Domain<M> and(Domain<M> other) {
        if (terms.isEmpty()) {
            return other;
        }
        return other.terms.isEmpty() ? this : combine("&", other);
    }

    /** Matches what either matches. */
    public Domain<M> or(Domain<M> other) {
        return terms.isEmpty() || other.terms.isEmpty() ? all() : combine("|", other);
    }

    /** Matches what this does not. */
    public Domain<M> not() {
        if (terms.isEmpty()) {
            return none();
        }
        List<Object> negated = new ArrayList<>(terms.size() + 1);
        negated.add("!");
        negated.addAll(terms);
        return new Domain<>(Collections.unmodifiableList(negated));
    }

    /** Matches what all of these match; everything if there are none. */
    @SafeVarargs
    public static <M> Domain<M> allOf(Domain<M>... domains) {
        Domain<M> all = all();
        for (Domain<M> domain : domains) {
            all = all.and(domain);
        }
        return all;
    }

    /** Matches what any of these matches; nothing if there are none. */
    @SafeVarargs
    public static <M> Domain<M> anyOf(Domain<M>... domains) {
        Domain<M> any = none();
        for (Domain<M> domain : domains) {
            any = any.equals(NONE) ? domain : any.or(domain);
        }
        return any;
    }

    private Domain<M> combine(String operator, Domain<M> other) {
        List<Object> combined = new ArrayList<>(1 + terms.size() + other.terms.size());
        combined.add(operator);
        combined.addAll(terms);
        combined.addAll(other.terms);
        return new Domain<>(Collections.unmodifiableList(combined));
    }

    /** The operators and conditions in Odoo's order, values as they were given. */
    public List<Object> terms() {
        return terms;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Domain<?> domain && domain.terms.equals(terms);
    }

    @Override
    public int hashCode() {
        return terms.hashCode();
    }

    /** The list as it goes over the wire, as JSON, values included; as Java prints it if there is a value that cannot be sent. */
    @Override
    public String toString() {
        try {
            return Json.text(WireArguments.list(terms));
        } catch (FieldValueException e) {
            return terms.toString();
        }
    }
}
