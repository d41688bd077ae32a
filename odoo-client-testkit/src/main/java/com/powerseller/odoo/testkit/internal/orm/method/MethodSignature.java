package com.powerseller.odoo.testkit.internal.orm.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a method as Python declares them.
 *
 * @param ofModel whether it is a method of the model as a whole, which takes no ids
 * @param parameters in order, without the records
 */
public record MethodSignature(boolean ofModel, List<Parameter> parameters) {
    public MethodSignature {
        parameters = List.copyOf(parameters);
    }

    /** How a parameter takes its value. */
    public enum Kind {
        /** By position or by name. */
        POSITIONAL_OR_KEYWORD,
        /** By name. */
        KEYWORD_ONLY,
        /** Any other names. */
        VAR_KEYWORD
    }

    /**
     * One parameter.
     *
     * @param defaultValue in Python's notation; null if a call must give a value
     */
    public record Parameter(
            String name, Kind kind, @Nullable String defaultValue) {
        boolean isRequired() {
            return defaultValue == null && kind != Kind.VAR_KEYWORD;
        }

        @Override
        public String toString() {
            return kind == Kind.VAR_KEYWORD || defaultValue == null ? name : name + "=" + defaultValue;
        }
    }

    /** A signature in the notation {@code "domain, offset=0, *, limit=None, **kwargs"}. */
    public static MethodSignature parse(boolean ofModel, String notation) {
        List<Parameter> parameters = new ArrayList<>();
        Kind kind = Kind.POSITIONAL_OR_KEYWORD;
        for (String part : notation.isEmpty() ? new String[0] : notation.split(", ", -1)) {
            if (part.equals("*")) {
                kind = Kind.KEYWORD_ONLY;
            } else if (part.startsWith("**")) {
                parameters.add(new Parameter(part.substring(2), Kind.VAR_KEYWORD, null));
            } else {
                int equals = part.indexOf('=');
                parameters.add(
                        equals < 0
                                ? new Parameter(part, kind, null)
                                : new Parameter(part.substring(0, equals), kind, part.substring(equals + 1)));
            }
        }
        return new MethodSignature(ofModel, parameters);
    }

    /** The names of the parameters that can be given by position. */
    List<String> positional() {
        return parameters.stream()
                .filter(parameter -> parameter.kind() == Kind.POSITIONAL_OR_KEYWORD)
                .map(Parameter::name)
                .toList();
    }

    /** Whether an argument can be given by this name. */
    boolean takes(String name) {
        return parameters.stream()
                .anyMatch(parameter ->
                        parameter.kind() == Kind.VAR_KEYWORD || parameter.name().equals(name));
    }

    /** What Python's {@code inspect.Signature.bind} says of these named arguments; null if they fit. */
    public @Nullable String complaintAbout(Map<String, ?> named) {
        boolean takesAny = false;
        for (Parameter parameter : parameters) {
            takesAny |= parameter.kind() == Kind.VAR_KEYWORD;
            if (parameter.isRequired() && !named.containsKey(parameter.name())) {
                return "missing a required argument: '" + parameter.name() + "'";
            }
        }
        if (!takesAny) {
            for (String name : named.keySet()) {
                if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
                    return "got an unexpected keyword argument '" + name + "'";
                }
            }
        }
        return null;
    }

    /** Such as {@code (domain, offset=0)}. */
    @Override
    public String toString() {
        return parameters.stream().map(Parameter::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
