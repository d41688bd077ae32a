package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.Protocol;

/** Where the protocols are known not to mean the same: all of it, in one place. A test that allows for one names it. */
enum KnownDifference {
    USER_ERROR_FAMILY(
            "XML-RPC sends one fault code for the whole family of UserError, and no name: a ValidationError or LockError, and a MissingError whose text"
                    + " was written by a module, arrive as UserErrorException",
            Protocol.XML_RPC),
    ERROR_ARGUMENTS("XML-RPC does not send the arguments of an exception", Protocol.XML_RPC),
    CONTROL_CHARACTERS_SENT(
            "XML cannot carry control characters: XML-RPC refuses them before it sends anything", Protocol.XML_RPC),
    CONTROL_CHARACTERS_RECEIVED("Odoo's XML-RPC leaves control characters out of its answers", Protocol.XML_RPC),
    CARRIAGE_RETURNS_RECEIVED(
            "Odoo's XML-RPC answers carriage returns as they are, and every XML parser has to make line feeds of those; they are sent and stored exactly",
            Protocol.XML_RPC),
    INTEGER_KEYS(
            "Odoo's XML-RPC cannot write a dictionary with integer keys (get_external_id): the call runs, its result is lost",
            Protocol.XML_RPC),
    UNDOCUMENTED_METHODS(
            "JSON-2 takes arguments by name, and the client asks the server's documentation for the names: a call by position of a method that is private"
                    + " without an underscore in its name is an UnknownMethodException there, and not an AccessErrorException",
            Protocol.JSON2),
    ARGUMENT_COUNT(
            "JSON-2 takes arguments by name: more arguments by position than the method has are refused by the client instead of the server",
            Protocol.JSON2),
    DOCUMENTATION_GROUP(
            "JSON-2 takes arguments by name, and the server's documentation, where the client finds the names, is only open to users of the group"
                    + " api_doc.group_allow_doc: others must give the arguments of methods that not every model has by name",
            Protocol.JSON2),
    NO_PASSWORDS("JSON-2 knows API keys only", Protocol.JSON2),
    LOGIN_IGNORED("JSON-2 finds the user by the API key: a wrong login beside it does not matter", Protocol.JSON2),
    NESTED_NONE(
            "Odoo's XML-RPC cannot write None inside a list or a dictionary: the call runs, its result is lost",
            Protocol.XML_RPC),
    BIG_INTEGERS(
            "XML-RPC carries integers of 32 bits: it refuses greater ones than 64 bits before sending; Odoo cannot answer any beyond 32 bits other than as"
                    + " values of fields",
            Protocol.XML_RPC);

    private final String description;
    private final Protocol protocol;

    KnownDifference(String description, Protocol protocol) {
        this.description = description;
        this.protocol = protocol;
    }

    /** What is different, and why. */
    String description() {
        return description;
    }

    /** Whether this protocol is the odd one out. */
    boolean appliesTo(Protocol other) {
        return protocol == other;
    }
}
