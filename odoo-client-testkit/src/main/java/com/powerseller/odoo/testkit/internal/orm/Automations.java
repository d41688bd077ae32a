package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.testkit.internal.hooks.OutgoingHook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The automation rules of a database: {@code base.automation} and the server actions of each rule. Before series 19 webhooks are sent within the transaction, so also those of what
 * is rolled back later; since then after the commit.
 */
public final class Automations {
    private static final String RULES = "base.automation";
    private static final String ACTIONS = "ir.actions.server";
    private static final Set<String> ON_CREATE = Set.of("on_create", "on_create_or_write");
    private static final Set<String> ON_WRITE = Set.of("on_write", "on_create_or_write", "on_archive", "on_unarchive");
    private static final Set<String> ON_UNLINK = Set.of("on_unlink");
    /** The rules that a call is about to carry out, in the context: none starts itself again. */
    private static final String RUNNING = "__automations_running";

    private final Environment environment;
    private final FakeModel model;

    private Automations(Environment environment, FakeModel model) {
        this.environment = environment.sudo();
        this.model = model;
    }

    /** Those of a model; null if there are none, as almost always. */
    static @Nullable Automations of(Environment environment, FakeModel model) {
        return environment.database().models().hasRecords(RULES)
                        && !model.name().equals(RULES)
                        && !model.name().equals(ACTIONS)
                ? new Automations(environment, model)
                : null;
    }

    /** What the rules must know of records before they are written: by rule, the records that it may concern, with the values that it watches. */
    record Before(Map<Long, Map<Long, List<@Nullable Object>>> watched) {}

    Before before(List<Long> ids) {
        Map<Long, Map<Long, List<@Nullable Object>>> watched = new LinkedHashMap<>();
        for (long rule : rules(ON_WRITE)) {
            Map<Long, List<@Nullable Object>> values = new LinkedHashMap<>();
            for (long id : matching(ids, text(rule, "filter_pre_domain"))) {
                values.put(id, watched(rule, id));
            }
            watched.put(rule, values);
        }
        return new Before(watched);
    }

    private List<@Nullable Object> watched(long rule, long id) {
        List<@Nullable Object> values = new ArrayList<>();
        for (long field : links(RULES, rule, "trigger_field_ids")) {
            values.add(model.value(environment, id, model.existing(text("ir.model.fields", field, "name"))));
        }
        return values;
    }

    void created(List<Long> ids) {
        for (long rule : rules(ON_CREATE)) {
            run(rule, matching(ids, text(rule, "filter_domain")));
        }
        // Odoo computes stored fields once the records are there, and counts that as a write.
        boolean isComputed = model.definition().computed().keySet().stream()
                .map(model::field)
                .anyMatch(field -> field != null && field.schema().stored());
        if (isComputed) {
            for (long rule : rules(ON_WRITE)) {
                if (links(RULES, rule, "trigger_field_ids").isEmpty()) {
                    run(rule, matching(ids, text(rule, "filter_domain")));
                }
            }
        }
    }

    void written(Before before) {
        before.watched().forEach((rule, watched) -> {
            List<Long> changed = new ArrayList<>();
            watched.forEach((id, values) -> {
                if (values.isEmpty() || !values.equals(watched(rule, id))) {
                    changed.add(id);
                }
            });
            run(rule, matching(changed, text(rule, "filter_domain")));
        });
    }

    /** Before records are deleted. */
    void deleted(List<Long> ids) {
        for (long rule : rules(ON_UNLINK)) {
            run(rule, matching(ids, text(rule, "filter_domain")));
        }
    }

    /** The active rules of the model that one of these triggers sets off. */
    private List<Long> rules(Set<String> triggers) {
        FakeModel rules = environment.model(RULES);
        List<Long> found = new ArrayList<>();
        for (long rule : rules.table().ids()) {
            if (rules.isActive(rule)
                    && triggers.contains(text(rule, "trigger"))
                    && value(RULES, rule, "model_id") instanceof Long id
                    && model.name().equals(text("ir.model", id, "model"))) {
                found.add(rule);
            }
        }
        return found;
    }

    private List<Long> matching(List<Long> ids, String domain) {
        if (domain.isEmpty() || ids.isEmpty()) {
            return ids;
        }
        Environment all = environment.with("active_test", false);
        List<Object> terms = new ArrayList<>(List.of("&", List.of("id", "in", ids)));
        Object parsed = PythonLiteral.parse(domain);
        List<?> own = parsed instanceof List<?> list ? list : List.of();
        if (own.isEmpty()) {
            return ids;
        }
        // Terms of a list that no operator binds are bound by "and".
        terms.remove(0);
        terms.addAll(own);
        List<Long> found = new Searches(all, model).search(terms, 0, 0, "id");
        return ids.stream().filter(found::contains).toList();
    }

    private void run(long rule, List<Long> ids) {
        Object running = environment.context().get(RUNNING);
        List<Object> rules = new ArrayList<>(running instanceof List<?> list ? list : List.of());
        if (ids.isEmpty() || rules.contains(rule)) {
            return;
        }
        rules.add(rule);
        Environment inner = environment.with(RUNNING, rules);
        for (long action : actions(rule)) {
            for (long id : ids) {
                run(inner, action, id);
            }
        }
    }

    private List<Long> actions(long rule) {
        Map<List<Long>, Long> ordered = new TreeMap<>((a, b) -> a.get(0).equals(b.get(0))
                ? a.get(1).compareTo(b.get(1))
                : a.get(0).compareTo(b.get(0)));
        for (long action : links(RULES, rule, "action_server_ids")) {
            long sequence = value(ACTIONS, action, "sequence") instanceof Long number ? number : 0;
            ordered.put(List.of(sequence, action), action);
        }
        return List.copyOf(ordered.values());
    }

    private void run(Environment inner, long action, long id) {
        String state = text(ACTIONS, action, "state");
        switch (state) {
            case "webhook" -> send(action, id);
            case "object_write" -> new Writes(inner, model).write(List.of(id), update(action));
            default ->
                throw new UnsupportedByFakeException("server actions whose state is " + state
                        + ": the fake has webhook and object_write; do the rest in a behaviour of the model");
        }
    }

    private Map<String, Object> update(long action) {
        String path = text(ACTIONS, action, "update_path");
        String value = text(ACTIONS, action, "value");
        FakeField field = model.field(path);
        if (field == null || !text(ACTIONS, action, "evaluation_type").equals("value")) {
            throw new UnsupportedByFakeException("server actions that update " + path + " by anything but a value");
        }
        return Map.of(
                path,
                switch (field.type()) {
                    case CHAR, TEXT, DATE, DATETIME -> value;
                    case INTEGER -> Long.valueOf(value);
                    case FLOAT -> Double.valueOf(value);
                    default ->
                        throw new UnsupportedByFakeException("server actions that update fields of type "
                                + field.type().odooName());
                });
    }

    private void send(long action, long id) {
        String url = text(ACTIONS, action, "webhook_url");
        if (url.isEmpty()) {
            throw PythonException.userError("The webhook has no URL to be sent to.");
        }
        String body = payload(action, id);
        if (environment.series().atLeast(Series.V19)) {
            environment.transaction().afterCommit(() -> OutgoingHook.send(url, body));
        } else {
            environment.database().whileOthersReadWhatWas(() -> OutgoingHook.send(url, body));
        }
    }

    private String payload(long action, long id) {
        Map<String, @Nullable Object> payload = new TreeMap<>();
        List<Long> fields = links(ACTIONS, action, "webhook_field_ids");
        for (long one : fields) {
            FakeField field = model.existing(text("ir.model.fields", one, "name"));
            payload.put(field.name(), shown(id, field));
        }
        if (!fields.isEmpty()) {
            payload.put("id", id);
        }
        payload.put("_action", text(ACTIONS, action, "name") + "(#" + action + ")");
        payload.put("_id", id);
        payload.put("_model", model.name());
        return JsonWriter.ascii(payload);
    }

    private Object shown(long id, FakeField field) {
        Object value = model.value(environment, id, field);
        if (value instanceof java.time.Instant time) {
            return FieldValues.micros(time);
        }
        Object wire = new Reads(environment, model).value(id, field, false);
        boolean isBytes = field.type() == com.powerseller.odoo.schema.FieldType.BINARY && wire instanceof String;
        return isBytes ? "b'" + wire + "'" : wire;
    }

    private String text(long rule, String field) {
        return text(RULES, rule, field);
    }

    private String text(String of, long id, String field) {
        return value(of, id, field) instanceof String text ? text : "";
    }

    private @Nullable Object value(String of, long id, String field) {
        FakeModel other = environment.model(of);
        return other.value(environment, id, other.existing(field));
    }

    private List<Long> links(String of, long id, String field) {
        return value(of, id, field) instanceof List<?> ids
                ? ids.stream().map(Long.class::cast).toList()
                : List.of();
    }

    // --------------------------------------------------------------------------------------- incoming

    /** What becomes of a call of {@code /web/hook/<uuid>}: an HTTP status. */
    static int receive(Environment environment, String uuid, Map<?, ?> payload) {
        FakeModel rules = environment.model(RULES);
        for (long rule : rules.table().having(rules.existing("webhook_uuid").column(), List.of(uuid))) {
            Map<?, ?> values = new Reads(environment, rules)
                    .read(
                            List.of(rule),
                            rules.fields().values().stream()
                                    .filter(field -> Set.of("trigger", "active", "record_getter", "model_id")
                                            .contains(field.name()))
                                    .toList(),
                            false)
                    .get(0);
            if (Boolean.TRUE.equals(values.get("active")) && "on_webhook".equals(values.get("trigger"))) {
                return receive(environment, rule, String.valueOf(values.get("record_getter")), payload);
            }
        }
        return 404;
    }

    /** How a rule finds the record, unless told otherwise. */
    public static final String RECORD_GETTER = "model.env[payload.get('_model')].browse(int(payload.get('_id')))";

    private static int receive(Environment environment, long rule, String getter, Map<?, ?> payload) {
        if (!getter.equals(RECORD_GETTER)) {
            throw new UnsupportedByFakeException("the record_getter " + getter + " of an automation rule");
        }
        String id = Objects.toString(payload.get("_id"), "");
        if (!(payload.get("_model") instanceof String name)
                || !id.matches("\\d{1,18}")
                || !environment.database().knows(name)) {
            return 500;
        }
        FakeModel model = environment.model(name);
        if (!model.table().has(Long.parseLong(id))) {
            return 500;
        }
        Automations automations = new Automations(environment, model);
        String expected = automations.text(
                "ir.model", (Long) Objects.requireNonNull(automations.value(RULES, rule, "model_id")), "model");
        if (!expected.equals(name)) {
            throw new UnsupportedByFakeException("a webhook for " + expected + " that names a record of " + name);
        }
        automations.run(rule, List.of(Long.parseLong(id)));
        return 200;
    }
}
