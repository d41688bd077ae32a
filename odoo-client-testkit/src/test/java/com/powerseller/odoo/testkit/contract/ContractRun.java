package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import com.powerseller.odoo.testkit.contract.ContractTarget.User;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/** One run of the suite: its target, and the clients that its tests share (logging in is slow). Ends with the run, and gives the target's database back. */
final class ContractRun implements AutoCloseable {
    private final ContractTarget target;
    private final Map<String, OdooClient> clients = new ConcurrentHashMap<>();

    ContractRun() {
        this(RealOdoo.start());
    }

    private ContractRun(ContractTarget target) {
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

    /** Gives each test the run, which begins with the first test and ends after the last. */
    static final class Extension implements TestInstancePostProcessor, ParameterResolver {
        @Override
        public void postProcessTestInstance(Object test, ExtensionContext context) {
            if (test instanceof ContractTest contract) {
                contract.run = run(context);
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ContractRun.class;
        }

        @Override
        public ContractRun resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return run(context);
        }

        private static ContractRun run(ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(ContractRun.class, key -> new ContractRun(), ContractRun.class);
        }
    }
}
