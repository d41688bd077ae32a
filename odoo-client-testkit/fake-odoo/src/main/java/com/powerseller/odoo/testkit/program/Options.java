package com.powerseller.odoo.testkit.program;

import com.powerseller.odoo.testkit.FakeOdoo;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** What the program was told. */
final class Options {
    static final String HELP = """
            A fake Odoo server, in memory, for tests of clients in any language.

            java -jar fake-odoo.jar [options]

              --series SERIES           16.0, 17.0, 18.0 (the default) or 19.0
              --port PORT               to listen on, at 127.0.0.1; 0 (the default) picks a free one
              --db NAME                 a database (demo); may be given several times
              --login LOGIN             of the administrator (admin)
              --password PASSWORD       of the administrator (admin)
              --api-key KEY             of the administrator (fake-api-key)
              --master-password SECRET  of the database service (master)
              --module NAME             subscription_oca: OCA's subscriptions in the place of Enterprise's
              --seed demo               starts with some customers, products, orders, invoices and tickets
              --help                    says this

            Once it serves, it prints one line: ready http://127.0.0.1:PORT. It serves until it is stopped.
            """;

    private final FakeOdoo.Builder builder = FakeOdoo.builder().callsKept(0);
    private final List<String> databases = new ArrayList<>();
    private String series = "18.0";
    private boolean hasDemo;
    private boolean help;

    /** The command line is wrong. */
    static final class Mistake extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mistake(String message) {
            super(message);
        }
    }

    private Options() {}

    /**
     * Reads a command line.
     *
     * @throws Mistake if there is something wrong with it
     */
    static Options of(List<String> arguments) {
        Options options = new Options();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            if (argument.startsWith("--") && equals > 0) {
                options.set(
                        argument.substring(0, equals),
                        List.of(argument.substring(equals + 1)).iterator());
            } else {
                options.set(argument, rest);
            }
        }
        if (!options.databases.isEmpty()) {
            options.builder.databases(
                    options.databases.get(0),
                    options.databases.subList(1, options.databases.size()).toArray(new String[0]));
        }
        if (options.hasDemo) {
            options.builder.seed(new DemoSeed(options.series));
        }
        return options;
    }

    private void set(String name, Iterator<String> values) {
        try {
            switch (name) {
                case "--help", "-h" -> help = true;
                case "--series" -> {
                    series = values.next();
                    builder.series(series);
                }
                case "--port" -> builder.port(port(values.next()));
                case "--db", "--database" -> databases.add(values.next());
                case "--login" -> builder.login(values.next());
                case "--password" -> builder.password(values.next());
                case "--api-key" -> builder.apiKey(values.next());
                case "--master-password" -> builder.masterPassword(values.next());
                case "--module" -> builder.module(values.next());
                case "--seed" -> seed(values.next());
                default -> throw new Mistake("unknown option '" + name + "'");
            }
        } catch (NoSuchElementException e) {
            throw new Mistake("the option " + name + " needs a value");
        } catch (IllegalArgumentException e) {
            throw new Mistake("the option " + name + ": " + e.getMessage());
        }
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65535) {
            throw new IllegalArgumentException("'" + text + "' is no port");
        }
        return Integer.parseInt(text);
    }

    private void seed(String name) {
        if (!name.equals("demo")) {
            throw new IllegalArgumentException("there is no seed '" + name + "', only demo");
        }
        hasDemo = true;
    }

    /** Whether to say what options there are, and nothing else. */
    boolean help() {
        return help;
    }

    FakeOdoo.Builder builder() {
        return builder;
    }
}
