package com.powerseller.odoo.provisioning.store;

import org.jspecify.annotations.Nullable;

/**
 * A store could not do what was asked. Whether it was done is then unknown; work that was claimed is claimed until its lease ends, or is done, and asking again does no harm.
 */
public final class SignalStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what failed, and the failure of what is underneath. */
    public SignalStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
