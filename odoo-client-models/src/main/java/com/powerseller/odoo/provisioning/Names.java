package com.powerseller.odoo.provisioning;

/** Checks names in rules. */
final class Names {
    private Names() {}

    static String of(String name, String what) {
        if (name.isBlank() || !name.equals(name.strip())) {
            throw new IllegalArgumentException(
                    what + " is '" + name + "': it may not be blank, nor have space around it");
        }
        return name;
    }

    static String ofField(String name, String what) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException(what + " is the field '" + name
                    + "': take the technical name of a field of the record itself, such as x_tenant");
        }
        return name;
    }

    static long ofRecord(long id, String what) {
        if (id <= 0) {
            throw new IllegalArgumentException(what + " has the id " + id + ": ids of Odoo are positive");
        }
        return id;
    }
}
