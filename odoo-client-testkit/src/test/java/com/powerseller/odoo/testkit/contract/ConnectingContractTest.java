package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.CallInterruptedException;
import com.powerseller.odoo.error.ConnectionException;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.ResponseTooLargeException;
import com.powerseller.odoo.error.TlsException;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.error.UnknownDatabaseException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.observe.CallListener;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import com.powerseller.odoo.testkit.contract.ContractTarget.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Logging in, and what becomes of it when it fails. */
class ConnectingContractTest extends ContractTest {
    private static final String WRONG = "0123456789abcdef0123456789abcdef01234567";

    private OdooClient.Builder builder() {
        return run.builder(protocol, admin());
    }

    private <E extends OdooServerException> E fails(Class<E> type, OdooClient.Builder builder) {
        try (OdooClient client = builder.build()) {
            return failure(type, () -> client.call(TEST, "whoami", List.of()));
        }
    }

    @Test
    void theVersion() {
        assertThat(odoo().version().series()).isEqualTo(run.target().series());
    }

    @Test
    void theUserIsTheOneOfTheCredentials() {
        assertThat(odoo().uid()).isEqualTo(admin().uid());
        assertThat(odooAs(Role.EMPLOYEE).uid())
                .isEqualTo(run.target().user(Role.EMPLOYEE).uid());
        assertThat(odooAs(Role.PORTAL).uid())
                .isEqualTo(run.target().user(Role.PORTAL).uid());
    }

    @Test
    void theProtocolIsTheOneAskedFor() {
        assertThat(odoo().protocol()).isEqualTo(protocol);
    }

    @Test
    void aWrongKeyIsAccessDenied() {
        AccessDeniedException failure =
                fails(AccessDeniedException.class, builder().credentials(Credentials.apiKey(admin().login(), WRONG)));

        assertThat(failure.getMessage()).doesNotContain(WRONG);
    }

    @Test
    void aWrongLoginIsAccessDenied() {
        if (KnownDifference.LOGIN_IGNORED.appliesTo(protocol)) {
            try (OdooClient client = builder()
                    .credentials(Credentials.apiKey("nobody", admin().apiKey()))
                    .build()) {
                assertThat(client.uid()).isEqualTo(admin().uid());
            }
        } else {
            fails(AccessDeniedException.class, builder().credentials(Credentials.apiKey("nobody", admin().apiKey())));
        }
    }

    @Test
    void passwordsWorkWhereTheProtocolHasThem() {
        Credentials password = Credentials.password(admin().login(), admin().password());
        if (KnownDifference.NO_PASSWORDS.appliesTo(protocol)) {
            assertThatThrownBy(() -> builder().credentials(password).build()).isInstanceOf(IllegalStateException.class);
        } else {
            try (OdooClient client = builder().credentials(password).build()) {
                assertThat(client.uid()).isEqualTo(admin().uid());
            }
        }
    }

    @Test
    void aWrongPasswordIsAccessDenied() {
        if (!KnownDifference.NO_PASSWORDS.appliesTo(protocol)) {
            fails(AccessDeniedException.class, builder().credentials(Credentials.password(admin().login(), WRONG)));
        }
    }

    @Test
    void anApiKeyIsAsGoodAsAPassword() {
        if (!KnownDifference.NO_PASSWORDS.appliesTo(protocol)) {
            try (OdooClient client = builder()
                    .credentials(Credentials.password(admin().login(), admin().apiKey()))
                    .build()) {
                assertThat(client.uid()).isEqualTo(admin().uid());
            }
        }
    }

    @Test
    void anUnknownDatabaseIsAnUnknownDatabaseException() {
        fails(UnknownDatabaseException.class, builder().database("no_such_database_" + WRONG.substring(0, 8)));
    }

    @Test
    void aUserWhoIsArchivedIsDeniedFromTheNextCallOn() {
        User employee = run.target().user(Role.EMPLOYEE);
        try (OdooClient client = run.builder(protocol, employee).build()) {
            assertThat(client.call(TEST, "echo", List.of(), java.util.Map.of("value", 1)))
                    .isEqualTo(1L);
            active(employee, false);
            try {
                failure(
                        AccessDeniedException.class,
                        () -> client.call(TEST, "echo", List.of(), java.util.Map.of("value", 1)));
            } finally {
                active(employee, true);
            }
        }
    }

    private void active(User user, boolean active) {
        odoo().model("res.users").update(user.uid(), new Values<Record>().set("active", active));
    }

    @Test
    void manyThreadsLogInOnce() {
        List<String> calls = new CopyOnWriteArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public void onStart(CallDetails call) {
                calls.add(call.method());
            }
        };
        try (OdooClient client = builder().listener(listener).build()) {
            List<Long> counts = IntStream.range(0, 8)
                    .parallel()
                    .mapToObj(i -> client.model("res.company").search().count())
                    .toList();
            assertThat(counts).hasSize(8).containsOnly(counts.get(0));
        }
        assertThat(calls.stream().filter("authenticate"::equals).count()).isEqualTo(protocol == Protocol.JSON2 ? 0 : 1);
    }

    @Test
    void anAddressThatIsNotOdoosIsAnUnexpectedResponse() {
        try (OdooClient client =
                builder().url(run.target().url() + "/web/static").build()) {
            assertThatThrownBy(() -> client.call(TEST, "whoami", List.of()))
                    .isInstanceOfSatisfying(UnexpectedResponseException.class, e -> {
                        assertThat(e.status()).isEqualTo(404);
                        assertThat(e.mayHaveExecuted()).isFalse();
                    });
        }
    }

    @Test
    void aPortThatNobodyListensAtIsAConnectionException() {
        try (OdooClient client = builder().url("http://127.0.0.1:1").build()) {
            assertThatThrownBy(() -> client.call(TEST, "whoami", List.of()))
                    .isInstanceOfSatisfying(
                            ConnectionException.class,
                            e -> assertThat(e.mayHaveExecuted()).isFalse());
        }
    }

    @Test
    void encryptionThatTheServerDoesNotSpeakIsATlsException() {
        if (target.isFake()) {
            // Its HTTP server waits for more of what it takes for a request, until the client gives up.
            throw new TestAbortedException("FakeOdoo does not support the refusal of encryption");
        }
        String url = run.target().url().replace("http://", "https://");
        try (OdooClient client = builder().url(url).retry(RetryPolicy.none()).build()) {
            TlsException failure = failure(TlsException.class, () -> client.call(TEST, "whoami", List.of()));
            assertThat(failure.mayHaveExecuted()).isFalse();
        }
    }

    @Test
    void anAnswerOverTheLimitIsAResponseTooLargeException() {
        create(new Values<ClientTest>().set(ClientTest.TEXT, "x".repeat(200_000)));
        try (OdooClient client = builder().maxResponseBytes(100_000).build()) {
            assertThat(client.call(TEST, "whoami", List.of())).isNotNull();
            ResponseTooLargeException failure = failure(
                    ResponseTooLargeException.class,
                    () -> client.model(ClientTest.TYPE)
                            .search(ClientTest.TEXT.isSet())
                            .select(ClientTest.TEXT)
                            .list());
            assertThat(failure.mayHaveExecuted()).isTrue();
        }
    }

    @Test
    void aThreadThatIsInterruptedGetsACallInterruptedException() throws Exception {
        String key = unique();
        try (OdooClient client = builder().build()) {
            client.call(TEST, "positional", List.of(1, 2)); // logs in, and finds out the names of arguments
            FutureTask<Throwable> call =
                    new FutureTask<>(() -> catchThrowable(() -> client.call(TEST, "slow", List.of(5, key))));
            Thread thread = new Thread(call);
            thread.start();
            while (thread.getState() == Thread.State.NEW || thread.getState() == Thread.State.TERMINATED) {
                Thread.onSpinWait();
            }
            thread.interrupt();
            assertThat(call.get()).isInstanceOf(CallInterruptedException.class);
        }
    }

    @Test
    void aResultThatXmlRpcCannotCarryIsAMalformedResponseException() {
        Map<String, @Nullable Object> json = new HashMap<>();
        json.put("nothing", null);
        long id = create(new Values<ClientTest>().set("json_field", json));
        if (KnownDifference.NESTED_NONE.appliesTo(protocol)) {
            MalformedResponseException failure =
                    failure(MalformedResponseException.class, () -> tests().read(List.of(id), ClientTest.JSON));
            assertThat(failure.mayHaveExecuted()).isTrue();
        } else {
            assertThat(tests().read(List.of(id), ClientTest.JSON)).hasSize(1);
        }
    }
}
