package com.powerseller.odoo.provisioning.internal.json;

import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.provisioning.Cause;
import com.powerseller.odoo.provisioning.Change;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.TenantState;
import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.TenantUser;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes and reads states and signals. */
public final class SignalJson {
    private static final long VERSION = 1;

    private SignalJson() {}

    /** A state, with its version. */
    public static String text(TenantState state) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("version", VERSION);
        members.putAll(members(state));
        return JsonValue.of(members).toJson();
    }

    /** A signal, with its version. */
    public static String text(ProvisioningSignal signal) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("version", VERSION);
        members.put("sequence", signal.sequence());
        members.put("idempotencyKey", signal.idempotencyKey());
        members.put("changes", signal.changes().stream().map(Change::name).toList());
        members.put("state", members(signal.state()));
        members.put("cause", members(signal.cause()));
        members.put("derived", signal.derived().toString());
        return JsonValue.of(members).toJson();
    }

    private static Map<String, @Nullable Object> members(TenantState state) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("tenant", state.tenant());
        members.put("partnerId", state.partnerId());
        members.put("subscriptionIds", state.subscriptionIds());
        members.put("name", state.name());
        members.put("status", state.status().name());
        members.put("tier", state.tier());
        members.put("limits", state.limits());
        members.put("users", state.users().stream().map(SignalJson::members).toList());
        members.put("effective", state.effective().toString());
        return members;
    }

    private static Map<String, @Nullable Object> members(TenantUser user) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("login", user.login());
        members.put("name", user.name());
        members.put("role", user.role());
        members.put("active", user.active());
        return members;
    }

    private static Map<String, @Nullable Object> members(Cause cause) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("correlationId", cause.correlationId());
        members.put("hints", cause.hints().stream().map(SignalJson::members).toList());
        return members;
    }

    private static Map<String, @Nullable Object> members(Hint hint) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("kind", hint.kind().name());
        members.put("model", hint.model());
        members.put("id", hint.id());
        return members;
    }

    /** The state that the text is of. */
    public static TenantState state(String json) {
        return state(versioned(json));
    }

    /** The signal that the text is of. */
    public static ProvisioningSignal signal(String json) {
        JsonObject signal = versioned(json);
        Set<Change> changes = new LinkedHashSet<>();
        signal.texts("changes").forEach(change -> changes.add(JsonObject.constant(Change.class, change, "changes")));
        return new ProvisioningSignal(
                state(signal.object("state")),
                signal.number("sequence"),
                signal.text("idempotencyKey"),
                changes,
                cause(signal.object("cause")),
                signal.instant("derived"));
    }

    private static JsonObject versioned(String json) {
        JsonObject object = JsonObject.of(JsonValue.parse(json).value(), "the JSON");
        long version = object.number("version");
        if (version != VERSION) {
            throw new IllegalArgumentException("the JSON is of version " + version + "; this library reads version "
                    + VERSION + ": a newer one wrote it");
        }
        return object;
    }

    private static TenantState state(JsonObject state) {
        JsonObject limitMembers = state.object("limits");
        SortedMap<String, Long> limits = new TreeMap<>();
        limitMembers.names().forEach(name -> limits.put(name, limitMembers.number(name)));
        return new TenantState(
                state.text("tenant"),
                state.number("partnerId"),
                state.numbers("subscriptionIds"),
                state.text("name"),
                state.constant(TenantStatus.class, "status"),
                state.textOrNull("tier"),
                limits,
                state.objects("users").stream().map(SignalJson::user).toList(),
                state.instant("effective"));
    }

    private static TenantUser user(JsonObject user) {
        return new TenantUser(user.text("login"), user.text("name"), user.textOrNull("role"), user.flag("active"));
    }

    private static Cause cause(JsonObject cause) {
        List<Hint> hints = cause.objects("hints").stream()
                .map(hint ->
                        new Hint(hint.constant(Hint.Kind.class, "kind"), hint.textOrNull("model"), hint.number("id")))
                .toList();
        return new Cause(hints, cause.text("correlationId"));
    }
}
