package com.powerseller.odoo.testkit.internal.orm.access;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.access.Security.Grant;
import com.powerseller.odoo.testkit.internal.orm.access.Security.Rule;
import com.powerseller.odoo.testkit.internal.orm.domain.RuleDomains;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What the user of a call may do. The superuser may do everything. */
public final class Access {
    private final Environment environment;
    private final Security security;

    public Access(Environment environment) {
        this.environment = environment;
        this.security = environment.database().security();
    }

    // -------------------------------------------------------------------------------------------- rights

    /** Whether the user has the right to an operation on a model at all. */
    public boolean isAllowed(FakeModel model, Operation operation) {
        if (environment.superuser()) {
            return true;
        }
        List<Grant> grants = security.grants(model);
        if (grants.isEmpty() && model.definition().rights().grants().isEmpty()) {
            if (isAdministrator()) {
                return true;
            }
            throw new UnsupportedByFakeException("the access rights of " + model.name()
                    + " for others than administrators: say them with ModelDefinition.rights, or create records of"
                    + " ir.model.access");
        }
        Set<Long> groups = security.groupsOf(environment.uid());
        return grants.stream()
                .anyMatch(grant -> grant.operations().contains(operation)
                        && (grant.group() == null || groups.contains(grant.group())));
    }

    private boolean isAdministrator() {
        return security.isIn(environment.uid(), "base.group_system");
    }

    /** Throws an {@code AccessError} if the user has no right to an operation on a model. */
    public void check(FakeModel model, Operation operation) {
        if (!isAllowed(model, operation)) {
            throw new AccessErrors(environment).noRight(model, operation);
        }
    }

    // --------------------------------------------------------------------------------------------- rules

    /** Which records the rules leave for an operation; null if they leave all. */
    public @Nullable LongPredicate rules(FakeModel model, Operation operation) {
        if (environment.superuser()) {
            return null;
        }
        List<Rule> rules = security.rules(model).stream()
                .filter(rule -> rule.operations().contains(operation))
                .toList();
        if (rules.isEmpty()) {
            return model.name().equals("ir.attachment") && !isAdministrator()
                    ? id -> isAttachmentAllowed(model, id, operation)
                    : null;
        }
        return environment
                .transaction()
                .rules(
                        List.of(model.name(), operation, environment.uid(), environment.companies()),
                        () -> combined(model, rules));
    }

    /** An attachment is as secret as the record it belongs to; without one, it is its creator's. */
    private boolean isAttachmentAllowed(FakeModel attachments, long id, Operation operation) {
        Environment sudo = environment.sudo();
        Object other = attachments.value(sudo, id, attachments.existing("res_model"));
        Object record = attachments.value(sudo, id, attachments.existing("res_id"));
        boolean isPublic = Boolean.TRUE.equals(attachments.value(sudo, id, attachments.existing("public")));
        if (isPublic && operation == Operation.READ) {
            return true;
        }
        if (!(other instanceof String name) || !(record instanceof Long one) || one == 0) {
            Object creator = attachments.value(sudo, id, attachments.existing("create_uid"));
            return Long.valueOf(environment.uid()).equals(creator);
        }
        FakeModel model = environment.model(name);
        Operation needed = operation == Operation.READ ? Operation.READ : Operation.WRITE;
        return isAllowed(model, needed) && !allowed(model, List.of(one), needed).isEmpty();
    }

    /** Rules for everybody all hold; of the others, one of those of the user's groups. */
    private @Nullable LongPredicate combined(FakeModel model, List<Rule> rules) {
        Set<Long> groups = security.groupsOf(environment.uid());
        RuleDomains domains = new RuleDomains(model);
        LongPredicate all = null;
        LongPredicate any = null;
        boolean isAny = false;
        for (Rule rule : rules) {
            if (rule.groups().isEmpty()) {
                LongPredicate records = domains.records(environment, rule.domain());
                all = all == null ? records : all.and(records);
            } else if (rule.groups().stream().anyMatch(groups::contains)) {
                isAny |= domains.areAll(environment, rule.domain());
                LongPredicate records = domains.records(environment, rule.domain());
                any = any == null ? records : any.or(records);
            }
        }
        if (isAny || any == null) {
            return all;
        }
        return all == null ? any : all.and(any);
    }

    /** Those of the ids that the rules leave for an operation. */
    public List<Long> allowed(FakeModel model, Collection<Long> ids, Operation operation) {
        LongPredicate rules = rules(model, operation);
        return ids.stream().filter(id -> rules == null || rules.test(id)).toList();
    }

    /** Throws an {@code AccessError} if the user may not do an operation with one of these records, which exist. */
    public void check(FakeModel model, Collection<Long> ids, Operation operation) {
        check(model, operation);
        LongPredicate rules = rules(model, operation);
        if (rules != null) {
            List<Long> forbidden = new ArrayList<>();
            ids.stream().filter(id -> !rules.test(id)).forEach(forbidden::add);
            if (!forbidden.isEmpty()) {
                throw new AccessErrors(environment).forbidden(model, forbidden, operation);
            }
        }
    }

    /** Which records of a model a condition of a domain sees. */
    public LongPredicate visible(FakeModel model) {
        check(model, Operation.READ);
        LongPredicate rules = rules(model, Operation.READ);
        return rules == null ? id -> true : rules;
    }

    // -------------------------------------------------------------------------------------------- fields

    /** Whether a field is for one of the user's groups. */
    public boolean isVisible(FakeModel model, FakeField field) {
        List<String> groups = environment.superuser()
                ? null
                : model.definition().rights().groupsOfFields().get(field.name());
        return groups == null || groups.stream().anyMatch(group -> security.isIn(environment.uid(), group));
    }

    /** Throws an {@code AccessError} if a field is for none of the user's groups. */
    public void check(FakeModel model, FakeField field, Operation operation) {
        if (!isVisible(model, field)) {
            List<String> groups = Objects.requireNonNull(
                    model.definition().rights().groupsOfFields().get(field.name()));
            throw new AccessErrors(environment).noField(model, field, operation, groups);
        }
    }

    // ----------------------------------------------------------------------------------------- companies

    /**
     * Throws an {@code AccessError} if the user does not belong to one of these companies.
     */
    public static List<Long> checkedCompanies(Environment environment, List<?> asked) {
        List<Long> own = environment.database().users().companiesOf(environment.uid());
        List<Long> companies = new ArrayList<>();
        for (Object id : asked) {
            if (!(id instanceof Long company) || !(environment.superuser() || own.contains(company))) {
                throw PythonException.accessError("Access to unauthorized or invalid companies.");
            }
            companies.add(company);
        }
        return companies;
    }
}
