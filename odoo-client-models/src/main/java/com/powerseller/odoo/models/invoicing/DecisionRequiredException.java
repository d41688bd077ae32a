package com.powerseller.odoo.models.invoicing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Odoo did not post: it opened a wizard in which a person is to decide. */
public final class DecisionRequiredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Long> invoices;
    private final String wizard;

    DecisionRequiredException(Collection<Long> invoices, String wizard, String title) {
        super("Odoo has not posted " + invoices + " of account.move: it asks for a decision in the wizard '" + title
                + "' (" + wizard + "); have it taken in Odoo, or change what the invoices are asked about");
        this.invoices = new ArrayList<>(invoices);
        this.wizard = wizard;
    }

    /** The ids of those that are not posted. */
    public List<Long> invoices() {
        return Collections.unmodifiableList(invoices);
    }

    /** The model of the wizard, such as {@code validate.account.move}. */
    public String wizard() {
        return wizard;
    }
}
