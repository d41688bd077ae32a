package com.powerseller.odoo.testkit.internal.orm.method;

import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code fields_get} says of one field. */
final class FieldDescription {
    /** What it says unless it is asked for less, where a field has it. */
    private static final List<String> ALL = List.of(
            "change_default",
            "company_dependent",
            "currency_field",
            "default_export_compatible",
            "digits",
            "exportable",
            "groupable",
            "manual",
            "name",
            "readonly",
            "relation",
            "relation_field",
            "required",
            "searchable",
            "selection",
            "sortable",
            "store",
            "string",
            "translate",
            "trim",
            "type");
    /** What Odoo says of fields and schemas do not know. */
    private static final Set<String> UNKNOWN = Set.of(
            "aggregator",
            "allow_hierachy_operators",
            "attachment",
            "context",
            "definition_record",
            "definition_record_field",
            "depends",
            "domain",
            "group_operator",
            "groups",
            "help",
            "min_display_digits",
            "model_field",
            "related",
            "sanitize",
            "sanitize_attributes",
            "sanitize_style",
            "sanitize_tags",
            "size",
            "strip_classes",
            "strip_style");
    /** The fields whose value may choose the defaults of others. */
    private static final Set<String> CHANGE_DEFAULT = Set.of(
            "account.move/move_type",
            "account.move/partner_id",
            "crm.lead/zip",
            "ir.actions.server/evaluation_type",
            "ir.attachment/company_id",
            "ir.attachment/type",
            "res.partner/zip",
            "sale.order/partner_id",
            "sale.order/team_id",
            "sale.order.line/product_id");

    private static final Set<String> EXPORTED =
            Set.of("project.project/name", "project.task/project_id", "res.partner/name");

    private final FakeModel model;
    private final FakeField field;
    private final FieldSchema schema;

    FieldDescription(FakeModel model, FakeField field) {
        this.model = model;
        this.field = field;
        this.schema = field.schema();
    }

    /** These attributes, or all if there are none; those that no field has are left out. */
    Map<String, Object> of(List<String> wanted) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (String name : wanted.isEmpty() ? ALL : wanted) {
            Object value = value(name);
            if (value != null) {
                attributes.put(name, value);
            }
        }
        return attributes;
    }

    private @Nullable Object value(String name) {
        return switch (name) {
            case "type" -> field.type().odooName();
            case "string" -> schema.label();
            case "required" -> schema.required();
            case "readonly" -> schema.readonly();
            case "store" -> schema.stored();
            case "name" -> field.name();
            case "company_dependent" -> schema.companyDependent();
            case "relation" -> schema.relation();
            case "relation_field" -> schema.inverse();
            case "currency_field" -> schema.currencyField();
            case "digits" -> {
                FieldSchema.Digits digits = schema.digits();
                yield digits == null ? null : List.of((long) digits.precision(), (long) digits.scale());
            }
            case "selection" -> selection();
            case "translate" -> isText() ? field.isTranslated() : null;
            case "trim" -> field.type() == FieldType.CHAR ? true : null;
            case "change_default" -> CHANGE_DEFAULT.contains(model.name() + "/" + field.name());
            case "default_export_compatible" ->
                model.database().series().atLeast(Series.V18)
                        ? EXPORTED.contains(model.name() + "/" + field.name())
                        : null;
            case "exportable" -> true;
            case "manual" -> field.name().startsWith("x_");
            case "searchable" -> (shown().stored() || isSearchable()) ? true : null;
            case "sortable" -> hasColumn(shown());
            case "groupable" -> {
                boolean isLinks = shown().stored() && shown().type() == FieldType.MANY2MANY;
                yield isLinks ? Boolean.TRUE : hasColumn(shown());
            }
            default -> {
                if (UNKNOWN.contains(name)) {
                    throw new UnsupportedByFakeException("the attribute " + name + " of fields_get");
                }
                yield null;
            }
        };
    }

    private boolean isText() {
        return field.type() == FieldType.CHAR || field.type() == FieldType.TEXT || field.type() == FieldType.HTML;
    }

    private boolean isSearchable() {
        return field.name().equals("display_name")
                || model.definition().searchable().contains(field.name());
    }

    /** The field itself, or the one that it shows of another record. */
    private FieldSchema shown() {
        FakeModel at = model;
        FakeField shown = field;
        for (String path = at.relatedPath(shown); path != null; path = at.relatedPath(shown)) {
            String[] steps = path.split("\\.", -1);
            for (int i = 0; i < steps.length; i++) {
                shown = at.existing(steps[i]);
                if (i < steps.length - 1) {
                    at = model.database().model(shown.relation());
                }
            }
        }
        return shown.schema();
    }

    /** Whether a field is a column of its table; null if the schema does not tell. */
    private static @Nullable Boolean hasColumn(FieldSchema field) {
        if (!field.stored() || field.type() == FieldType.BINARY) {
            return null;
        }
        return field.type() != FieldType.ONE2MANY && field.type() != FieldType.MANY2MANY;
    }

    private @Nullable Object selection() {
        return schema.selection().isEmpty()
                ? null
                : schema.selection().stream()
                        .map(option -> List.of(option.value(), option.label()))
                        .toList();
    }
}
