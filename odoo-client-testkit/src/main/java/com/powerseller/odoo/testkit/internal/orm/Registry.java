package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.testkit.internal.orm.domain.RuleDomains;
import com.powerseller.odoo.testkit.model.ModelRights;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a database knows of its models as records: {@code ir.model}, and the rights and rules that a model's behaviour defines. A model gets there when its rights are first
 * asked for, and all get there before a client looks at these records. Used under the database's lock.
 */
public final class Registry {
    private static final Set<String> OF_RIGHTS = Set.of("ir.model", "ir.model.access", "ir.rule", "ir.model.data");
    private static final Set<String> OF_FIELDS =
            Set.of("ir.model", "ir.model.fields", "base.automation", "ir.actions.server");
    private static final Pattern MODEL = Pattern.compile("[a-z_][\\w.]*");

    private final Database database;
    private final Set<String> registered;

    public Registry(Database database) {
        this(database, Set.of());
    }

    private Registry(Database database, Set<String> registered) {
        this.database = database;
        this.registered = new HashSet<>(registered);
    }

    Registry copy(Database copy) {
        return new Registry(copy, registered);
    }

    /** Prepares for a call of a model: what records tell of models is there for those that are used, and those that the arguments name. */
    public void beforeCall(FakeModel model, Object arguments) {
        if (OF_RIGHTS.contains(model.name())) {
            database.models().all().forEach(this::register);
            named(arguments, this::register);
        }
        if (OF_FIELDS.contains(model.name()) && database.knows("ir.model") && database.knows("ir.model.fields")) {
            ModelRows rows = new ModelRows(database);
            database.models().used().forEach(rows::recordFields);
            named(arguments, rows::recordFields);
        }
    }

    private void named(@Nullable Object argument, Consumer<FakeModel> action) {
        if (argument instanceof List<?> list) {
            list.forEach(one -> named(one, action));
        } else if (argument instanceof Map<?, ?> map) {
            map.values().forEach(one -> named(one, action));
        } else if (argument instanceof String name
                && MODEL.matcher(name).matches()
                && !name.equals("base")
                && database.knows(name)) {
            action.accept(database.model(name));
        }
    }

    /** Makes the records of a model, if it has none yet. */
    public void register(FakeModel model) {
        if (!registered.add(model.name())) {
            return;
        }
        long id = new ModelRows(database).record(model);
        insert(
                "ir.model.data",
                Map.of(
                        "module",
                        "base",
                        "name",
                        "model_" + model.name().replace('.', '_'),
                        "model",
                        "ir.model",
                        "res_id",
                        id,
                        "noupdate",
                        false));
        ModelRights rights = model.definition().rights();
        rights.grants().forEach(grant -> register(model, id, grant));
        rights.rules().stream()
                .filter(rule -> !rule.isOptional()
                        || new RuleDomains(model)
                                .isKnown(rule.domain(), rule.groups().isEmpty()))
                .forEach(rule -> register(id, rule));
    }

    private void register(FakeModel model, long id, ModelRights.Grant grant) {
        Map<String, @Nullable Object> values = permissions(grant.operations());
        values.put("name", model.name() + (grant.group() == null ? "" : " " + grant.group()));
        values.put("model_id", id);
        values.put("group_id", grant.group() == null ? null : group(grant.group()));
        insert("ir.model.access", values);
    }

    private void register(long model, ModelRights.Rule rule) {
        Map<String, @Nullable Object> values = permissions(rule.operations());
        values.put("name", rule.name());
        values.put("model_id", model);
        values.put("domain_force", rule.domain());
        values.put(
                "groups",
                rule.groups().isEmpty()
                        ? null
                        : rule.groups().stream().map(this::group).toList());
        insert("ir.rule", values);
    }

    private static Map<String, @Nullable Object> permissions(String operations) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("active", true);
        values.put("perm_read", operations.contains("r"));
        values.put("perm_write", operations.contains("w"));
        values.put("perm_create", operations.contains("c"));
        values.put("perm_unlink", operations.contains("d"));
        return values;
    }

    private long group(String externalId) {
        Long id = reference(externalId);
        if (id == null) {
            throw new UnsupportedByFakeException(
                    "the group " + externalId + ": add it with FakeOdoo.Builder.group, if the Odoo has it");
        }
        return id;
    }

    /** The id of the record with an external id, or null. */
    public @Nullable Long reference(String externalId) {
        int dot = externalId.indexOf('.');
        FakeModel data = database.model("ir.model.data");
        String module = externalId.substring(0, Math.max(dot, 0));
        for (long id : data.table().having(column(data, "name"), List.of(externalId.substring(dot + 1)))) {
            if (module.equals(data.table().get(id, column(data, "module")))) {
                return (Long) data.table().get(id, column(data, "res_id"));
            }
        }
        return null;
    }

    private static int column(FakeModel model, String field) {
        return model.existing(field).column();
    }

    /** Adds a row that no call made. */
    long insert(String model, Map<String, ? extends @Nullable Object> values) {
        FakeModel target = database.model(model);
        @Nullable Object[] row = target.table().newRow();
        Instant now = database.now();
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("create_uid", 1L);
        all.put("write_uid", 1L);
        all.put("create_date", now);
        all.put("write_date", now);
        all.putAll(values);
        all.forEach((name, value) -> row[column(target, name)] = value);
        long id = target.table().nextId();
        target.table().insert(id, row, new Transaction(now));
        return id;
    }
}
