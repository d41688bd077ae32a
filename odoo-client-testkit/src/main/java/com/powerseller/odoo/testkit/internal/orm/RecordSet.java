package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.testkit.internal.orm.access.Access;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.model.Records;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records as the behaviour of models sees them: with checks of access where the environment is a user's. */
public final class RecordSet implements Records {
    private final Environment environment;
    private final FakeModel model;
    private final List<Long> ids;

    RecordSet(Environment environment, FakeModel model, List<Long> ids) {
        this.environment = environment;
        this.model = model;
        this.ids = List.copyOf(ids);
    }

    public Environment environment() {
        return environment;
    }

    public FakeModel ofModel() {
        return model;
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

    private FakeField readable(String name) {
        FakeField field = model.existing(name);
        if (!environment.superuser()) {
            Access access = environment.access();
            access.check(model, ids, Operation.READ);
            access.check(model, field, Operation.READ);
        }
        return field;
    }

    @Override
    public @Nullable Object get(String field) {
        FakeField readable = readable(field);
        if (!model.table().has(id())) {
            throw PythonException.missingRecord(model.name(), id(), environment.uid());
        }
        return model.value(environment, id(), readable);
    }

    @Override
    public Records related(String relation) {
        FakeField field = readable(relation);
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
        environment.transaction().recomputation().computeFields(environment);
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
    public List<Long> companies() {
        return environment.companies();
    }

    @Override
    public @Nullable String lang() {
        return environment.lang();
    }

    @Override
    public Records sudo() {
        return new RecordSet(environment.sudo(), model, ids);
    }

    @Override
    public @Nullable Long reference(String externalId) {
        return environment.database().registry().reference(externalId);
    }

    @Override
    public boolean hasPassword(String password) {
        return environment.database().users().hasPassword(environment.uid(), password);
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
