package com.powerseller.odoo.testkit.internal.orm;

import java.util.Map;
import java.util.Set;

/** Whether there is what a many2one refers to. */
final class Links {
    /** What Odoo reads of a record before PostgreSQL sees that it does not exist: in new records, and in written ones. */
    private static final Map<String, Set<String>> READ_IN_NEW = Map.of("res.partner", Set.of("parent_id"));

    private static final Map<String, Set<String>> READ_IN_WRITTEN = Map.of(
            "res.partner",
            Set.of("parent_id", "country_id"),
            "crm.lead",
            Set.of("partner_id", "stage_id", "user_id", "company_id"));

    private final Environment environment;
    private final FakeModel model;

    Links(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** @param isGiven whether the caller says so, and no default does; what is seeded may refer to models that the database does not know */
    void check(FakeField many2one, long id, boolean isGiven, boolean isNew) {
        String relation = many2one.relation();
        if (environment.database().knows(relation)) {
            FakeModel target = environment.model(relation);
            if (!target.table().has(id)) {
                throw missing(many2one, target, id, isNew);
            }
        } else if (isGiven && !environment.superuser() && !isDefault(many2one, id)) {
            throw new UnsupportedByFakeException("a value of the field " + many2one.name() + " of " + model.name()
                    + ", as it knows no " + relation + ": put its schema on the class path, as META-INF/odoo/schema/"
                    + environment.series() + "/" + relation + ".json");
        }
    }

    private boolean isDefault(FakeField field, long id) {
        Object value = new Defaults(environment, model).of(Set.of(field.name())).get(field.name());
        return Long.valueOf(id).equals(value);
    }

    private PythonException missing(FakeField many2one, FakeModel target, long id, boolean isNew) {
        if (isRead(many2one, isNew)) {
            return PythonException.missingRecord(target.name(), id, environment.uid());
        }
        return PythonException.validationError(
                environment.series().atLeast(Series.V19)
                        ? "The operation cannot be completed: Another model is using the record you are trying to"
                                + " delete.\n\n"
                                + "The troublemaker is: " + model.name()
                                + "\nHow about archiving the record instead?"
                        : "The operation cannot be completed:\n"
                                + "- Create/update: a mandatory field is not set.\n"
                                + "- Delete: another model requires the record being deleted. If possible, archive it"
                                + " instead.\n\n"
                                + "Model: " + target.name());
    }

    /** Series before 19 leave it to PostgreSQL. */
    private boolean isRead(FakeField many2one, boolean isNew) {
        if (!environment.series().atLeast(Series.V19)) {
            return false;
        }
        boolean definesProperties = model.definition().propertyDefinitions().values().stream()
                .anyMatch(path -> path.startsWith(many2one.name() + "."));
        Map<String, Set<String>> read = isNew ? READ_IN_NEW : READ_IN_WRITTEN;
        return definesProperties || read.getOrDefault(model.name(), Set.of()).contains(many2one.name());
    }
}
