package com.powerseller.odoo.model;

import com.powerseller.odoo.schema.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A model as Java sees it: its technical name, and how to look at one of its records. Generated classes have one as {@code TYPE}; {@link #of(String)}
 * serves every other model. Immutable, thread-safe.
 *
 * @param <M> the Java type of its records
 */
public final class ModelType<M> {
    private final String name;
    private final Function<Record, M> view;
    private final Supplier<List<Field<M, ?>>> fields;

    private ModelType(String name, Function<Record, M> view, Supplier<List<Field<M, ?>>> fields) {
        this.name = Objects.requireNonNull(name);
        this.view = Objects.requireNonNull(view);
        this.fields = Objects.requireNonNull(fields);
    }

    /** A model without a class of its own; its records are {@link Record}s. */
    public static ModelType<Record> of(String model) {
        return new ModelType<>(model, Function.identity(), List::of);
    }

    /** A model whose records are seen through a class of its own. */
    public static <M> ModelType<M> of(String model, Function<Record, M> view) {
        return new ModelType<>(model, view, List::of);
    }

    /** A model whose records are seen through a class of its own, with fields, which are asked for when they are needed. */
    public static <M> ModelType<M> of(String model, Function<Record, M> view, Supplier<List<Field<M, ?>>> fields) {
        return new ModelType<>(model, view, fields);
    }

    /** The technical name, such as {@code res.partner}. */
    public String name() {
        return name;
    }

    /** The fields that the model's class has; none for a model without one. */
    public List<Field<M, ?>> fields() {
        return fields.get();
    }

    /** The record, seen as this model's class. */
    public M view(Record record) {
        return view.apply(record);
    }

    /** A char field. */
    public TextField<M> charField(String field) {
        return new TextField<>(field, FieldType.CHAR);
    }

    /** A text field (of many lines). */
    public TextField<M> textField(String field) {
        return new TextField<>(field, FieldType.TEXT);
    }

    /** An html field. */
    public TextField<M> htmlField(String field) {
        return new TextField<>(field, FieldType.HTML);
    }

    /** A boolean field. */
    public BooleanField<M> booleanField(String field) {
        return new BooleanField<>(field);
    }

    /** An integer field. */
    public ScalarField<M, Long> integerField(String field) {
        return new ScalarField<>(field, FieldType.INTEGER, WireValues::integer);
    }

    /** A float field. */
    public ScalarField<M, Double> floatField(String field) {
        return new ScalarField<>(field, FieldType.FLOAT, WireValues::floating);
    }

    /** A monetary field: the exact digits that Odoo sent. */
    public ScalarField<M, BigDecimal> monetaryField(String field) {
        return new ScalarField<>(field, FieldType.MONETARY, WireValues::decimal);
    }

    /** A date field. */
    public ScalarField<M, LocalDate> dateField(String field) {
        return new ScalarField<>(field, FieldType.DATE, WireValues::date);
    }

    /** A datetime field; Odoo's datetimes are in UTC. */
    public ScalarField<M, Instant> datetimeField(String field) {
        return new ScalarField<>(field, FieldType.DATETIME, WireValues::datetime);
    }

    /** A selection field whose values are of a generated class. */
    public <S extends Selection> ScalarField<M, S> selectionField(String field, Function<String, S> values) {
        return new ScalarField<>(field, FieldType.SELECTION, wire -> {
            String value = WireValues.text(wire);
            return value == null ? null : values.apply(value);
        });
    }

    /** A selection field as plain text. */
    public ScalarField<M, String> selectionField(String field) {
        return new ScalarField<>(field, FieldType.SELECTION, WireValues::text);
    }

    /** A binary field; its base64 is decoded when it is read. */
    public ScalarField<M, byte[]> binaryField(String field) {
        return new ScalarField<>(field, FieldType.BINARY, WireValues::binary);
    }

    /** A reference field: a record of any model. */
    public ScalarField<M, Reference> referenceField(String field) {
        return new ScalarField<>(field, FieldType.REFERENCE, wire -> {
            String text = WireValues.text(wire);
            return text == null ? null : Reference.parse(text);
        });
    }

    /** A many2one_reference field: an id whose model another field names. */
    public ScalarField<M, Long> many2oneReferenceField(String field) {
        return new ScalarField<>(field, FieldType.MANY2ONE_REFERENCE, WireValues::integer);
    }

    /** A properties field. */
    public PropertiesField<M> propertiesField(String field) {
        return new PropertiesField<>(field);
    }

    /** A properties_definition field: a list of definitions, in the form of {@link Property#definition()}. */
    public ScalarField<M, JsonValue> propertiesDefinitionField(String field) {
        return new ScalarField<>(field, FieldType.PROPERTIES_DEFINITION, WireValues::json);
    }

    /** A json field. */
    public ScalarField<M, JsonValue> jsonField(String field) {
        return new ScalarField<>(field, FieldType.JSON, WireValues::json);
    }

    /** A field of a type that is not known: the value as it came over the wire. */
    public ScalarField<M, Object> rawField(String field, FieldType type) {
        return new ScalarField<>(field, type, (Function<Object, @Nullable Object>) WireValues::any);
    }

    /** A many2one field. */
    public <R> Many2OneField<M, R> many2oneField(String field, String relation) {
        return new Many2OneField<>(field, relation);
    }

    /** A one2many field. */
    public <R> X2ManyField<M, R> one2manyField(String field, String relation) {
        return new X2ManyField<>(field, FieldType.ONE2MANY, relation);
    }

    /** A many2many field. */
    public <R> X2ManyField<M, R> many2manyField(String field, String relation) {
        return new X2ManyField<>(field, FieldType.MANY2MANY, relation);
    }

    /** The technical name. */
    @Override
    public String toString() {
        return name;
    }
}
