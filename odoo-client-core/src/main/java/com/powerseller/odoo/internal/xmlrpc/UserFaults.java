package com.powerseller.odoo.internal.xmlrpc;

import com.powerseller.odoo.error.ServerFault;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Faults that are meant for people: XML-RPC sends a code for a family of exceptions, and the text, in the user's language. Members of a family are told apart by
 * the form of the text, which is the same in every language: a missing record ends in a line with the record and the user in parentheses, a redirect is a Python
 * tuple. A validation error has no form of its own.
 */
final class UserFaults {
    /** The last line alone: a pattern over the whole text would be tried at each of its lines. */
    private static final Pattern MISSING =
            Pattern.compile("\\([^()\n]{1,40} [\\w.]+\\([\\d, ]+\\), [^()\n]{1,40} \\d+\\)");

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
        String stripped = text.strip();
        int lastLine = stripped.lastIndexOf('\n') + 1;
        if (lastLine > 0 && MISSING.matcher(stripped.substring(lastLine)).matches()) {
            return fault("MissingError", text);
        }
        String warning = redirectMessage(stripped);
        return warning == null ? fault("UserError", text) : fault("RedirectWarning", unescape(warning));
    }

    /**
     * The first member of a tuple of a text, an action (a dictionary or an id) and more, as Python would write the text; null if it is no such tuple. Read by hand, in
     * one go: a pattern would try every quote as the end of the text.
     */
    private static @Nullable String redirectMessage(String tuple) {
        if (!tuple.startsWith("('") && !tuple.startsWith("(\"")) {
            return null;
        }
        char quote = tuple.charAt(1);
        int end = 2;
        while (end < tuple.length() && tuple.charAt(end) != quote) {
            end += tuple.charAt(end) == '\\' ? 2 : 1;
        }
        int action = end + 3;
        if (!tuple.startsWith(", ", end + 1) || !tuple.endsWith(")") || action >= tuple.length()) {
            return null;
        }
        int actionEnd = action;
        if (tuple.charAt(action) == '{') {
            actionEnd = tuple.indexOf("}, ", action) + 1;
        } else {
            while (Character.isDigit(tuple.charAt(actionEnd))) {
                actionEnd++;
            }
        }
        return actionEnd > action && tuple.startsWith(", ", actionEnd) ? tuple.substring(2, end) : null;
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
