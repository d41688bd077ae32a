package com.powerseller.odoo.testkit.internal.orm.chatter;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.Writes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The messages of a record ({@code mail.message}). */
public final class Messages {
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
    private static final String COMMENT = "mail.mt_comment";
    private static final String NOTE = "mail.mt_note";
    /** What people write, as opposed to what Odoo does. */
    private static final Set<String> WRITTEN = Set.of("comment", "email");

    private final Environment environment;
    private final FakeModel model;

    public Messages(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    // ------------------------------------------------------------------------------------ message_post

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
        if (!model.has(record)) {
            throw PythonException.missingRecord(model.name(), record, environment.uid());
        }
        Map<String, @Nullable Object> values = values(named, record);
        follow(named, record, values);
        long made = create(environment, values);
        return environment.series().atLeast(Series.V19) ? List.of(made) : made;
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
        String body = named.get("body") instanceof String text ? text : "";
        boolean isHtml = !environment.series().atLeast(Series.V17) || Python.isTrue(named.get("body_is_html"));
        String html = isHtml || body.isEmpty() ? body : "<p>" + escaped(body) + "</p>";
        Map<String, @Nullable Object> values = new LinkedHashMap<>(message(record, html, subtype(named)));
        values.put("message_type", named.containsKey("message_type") ? named.get("message_type") : "notification");
        if (Python.isTrue(named.get("author_id"))) {
            values.put("author_id", named.get("author_id"));
        }
        if (Python.isTrue(named.get("parent_id"))) {
            values.put("parent_id", named.get("parent_id"));
        }
        if (named.get("attachment_ids") instanceof List<?> linked && !linked.isEmpty()) {
            values.put("attachment_ids", linked(linked));
        }
        List<Long> partners = partners(named);
        if (!partners.isEmpty()) {
            values.put("partner_ids", linked(partners));
        }
        Object author = values.get("author_id");
        notified(record, partners, subtype(named), author instanceof Long id ? id : 0, values);
        if (Python.isTrue(named.get("subject"))) {
            values.put("subject", named.get("subject"));
        }
        return values;
    }

    private List<Long> partners(Map<String, ?> named) {
        Object given = named.get("partner_ids");
        if (!Python.isTrue(given)) {
            return List.of();
        }
        if (!(given instanceof List<?> list) || !list.stream().allMatch(Long.class::isInstance)) {
            throw PythonException.valueError(
                    "Posting a message should receive partners as a list of IDs (received " + Python.str(given) + ")");
        }
        List<Long> partners = list.stream().map(Long.class::cast).toList();
        for (long partner : partners) {
            if (!environment.model("res.partner").has(partner)) {
                throw PythonException.missingRecord("res.partner", partner, environment.uid());
            }
        }
        return partners;
    }

    private @Nullable Long subtype(Map<String, ?> named) {
        if (named.get("subtype_id") instanceof Long id && id > 0) {
            return id;
        }
        Long given = named.get("subtype_xmlid") instanceof String externalId ? subtype(externalId) : null;
        return given == null ? subtype(NOTE) : given;
    }

    /** Who writes a comment follows the record from then on; those whom it is for do where the context says so. */
    private void follow(Map<String, ?> named, long record, Map<String, @Nullable Object> values) {
        Followers followers = new Followers(environment, model);
        if (Python.isTrue(environment.context().get("mail_post_autofollow"))) {
            partners(named).forEach(partner -> followers.add(record, partner, null));
        }
        boolean isWritten = values.get("message_type") instanceof String type && WRITTEN.contains(type);
        boolean isAsked = !Python.isTrue(environment.context().get("mail_post_autofollow_author_skip"));
        long self = Followers.partnerOf(environment, environment.uid());
        boolean isOwn = values.get("author_id") instanceof Long author && author == self;
        if (isWritten && isAsked && isOwn && Objects.equals(subtype(named), subtype(COMMENT))) {
            followers.creator(List.of(record));
        }
    }

    // --------------------------------------------------------------------------- what Odoo says itself

    /** Says something that users see only; the id of the message. */
    long note(long record, String html) {
        Map<String, @Nullable Object> values = message(record, html, subtype(NOTE));
        values.put("is_internal", true);
        values.remove("parent_id");
        return create(environment.sudo(), values);
    }

    /** Says something to those who follow this kind of message. */
    long say(long record, String html, String subtypeName) {
        Long subtype = subtype(subtypeName);
        Map<String, @Nullable Object> values = message(record, html, subtype);
        notified(record, List.of(), subtype, author() instanceof Long id ? id : 0, values);
        return create(environment.sudo(), values);
    }

    /** Tells a partner that it is responsible for a record now. */
    void assign(long record, long partner) {
        Environment sudo = environment.sudo();
        Object name = model.displayName(sudo, record);
        Object who = environment.model("res.partner").displayName(sudo, partner);
        Map<String, @Nullable Object> values = message(
                record,
                "<p>Dear " + escaped(Python.str(who)) + ",</p><p>You have been assigned to the "
                        + model.definition().label() + " " + escaped(Python.str(name)) + ".</p>",
                subtype(NOTE));
        values.remove("parent_id");
        values.put("is_internal", true);
        values.put("message_type", "user_notification");
        values.put("subject", "You have been assigned to " + Python.str(name));
        values.put("partner_ids", linked(List.of(partner)));
        values.put("notified_partner_ids", linked(List.of(partner)));
        create(sudo, values);
    }

    private Map<String, @Nullable Object> message(long record, String html, @Nullable Long subtype) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("body", html);
        values.put("message_type", "notification");
        values.put("model", model.name());
        values.put("res_id", record);
        Object author = author();
        values.put("author_id", author);
        values.put("email_from", author instanceof Long partner ? sender(partner) : null);
        values.put("date", FieldValues.seconds(environment.transaction().now()));
        values.put("subtype_id", subtype);
        values.put("parent_id", model.definition().chatter().isUnthreaded() ? null : last(record));
        return values;
    }

    private @Nullable Object author() {
        return environment.database().knows("res.users") ? Followers.partnerOf(environment, environment.uid()) : null;
    }

    private @Nullable Object sender(long partner) {
        RecordSet record = environment.browse(environment.model("res.partner"), List.of(partner));
        String email = record.has("email") ? record.text("email") : "";
        return email.isEmpty() ? null : "\"" + record.text("name") + "\" <" + email + ">";
    }

    /** The last message of a record that is not for one partner alone. */
    private @Nullable Long last(long record) {
        FakeModel messages = environment.model("mail.message");
        FakeField type = messages.existing("message_type");
        Long last = null;
        for (long id : messages.table().having(messages.existing("res_id").column(), List.of(record))) {
            if (model.name().equals(messages.kept(id, messages.existing("model")))
                    && !"user_notification".equals(messages.kept(id, type))) {
                last = id;
            }
        }
        return last;
    }

    /** Adds who is told of a message: those whom it is for, and those who follow its kind, but not its author. */
    private void notified(
            long record, List<Long> given, @Nullable Long subtype, long author, Map<String, @Nullable Object> values) {
        Set<Long> notified = new TreeSet<>(given);
        if (subtype != null) {
            notified.addAll(new Followers(environment, model).partners(record, subtype));
        }
        notified.remove(author);
        if (!notified.isEmpty()) {
            values.put("notified_partner_ids", linked(List.copyOf(notified)));
            values.put("subject", model.displayName(environment.sudo(), record));
        }
    }

    private @Nullable Long subtype(String externalId) {
        return environment.database().knows("mail.message.subtype")
                ? environment.database().registry().reference(externalId)
                : null;
    }

    private static List<List<?>> linked(List<?> ids) {
        return List.of(List.of(6L, 0L, ids));
    }

    private static long create(Environment environment, Map<String, @Nullable Object> values) {
        FakeModel messages = environment.model("mail.message");
        values.keySet().removeIf(field -> messages.field(field) == null);
        return new Writes(environment, messages).create(List.of(values)).get(0);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
