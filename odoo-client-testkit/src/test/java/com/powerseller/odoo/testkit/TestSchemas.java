package com.powerseller.odoo.testkit;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Shows the test's schemas, which are of series 18.0, to fakes of any series. */
final class TestSchemas extends ClassLoader {
    private TestSchemas(ClassLoader parent) {
        super(parent);
    }

    static FakeOdoo start(FakeOdoo.Builder builder) {
        Thread thread = Thread.currentThread();
        ClassLoader loader = thread.getContextClassLoader();
        thread.setContextClassLoader(new TestSchemas(loader));
        try {
            return builder.start();
        } finally {
            thread.setContextClassLoader(loader);
        }
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        return super.getResourceAsStream(name.replaceAll(
                "^META-INF/odoo/schema/\\d+\\.0/x_project\\.json$", "META-INF/odoo/schema/18.0/x_project.json"));
    }
}
