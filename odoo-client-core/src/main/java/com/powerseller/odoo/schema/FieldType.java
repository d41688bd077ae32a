package com.powerseller.odoo.schema;

import java.util.Locale;

/** The type of an Odoo field, as {@code fields_get} names it. */
public enum FieldType {
    BINARY,
    BOOLEAN,
    CHAR,
    DATE,
    DATETIME,
    FLOAT,
    HTML,
    INTEGER,
    JSON,
    MANY2MANY,
    MANY2ONE,
    MANY2ONE_REFERENCE,
    MONETARY,
    ONE2MANY,
    PROPERTIES,
    PROPERTIES_DEFINITION,
    REFERENCE,
    SELECTION,
    TEXT,
    /** A type that this version of the client does not know; its values are passed through as they are. */
    UNKNOWN;

    /** The type that Odoo calls so; {@link #UNKNOWN} for a name that is new. */
    public static FieldType of(String odooName) {
        for (FieldType type : values()) {
            if (type.odooName().equals(odooName)) {
                return type;
            }
        }
        return UNKNOWN;
    }

    /** Odoo's name, such as {@code many2one}. */
    public String odooName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
