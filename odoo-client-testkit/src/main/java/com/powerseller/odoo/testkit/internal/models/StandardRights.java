package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.ModelRights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The groups of users that Odoo has, and what it says of the rights on its own models: what {@code META-INF/odoo/testkit/rights.txt} has. */
final class StandardRights {
    private static final String RESOURCE = "META-INF/odoo/testkit/rights.txt";

    /** What a group belongs to ({@code ""} if to nothing), its name, and the groups that it implies. */
    private record Group(String family, String name, List<String> implied) {
        Group named(String otherFamily, String otherName) {
            return new Group(otherFamily, otherName, implied);
        }
    }

    private static final Map<String, Group> GROUPS = new LinkedHashMap<>();
    private static final Map<String, Group> GROUPS_BEFORE_19 = new LinkedHashMap<>();
    private static final Map<String, List<Consumer<ModelDefinition>>> MODELS = new LinkedHashMap<>();

    static {
        try (InputStream text = StandardRights.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            new Reader().read(new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StandardRights() {}

    /** The behaviours of models, with the rights of those that are Odoo's own. */
    static Map<String, Behaviour> added(Map<String, Behaviour> behaviours) {
        Map<String, Behaviour> all = new HashMap<>(behaviours);
        MODELS.forEach((model, lines) -> all.merge(
                model,
                definition -> lines.forEach(line -> line.accept(definition)),
                (behaviour, rights) -> definition -> {
                    rights.define(definition);
                    behaviour.define(definition);
                }));
        return all;
    }

    /** Creates the groups, with their external ids. */
    static void seedGroups(Database database) {
        boolean v19 = database.series().atLeast(Series.V19);
        String families = v19 ? "res.groups.privilege" : "ir.module.category";
        Map<String, Long> familyIds = new HashMap<>();
        (v19 ? GROUPS : GROUPS_BEFORE_19).forEach((externalId, group) -> {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("name", group.name());
            if (!group.family().isEmpty()) {
                long family = familyIds.computeIfAbsent(
                        group.family(), name -> Objects.requireNonNull(database.seed(families, Map.of("name", name))));
                values.put(v19 ? "privilege_id" : "category_id", family);
            }
            values.put("implied_ids", List.of(List.of(6L, 0L, ids(database, group.implied()))));
            long id = Objects.requireNonNull(database.seed("res.groups", values));
            database.name(externalId, "res.groups", id);
        });
    }

    private static List<Long> ids(Database database, List<String> groups) {
        return groups.stream()
                .map(group -> Objects.requireNonNull(database.reference(group), group))
                .toList();
    }

    /** Reads the lines of the resource, which says itself how they look. */
    private static final class Reader {
        private List<Consumer<ModelDefinition>> model = new ArrayList<>();

        void read(String text) {
            text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        int space = line.indexOf(' ');
                        read(line.substring(0, space), line.substring(space + 1));
                    });
            GROUPS.forEach(GROUPS_BEFORE_19::putIfAbsent);
            sort(GROUPS_BEFORE_19);
        }

        private void read(String kind, String rest) {
            String[] parts =
                    Arrays.stream(rest.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            switch (kind) {
                case "group" -> GROUPS.put(parts[0], new Group(parts[1], parts[2], words(parts[3])));
                case "group18" ->
                    GROUPS_BEFORE_19.put(
                            parts[0],
                            Objects.requireNonNull(GROUPS.get(parts[0])).named(parts[1], parts[2]));
                case "model" -> {
                    model = new ArrayList<>();
                    MODELS.put(parts[0], model);
                    model.add(definition -> definition.label(parts[1]));
                }
                case "access" -> access(words(rest));
                case "rule" -> {
                    String domain = rest.split(" \\| ", 4)[3];
                    rights(rights -> rights.optionalRule(parts[1], parts[0], domain, array(words(parts[2]))));
                    if (domain.contains("company_id") && !domain.contains("False")) {
                        // Nobody would see a record without a company, so each has one.
                        model.add(definition -> definition.defaultValue("company_id", records -> records.company()));
                    }
                }
                case "translated" -> model.add(definition -> definition.translated(array(words(rest))));
                case "only" -> {
                    String[] sides = rest.split(" : ", 2);
                    rights(rights -> words(sides[1]).forEach(field -> rights.restrict(field, array(words(sides[0])))));
                }
                default -> throw new IllegalStateException(kind);
            }
        }

        private void access(List<String> words) {
            String operations = words.get(1).equals("-") ? "" : words.get(1);
            if (words.get(0).equals("*")) {
                rights(rights -> rights.allowEverybody(operations));
            } else {
                rights(rights -> rights.allow(words.get(0), operations));
            }
        }

        private void rights(Consumer<ModelRights> rights) {
            model.add(definition -> definition.rights(rights));
        }

        private static List<String> words(String text) {
            return text.isBlank() ? List.of() : List.of(text.strip().split(" +", -1));
        }

        private static String[] array(List<String> words) {
            return words.toArray(String[]::new);
        }

        /** In the order of the series 19: a group comes after those that it implies. */
        private static void sort(Map<String, Group> groups) {
            Map<String, Group> sorted = new LinkedHashMap<>();
            GROUPS.keySet().forEach(name -> sorted.put(name, Objects.requireNonNull(groups.get(name))));
            groups.clear();
            groups.putAll(sorted);
        }
    }
}
