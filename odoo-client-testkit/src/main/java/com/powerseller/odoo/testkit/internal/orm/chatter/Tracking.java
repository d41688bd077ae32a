package com.powerseller.odoo.testkit.internal.orm.chatter;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Python;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tracked fields of records were before a transaction changed them: at its end there is a message about each record whose fields are different. */
public final class Tracking {
    private final Map<FakeModel, Set<Long>> created = new HashMap<>();
    private final Map<FakeModel, Map<Long, Before>> before = new LinkedHashMap<>();

    /** Who changes a record first, and what it had then. */
    private record Before(Environment environment, Map<FakeField, @Nullable Object> values) {}

    /** What a record that is new in this transaction has at first is no change. */
    public void created(FakeModel model, long id) {
        if (!model.definition().chatter().tracked().isEmpty()) {
            created.computeIfAbsent(model, unused -> new HashSet<>()).add(id);
        }
    }

    void beforeWrite(Environment environment, FakeModel model, List<Long> ids) {
        List<FakeField> fields = model.definition().chatter().tracked().stream()
                .map(model::field)
                .filter(Objects::nonNull)
                .filter(field -> isKnown(field))
                .toList();
        if (!fields.isEmpty()) {
            ids.forEach(id -> keep(environment, model, id, fields));
        }
    }

    void beforeComputation(Environment environment, FakeModel model, long id, FakeField field) {
        if (model.definition().chatter().tracked().contains(field.name())) {
            keep(environment, model, id, List.of(field));
        }
    }

    private void keep(Environment environment, FakeModel model, long id, List<FakeField> fields) {
        if (created.getOrDefault(model, Set.of()).contains(id)) {
            return;
        }
        Before record = before.computeIfAbsent(model, unused -> new LinkedHashMap<>())
                .computeIfAbsent(id, unused -> new Before(environment, new LinkedHashMap<>()));
        for (FakeField field : fields) {
            if (!record.values().containsKey(field)) {
                record.values().put(field, value(record.environment(), model, id, field));
            }
        }
    }

    /** Whether the fake has the field's values. */
    private static boolean isKnown(FakeField field) {
        return field.column() >= 0 || field.computed() != null || field.isX2Many();
    }

    private static @Nullable Object value(Environment environment, FakeModel model, long id, FakeField field) {
        boolean isUnset = field.column() >= 0 && field.recomputed() == null && model.kept(id, field) == null;
        return isUnset ? null : model.value(environment.sudo(), id, field);
    }

    /** Says what has changed. */
    public void tell() {
        // What is said changes no tracked fields.
        Map<FakeModel, Map<Long, Before>> all = new LinkedHashMap<>(before);
        before.clear();
        all.forEach((model, records) -> records.forEach((id, record) -> {
            if (model.has(id)) {
                tell(model, id, record);
            }
        }));
    }

    private static void tell(FakeModel model, long id, Before record) {
        Environment environment = record.environment();
        Map<FakeField, Change> changes = new LinkedHashMap<>();
        for (String name : model.definition().chatter().tracked()) {
            FakeField field = model.field(name);
            if (field != null && record.values().containsKey(field)) {
                Object old = record.values().get(field);
                Object now = value(environment, model, id, field);
                if (!Objects.equals(old, now) && (isSet(old) || isSet(now))) {
                    changes.put(field, new Change(old, now));
                }
            }
        }
        if (changes.isEmpty()) {
            return;
        }
        Set<String> names = new HashSet<>();
        changes.keySet().forEach(field -> names.add(field.name()));
        String subtype = model.definition().chatter().change().apply(environment.browse(model, List.of(id)), names);
        Messages messages = new Messages(environment, model);
        long message = subtype == null ? messages.note(id, "") : messages.say(id, "", subtype);
        new TrackedValues(environment.sudo(), model).add(message, id, changes);
    }

    private static boolean isSet(@Nullable Object value) {
        return value instanceof Collection<?> several ? !several.isEmpty() : Python.isTrue(value);
    }

    /** What a field had and has. */
    record Change(@Nullable Object old, @Nullable Object now) {}
}
