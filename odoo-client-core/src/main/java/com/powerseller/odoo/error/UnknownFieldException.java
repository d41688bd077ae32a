package com.powerseller.odoo.error;

import java.util.List;

/** The model has no such field, or not in this series, or not for this user. */
public final class UnknownFieldException extends OdooServerException {
    private static final long serialVersionUID = 1L;

    private final List<String> fields;

    /** For the client itself. */
    public UnknownFieldException(CallDetails call, ServerFault fault) {
        this(call, fault, List.of());
    }

    private UnknownFieldException(CallDetails call, ServerFault fault, List<String> fields) {
        super(call, fault, advice(call, fields));
        this.fields = List.copyOf(fields);
    }

    /** For the client itself: the same error, with all fields. */
    public UnknownFieldException naming(List<String> all) {
        ServerFault fault = new ServerFault(name(), serverMessage(), arguments(), traceback());
        return new UnknownFieldException(call(), fault, all);
    }

    private static String advice(CallDetails call, List<String> fields) {
        return fields.isEmpty()
                ? ""
                : call.model() + " lacks " + String.join(", ", fields)
                        + " on this server, or for this user: leave these out, or see selectModelled() for the fields that it has";
    }

    /**
     * All fields that were asked for, to read or to write, and that the server lacks or the user may not see; empty where that is not known: a field of a domain, an order or
     * a grouping, or a call that names its fields in its own way.
     */
    public List<String> fields() {
        return fields;
    }
}
