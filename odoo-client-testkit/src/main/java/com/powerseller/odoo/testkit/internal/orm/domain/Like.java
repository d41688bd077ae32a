package com.powerseller.odoo.testkit.internal.orm.domain;

import java.util.regex.Pattern;

/** SQL's {@code LIKE} and Odoo's operators that are made of it. */
public final class Like {
    private Like() {}

    /** The pattern of {@code like}, {@code ilike}, {@code =like} or {@code =ilike}. */
    public static Pattern pattern(String operator, String text) {
        String like = operator.startsWith("=") ? text : "%" + text + "%";
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < like.length(); i++) {
            char c = like.charAt(i);
            if (c == '%') {
                pattern.append(".*");
            } else if (c == '_') {
                pattern.append('.');
            } else {
                if (c == '\\' && i + 1 < like.length()) {
                    c = like.charAt(++i);
                }
                pattern.append(Pattern.quote(String.valueOf(c)));
            }
        }
        int flags = Pattern.DOTALL;
        if (operator.endsWith("ilike")) {
            flags |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        }
        return Pattern.compile(pattern.toString(), flags);
    }
}
