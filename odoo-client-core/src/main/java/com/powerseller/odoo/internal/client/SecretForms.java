package com.powerseller.odoo.internal.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The forms in which the other side may repeat a secret: as it is, or as JSON, Python, XML, HTML, a URL or base64 would write it. */
final class SecretForms {
    private SecretForms() {}

    /** All forms, the longest first; those shorter than {@code shortest} left out. */
    static List<String> of(String secret, int shortest) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(secret);
        String slashed = secret.replace("\\", "\\\\");
        String json = slashed.replace("\"", "\\\"");
        forms.add(json);
        forms.add(json.replace("/", "\\/"));
        forms.add(ascii(json));
        forms.add(slashed);
        forms.add(slashed.replace("'", "\\'"));
        String xml = secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        forms.add(xml);
        forms.add(xml.replace("\"", "&quot;"));
        forms.add(xml.replace("\"", "&quot;").replace("'", "&#x27;"));
        forms.add(xml.replace("\"", "&quot;").replace("'", "&#39;"));
        forms.add(xml.replace("\"", "&quot;").replace("'", "&apos;"));
        forms.add(xml.replace("\"", "&#34;").replace("'", "&#39;"));
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        for (String url : List.of(form, form.replace("+", "%20"))) {
            for (String other : List.of(url, url.replace("%2F", "/"), url.replace("%7E", "~"))) {
                forms.add(other);
                forms.add(lowerCaseHex(other));
            }
        }
        base64(forms, secret.getBytes(StandardCharsets.UTF_8));
        return forms.stream()
                .filter(text -> text.length() >= shortest)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** As Python writes JSON: in ASCII. */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii.append(c < 0x7f ? String.valueOf(c) : String.format("\\u%04x", (int) c));
        }
        return ascii.toString();
    }

    private static String lowerCaseHex(String url) {
        StringBuilder text = new StringBuilder(url);
        for (int i = url.indexOf('%'); i >= 0 && i + 2 < url.length(); i = url.indexOf('%', i + 1)) {
            text.replace(i + 1, i + 3, url.substring(i + 1, i + 3).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }

    /** What stands for the secret alone, wherever in a longer text it begins, as in {@code login:secret}. */
    private static void base64(Set<String> forms, byte[] secret) {
        for (int before = 0; before < 3; before++) {
            byte[] bytes = new byte[before + secret.length];
            System.arraycopy(secret, 0, bytes, before, secret.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(bytes);
            // Characters that hold bits of the neighbours too are left out.
            int start = before == 0 ? 0 : before + 1;
            int end = bytes.length * 8 / 6;
            if (end > start) {
                forms.add(text.substring(start, end));
                forms.add(text.substring(start, end).replace('+', '-').replace('/', '_'));
            }
        }
    }
}
