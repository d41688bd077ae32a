package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.domain.Like;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the records of a model are shown to a user, and found by their names. */
public final class RecordNames {
    private final Environment environment;
    private final FakeModel model;

    public RecordNames(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** How a record is shown. */
    @Nullable Object of(long id) {
        if (model.definition().displayName() != null) {
            return model.definition().displayName().apply(environment.browse(model, List.of(id)));
        }
        FakeField name = model.field(model.definition().recordName());
        if (name == null) {
            return model.name() + "," + id;
        }
        Object value = model.value(environment, id, name);
        if (value instanceof Long other && name.type() == FieldType.MANY2ONE) {
            return environment.model(name.relation()).displayName(environment.sudo(), other);
        }
        return value == null || value.equals("") ? null : Python.str(value);
    }

    /** The records, archived ones too, whose display name, or another field that they are found in by name, an operator finds with a text. */
    public Set<Long> found(String operator, String text) {
        Set<Long> found = new LinkedHashSet<>();
        boolean isExact = operator.equals("=");
        Pattern pattern = Like.pattern(isExact ? "=like" : operator, text);
        RecordNames sudo = new RecordNames(environment.sudo(), model);
        for (long id : model.table().ids()) {
            for (Object name : sudo.all(id)) {
                if (isExact
                        ? name.equals(text)
                        : pattern.matcher(Python.str(name)).matches()) {
                    found.add(id);
                }
            }
        }
        return found;
    }

    private List<Object> all(long id) {
        List<Object> names = new ArrayList<>();
        Object shown = of(id);
        if (shown != null) {
            names.add(shown);
        }
        for (String searched : model.definition().namesSearched()) {
            FakeField field = model.field(searched);
            Object value = field == null ? null : model.value(environment, id, field);
            if (value != null) {
                names.add(value);
            }
        }
        return names;
    }
}
