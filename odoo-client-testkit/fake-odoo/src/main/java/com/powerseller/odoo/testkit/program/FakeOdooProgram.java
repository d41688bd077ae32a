package com.powerseller.odoo.testkit.program;

import com.powerseller.odoo.testkit.FakeOdoo;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Serves a fake Odoo until it is stopped: {@code java -jar fake-odoo.jar --series 18.0 --port 8899}. */
public final class FakeOdooProgram {
    private FakeOdooProgram() {}

    /** Runs the program. It ends with 2 if the options are wrong, with 1 if it cannot listen on the port. */
    public static void main(String[] arguments) throws InterruptedException {
        int status = run(List.of(arguments), System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (Options.Mistake e) {
            err.println("fake-odoo: " + e.getMessage() + "; see --help");
            return 2;
        }
        if (options.help()) {
            out.print(Options.HELP);
            return 0;
        }
        FakeOdoo fake;
        try {
            fake = options.builder().start();
        } catch (IllegalArgumentException e) {
            err.println("fake-odoo: " + e.getMessage() + "; see --help");
            return 2;
        } catch (UncheckedIOException e) {
            err.println("fake-odoo: cannot listen: " + e.getMessage());
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(fake::close));
        out.println("ready " + fake.url());
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }
}
