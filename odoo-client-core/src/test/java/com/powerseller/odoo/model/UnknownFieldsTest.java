package com.powerseller.odoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.testserver.RawServer.Request;
import com.powerseller.odoo.testserver.StubOdoo;
import com.powerseller.odoo.testserver.Wire;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Odoo names the first field that it lacks; the client names all. */
class UnknownFieldsTest {
    private static final Map<String, Object> FIELDS =
            Map.of("id", Map.of("type", "integer"), "name", Map.of("type", "char"));

    /** A server whose partners have a name only. */
    private static StubOdoo partnersWithNames(Wire wire) throws Exception {
        return new StubOdoo(wire, (request, exchange) -> {
            if (asksForFields(request)) {
                exchange.answer(wire.ok(), wire.result(request, FIELDS));
            } else {
                wire.fault(request, exchange, "builtins.ValueError", "Invalid field 'tier' on 'res.partner'");
            }
        });
    }

    private static boolean asksForFields(Request request) {
        return (request.path() + request.body()).contains("fields_get");
    }

    private static UnknownFieldException failure(ThrowingCallable call) {
        UnknownFieldException failure = catchThrowableOfType(UnknownFieldException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    @ParameterizedTest
    @EnumSource
    void allAreNamedAtOnce(Wire wire) throws Exception {
        try (StubOdoo odoo = partnersWithNames(wire);
                OdooClient client = odoo.client().build()) {
            Model<Record> partners = client.model("res.partner");
            Values<Record> values =
                    new Values<Record>().set("tier", 1).set("name", "x").set("seats", 2);
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> partners.search().select("tier", "name", "seats").list(),
                    () -> partners.read(List.of(1L), List.of("tier", "name", "seats")),
                    () -> partners.create(values),
                    () -> partners.update(1, values))) {
                assertThat(failure(call).fields()).containsExactly("tier", "seats");
                assertThat(failure(call))
                        .hasMessageContaining("Invalid field 'tier'")
                        .hasMessageContaining("res.partner lacks tier, seats on this server, or for this user");
            }
            assertThat(odoo.calls())
                    .as("the fields are asked for once")
                    .filteredOn(UnknownFieldsTest::asksForFields)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorThatIsNotAboutThemStaysAsItIs(Wire wire) throws Exception {
        try (StubOdoo odoo = partnersWithNames(wire);
                OdooClient client = odoo.client().build()) {
            UnknownFieldException failure = failure(() -> client.model("res.partner")
                    .search(Domain.of("tier", "=", 1))
                    .select("name")
                    .list());
            assertThat(failure.fields()).isEmpty();
            assertThat(failure).hasMessageNotContaining("lacks");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatDoesNotSayItsFieldsDoesNotHideTheError(Wire wire) throws Exception {
        try (StubOdoo odoo = new StubOdoo(wire, (request, exchange) -> {
                    boolean fields = asksForFields(request);
                    wire.fault(
                            request,
                            exchange,
                            fields ? "odoo.exceptions.UserError" : "builtins.ValueError",
                            "Invalid field 'tier' on 'res.partner'");
                });
                OdooClient client = odoo.client().build()) {
            UnknownFieldException failure = failure(
                    () -> client.model("res.partner").search().select("tier").list());
            assertThat(failure.fields()).isEmpty();
            assertThat(failure.getSuppressed()).hasExactlyElementsOfTypes(UserErrorException.class);
        }
    }
}
