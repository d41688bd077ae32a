package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import com.powerseller.odoo.testkit.contract.ContractTarget.User;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/** One run of the suite: its target, and the clients that its tests share (logging in is slow). Ends with the run, and gives the target's database back. */
final class ContractRun implements AutoCloseable {
    private final ContractTarget target;
    private final Map<String, OdooClient> clients = new ConcurrentHashMap<>();

    ContractRun(ContractTarget target) {
        this.target = target;
    }

    ContractTarget target() {
        return target;
    }

    /** A client that makes one try per call, so that a test sees what the server did. */
    OdooClient client(Protocol protocol, Role role) {
        return clients.computeIfAbsent(
                protocol + " " + role,
                key -> builder(protocol, target.user(role)).build());
    }

    /** A builder with this user's API key. */
    OdooClient.Builder builder(Protocol protocol, User user) {
        return OdooClient.builder()
                .url(target.url())
                .database(target.database())
                .credentials(Credentials.apiKey(user.login(), user.apiKey()))
                .protocol(protocol)
                .retry(RetryPolicy.none());
    }

    @Override
    public void close() {
        clients.values().forEach(OdooClient::close);
        target.close();
    }

    /**
     * Gives each test the run of its target, which begins with the first test and ends after the last. What a fake does not support does not fail a test but aborts it, and
     * what is known to be different there must be.
     */
    static final class Extension
            implements BeforeEachCallback,
                    InvocationInterceptor,
                    ParameterResolver,
                    TestExecutionExceptionHandler,
                    LifecycleMethodExecutionExceptionHandler {
        @Override
        public void beforeEach(ExtensionContext context) {
            // Runs before the tests' own methods.
            if (context.getRequiredTestInstance() instanceof ContractTest contract) {
                contract.run = run(context, contract.target);
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ContractRun.class;
        }

        @Override
        public ContractRun resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return run(context, Targets.REAL);
        }

        @Override
        public void interceptTestMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> called, ExtensionContext context)
                throws Throwable {
            invocation.proceed();
            held(context);
        }

        @Override
        public void interceptTestTemplateMethod(
                Invocation<Void> invocation, ReflectiveInvocationContext<Method> called, ExtensionContext context)
                throws Throwable {
            invocation.proceed();
            held(context);
        }

        private static void held(ExtensionContext context) {
            if (context.getRequiredTestInstance() instanceof ContractTest contract && contract.target.isFake()) {
                String reason = FakeDifferences.reason(name(context), contract.target);
                if (reason != null) {
                    throw new Fidelity.Stale(name(context) + " holds on the " + contract.target
                            + " now, so FakeDifferences must not list it: " + reason);
                }
                fidelity(context).agrees(name(context), contract.target, contract.protocol);
            }
        }

        private static String name(ExtensionContext context) {
            return context.getRequiredTestClass().getSimpleName() + "."
                    + context.getRequiredTestMethod().getName();
        }

        private static Fidelity fidelity(ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(Fidelity.class, key -> new Fidelity(), Fidelity.class);
        }

        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
            throw judged(context, failure);
        }

        @Override
        public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
                throws Throwable {
            throw judged(context, failure);
        }

        private static Throwable judged(ExtensionContext context, Throwable failure) {
            if (!(context.getRequiredTestInstance() instanceof ContractTest contract) || !contract.target.isFake()) {
                return failure;
            }
            if (failure instanceof Fidelity.Stale) {
                return failure;
            }
            String missing = NotSupported.in(failure);
            if (missing != null) {
                fidelity(context).isNotSupported(name(context), contract.target, contract.protocol, missing);
                return new TestAbortedException("not supported by the " + contract.target + ": " + missing, failure);
            }
            if (failure instanceof TestAbortedException) {
                fidelity(context).isNotInTheSeries(name(context), contract.target, contract.protocol);
                return failure;
            }
            String reason = FakeDifferences.reason(name(context), contract.target);
            if (reason == null) {
                return failure;
            }
            fidelity(context).differs(name(context), contract.target, contract.protocol, reason);
            return new TestAbortedException("known difference: " + reason, failure);
        }

        private static ContractRun run(ExtensionContext context, Targets target) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(target, key -> new ContractRun(target.start()), ContractRun.class);
        }
    }
}
