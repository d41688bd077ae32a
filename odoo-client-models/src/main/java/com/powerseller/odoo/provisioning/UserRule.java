package com.powerseller.odoo.provisioning;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who the users of a tenant are. Immutable: each method returns another one.
 *
 * <p>Records that are archived give users that are not active. Of several records with one login, one that is active counts, then the role that is declared first, then the
 * lowest id.
 */
public final class UserRule {
    private static final UserRule NONE = new UserRule(Source.NONE, List.of(), null, false);

    private final Source source;
    private final List<TagRole> tags;
    private final @Nullable String roleField;
    private final boolean required;

    private UserRule(Source source, List<TagRole> tags, @Nullable String roleField, boolean required) {
        this.source = source;
        this.tags = tags;
        this.roleField = roleField;
        this.required = required;
    }

    /** Where users come from. */
    public enum Source {
        /** From nowhere. */
        NONE,

        /** Contacts of the customer. */
        CONTACTS,

        /** Users of the portal. */
        PORTAL
    }

    /**
     * A tag of partners, and the role of who has it.
     *
     * @param id of {@code res.partner.category}; 0 if the name tells which
     * @param name as it is in the client's language; null if the id tells which
     * @param role of who has it
     */
    public record TagRole(long id, @Nullable String name, String role) {}

    /** Nobody: Odoo does not know who the users are. The default. */
    public static UserRule none() {
        return NONE;
    }

    /**
     * Those contacts of the customer that have a tag or a role: of its legal entity and all that belong to it, itself included. Their login is the e-mail address; who has none,
     * or several, is left out. Say who they are with {@link #tagged(String, String)} or {@link #roleField}.
     */
    public static UserRule contacts() {
        return new UserRule(Source.CONTACTS, List.of(), null, false);
    }

    /** Those who may log in to Odoo's portal for the customer: its {@code res.users} with {@code share}. Tags and fields give them roles; who has neither has none. */
    public static UserRule portal() {
        return new UserRule(Source.PORTAL, List.of(), null, false);
    }

    /**
     * Those with a tag have a role. Names are translated and may be edited, so the id is safer.
     *
     * @param tag the name of a {@code res.partner.category}, in the client's language
     */
    public UserRule tagged(String tag, String role) {
        return tagged(new TagRole(0, Names.of(tag, "a tag"), Names.of(role, "a role")));
    }

    /** As {@link #tagged(String, String)}, by the tag's id. */
    public UserRule tagged(long tag, String role) {
        return tagged(new TagRole(Names.ofRecord(tag, "a tag"), null, Names.of(role, "a role")));
    }

    private UserRule tagged(TagRole added) {
        checkSource();
        for (TagRole tag : tags) {
            if (tag.id() == added.id() && String.valueOf(tag.name()).equals(String.valueOf(added.name()))) {
                throw new IllegalArgumentException("the tag " + (tag.name() == null ? tag.id() : "'" + tag.name() + "'")
                        + " gives two roles, " + tag.role() + " and " + added.role() + ": leave one out");
            }
        }
        List<TagRole> all = new ArrayList<>(tags);
        all.add(added);
        return new UserRule(source, List.copyOf(all), roleField, required);
    }

    /**
     * Those in whom a text field has a value have it as their role, unless a tag gives them one.
     *
     * @param field of {@code res.partner}, such as {@code function} or {@code x_role}
     */
    public UserRule roleField(String field) {
        checkSource();
        return new UserRule(source, tags, Names.ofField(field, "the users' role"), required);
    }

    /** A tenant without any active user is not provisioned: {@link Problem.Code#NO_USERS} holds it where it is. Otherwise that problem is only told. */
    public UserRule required() {
        checkSource();
        return new UserRule(source, tags, roleField, true);
    }

    private void checkSource() {
        if (source == Source.NONE) {
            throw new IllegalArgumentException("UserRule.none() takes nothing more: begin with contacts() or portal()");
        }
    }

    /** Where users come from. */
    public Source source() {
        return source;
    }

    /** The tags, in the order they were given. */
    public List<TagRole> tags() {
        return tags;
    }

    /** The field that has the role; null if none. */
    public @Nullable String roleField() {
        return roleField;
    }

    /** Whether a tenant needs an active user. */
    public boolean isRequired() {
        return required;
    }

    /** What it says. */
    @Override
    public String toString() {
        return source + " " + tags + " " + roleField + (required ? " required" : "");
    }
}
