package com.powerseller.odoo.testkit.internal.orm.method;

import com.powerseller.odoo.testkit.internal.orm.Series;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The names of the public methods that Odoo's own models have, whether the fake has them or not. */
final class KnownMethods {
    private static final Map<String, Set<String>> LINES = lines();

    private KnownMethods() {}

    /** Whether the model of an Odoo may have a method of this name: yes, if nothing is known of the model. */
    static boolean mayHave(Series series, String model, String method) {
        return !LINES.containsKey(model)
                || names("*").contains(method)
                || (!series.atLeast(Series.V19) && names("*before 19").contains(method))
                || names(model).contains(method);
    }

    private static Set<String> names(String line) {
        return Objects.requireNonNull(LINES.get(line), line);
    }

    private static Map<String, Set<String>> lines() {
        Map<String, Set<String>> lines = new HashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        KnownMethods.class.getClassLoader().getResourceAsStream("META-INF/odoo/testkit/methods.txt")),
                StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                int colon = line.indexOf(':');
                Set<String> names = new HashSet<>();
                for (String name :
                        Arrays.asList(line.substring(colon + 1).strip().split(" ", -1))) {
                    names.addAll(name.contains(".") ? Objects.requireNonNull(lines.get(name), name) : Set.of(name));
                }
                lines.put(line.substring(0, colon), names);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
