package com.powerseller.odoo.internal.xmlrpc;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Python traceback says: XML-RPC sends nothing else for exceptions that are not meant for people.
 *
 * @param name the exception's class with its module; Python leaves {@code builtins} out, here it is put back
 * @param message the exception's text; empty if it has none
 * @param isOfMarshalling whether it happened while Odoo wrote the result of a call that had succeeded
 * @param isOfNone whether that result was {@code None}: all of it, not something inside it
 */
record PythonTraceback(String name, String message, boolean isOfMarshalling, boolean isOfNone) {
    private static final String HEAD = "Traceback (most recent call last):\n";
    private static final Pattern EXCEPTION = Pattern.compile("([A-Za-z_][\\w.]*)(?:: (.*))?", Pattern.DOTALL);

    /** Reads a traceback; a text that is none becomes an exception without a known class. */
    static PythonTraceback parse(String text) {
        String last = text.substring(Math.max(0, text.lastIndexOf(HEAD)));
        // Frames are indented; the exception is the first line after them that is not, and its text goes on to the end.
        String exception = last.startsWith(HEAD) ? afterFrames(last.substring(HEAD.length())) : last;
        Matcher matcher = EXCEPTION.matcher(exception.strip());
        if (!matcher.matches()) {
            return new PythonTraceback("unknown", exception.strip(), false, false);
        }
        String name = matcher.group(1);
        String message = matcher.group(2) == null ? "" : matcher.group(2);
        boolean marshalling = name.matches("TypeError|OverflowError")
                && last.contains("xmlrpc/client.py")
                && last.contains("dump")
                && !last.contains("service/model.py");
        boolean none = marshalling
                && message.equals("cannot marshal None unless allow_none is enabled")
                && !last.contains("in dump_array")
                && !last.contains("in dump_struct");
        return new PythonTraceback(
                name.contains(".") ? name : "builtins." + name,
                name.equals("KeyError") ? unquoted(message) : message,
                marshalling,
                none);
    }

    /** Python prints a {@code KeyError} with its key in quotes; the JSON protocols send the bare key. */
    private static String unquoted(String message) {
        int last = message.length() - 1;
        boolean quoted = last > 0
                && (message.charAt(0) == '\'' || message.charAt(0) == '"')
                && message.charAt(last) == message.charAt(0);
        return quoted ? message.substring(1, last) : message;
    }

    private static String afterFrames(String lines) {
        int start = 0;
        while (start < lines.length()) {
            char first = lines.charAt(start);
            if (first != ' ' && first != '\n' && first != '[') {
                return lines.substring(start);
            }
            int end = lines.indexOf('\n', start);
            if (end < 0) {
                break;
            }
            start = end + 1;
        }
        return lines;
    }
}
