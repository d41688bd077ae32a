package com.powerseller.odoo.testkit.internal.python;

import com.powerseller.odoo.testkit.internal.python.Expression.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@link Expression}s. */
final class Parser {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:(?<number>-?\\d+(?:\\.\\d+)?)|(?<name>[A-Za-z_]\\w*)|(?<text>'(?:[^'\\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\\n]|\\\\.)*\")|(?<mark>[\\[\\](),.+]))");

    private final String source;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    Parser(String source) {
        this.source = source;
    }

    Expression parse() {
        Matcher matcher = TOKEN.matcher(source.strip());
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        if (end < source.strip().length()) {
            throw Problem.syntax("invalid syntax at '" + source.strip().substring(end) + "'");
        }
        Expression expression = choice();
        if (next < tokens.size()) {
            throw Problem.syntax("invalid syntax at '" + tokens.get(next) + "'");
        }
        return expression;
    }

    private boolean take(String token) {
        boolean isNext = next < tokens.size() && tokens.get(next).equals(token);
        if (isNext) {
            next++;
        }
        return isNext;
    }

    private String take() {
        if (next == tokens.size()) {
            throw Problem.syntax("unexpected end of '" + source + "'");
        }
        return tokens.get(next++);
    }

    private Expression choice() {
        Expression first = either();
        if (!take("if")) {
            return first;
        }
        Expression condition = either();
        if (!take("else")) {
            throw Problem.syntax("expected 'else' after 'if' expression");
        }
        return new Expression.Choice(condition, first, choice());
    }

    private Expression either() {
        Expression left = both();
        return take("or") ? new Expression.Choice(left, null, either()) : left;
    }

    private Expression both() {
        Expression left = negation();
        return take("and") ? new Expression.Choice(left, both(), null) : left;
    }

    private Expression negation() {
        return take("not")
                ? new Expression.Choice(negation(), new Expression.Literal(false), new Expression.Literal(true))
                : sum();
    }

    private Expression sum() {
        Expression left = attribute();
        while (take("+")) {
            left = new Expression.Sum(left, attribute());
        }
        return left;
    }

    private Expression attribute() {
        Expression owner = atom();
        while (take(".")) {
            owner = new Expression.Attribute(owner, take());
        }
        return owner;
    }

    private Expression atom() {
        String token = take();
        char first = token.charAt(0);
        if (first == '[') {
            return new Expression.Sequence(items("]"));
        }
        if (first == '(') {
            return parenthesis();
        }
        if (first == '\'' || first == '"') {
            return new Expression.Literal(token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1"));
        }
        if (first == '-' || Character.isDigit(first)) {
            return new Expression.Literal(
                    token.indexOf('.') < 0 ? (Object) Long.valueOf(token) : (Object) Double.valueOf(token));
        }
        return switch (token) {
            case "True" -> new Expression.Literal(true);
            case "False" -> new Expression.Literal(false);
            case "None" -> new Expression.Literal(null);
            default -> {
                if (!Character.isLetter(first) && first != '_') {
                    throw Problem.syntax("invalid syntax at '" + token + "'");
                }
                yield new Expression.Name(token);
            }
        };
    }

    /** A tuple, or what is only put into parentheses. */
    private Expression parenthesis() {
        int start = next;
        List<Expression> items = items(")");
        boolean isTuple = items.size() != 1 || tokens.get(next - 2).equals(",");
        return isTuple || next == start ? new Expression.Sequence(items) : items.get(0);
    }

    private List<Expression> items(String end) {
        List<Expression> items = new ArrayList<>();
        while (!take(end)) {
            items.add(choice());
            if (!take(",") && (next == tokens.size() || !tokens.get(next).equals(end))) {
                throw Problem.syntax("'" + (end.equals(")") ? "(" : "[") + "' was never closed");
            }
        }
        return items;
    }
}
