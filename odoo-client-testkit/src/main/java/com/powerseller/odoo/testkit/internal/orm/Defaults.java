package com.powerseller.odoo.testkit.internal.orm;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that new records get if none are given: from the context ({@code default_...}), else from the model. */
public final class Defaults {
    private final Environment environment;
    private final FakeModel model;

    public Defaults(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    public Map<String, @Nullable Object> of(Collection<String> fields) {
        Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
        for (String name : fields) {
            FakeField field = model.field(name);
            if (field == null) {
                continue;
            }
            if (environment.context().containsKey("default_" + name)) {
                defaults.put(name, environment.context().get("default_" + name));
            } else if (model.definition().defaults().containsKey(name)) {
                defaults.put(name, model.definition().defaults().get(name).apply(environment.browse(model, List.of())));
            } else if (name.equals("active")) {
                defaults.put(name, true);
            }
        }
        return defaults;
    }
}
