package com.powerseller.odoo.testkit;

import java.util.List;
import java.util.Objects;

/**
 * A user that the databases of a {@link FakeOdoo} have from the start, beside the administrator. Immutable.
 *
 * @param name what people call the user
 * @param groups the external ids of the user's groups, such as {@code base.group_user}; those that they imply come with them
 */
public record FakeUser(String login, String name, String password, String apiKey, List<String> groups) {
    public FakeUser {
        Objects.requireNonNull(login);
        Objects.requireNonNull(name);
        Objects.requireNonNull(password);
        Objects.requireNonNull(apiKey);
        groups = List.copyOf(groups);
    }

    /** An internal user ({@code base.group_user}) whose name and password are the login, and whose API key is {@code fake-api-key-of-<login>}. */
    public static FakeUser of(String login) {
        return new FakeUser(login, login, login, "fake-api-key-of-" + login, List.of("base.group_user"));
    }

    /** The same user under another name. */
    public FakeUser named(String newName) {
        return new FakeUser(login, newName, password, apiKey, groups);
    }

    /** The same user with another password. */
    public FakeUser withPassword(String newPassword) {
        return new FakeUser(login, name, newPassword, apiKey, groups);
    }

    /** The same user with another API key. */
    public FakeUser withApiKey(String newApiKey) {
        return new FakeUser(login, name, password, newApiKey, groups);
    }

    /** The same user in other groups: one of {@code base.group_user}, {@code base.group_portal} and {@code base.group_public}, or one that implies it, and any others. */
    public FakeUser in(String... newGroups) {
        return new FakeUser(login, name, password, apiKey, List.of(newGroups));
    }

    /** The login: neither secret. */
    @Override
    public String toString() {
        return login;
    }
}
