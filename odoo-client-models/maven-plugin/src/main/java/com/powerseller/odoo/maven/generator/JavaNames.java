package com.powerseller.odoo.maven.generator;

import com.powerseller.odoo.schema.FieldSchema;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;

/**
 * Java's names for Odoo's: {@code res.partner} is {@code ResPartner}; {@code country_id} is {@code COUNTRY_ID} and {@code countryId}; the option {@code
 * 3_progress} is {@code _3_PROGRESS}. A name that Java does not allow, or that is taken, gets an underscore: in front of a digit, else at its end. Things whose
 * names would be the same are each called as in Odoo, {@code x_a_1()} and {@code x_a1()}: none of them has the name that it would have alone, so that a
 * new field never takes over the name of another one.
 */
final class JavaNames {
    /** Constants that every generated class has. */
    private static final Set<String> TAKEN_CONSTANTS = Set.of("TYPE");

    /** Methods that every generated class has. */
    private static final Set<String> TAKEN_METHODS = Set.of(
            "clone",
            "equals",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "record",
            "toString",
            "values",
            "wait");

    /** Classes that generated code names without an import, and its own builder. */
    private static final Set<String> TAKEN_CLASSES = Set.of("Double", "Long", "Object", "Override", "String", "Values");

    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^A-Za-z0-9_]");

    private JavaNames() {}

    /** The names of models' classes. No two differ in case only, since the files of some systems cannot. */
    static Map<String, String> classesOf(Collection<String> models) {
        return distinct(
                models,
                JavaNames::classOf,
                name -> name.toLowerCase(Locale.ROOT),
                model -> freeClass(Arrays.stream(model.split("\\.", -1))
                        .map(part -> capitalized(plain(part.replace("_", "__"))))
                        .collect(Collectors.joining("_"))));
    }

    /** The names of the classes of a model's selections, as {@link #classesOf}. */
    static Map<String, String> selectionsOf(Collection<String> fields) {
        return distinct(
                fields,
                JavaNames::classOf,
                name -> name.toLowerCase(Locale.ROOT),
                field -> freeClass(capitalized(spelledOut(field))));
    }

    /** The names of the constants of a model's fields. */
    static Map<String, String> constantsOf(Collection<String> fields) {
        return distinct(
                fields, JavaNames::constantOf, UnaryOperator.identity(), field -> freeConstant(spelledOut(field)));
    }

    /** The names of the methods of a model's fields. */
    static Map<String, String> methodsOf(Collection<String> fields) {
        return distinct(fields, JavaNames::methodOf, UnaryOperator.identity(), field -> freeMethod(spelledOut(field)));
    }

    /** Java's names by Odoo's: the usual ones; where those would be the same, the ones spelled out. */
    private static Map<String, String> distinct(
            Collection<String> odooNames,
            UnaryOperator<String> usual,
            UnaryOperator<String> identity,
            UnaryOperator<String> spelledOut) {
        Map<String, Long> uses = odooNames.stream()
                .collect(Collectors.groupingBy(name -> identity.apply(usual.apply(name)), Collectors.counting()));
        Map<String, String> names = new TreeMap<>();
        for (String odooName : odooNames) {
            String name = usual.apply(odooName);
            boolean alone = uses.getOrDefault(identity.apply(name), 0L) == 1;
            names.put(odooName, alone ? name : spelledOut.apply(odooName));
        }
        return names;
    }

    private static String classOf(String odooName) {
        return freeClass(Arrays.stream(odooName.split("[^A-Za-z0-9]+", -1))
                .map(JavaNames::capitalized)
                .collect(Collectors.joining()));
    }

    private static String freeClass(String name) {
        return startingWell(TAKEN_CLASSES.contains(name) ? name + "_" : name);
    }

    private static String constantOf(String field) {
        return freeConstant(startingWell(plain(field).toUpperCase(Locale.ROOT)));
    }

    private static String freeConstant(String name) {
        return TAKEN_CONSTANTS.contains(name) || !SourceVersion.isName(name) ? name + "_" : name;
    }

    private static String methodOf(String field) {
        String plain = plain(field);
        String words = plain.replaceFirst("^_+", "");
        String[] parts = words.split("_+", -1);
        StringBuilder name = new StringBuilder(plain.substring(0, plain.length() - words.length()));
        for (int i = 0; i < parts.length; i++) {
            name.append(i == 0 ? uncapitalized(parts[i]) : capitalized(parts[i]));
        }
        return freeMethod(startingWell(name.toString()));
    }

    private static String freeMethod(String name) {
        return TAKEN_METHODS.contains(name) || !SourceVersion.isName(name) ? name + "_" : name;
    }

    /** The names of a selection's options; where two would be the same, what makes them differ is spelled out. */
    static Map<String, FieldSchema.Option> optionsOf(List<FieldSchema.Option> options) {
        Map<String, Long> uses = options.stream()
                .collect(Collectors.groupingBy(option -> constantOfOption(option.value()), Collectors.counting()));
        Map<String, FieldSchema.Option> names = new LinkedHashMap<>();
        for (FieldSchema.Option option : options) {
            String name = constantOfOption(option.value());
            if (uses.getOrDefault(name, 0L) > 1) {
                name = spelledOut(option.value());
            }
            while (names.containsKey(name) || !SourceVersion.isName(name)) {
                name += "_";
            }
            names.put(name, option);
        }
        return names;
    }

    private static String constantOfOption(String value) {
        String name = plain(value).toUpperCase(Locale.ROOT);
        return name.isEmpty() ? "EMPTY" : startingWell(name);
    }

    /** Case kept, and characters that Java does not allow as {@code _} and their code. */
    private static String spelledOut(String value) {
        return startingWell(NOT_IN_NAMES
                .matcher(value)
                .replaceAll(found ->
                        "_" + Integer.toHexString(found.group().charAt(0)).toUpperCase(Locale.ROOT)));
    }

    private static String plain(String name) {
        return NOT_IN_NAMES.matcher(name).replaceAll("_");
    }

    private static String startingWell(String name) {
        if (name.isEmpty()) {
            return "__";
        }
        return name.equals("_") || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    private static String capitalized(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String uncapitalized(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }
}
