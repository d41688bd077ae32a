package com.powerseller.odoo.testkit.internal.models.partners;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses of websites: what is none gets {@code http://} in front. */
final class Websites {
    /** What comes before a colon is a scheme, unless a port follows. */
    private static final Pattern SCHEME = Pattern.compile("(?s)[a-zA-Z0-9+.-]+:(|.*[^0-9].*)");

    private static final Pattern PARTS = Pattern.compile("(?s)(//([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?");

    private Websites() {}

    static String cleaned(String website) {
        Matcher parts = PARTS.matcher(website);
        if (website.isEmpty() || SCHEME.matcher(website).matches() || !parts.matches()) {
            return website;
        }
        String host = parts.group(2) == null ? "" : parts.group(2);
        String path = parts.group(3);
        if (host.isEmpty()) {
            host = path;
            path = "";
        }
        return "http:" + (host.isEmpty() ? "" : "//" + host) + path + part("?", parts.group(4))
                + part("#", parts.group(5));
    }

    private static String part(String sign, @Nullable String text) {
        return text == null || text.isEmpty() ? "" : sign + text;
    }
}
