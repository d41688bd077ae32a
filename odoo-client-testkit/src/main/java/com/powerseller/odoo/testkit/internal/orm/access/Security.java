package com.powerseller.odoo.testkit.internal.orm.access;

import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.Series;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which groups, which rights and rules models have, which languages are there: read from the records of a database, anew after each change of them. Used under the
 * database's lock.
 */
public final class Security {
    private static final List<String> SOURCES =
            List.of("res.users", "res.groups", "ir.model.access", "ir.rule", "res.lang", "ir.model");

    private final Database database;
    private final Map<Long, Set<Long>> groupsOfUsers = new HashMap<>();
    private final Map<String, List<Grant>> grants = new HashMap<>();
    private final Map<String, List<Rule>> rules = new HashMap<>();
    private @Nullable Set<String> languages;
    private long version = -1;

    public Security(Database database) {
        this.database = database;
    }

    /**
     * A right that is in force.
     *
     * @param group null for everybody
     */
    record Grant(@Nullable Long group, Set<Operation> operations) {}

    /** A rule that is in force. */
    record Rule(
            Set<Long> groups,
            Set<Operation> operations,
            @Nullable String domain) {}

    private void refresh() {
        long now = 0;
        for (String source : SOURCES) {
            now += database.model(source).table().version();
        }
        if (now != version) {
            version = now;
            groupsOfUsers.clear();
            grants.clear();
            rules.clear();
            languages = null;
        }
    }

    private static int column(FakeModel model, String field) {
        return model.existing(field).column();
    }

    private static Collection<?> links(FakeModel model, long id, String field) {
        return model.table().get(id, column(model, field)) instanceof List<?> ids ? ids : List.of();
    }

    /** The field of {@code res.users} that has the user's own groups. */
    String groupsField() {
        return database.series().atLeast(Series.V19) ? "group_ids" : "groups_id";
    }

    /** The groups of a user, with those that they imply. */
    Set<Long> groupsOf(long uid) {
        refresh();
        return groupsOfUsers.computeIfAbsent(
                uid, user -> implied(links(database.model("res.users"), user, groupsField())));
    }

    /** Groups with those that they imply. */
    Set<Long> implied(Collection<?> groups) {
        FakeModel model = database.model("res.groups");
        Set<Long> all = new TreeSet<>();
        Deque<Object> left = new ArrayDeque<>(groups);
        while (!left.isEmpty()) {
            Long group = (Long) left.pop();
            if (all.add(group)) {
                left.addAll(links(model, group, "implied_ids"));
            }
        }
        return all;
    }

    /** Whether a user is in the group with this external id. */
    public boolean isIn(long uid, String group) {
        Long id = database.registry().reference(group);
        return id != null && groupsOf(uid).contains(id);
    }

    /** The rights that are defined for a model. */
    List<Grant> grants(FakeModel model) {
        database.registry().register(model);
        refresh();
        return grants.computeIfAbsent(model.name(), name -> readGrants(model));
    }

    private List<Grant> readGrants(FakeModel model) {
        FakeModel rights = database.model("ir.model.access");
        List<Grant> found = new ArrayList<>();
        for (long id : active(rights, model)) {
            found.add(new Grant((Long) rights.table().get(id, column(rights, "group_id")), operations(rights, id)));
        }
        return found;
    }

    /** The rules that are defined for a model. */
    List<Rule> rules(FakeModel model) {
        database.registry().register(model);
        refresh();
        return rules.computeIfAbsent(model.name(), name -> readRules(model));
    }

    private List<Rule> readRules(FakeModel model) {
        FakeModel rules = database.model("ir.rule");
        List<Rule> found = new ArrayList<>();
        for (long id : active(rules, model)) {
            Set<Long> groups = new LinkedHashSet<>();
            links(rules, id, "groups").forEach(group -> groups.add((Long) group));
            Object domain = rules.table().get(id, column(rules, "domain_force"));
            found.add(new Rule(groups, operations(rules, id), domain instanceof String text ? text : null));
        }
        return found;
    }

    /** The active records about a model. */
    private List<Long> active(FakeModel records, FakeModel model) {
        FakeModel models = database.model("ir.model");
        List<Long> found = new ArrayList<>();
        for (long id : models.table().having(column(models, "model"), List.of(model.name()))) {
            found.addAll(records.table().having(column(records, "model_id"), List.of(id)));
        }
        found.removeIf(id -> !records.isActive(id));
        return found;
    }

    private static Set<Operation> operations(FakeModel records, long id) {
        Set<Operation> operations = new HashSet<>();
        for (Operation operation : Operation.values()) {
            if (Boolean.TRUE.equals(records.table().get(id, column(records, "perm_" + operation.odooName())))) {
                operations.add(operation);
            }
        }
        return operations;
    }

    /** Whether a language is installed. */
    public boolean speaks(String language) {
        refresh();
        Set<String> installed = languages;
        if (installed == null) {
            installed = new HashSet<>();
            FakeModel model = database.model("res.lang");
            for (long id : model.table().ids()) {
                if (model.isActive(id)) {
                    installed.add(Python.str(model.table().get(id, column(model, "code"))));
                }
            }
            languages = installed;
        }
        return installed.contains(language);
    }

    public Set<String> languages() {
        speaks("");
        return Set.copyOf(java.util.Objects.requireNonNull(languages));
    }
}
