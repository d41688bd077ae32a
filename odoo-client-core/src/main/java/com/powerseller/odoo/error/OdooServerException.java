package com.powerseller.odoo.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Odoo answered, and the answer is an error; what the call had done was rolled back.
 *
 * <p>The subclasses tell the reasons apart; one that has no subclass of its own is thrown as this class. The subclass follows from the name of the
 * Python exception, never from a message that Odoo translates. XML-RPC does not send that name for the family of {@code UserError}: see
 * {@link UserErrorException}.
 */
public non-sealed class OdooServerException extends OdooException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final String serverMessage;
    private final transient @Nullable List<@Nullable Object> arguments;
    private final @Nullable String traceback;

    /** For the client itself. */
    public OdooServerException(CallDetails call, ServerFault fault) {
        this(call, fault, "");
    }

    OdooServerException(CallDetails call, ServerFault fault, String advice) {
        super(text(fault, advice), call, null);
        this.name = fault.name();
        this.serverMessage = fault.message();
        this.arguments = fault.arguments();
        this.traceback = fault.traceback();
    }

    private static String text(ServerFault fault, String advice) {
        return fault.name() + ": " + fault.message().strip() + (advice.isEmpty() ? "" : " (" + advice + ")");
    }

    /** The Python class of the exception, such as {@code odoo.exceptions.UserError} or {@code builtins.ValueError}. */
    public String name() {
        return name;
    }

    /** Odoo's message, in the language of the call's context: to show to people, not to decide on. */
    public String serverMessage() {
        return serverMessage;
    }

    /** The arguments of the Python exception, as far as the protocol sends them (XML-RPC does not: empty there). Java serialization leaves them out: empty then. */
    public List<@Nullable Object> arguments() {
        return arguments == null ? List.of() : arguments;
    }

    /** The server's Python traceback where it was sent, else null. It may quote field values: treat it as internal. */
    public @Nullable String traceback() {
        return traceback;
    }
}
