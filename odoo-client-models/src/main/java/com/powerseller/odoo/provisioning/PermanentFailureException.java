package com.powerseller.odoo.provisioning;

import org.jspecify.annotations.Nullable;

/** What a {@link SignalHandler} throws if trying again cannot help: somebody has to look. The message is kept with the dead letter. */
public class PermanentFailureException extends Exception {
    private static final long serialVersionUID = 1L;

    /** With what is wrong, for people. */
    public PermanentFailureException(String message) {
        this(message, null);
    }

    /** With what is wrong, for people, and what was thrown. */
    public PermanentFailureException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
