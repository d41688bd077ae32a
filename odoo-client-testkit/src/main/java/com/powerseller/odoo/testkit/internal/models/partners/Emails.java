package com.powerseller.odoo.testkit.internal.models.partners;

import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Records;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Email addresses in texts such as {@code "Joe" <joe@example.com>}. */
public final class Emails {
    private static final String SIMPLE = "[^\\s<>,;\"()\\[\\]:@]+@[^\\s<>,;\"()\\[\\]:@]+";
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;\"]+@[^\\s<>,;\"]+");
    private static final Pattern QUOTED = Pattern.compile("\\s*\"([^\"\\\\]*)\"\\s*<(" + SIMPLE + ")>\\s*(,.*)?");
    private static final Pattern NAMED = Pattern.compile("([^\"<>,;@\\[\\]:]*)<(" + SIMPLE + ")>\\s*(,.*)?");
    private static final Pattern FOLLOWED = Pattern.compile("([^\"<>,;@()\\[\\]:]*\\s)?(" + SIMPLE + ")\\s*");

    /** A name, empty if there is none, and an address, null if there is none. */
    record Contact(String name, @Nullable String email) {}

    private Emails() {}

    /** The first address in a field, in lower case as far as it may be; null if there is none. */
    public static @Nullable Object normalized(Records record, String field) {
        return record.has(field) ? normalized(record.text(field)) : null;
    }

    static @Nullable String normalized(String text) {
        Matcher address = ADDRESS.matcher(text);
        return address.find() ? lowered(address.group()) : null;
    }

    /** All addresses in a text, with commas between them. */
    static String all(String text) {
        return ADDRESS.matcher(text)
                .results()
                .map(found -> lowered(found.group()))
                .collect(Collectors.joining(","));
    }

    private static String lowered(String address) {
        int at = address.lastIndexOf('@');
        String local = address.substring(0, at);
        boolean isAscii = StandardCharsets.US_ASCII.newEncoder().canEncode(local);
        return (isAscii ? local.toLowerCase(Locale.ROOT) : local)
                + address.substring(at).toLowerCase(Locale.ROOT);
    }

    /** The name and the address in what somebody entered for both. */
    static Contact contact(String text) {
        if (text.indexOf('@') < 0) {
            return new Contact(text.isBlank() ? "" : text, null);
        }
        for (Pattern form : new Pattern[] {QUOTED, NAMED, FOLLOWED}) {
            Matcher parts = form.matcher(text);
            if (parts.matches()) {
                String name = parts.group(1) == null ? "" : parts.group(1);
                return new Contact(name.strip().replaceAll("\\s+", " "), lowered(parts.group(2)));
            }
        }
        throw new UnsupportedByFakeException(
                "the name and the address of email in " + text + ": write them as \"Joe\" <joe@example.com>");
    }
}
