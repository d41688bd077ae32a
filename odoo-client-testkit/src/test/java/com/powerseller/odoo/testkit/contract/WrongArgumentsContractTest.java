package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.powerseller.odoo.error.OdooServerException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What series 19 makes of arguments of the wrong kind. */
class WrongArgumentsContractTest extends ContractTest {
    private static final String PARTNER = "res.partner";

    @BeforeEach
    void since19() {
        assumeThat(isSince19()).isTrue();
    }

    private @Nullable Object named(String method, Map<String, ?> arguments) {
        return odoo().call(PARTNER, method, List.of(), arguments);
    }

    private static String refusal(ThrowingCallable call) {
        OdooServerException failure = catchThrowableOfType(OdooServerException.class, call);
        assertThat(failure).isNotNull();
        return failure.name();
    }

    private static List<?> list(@Nullable Object answer) {
        return (List<?>) Objects.requireNonNull(answer);
    }

    @Test
    void searchReadTakesNoOtherArgumentsThanReadDoes() {
        Map<String, ?> wrong = Map.of("domain", List.of(List.of("id", "=", 1)), "fields", List.of("id"), "nosuch", 1);
        OdooServerException failure =
                catchThrowableOfType(OdooServerException.class, () -> named("search_read", wrong));

        assertThat(failure.name()).isEqualTo("builtins.TypeError");
        assertThat(failure.serverMessage()).contains("nosuch");
        assertThat(list(named(
                        "search_read", Map.of("domain", List.of(), "fields", List.of("id"), "limit", 1, "load", ""))))
                .hasSize(1);
    }

    @Test
    void aLimitIsWhatPostgreSqlTakesForOne() {
        assertThat(refusal(() -> named("search", Map.of("domain", List.of(), "limit", -1))))
                .isEqualTo("psycopg2.errors.InvalidRowCountInLimitClause");
        assertThat(refusal(() -> named("search", Map.of("domain", List.of(), "offset", -1))))
                .isEqualTo("psycopg2.errors.InvalidRowCountInResultOffsetClause");
        assertThat(refusal(() -> named("search_count", Map.of("domain", List.of(), "limit", -1))))
                .isEqualTo("psycopg2.errors.InvalidRowCountInLimitClause");
        assertThat(refusal(() -> named("search", Map.of("domain", List.of(), "limit", "x"))))
                .isEqualTo("psycopg2.errors.InvalidTextRepresentation");
        assertThat(refusal(() -> named("search", Map.of("domain", List.of(), "limit", true))))
                .isEqualTo("psycopg2.errors.DatatypeMismatch");
        assertThat(list(named("search", Map.of("domain", List.of(), "limit", "2"))))
                .hasSize(2);
    }

    @Test
    void fieldsAreAList() {
        OdooServerException failure = catchThrowableOfType(
                OdooServerException.class, () -> named("read", Map.of("ids", List.of(1), "fields", "name")));

        assertThat(failure.name()).isEqualTo("builtins.ValueError");
        assertThat(failure.serverMessage()).contains("'n'");
    }

    @Test
    void idsThatAreTextsAreFoundNowhere() {
        assertThat(named("read", Map.of("ids", List.of("1"), "fields", List.of("name"))))
                .isEqualTo(List.of());
        String refusal = refusal(() -> named("write", Map.of("ids", List.of("1"), "vals", Map.of("ref", "x"))));
        // XML-RPC sends no name, and the text about an id that is a text is not that about a number.
        assertThat(isXmlRpc() || refusal.equals("odoo.exceptions.MissingError"))
                .as(refusal)
                .isTrue();
    }

    @Test
    void valuesAreDictionaries() {
        assertThat(refusal(() -> named("create", Map.of("vals_list", "x")))).isEqualTo("builtins.AttributeError");
        assertThat(refusal(() -> named("create", Map.of("vals_list", List.of("x")))))
                .isEqualTo("builtins.AttributeError");
        assertThat(refusal(() -> named("create", Map.of("vals_list", 5)))).isEqualTo("builtins.TypeError");
    }

    @Test
    void commandsAreAList() {
        OdooServerException failure = catchThrowableOfType(
                OdooServerException.class,
                () -> named("create", Map.of("vals_list", List.of(Map.of("name", unique(), "category_id", 1)))));

        assertThat(failure.name()).isEqualTo("builtins.ValueError");
        assertThat(failure.serverMessage()).contains("Wrong value for res.partner.category_id: 1");
    }
}
