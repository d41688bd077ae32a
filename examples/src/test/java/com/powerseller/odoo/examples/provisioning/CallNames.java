package com.powerseller.odoo.examples.provisioning;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.observe.CallListener;
import java.util.function.Consumer;

/** Tells of each call when it starts, such as {@code res.partner.search_read}. */
record CallNames(Consumer<String> told) implements CallListener {
    @Override
    public void onStart(CallDetails call) {
        told.accept(call.model() + "." + call.method());
    }
}
