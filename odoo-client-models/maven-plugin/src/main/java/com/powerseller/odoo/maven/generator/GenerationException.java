package com.powerseller.odoo.maven.generator;

/** Classes cannot be generated; the message says what to change. */
public final class GenerationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the user of the plugin. */
    public GenerationException(String message) {
        super(message);
    }
}
