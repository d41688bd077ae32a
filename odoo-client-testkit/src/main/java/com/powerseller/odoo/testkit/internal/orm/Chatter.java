package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The messages of a record ({@code mail.message}). */
public final class Chatter {
    private static final Set<String> SUPPORTED = Set.of(
            "body",
            "subject",
            "message_type",
            "author_id",
            "subtype_xmlid",
            "subtype_id",
            "partner_ids",
            "attachment_ids",
            "body_is_html",
            "parent_id",
            "email_from");
    private static final Set<String> KNOWN = Set.of(
            "attachments",
            "outgoing_email_to",
            "incoming_email_to",
            "incoming_email_cc",
            "tracking_value_ids",
            "notify_author");
    private static final long DISCUSSIONS = 1;
    private static final long NOTE = 2;

    private final Environment environment;
    private final FakeModel model;

    public Chatter(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** Whether the records of a model have messages. */
    public static boolean isOn(FakeModel model) {
        return model.field("message_ids") != null;
    }

    /** {@code message_post} */
    public Object post(List<Long> ids, List<?> positional, Map<String, ?> named) {
        if (!positional.isEmpty()) {
            throw PythonException.typeError(model.name() + ".message_post() takes 1 positional argument but "
                    + (positional.size() + 1) + " were given");
        }
        if (ids.size() != 1) {
            String several = ids.isEmpty() ? "()" : Python.tuple(ids);
            throw PythonException.valueError("Expected singleton: " + model.name() + several);
        }
        demandSupported(named);
        long record = ids.get(0);
        new Writes(environment, model).existing(record);
        FakeModel messages = environment.model("mail.message");
        Map<String, @Nullable Object> values = values(named, record);
        values.keySet().removeIf(field -> messages.field(field) == null);
        List<Long> made = new Writes(environment, messages).create(List.of(values));
        return environment.series().atLeast(Series.V19) ? made : made.get(0);
    }

    private void demandSupported(Map<String, ?> named) {
        Set<String> unknown = new TreeSet<>(named.keySet());
        unknown.removeAll(SUPPORTED);
        for (String argument : unknown) {
            if (KNOWN.contains(argument)) {
                throw new UnsupportedByFakeException("message_post with " + argument);
            }
        }
        if (!unknown.isEmpty()) {
            throw PythonException.valueError(
                    "Those values are not supported when posting or notifying: " + String.join(", ", unknown));
        }
    }

    private Map<String, @Nullable Object> values(Map<String, ?> named, long record) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        String body = named.get("body") instanceof String text ? text : "";
        boolean isHtml = !environment.series().atLeast(Series.V17) || Python.isTrue(named.get("body_is_html"));
        values.put("body", isHtml ? body : escaped(body));
        values.put("subject", named.get("subject"));
        values.put("message_type", named.containsKey("message_type") ? named.get("message_type") : "notification");
        values.put("model", model.name());
        values.put("res_id", record);
        values.put("author_id", Python.isTrue(named.get("author_id")) ? named.get("author_id") : author());
        values.put("date", FieldValues.seconds(environment.transaction().now()));
        if (environment.database().knows("mail.message.subtype")) {
            values.put("subtype_id", subtype(named));
        }
        for (String many : List.of("partner_ids", "attachment_ids")) {
            if (named.get(many) instanceof List<?> linked && !linked.isEmpty()) {
                values.put(many, List.of(List.of(6L, 0L, linked)));
            }
        }
        if (Python.isTrue(named.get("parent_id"))) {
            values.put("parent_id", named.get("parent_id"));
        }
        return values;
    }

    private static String escaped(String body) {
        return body.isEmpty()
                ? ""
                : "<p>" + body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "</p>";
    }

    private static long subtype(Map<String, ?> named) {
        if (named.get("subtype_id") instanceof Long id && id > 0) {
            return id;
        }
        return "mail.mt_comment".equals(named.get("subtype_xmlid")) ? DISCUSSIONS : NOTE;
    }

    private @Nullable Object author() {
        if (!environment.database().knows("res.users")) {
            return null;
        }
        FakeModel users = environment.model("res.users");
        return users.value(environment.sudo(), environment.uid(), users.existing("partner_id"));
    }

    /** Deletes what belongs to a record by its model's name and id. */
    static void forget(Environment environment, FakeModel model, long id) {
        for (FakeModel other : environment.database().usedModels()) {
            FakeField of = other.field("res_id");
            FakeField name = modelField(other);
            if (of == null || name == null || of.type() != FieldType.MANY2ONE_REFERENCE || of.column() < 0) {
                continue;
            }
            boolean isOwned =
                    other.name().equals("mail.message") || other.name().equals("ir.attachment");
            List<Long> own = new ArrayList<>(other.table().having(of.column(), List.of(id)));
            own.removeIf(one -> !model.name().equals(other.table().get(one, name.column())));
            if (isOwned && !own.isEmpty()) {
                new Writes(environment, other).unlink(own);
            }
        }
    }

    /** The field with the name of the model whose record the field {@code res_id} means. */
    static @Nullable FakeField modelField(FakeModel model) {
        FakeField name = model.field("res_model");
        FakeField found = name == null ? model.field("model") : name;
        return found == null || found.column() < 0 ? null : found;
    }
}
