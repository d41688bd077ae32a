package com.powerseller.odoo.internal.xmlrpc;

import com.powerseller.odoo.error.ServerFault;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Faults that are meant for people: XML-RPC sends a code for a family of exceptions, and the text, in the user's language. Members of a family are told apart by
 * the form of the text, which is the same in every language: a missing record ends in a line with the record and the user in parentheses, a redirect is a Python
 * tuple. A validation error has no form of its own.
 */
final class UserFaults {
    private static final Pattern MISSING =
            Pattern.compile(".*\n\\([^()\n]{1,40} [\\w.]+\\([\\d, ]+\\), [^()\n]{1,40} \\d+\\)", Pattern.DOTALL);
    private static final Pattern REDIRECT =
            Pattern.compile("\\((['\"])(.*?)(?<!\\\\)\\1, (?:\\{.*}|\\d+), .*\\)", Pattern.DOTALL);

    private UserFaults() {}

    static ServerFault of(long code, String text) {
        if (code == 3) {
            return fault("AccessDenied", text);
        }
        if (code == 4) {
            return fault("AccessError", text);
        }
        if (code != 2) {
            return new ServerFault("XML-RPC fault " + code, text, List.of(), null);
        }
        if (MISSING.matcher(text.strip()).matches()) {
            return fault("MissingError", text);
        }
        Matcher redirect = REDIRECT.matcher(text.strip());
        if (redirect.matches()) {
            return fault("RedirectWarning", unescape(redirect.group(2)));
        }
        return fault("UserError", text);
    }

    private static ServerFault fault(String name, String text) {
        return new ServerFault("odoo.exceptions." + name, text, List.of(), null);
    }

    /** The escapes of Python's {@code repr} that occur in messages. */
    private static String unescape(String repr) {
        StringBuilder text = new StringBuilder(repr.length());
        for (int i = 0; i < repr.length(); i++) {
            char c = repr.charAt(i);
            if (c != '\\' || i + 1 == repr.length()) {
                text.append(c);
                continue;
            }
            char escaped = repr.charAt(++i);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case '\\', '\'', '"' -> text.append(escaped);
                default -> text.append('\\').append(escaped);
            }
        }
        return text.toString();
    }
}
