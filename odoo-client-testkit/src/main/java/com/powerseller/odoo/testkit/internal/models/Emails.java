package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.model.Records;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Email addresses in texts such as {@code "Joe" <joe@example.com>}. */
final class Emails {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;\"]+@[^\\s<>,;\"]+");

    private Emails() {}

    /** The first address in a field, in lower case as far as it may be; null if there is none. */
    static @Nullable Object normalized(Records record, String field) {
        return record.has(field) ? normalized(record.text(field)) : null;
    }

    static @Nullable String normalized(String text) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.find()) {
            return null;
        }
        String found = address.group();
        int at = found.lastIndexOf('@');
        String local = found.substring(0, at);
        boolean isAscii = StandardCharsets.US_ASCII.newEncoder().canEncode(local);
        return (isAscii ? local.toLowerCase(Locale.ROOT) : local)
                + found.substring(at).toLowerCase(Locale.ROOT);
    }
}
