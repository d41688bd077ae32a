package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Automations;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code base.automation}: rules that run server actions when records change, or when a webhook comes in. */
final class AutomationRules implements Behaviour {
    private static final Set<String> TRIGGERS = Set.of(
            "on_create", "on_create_or_write", "on_write", "on_unlink", "on_archive", "on_unarchive", "on_webhook");
    private static final Pattern FIELD = Pattern.compile("[(\\[]\\s*['\"](\\w+)[^'\"]*['\"]\\s*,");

    private final Series series;

    AutomationRules(Series series) {
        this.series = series;
    }

    @Override
    public void define(ModelDefinition rule) {
        rule.plain("webhook_uuid")
                .defaultValue("webhook_uuid", records -> UUID.randomUUID().toString())
                .defaultValue("record_getter", Automations.RECORD_GETTER)
                .computed("model_name", record -> record.related("model_id").text("model"))
                .beforeCreate(AutomationRules::filtered)
                .afterCreate(this::watchWhatIsFiltered)
                .constraint(AutomationRules::check)
                .method("action_rotate_webhook_uuid", call -> {
                    call.records()
                            .each()
                            .forEach(one ->
                                    one.set("webhook_uuid", UUID.randomUUID().toString()));
                    return null;
                });
    }

    private static void check(Records rules) {
        for (Records rule : rules.each()) {
            if (!TRIGGERS.contains(rule.text("trigger"))) {
                throw new UnsupportedByFakeException("automation rules with the trigger " + rule.text("trigger")
                        + ": the fake has " + TRIGGERS.stream().sorted().toList());
            }
        }
    }

    private static Map<String, @Nullable Object> filtered(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> complete = new LinkedHashMap<>(values);
        if ("on_archive".equals(values.get("trigger"))) {
            complete.putIfAbsent("filter_domain", "[('active', '=', False)]");
        } else if ("on_unarchive".equals(values.get("trigger"))) {
            complete.putIfAbsent("filter_domain", "[('active', '=', True)]");
        }
        return complete;
    }

    /** Before 19, a new rule watches the fields of its filter if it is told no others. */
    private void watchWhatIsFiltered(Records rule) {
        if (series.atLeast(Series.V19)
                || !rule.text("trigger").equals("on_create_or_write")
                || !rule.related("trigger_field_ids").isEmpty()) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = FIELD.matcher(rule.text("filter_domain"));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        if (!names.isEmpty()) {
            List<?> domain = List.of(
                    List.of("model_id", "=", rule.related("model_id").id()), List.of("name", "in", List.copyOf(names)));
            rule.set(
                    "trigger_field_ids",
                    List.of(List.of(
                            6L, 0L, rule.search("ir.model.fields", domain).ids())));
        }
    }
}
