package com.powerseller.odoo.provisioning;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One user of a tenant. Immutable.
 *
 * @param login the e-mail address or login, in small letters, without space around it; no two users of a tenant have the same
 * @param name as Odoo has it; may be empty
 * @param role as the rules give it; null if they give none
 * @param active whether the user may log in; false for one whose record is archived
 */
public record TenantUser(
        String login, String name, @Nullable String role, boolean active) {
    /**
     * Brings the login into its form.
     *
     * @throws IllegalArgumentException if the login or the role is blank
     */
    public TenantUser {
        login = login.strip().toLowerCase(Locale.ROOT);
        if (login.isEmpty()) {
            throw new IllegalArgumentException("a user without a login");
        }
        if (role != null && role.isBlank()) {
            throw new IllegalArgumentException("a user with a blank role: null is no role");
        }
    }

    /** The role and whether active; not who it is. */
    @Override
    public String toString() {
        return "TenantUser(" + (role == null ? "no role" : role) + ", " + (active ? "active" : "not active") + ")";
    }
}
