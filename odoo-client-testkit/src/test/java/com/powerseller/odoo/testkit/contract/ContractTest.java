package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import com.powerseller.odoo.testkit.contract.ContractTarget.User;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the tests of a subclass over each protocol of each target: of the fakes, or of the real server where that is asked for ({@code -Preal-odoo}). A test makes the records that it needs; all
 * tests of a target share a database.
 */
@ExtendWith(ContractRun.Extension.class)
@ParameterizedClass(name = "{0} {1}")
@MethodSource("com.powerseller.odoo.testkit.contract.Targets#withProtocols")
@SuppressWarnings("NullAway.Init") // JUnit fills the fields
abstract class ContractTest {
    /** The model that has a field of every type, and methods that fail on demand. */
    static final String TEST = "odoo.client.test";

    @Parameter(0)
    Targets target;

    @Parameter(1)
    Protocol protocol;

    ContractRun run;

    /** The administrator's client. */
    OdooClient odoo() {
        return run.client(protocol, Role.ADMIN);
    }

    /** Another user's client. */
    OdooClient odooAs(Role role) {
        return run.client(protocol, role);
    }

    User admin() {
        return run.target().user(Role.ADMIN);
    }

    /** Whether the target is of series 19 or later. */
    boolean isSince19() {
        return new BigDecimal(run.target().series()).intValue() >= 19;
    }

    boolean isXmlRpc() {
        return protocol == Protocol.XML_RPC;
    }

    Model<ClientTest> tests() {
        return odoo().model(ClientTest.TYPE);
    }

    Model<Record> model(String name) {
        return odoo().model(name);
    }

    /** A new record of the test model with these values. */
    long create(Values<ClientTest> values) {
        return tests().create(values.asMap().containsKey("name") ? values : values.set(ClientTest.NAME, unique()));
    }

    /** A new record of the test model. */
    long create() {
        return create(new Values<>());
    }

    /** A text that no other test uses. */
    static String unique() {
        return "t" + UUID.randomUUID();
    }

    /** A method of the test model, called without records. */
    @Nullable Object call(String method, @Nullable Object... args) {
        return odoo().call(TEST, method, Arrays.asList(args));
    }

    /** A method of the test model, called without records and with named arguments. */
    @Nullable Object callNamed(String method, Map<String, ?> kwargs) {
        return odoo().call(TEST, method, List.of(), kwargs);
    }

    /** The exception of a call; it must be exactly of this class, and say what was called. */
    <E extends OdooException> E failure(Class<E> type, ThrowingCallable call) {
        E failure = catchThrowableOfType(type, call);
        assertThat(failure).isExactlyInstanceOf(type);
        assertThat(failure.call().protocol())
                .isEqualTo(
                        switch (protocol) {
                            case JSON2 -> "json2";
                            case JSON_RPC -> "jsonrpc";
                            case XML_RPC -> "xmlrpc";
                            case AUTO -> throw new AssertionError();
                        });
        assertThat(failure.getMessage()).doesNotContain(admin().apiKey());
        return failure;
    }
}
