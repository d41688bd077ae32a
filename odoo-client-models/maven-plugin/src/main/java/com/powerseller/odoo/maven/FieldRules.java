package com.powerseller.odoo.maven;

import com.powerseller.odoo.maven.generator.ModelPatterns;
import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.schema.ModelSchema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which fields stay out of the schemas, and which are of another type than {@code fields_get} says: a field that it calls binary and that is not stored may hold anything
 * that Odoo's own client understands. Immutable.
 */
final class FieldRules {
    /**
     * What cannot be read over RPC, or for some records only; many2ones of a model whose ids are texts; and the boxes of the form for a user's groups, which are named after
     * ids of the database (up to 18.0).
     */
    private static final List<String> UNUSABLE = List.of(
            "account.account.root_id",
            "account.move.line.account_root_id",
            "account.move.line.discount_allocation_key",
            "account.move.line.discount_allocation_needed",
            "account.move.line.epd_key",
            "account.move.line.epd_needed",
            "account.move.line.term_key",
            "*.needed_terms",
            "ir.attachment.raw",
            "product.document.raw",
            "quotation.document.raw",
            "res.users.in_group_*",
            "res.users.sel_groups_*");

    /** Binary fields that hold objects and lists. */
    private static final List<String> NOT_BYTES = List.of(
            "account.fiscal.position.account_map",
            "account.fiscal.position.tax_map",
            "account.payment.register.batches",
            "account.tax.repartition.line.tag_ids_domain",
            "ir.actions.*.params",
            "ir.actions.*.views",
            "ir.module.module.account_templates",
            "*.invoice_outstanding_credits_debits_widget",
            "*.invoice_payments_widget",
            "*.payment_term_details",
            "*.tax_totals");

    private final ModelPatterns excluded;
    private final ModelPatterns json;

    /**
     * Rules of the goal's user, on top of those for Odoo's own fields.
     *
     * @throws com.powerseller.odoo.maven.generator.GenerationException if one is no field
     */
    FieldRules(List<String> excludedFields, List<String> jsonFields) {
        excluded = patterns("excludedFields", UNUSABLE, excludedFields);
        json = patterns("jsonFields", NOT_BYTES, jsonFields);
    }

    /** The schema without the fields that stay out. */
    ModelSchema withoutExcluded(ModelSchema schema) {
        Map<String, FieldSchema> fields = new TreeMap<>(schema.fields());
        fields.keySet().removeIf(field -> excluded.matches(schema.model() + "." + field));
        return new ModelSchema(schema.model(), schema.series(), schema.source(), fields);
    }

    /** A field as it is: with the type json if its values are not the bytes that its type says. */
    FieldSchema typed(String model, FieldSchema field) {
        boolean isJson = field.type() == FieldType.BINARY && json.matches(model + "." + field.name());
        return isJson ? with(field, FieldType.JSON, field.selection()) : field;
    }

    /** A selection as one whose options are not known. */
    static FieldSchema open(FieldSchema field) {
        return with(field, field.type(), List.of());
    }

    private static FieldSchema with(FieldSchema field, FieldType type, List<FieldSchema.Option> selection) {
        return new FieldSchema(
                field.name(),
                type,
                field.label(),
                field.required(),
                field.readonly(),
                field.stored(),
                field.relation(),
                field.inverse(),
                selection,
                field.digits(),
                field.currencyField(),
                field.companyDependent());
    }

    private static ModelPatterns patterns(String parameter, List<String> odoo, List<String> user) {
        return ModelPatterns.ofFields(
                parameter, Stream.concat(odoo.stream(), user.stream()).toList());
    }
}
