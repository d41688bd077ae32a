package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.internal.rpc.RpcCall;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows values in logs without the secrets among them, and not at length. */
final class Redaction {
    private static final Pattern SECRET_NAME = Pattern.compile(
            "pass(word|wd|phrase)?|secret|token|api_?key|private_?key|credential|otp|authorization|iban|acc_number");
    /** Models whose values are secrets, or may be, whatever their fields are called. */
    private static final Pattern SECRET_MODEL =
            Pattern.compile("ir\\.config_parameter|.*apikeys.*|.*password.*|.*(totp|passkey).*");

    private static final int MOST = 2_000;
    private static final int MOST_TEXT = 200;

    private final String secret;

    Redaction(String secret) {
        this.secret = secret;
    }

    /** The arguments of a call as text. */
    String showArguments(RpcCall call) {
        if (call instanceof RpcCall.OfModel ofModel && !isSecret(ofModel)) {
            return show(List.of(ofModel.args(), ofModel.kwargs()));
        }
        return "(arguments not shown)";
    }

    /** The result of a call as text. */
    String showResult(RpcCall call, @Nullable Object result) {
        return call instanceof RpcCall.OfModel ofModel && isSecret(ofModel) ? "(result not shown)" : show(result);
    }

    /** Such as {@code res.users.change_password}. */
    private static boolean isSecret(RpcCall.OfModel call) {
        return SECRET_MODEL.matcher(call.model()).matches() || isSecret(call.method());
    }

    private static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    /** The value as text: fields with a secret's name as {@code ***}, this client's secret as {@code ***} wherever it stands. */
    String show(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        String shown = text.toString().replace(secret, "***");
        return escaped(shown.length() > MOST ? shown.substring(0, MOST) + "…" : shown);
    }

    /** The text on one line, so that no value can pass for a line of the log or act on a terminal. */
    private static String escaped(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (isControl(c)) {
                        line.append(String.format("\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        return line.toString();
    }

    /** Controls, the separators of lines and paragraphs, and marks that turn the direction of text. */
    private static boolean isControl(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (text.length() > MOST) {
            return;
        }
        if (value instanceof Map<?, ?> map) {
            text.append('{');
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String name = String.valueOf(entry.getKey());
                text.append(separator).append(name).append('=');
                if (isSecret(name)) {
                    text.append("***");
                } else {
                    append(text, entry.getValue());
                }
                separator = ", ";
            }
            text.append('}');
        } else if (value instanceof Collection<?> list) {
            text.append('[');
            String separator = "";
            boolean secret = false;
            for (Object element : list) {
                text.append(separator);
                if (secret) {
                    text.append("***");
                } else {
                    append(text, element);
                }
                // What follows a secret's name is its value: in a condition of a domain, in set_param and its like.
                secret |= element instanceof String name && isSecret(name);
                separator = ", ";
            }
            text.append(']');
        } else if (value instanceof byte[] bytes) {
            text.append(bytes.length).append(" bytes");
        } else {
            String shown = String.valueOf(value);
            text.append(shown.length() > MOST_TEXT ? shown.length() + " characters" : shown);
        }
    }
}
