package com.powerseller.odoo.testkit.contract;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a fake says that it does not know. */
final class NotSupported {
    private static final Pattern SAID = Pattern.compile("FakeOdoo does not support ([^\\n]*)");

    private NotSupported() {}

    /** What is missing, if a failure comes from that; else null. */
    static @Nullable String in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Matcher said = SAID.matcher(String.valueOf(cause.getMessage()));
            if (said.find()) {
                return said.group(1);
            }
        }
        return null;
    }
}
