package com.powerseller.odoo.testkit.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what with the records of one model: what a new database has of {@code ir.model.access} and {@code ir.rule}, and the groups of fields. Groups go by their external
 * ids, such as {@code base.group_user}. Operations are some of the letters {@code r} (read), {@code w} (write), {@code c} (create) and {@code d} (delete). Not thread-safe: made
 * by one thread before it is used.
 */
public final class ModelRights {
    /**
     * A right of a group.
     *
     * @param group null for everybody
     */
    public record Grant(@Nullable String group, String operations) {}

    /**
     * A rule: which records the operations are for.
     *
     * @param groups none for everybody
     * @param domain in Python's notation
     * @param isOptional whether it is left out if the schema of the model lacks a field of the domain
     */
    public record Rule(String name, String operations, List<String> groups, String domain, boolean isOptional) {}

    private final List<Grant> grants = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<String, List<String>> groupsOfFields = new LinkedHashMap<>();

    /** Lets a group do these operations; none of them, {@code ""}, only says that rights are defined. */
    public ModelRights allow(String group, String operations) {
        grants.add(new Grant(group, operations));
        return this;
    }

    /** Lets everybody do these operations. */
    public ModelRights allowEverybody(String operations) {
        grants.add(new Grant(null, operations));
        return this;
    }

    /**
     * Confines what the groups (none: everybody) can do to the records that a domain finds. Rules of several groups of a user add up, those for everybody all hold.
     *
     * @param domain in Python's notation, such as {@code [('user_id', '=', user.id)]}; it knows {@code user}, {@code company_id} and {@code company_ids}
     */
    public ModelRights rule(String name, String domain, String... groups) {
        return ruleFor("rwcd", name, domain, groups);
    }

    /** As {@link #rule}, for some operations. */
    public ModelRights ruleFor(String operations, String name, String domain, String... groups) {
        rules.add(new Rule(name, operations, List.of(groups), domain, false));
        return this;
    }

    /** As {@link #ruleFor}; left out if the schema of the model lacks a field of the domain. */
    public ModelRights optionalRule(String operations, String name, String domain, String... groups) {
        rules.add(new Rule(name, operations, List.of(groups), domain, true));
        return this;
    }

    /** Keeps a field from users who are in none of the groups. */
    public ModelRights restrict(String field, String... groups) {
        groupsOfFields.put(field, Arrays.asList(groups));
        return this;
    }

    public List<Grant> grants() {
        return Collections.unmodifiableList(grants);
    }

    public List<Rule> rules() {
        return Collections.unmodifiableList(rules);
    }

    /** The groups of restricted fields. */
    public Map<String, List<String>> groupsOfFields() {
        return Collections.unmodifiableMap(groupsOfFields);
    }
}
