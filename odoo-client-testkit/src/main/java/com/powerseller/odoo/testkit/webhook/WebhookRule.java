package com.powerseller.odoo.testkit.webhook;

import com.powerseller.odoo.testkit.FakeData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An automation rule: when it sends a webhook, of which records, and what is in it; or what a webhook that comes in changes. Rules are records of {@code base.automation}, with an
 * {@code ir.actions.server} each, as a client can create them itself. Odoo has them since 17.0. Immutable, thread-safe.
 *
 * <pre>{@code
 * WebhookRule.on("sale.order").watching("subscription_state").sending("subscription_state", "partner_id").to(fake.data(), url);
 * }</pre>
 */
public final class WebhookRule {
    private final String model;
    private final String trigger;
    private final List<String> watched;
    private final List<String> sent;
    private final @Nullable String domain;
    private final @Nullable String domainBefore;

    private WebhookRule(
            String model,
            String trigger,
            List<String> watched,
            List<String> sent,
            @Nullable String domain,
            @Nullable String domainBefore) {
        this.model = model;
        this.trigger = trigger;
        this.watched = List.copyOf(watched);
        this.sent = List.copyOf(sent);
        this.domain = domain;
        this.domainBefore = domainBefore;
    }

    /** A rule for whatever is created or written in a model. */
    public static WebhookRule on(String model) {
        return new WebhookRule(Objects.requireNonNull(model), "on_create_or_write", List.of(), List.of(), null, null);
    }

    /** With another trigger: {@code on_create}, {@code on_write}, {@code on_unlink}, {@code on_archive}, {@code on_unarchive}. */
    public WebhookRule when(String trigger) {
        return new WebhookRule(model, trigger, watched, sent, domain, domainBefore);
    }

    /** Only if one of these fields has changed; without it, every write counts, and Odoo's own computations do too. */
    public WebhookRule watching(String... fields) {
        return new WebhookRule(model, trigger, List.of(fields), sent, domain, domainBefore);
    }

    /** What is in the webhook besides the record's model and id. */
    public WebhookRule sending(String... fields) {
        return new WebhookRule(model, trigger, watched, List.of(fields), domain, domainBefore);
    }

    /** Only for records that a domain finds afterwards: Python's literals, such as {@code [('state', '=', 'sale')]}. */
    public WebhookRule where(String pythonDomain) {
        return new WebhookRule(model, trigger, watched, sent, pythonDomain, domainBefore);
    }

    /** Only for records that a domain has found before they were written. */
    public WebhookRule whereBefore(String pythonDomain) {
        return new WebhookRule(model, trigger, watched, sent, domain, pythonDomain);
    }

    /**
     * Adds the rule to a database.
     *
     * @param url where the webhook goes: any address of HTTP
     * @return the id of the rule
     */
    public long to(FakeData data, String url) {
        long id = model(data, model);
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("name", "Send webhook");
        action.put("model_id", id);
        action.put("state", "webhook");
        action.put("webhook_url", url);
        action.put("webhook_field_ids", List.of(List.of(6, 0, fields(data, model, sent))));
        Map<String, @Nullable Object> rule = new LinkedHashMap<>();
        rule.put("name", "Webhook of " + model);
        rule.put("model_id", id);
        rule.put("trigger", trigger);
        rule.put("trigger_field_ids", List.of(List.of(6, 0, fields(data, model, watched))));
        rule.put("filter_domain", domain);
        rule.put("filter_pre_domain", domainBefore);
        rule.put("action_server_ids", List.of(List.of(0, 0, action)));
        return data.create("base.automation", rule);
    }

    /**
     * Adds a rule for a webhook that comes in and sets a field of the record that it names ({@code {"_model": ..., "_id": ...}}) to a value.
     *
     * @return the path that the webhook is to be sent to, such as {@code /web/hook/6b23209d-96fe-437e-81c0-2bf86c9cf4c1}
     */
    public static String incoming(FakeData data, String model, String field, String value) {
        long id = model(data, model);
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("name", "Set " + field);
        action.put("model_id", id);
        action.put("state", "object_write");
        action.put("update_path", field);
        action.put("value", value);
        long rule = data.create(
                "base.automation",
                Map.of(
                        "name",
                        "Incoming webhook of " + model,
                        "model_id",
                        id,
                        "trigger",
                        "on_webhook",
                        "action_server_ids",
                        List.of(List.of(0, 0, action))));
        return "/web/hook/" + data.value("base.automation", rule, "webhook_uuid");
    }

    private static long model(FakeData data, String model) {
        List<Long> found = data.search("ir.model", List.of(List.of("model", "=", model)));
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no model " + model + " on the class path");
        }
        return found.get(0);
    }

    private static List<Long> fields(FakeData data, String model, List<String> names) {
        List<Long> ids = new ArrayList<>();
        for (String name : names) {
            List<Long> found =
                    data.search("ir.model.fields", List.of(List.of("model", "=", model), List.of("name", "=", name)));
            if (found.isEmpty()) {
                throw new IllegalArgumentException("the model " + model + " has no field " + name);
            }
            ids.addAll(found);
        }
        return ids;
    }
}
