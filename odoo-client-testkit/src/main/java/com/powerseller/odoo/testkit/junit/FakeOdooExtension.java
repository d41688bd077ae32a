package com.powerseller.odoo.testkit.junit;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.testkit.FakeClock;
import com.powerseller.odoo.testkit.FakeData;
import com.powerseller.odoo.testkit.FakeOdoo;
import com.powerseller.odoo.testkit.FakeSeed;
import com.powerseller.odoo.testkit.model.NamedBehaviour;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/** Starts a fake when a test asks for one, and closes it after the test. */
final class FakeOdooExtension implements ParameterResolver {
    private static final Namespace STORE = Namespace.create(FakeOdooExtension.class);
    private static final Set<Class<?>> TYPES =
            Set.of(FakeOdoo.class, OdooClient.class, FakeData.class, FakeClock.class);

    /** What one test has. */
    private static final class Started implements AutoCloseable {
        private final FakeOdoo fake;
        private final @Nullable FakeClock clock;
        private @Nullable OdooClient client;

        Started(FakeOdooTest settings) {
            clock = settings.time().isEmpty() ? null : FakeClock.at(settings.time());
            FakeOdoo.Builder builder = FakeOdoo.builder().series(settings.series());
            if (clock != null) {
                builder.clock(clock);
            }
            String[] names = settings.databases();
            builder.databases(names[0], Arrays.copyOfRange(names, 1, names.length));
            for (String module : settings.modules()) {
                builder.module(module);
            }
            for (Class<? extends NamedBehaviour> model : settings.models()) {
                NamedBehaviour behaviour = ReflectionSupport.newInstance(model);
                builder.model(behaviour.model(), behaviour);
            }
            for (Class<? extends FakeSeed> seed : settings.seeds()) {
                builder.seed(ReflectionSupport.newInstance(seed));
            }
            fake = builder.start();
        }

        synchronized OdooClient client() {
            if (client == null) {
                client = fake.connect();
            }
            return client;
        }

        @Override
        public void close() {
            if (client != null) {
                client.close();
            }
            fake.close();
        }
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "each test has a fake of its own: what runs once for all tests of a class can have none");
        }
        Started started = context.getStore(STORE)
                .computeIfAbsent(FakeOdoo.class, unused -> new Started(settings(context)), Started.class);
        Class<?> type = parameter.getParameter().getType();
        if (type == FakeOdoo.class) {
            return started.fake;
        }
        if (type == OdooClient.class) {
            return started.client();
        }
        if (type == FakeData.class) {
            return started.fake.data();
        }
        if (started.clock == null) {
            throw new ParameterResolutionException("the fake's clock is the system's: say @FakeOdooTest(time = ...)");
        }
        return started.clock;
    }

    private static FakeOdooTest settings(ExtensionContext context) {
        Optional<FakeOdooTest> ofMethod = AnnotationSupport.findAnnotation(context.getTestMethod(), FakeOdooTest.class);
        return ofMethod.or(() -> AnnotationSupport.findAnnotation(
                        context.getRequiredTestClass(), FakeOdooTest.class, context.getEnclosingTestClasses()))
                .orElseThrow(() -> new ParameterResolutionException("there is no @FakeOdooTest"));
    }
}
