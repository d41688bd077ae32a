package com.powerseller.odoo.testkit.internal.orm.access;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.domain.RuleDomains;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Odoo says to users who may not do something. */
final class AccessErrors {
    private final Environment environment;
    private final Security security;

    AccessErrors(Environment environment) {
        this.environment = environment;
        this.security = environment.database().security();
    }

    private static String shown(FakeModel model) {
        return model.definition().label() + " (" + model.name() + ")";
    }

    PythonException noRight(FakeModel model, Operation operation) {
        List<String> groups = security.grants(model).stream()
                .filter(grant -> grant.operations().contains(operation) && grant.group() != null)
                .map(grant -> name(Objects.requireNonNull(grant.group())))
                .distinct()
                .sorted(Comparator.comparing((List<String> name) -> name.get(0).isEmpty())
                        .thenComparing(name -> String.join("/", name)))
                .map(name -> name.get(0).isEmpty() ? name.get(1) : String.join("/", name))
                .toList();
        return PythonException.accessError("You are not allowed to " + operation.verb() + " '"
                + model.definition().label() + "' (" + model.name() + ") records.\n\n"
                + (groups.isEmpty()
                        ? "No group currently allows this operation."
                        : "This operation is allowed for the following groups:\n\t- " + String.join("\n\t- ", groups))
                + "\n\nContact your administrator to request access if necessary.");
    }

    /** What a group belongs to, or an empty text, and its name. */
    private List<String> name(long group) {
        FakeModel groups = environment.model("res.groups");
        Environment sudo = environment.sudo();
        FakeField family = groups.existing(environment.series().atLeast(Series.V19) ? "privilege_id" : "category_id");
        Object of = groups.value(sudo, group, family);
        Object shown =
                of instanceof Long id ? environment.model(family.relation()).displayName(sudo, id) : "";
        return List.of(Python.str(shown), Python.str(groups.value(sudo, group, groups.existing("name"))));
    }

    private String fullName(String externalId) {
        Long id = environment.database().registry().reference(externalId);
        return id == null
                ? externalId
                : name(id).stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" / "));
    }

    PythonException noField(FakeModel model, FakeField field, Operation operation, List<String> groups) {
        boolean v19 = environment.series().atLeast(Series.V19);
        return PythonException.accessError("You do not have enough rights to access the field"
                + (v19 ? " " : "s ") + "\"" + field.name() + "\" on " + shown(model)
                + ". Please contact your system administrator.\n\nOperation: "
                + (operation == Operation.READ ? "read" : "write") + "\nUser: " + environment.uid()
                + "\nGroups: allowed for groups "
                + groups.stream().map(group -> "'" + fullName(group) + "'").collect(Collectors.joining(", ")));
    }

    PythonException forbidden(FakeModel model, Collection<Long> ids, Operation operation) {
        FakeModel users = environment.model("res.users");
        String message = "Sorry, " + users.displayName(environment.sudo(), environment.uid()) + " (id="
                + environment.uid() + ") doesn't have '" + operation.odooName() + "' access to:\n- " + shown(model);
        Map<String, Object> context = Map.of();
        List<Long> others = companies(model, ids, operation);
        if (!others.isEmpty()) {
            Long suggested = suggested(others);
            if (suggested == null) {
                message +=
                        "\n\nThis seems to be a multi-company issue, but you do not have access to the proper company"
                                + " to access the record anyhow.";
            } else {
                Object name = environment.model("res.company").displayName(environment.sudo(), suggested);
                message += "\n\nThis seems to be a multi-company issue, you might be able to access the record by"
                        + " switching to the company: " + name + ".";
                Map<String, Object> company = new LinkedHashMap<>();
                company.put("id", suggested);
                company.put("display_name", Python.str(name));
                context = Map.of("suggested_company", company);
            }
        }
        return PythonException.accessError(message, context);
    }

    /** The companies of records that a rule about companies forbids; none if it is another one that does. */
    private List<Long> companies(FakeModel model, Collection<Long> ids, Operation operation) {
        FakeField company = model.field("company_id");
        boolean isAboutCompanies = company != null
                && security.rules(model).stream()
                        .filter(rule -> rule.operations().contains(operation)
                                && rule.groups().isEmpty())
                        .filter(rule -> rule.domain() != null && rule.domain().contains("company_id"))
                        .map(rule -> new RuleDomains(model).records(environment, rule.domain()))
                        .anyMatch(records -> forbids(records, ids));
        List<Long> companies = new ArrayList<>();
        if (isAboutCompanies && company != null) {
            for (long id : ids) {
                if (model.value(environment.sudo(), id, company) instanceof Long one && !companies.contains(one)) {
                    companies.add(one);
                }
            }
        }
        return companies;
    }

    private static boolean forbids(LongPredicate records, Collection<Long> ids) {
        return ids.stream().anyMatch(id -> !records.test(id));
    }

    private @Nullable Long suggested(List<Long> companies) {
        List<Long> own = environment.database().users().companiesOf(environment.uid());
        return companies.size() == 1 && own.contains(companies.get(0)) ? companies.get(0) : null;
    }
}
