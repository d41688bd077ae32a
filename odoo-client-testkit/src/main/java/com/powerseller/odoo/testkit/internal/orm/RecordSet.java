package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.testkit.model.Records;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records as the behaviour of models sees them: without checks of access. */
final class RecordSet implements Records {
    private final Environment environment;
    private final FakeModel model;
    private final List<Long> ids;

    RecordSet(Environment environment, FakeModel model, List<Long> ids) {
        this.environment = environment.sudo();
        this.model = model;
        this.ids = List.copyOf(ids);
    }

    @Override
    public String model() {
        return model.name();
    }

    @Override
    public List<Long> ids() {
        return ids;
    }

    @Override
    public List<Records> each() {
        return ids.stream()
                .<Records>map(id -> new RecordSet(environment, model, List.of(id)))
                .toList();
    }

    @Override
    public long id() {
        if (ids.size() != 1) {
            throw new IllegalStateException("one " + model.name() + " was expected, not " + ids);
        }
        return ids.get(0);
    }

    @Override
    public boolean has(String field) {
        return model.field(field) != null;
    }

    @Override
    public @Nullable Object get(String field) {
        if (!model.table().has(id())) {
            throw PythonException.missingRecord(model.name(), id(), environment.uid());
        }
        return model.value(environment, id(), model.existing(field));
    }

    @Override
    public Records related(String relation) {
        FakeField field = model.existing(relation);
        Set<Long> related = new LinkedHashSet<>();
        for (long id : ids) {
            Object value = model.value(environment, id, field);
            if (value instanceof Collection<?> several) {
                several.forEach(one -> related.add((Long) one));
            } else if (value instanceof Long one) {
                related.add(one);
            }
        }
        return new RecordSet(environment, environment.model(field.relation()), List.copyOf(related));
    }

    @Override
    public void write(Map<String, ? extends @Nullable Object> values) {
        new Writes(environment, model).write(ids, values);
    }

    @Override
    public Records create(Map<String, ? extends @Nullable Object> values) {
        return new RecordSet(environment, model, new Writes(environment, model).create(List.of(values)));
    }

    @Override
    public void delete() {
        new Writes(environment, model).unlink(ids);
    }

    @Override
    public Records search(String other, List<?> domain) {
        FakeModel searched = environment.model(other);
        Environment all = environment.with("active_test", false);
        return new RecordSet(environment, searched, new Searches(all, searched).search(domain, 0, 0, null));
    }

    @Override
    public Records browse(String other, List<Long> others) {
        return new RecordSet(environment, environment.model(other), others);
    }

    @Override
    public long uid() {
        return environment.uid();
    }

    @Override
    public long company() {
        return environment.company();
    }

    @Override
    public Instant now() {
        return environment.transaction().now();
    }

    @Override
    public Map<String, @Nullable Object> context() {
        return environment.context();
    }
}
