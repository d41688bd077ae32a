package com.powerseller.odoo.model;

import com.powerseller.odoo.schema.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A properties field (series 16 and later). Its properties are known to the database only, so they are named by the caller, by their technical names, as {@link
 * Properties#list()} shows them; what is made of a name serves to read and write the value ({@link Properties#get(Field)}, {@link Properties#with}), and in domains,
 * orders and groupings (series 17 and later), but cannot be selected: select the properties field.
 *
 * @param <M> the model it belongs to
 */
public final class PropertiesField<M> extends ScalarField<M, Properties> {
    PropertiesField(String name) {
        super(name, FieldType.PROPERTIES, WireValues::properties);
    }

    /** A property of the type char, text or html. */
    public TextField<M> textProperty(String property) {
        return new TextField<>(path(property), FieldType.CHAR);
    }

    /** A property of the type boolean. */
    public BooleanField<M> booleanProperty(String property) {
        return new BooleanField<>(path(property));
    }

    /** A property of the type integer. */
    public ScalarField<M, Long> integerProperty(String property) {
        return new ScalarField<>(path(property), FieldType.INTEGER, WireValues::integer);
    }

    /** A property of the type float. */
    public ScalarField<M, Double> floatProperty(String property) {
        return new ScalarField<>(path(property), FieldType.FLOAT, WireValues::floating);
    }

    /** A property of the type monetary (series 19). */
    public ScalarField<M, BigDecimal> monetaryProperty(String property) {
        return new ScalarField<>(path(property), FieldType.MONETARY, WireValues::decimal);
    }

    /** A property of the type date. */
    public ScalarField<M, LocalDate> dateProperty(String property) {
        return new ScalarField<>(path(property), FieldType.DATE, WireValues::date);
    }

    /** A property of the type datetime. */
    public ScalarField<M, Instant> datetimeProperty(String property) {
        return new ScalarField<>(path(property), FieldType.DATETIME, WireValues::datetime);
    }

    /** A property of the type selection; {@link Property#definition()} has the options. */
    public ScalarField<M, String> selectionProperty(String property) {
        return new ScalarField<>(path(property), FieldType.SELECTION, WireValues::text);
    }

    /** A property of the type tags: their technical names; {@link Property#definition()} has what users see. */
    public TagsField<M> tagsProperty(String property) {
        return new TagsField<>(path(property));
    }

    /** A property of the type many2one. */
    public <R> Many2OneField<M, R> many2oneProperty(String property, ModelType<R> relation) {
        return new Many2OneField<>(path(property), relation.name());
    }

    /** A property of the type many2many. */
    public <R> X2ManyField<M, R> many2manyProperty(String property, ModelType<R> relation) {
        return new X2ManyField<>(path(property), FieldType.MANY2MANY, relation.name());
    }

    private String path(String property) {
        return name() + "." + property;
    }
}
