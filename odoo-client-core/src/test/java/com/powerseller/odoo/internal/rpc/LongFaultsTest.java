package com.powerseller.odoo.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.InvalidRequestException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.ServerFault;
import com.powerseller.odoo.error.UnexpectedResponseException;
import com.powerseller.odoo.error.UnknownDatabaseException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.error.UnknownMethodException;
import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.error.UserErrorException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message of a megabyte, whatever it repeats, is told apart in no time to speak of: with the square of the length it would take minutes. */
@Timeout(30)
class LongFaultsTest {
    private static final int LENGTH = 1_000_000;
    private static final CallDetails DETAILS =
            new CallDetails("res.partner", "read", "jsonrpc", "http://127.0.0.1", "r1");

    private static OdooException exception(String name, String message) {
        return Faults.exception(
                new RpcCall.OfModel("res.partner", "read", List.of(), Map.of()),
                DETAILS,
                new ServerFault(name, message, List.of(), null));
    }

    private static String repeated(String start, String unit, String end) {
        return start + unit.repeat(LENGTH / unit.length()) + end;
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "psycopg2.OperationalError,`database \"`",
                "psycopg2.OperationalError,`database \"x\" does not exis`",
                "builtins.AttributeError,`The method '`",
                "builtins.AttributeError,`The method 'x' does not exis`",
                "builtins.AttributeError,`'a.`",
                "builtins.AttributeError,`' object has no attribute 'a`",
                "werkzeug.exceptions.NotFound,`the model 'x' does not exist, `",
                "odoo.exceptions.UserError,`Object res.partner doesn't exist `",
            })
    void aLongMessageThatIsNearlyAKnownOne(String name, String unit) {
        for (String start : List.of("", "The method '", "the model '", "'")) {
            assertThat(exception(name, repeated(start, unit, "!")))
                    .isInstanceOfAny(OdooServerException.class, UserErrorException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`Invalid field `",
                "`Invalid field 'x`",
                "`Invalid field name `",
                "`x in leaf`",
                "`x in condition`"
            })
    void aLongMessageThatIsNearlyAnUnknownField(String unit) {
        for (String start : List.of("", "Invalid field ")) {
            assertThat(exception("builtins.ValueError", repeated(start, unit, "!")))
                    .isInstanceOfAny(InvalidRequestException.class, UnknownFieldException.class);
        }
    }

    @Test
    void aLongMessageThatIsAKnownOneIsKnown() {
        String x = "x".repeat(LENGTH);
        assertThat(exception("psycopg2.OperationalError", x + "database \"" + x + "\" does not exist" + x))
                .isInstanceOf(UnknownDatabaseException.class);
        assertThat(exception("builtins.AttributeError", "The method '" + x + "' does not exist" + x))
                .isInstanceOf(UnknownMethodException.class);
        assertThat(exception("builtins.AttributeError", "'" + x + "' object has no attribute '" + x + "'"))
                .isInstanceOf(UnknownMethodException.class);
        assertThat(exception("werkzeug.exceptions.NotFound", "the model '" + x + "' does not exist"))
                .isInstanceOf(UnknownModelException.class);
        assertThat(exception("builtins.ValueError", "Invalid field " + x + " in leaf " + x))
                .isInstanceOf(UnknownFieldException.class);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"`<`", "`<script`", "`<script></style>`", "` `", "`<a <`", "`\n\u0001`"})
    void aLongPage(String unit) {
        HttpReply reply = new HttpReply(
                502,
                "text/html",
                null,
                "9".repeat(LENGTH),
                new ByteArrayInputStream(repeated("", unit, "").getBytes(StandardCharsets.UTF_8)));
        assertThat(NotOdoo.exception(reply, DETAILS, InstantSource.system()))
                .isInstanceOf(UnexpectedResponseException.class);
    }
}
