package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.MalformedResponseException;
import org.jspecify.annotations.Nullable;

/** What a call gave, with the call, so that an answer of no use can say whose it is. */
record Answer<T>(CallDetails call, @Nullable T value) {
    /** The exception for an answer that is not what the method should give; the call has run. */
    MalformedResponseException unexpected(String expected) {
        return new MalformedResponseException(
                call, "the answer is not " + expected + ": does a module override the method?", true, null);
    }
}
