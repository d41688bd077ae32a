package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.KnownFields;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.python.Expression;
import com.powerseller.odoo.testkit.internal.python.Expression.Problem;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The domains of record rules of one model: Python that knows the user and the companies of the call. */
public final class RuleDomains {
    private final FakeModel model;

    public RuleDomains(FakeModel model) {
        this.model = model;
    }

    /**
     * Whether the model has all the fields of a domain.
     *
     * @param withValues whether they must have values here, rather than being worked out by Odoo alone
     */
    public boolean isKnown(String domain, boolean withValues) {
        return !(Expression.parse(domain) instanceof Expression.Sequence terms)
                || terms.items().stream()
                        .allMatch(term -> !(term instanceof Expression.Sequence leaf)
                                || !(leaf.items().get(0) instanceof Expression.Literal first)
                                || !(first.literal() instanceof String path)
                                || isPath(path, withValues));
    }

    private boolean isPath(String path, boolean withValues) {
        FakeModel at = model;
        for (String name : path.split("\\.", -1)) {
            FakeField field = at.field(name);
            if (field == null || (withValues && !new KnownFields(at).isReadable(field))) {
                return false;
            }
            if (field.isRelational() && model.database().knows(field.relation())) {
                at = model.database().model(field.relation());
            }
        }
        return true;
    }

    /** Which records a rule is for. */
    public LongPredicate records(Environment environment, @Nullable String domain) {
        Environment all = environment.sudo().with("active_test", false);
        Domain.Parsed parsed = Domain.parse(environment.series(), terms(environment, domain));
        return Conditions.on(all, model).of(parsed.node()).queried();
    }

    /** Whether a rule is for all records. */
    public boolean areAll(Environment environment, @Nullable String domain) {
        Domain.Parsed parsed = Domain.parse(environment.series(), terms(environment, domain));
        return parsed.node() instanceof Domain.Constant constant && constant.value();
    }

    private @Nullable Object terms(Environment environment, @Nullable String domain) {
        if (domain == null || domain.isBlank()) {
            return List.of();
        }
        try {
            return Expression.parse(domain).value(new Names(environment));
        } catch (Problem e) {
            throw new UnsupportedByFakeException(
                    "the domain " + domain + " of a record rule of " + model.name() + ": " + e.getMessage());
        }
    }

    /**
     * Looks at a record of {@code ir.rule}.
     *
     * @throws PythonException a {@code ValidationError} for what Odoo refuses
     */
    public static void check(Records rule) {
        Environment environment = ((RecordSet) rule).environment();
        String model = rule.related("model_id").text("model");
        if (rule.flag("active")) {
            new RuleDomains(environment.model(model)).check(environment, rule.text("domain_force"));
        }
    }

    private void check(Environment environment, String domain) {
        try {
            Object terms =
                    domain.isBlank() ? List.of() : Expression.parse(domain).value(new Names(environment));
            Domain.Parsed parsed = Domain.parse(environment.series(), terms);
            Conditions.on(environment, model).of(parsed.node()).queried();
        } catch (Problem e) {
            if (e.isSyntax()) {
                throw new UnsupportedByFakeException("the domain " + domain
                        + " of a record rule: it is no Python, or more of it than the fake can read: "
                        + e.getMessage());
            }
            throw PythonException.validationError(
                    "Invalid domain: NameError(\"" + e.getMessage() + "\") while evaluating\n" + Python.repr(domain));
        } catch (PythonException e) {
            throw PythonException.validationError("Invalid domain: " + e.text());
        }
    }

    private record Names(Environment environment) implements Expression.Names {
        @Override
        public @Nullable Object value(String name) {
            return switch (name) {
                case "user" -> environment.browse(environment.model("res.users"), List.of(environment.uid()));
                case "company_id" -> environment.company();
                case "company_ids" -> environment.companies();
                default -> {
                    if (name.equals("time") || name.equals("datetime") || name.equals("context_today")) {
                        throw new UnsupportedByFakeException("record rules that use " + name);
                    }
                    throw Problem.unknownName(name);
                }
            };
        }

        @Override
        public @Nullable Object attribute(@Nullable Object owner, String name) {
            if (!(owner instanceof RecordSet records)) {
                throw new UnsupportedByFakeException("record rules that ask a value for its " + name);
            }
            if (name.equals("id")) {
                return records.isEmpty() ? (Object) false : records.id();
            }
            if (name.equals("ids")) {
                return records.ids();
            }
            FakeField field = environment.model(records.model()).existing(name);
            if (field.isRelational()) {
                return records.related(name);
            }
            Object value = records.isEmpty() ? null : records.get(name);
            return value == null && field.type() != FieldType.BOOLEAN ? (Object) false : value;
        }
    }
}
