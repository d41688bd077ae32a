package com.powerseller.odoo.testkit.internal.base;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Writes;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The texts of one translated field of one record in the languages that are installed. */
final class FieldTranslations {
    private static final String ENGLISH = "en_US";

    private final BaseModel.Call call;
    private final Environment environment;
    private final FakeField field;
    private final long id;

    FieldTranslations(BaseModel.Call call) {
        this.call = call;
        this.environment = call.environment();
        this.field = BaseModel.field(call, "field_name");
        if (call.ids().size() != 1) {
            throw PythonException.valueError("Expected singleton: "
                    + call.model().name() + "("
                    + String.join(", ", call.ids().stream().map(String::valueOf).toList()) + ")");
        }
        this.id = call.ids().get(0);
    }

    /** {@code get_field_translations} */
    Object get() {
        environment.access().check(call.model(), call.ids(), Operation.READ);
        Set<String> wanted = new TreeSet<>(environment.database().languages());
        if (call.arguments().get("langs") instanceof List<?> langs) {
            wanted.removeIf(code -> !langs.contains(code));
        }
        List<Object> texts = new ArrayList<>();
        if (field.isTranslated()) {
            String source = text(ENGLISH);
            for (String code : wanted) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("lang", code);
                one.put("source", source);
                one.put("value", text(code));
                texts.add(one);
            }
        }
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("translation_type", field.type() == FieldType.CHAR ? "char" : "text");
        about.put("translation_show_source", false);
        return List.of(texts, about);
    }

    private String text(String code) {
        Object value = call.model().value(environment.sudo().with("lang", code), id, field);
        return value instanceof String text ? text : "";
    }

    /** {@code update_field_translations}: false for "as in English". */
    Object update() {
        environment.access().check(call.model(), call.ids(), Operation.WRITE);
        if (!field.isTranslated()) {
            return false;
        }
        Map<String, @Nullable Object> texts = call.arguments().map("translations");
        Set<String> unknown = new TreeSet<>(texts.keySet());
        unknown.removeAll(environment.database().languages());
        if (!unknown.isEmpty()) {
            throw PythonException.userError("The following languages are not activated: " + String.join(", ", unknown));
        }
        new Writes(environment, call.model()).translate(id, field, texts);
        return true;
    }
}
