package com.powerseller.odoo.testkit.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.testkit.internal.orm.JsonWriter;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of values, as Python's own libraries write and read them. */
class CodecsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, -0.0",
        "1, 1.0",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "99.99, 99.99",
        "-99.99, -99.99",
        "123456789012345680, 1.2345678901234568e+17",
        "1E15, 1000000000000000.0",
        "9007199254740993E1, 9.007199254740994e+16",
        "1E16, 1e+16",
        "1E22, 1e+22",
        "2E23, 2e+23",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1.5E-7, 1.5e-07",
        "4.9E-324, 5e-324",
        "1.7976931348623157E308, 1.7976931348623157e+308"
    })
    void numbersAreAsPythonPrintsThem(String number, String printed) {
        assertThat(Python.repr(Double.parseDouble(number))).isEqualTo(printed);
    }

    @Test
    void textsAndListsAreAsPythonPrintsThem() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("a", null);
        map.put("it's", true);

        assertThat(Python.repr(Arrays.asList("x\ny", "\"", "both ' and \"", 1L, 2.0, false, map)))
                .isEqualTo("['x\\ny', '\"', 'both \\' and \"', 1, 2.0, False, {'a': None, \"it's\": True}]");
        assertThat(Python.tuple(List.of("a", 1L))).isEqualTo("('a', 1)");
    }

    @Test
    void jsonHasTheSpacesAndEscapesOfPython() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("é😀\u2028", Arrays.asList(null, true, 1L, 0.1, "\"\\/\n\r\t\b\f\u0001\u007f"));
        map.put("empty", List.of(Map.of(), List.of()));

        assertThat(JsonWriter.write(map))
                .isEqualTo("{\"é😀\u2028\": [null, true, 1, 0.1, \"\\\"\\\\/\\n\\r\\t\\b\\f\\u0001\u007f\"], "
                        + "\"empty\": [{}, []]}");
    }

    @Test
    void jsonIsRead() {
        assertThat(
                        json(
                                " {\"a\": [1, -2.5e3, 12345678901234567890, true, false, null, \"\\u00e9\\ud83d\\ude00\\n\", NaN], \"b\" : {}} "))
                .isEqualTo(Map.of(
                        "a",
                        Arrays.asList(
                                1L,
                                -2500.0,
                                new BigInteger("12345678901234567890"),
                                true,
                                false,
                                null,
                                "é😀\n",
                                Double.NaN),
                        "b",
                        Map.of()));
        assertThat(json("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|Expecting value: line 1 column 1 (char 0)",
                "'{\"params\":'|Expecting value: line 1 column 11 (char 10)",
                "'{\"x'|Unterminated string starting at: line 1 column 2 (char 1)",
                "'{x'|Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
                "'{\"x\" 1'|Expecting ':' delimiter: line 1 column 6 (char 5)",
                "'[1 2]'|Expecting ',' delimiter: line 1 column 4 (char 3)",
                "'1 2'|Extra data: line 1 column 3 (char 2)",
                "'01'|Extra data: line 1 column 2 (char 1)",
                "'\"\\x\"'|Invalid \\escape: line 1 column 2 (char 1)",
                "'nul'|Expecting value: line 1 column 1 (char 0)"
            })
    void whatIsNoJsonFailsAsInPython(String text, String message) {
        fails("json.decoder.JSONDecodeError", message, () -> json(text));
    }

    @Test
    void linesAreCounted() {
        fails("json.decoder.JSONDecodeError", "Expecting value: line 3 column 2 (char 6)", () -> json("[\n1,\n x]"));
    }

    @Test
    void nestingHasAnEnd() {
        fails("builtins.RecursionError", "maximum recursion depth exceeded", () -> json("[".repeat(100_000)));
        fails(
                "builtins.RecursionError",
                "maximum recursion depth exceeded",
                () -> xml("<array><data><value>".repeat(100_000)));
    }

    private static @Nullable Object json(String text) {
        return JsonReader.read(text.getBytes(UTF_8));
    }

    @Test
    void xmlRpcValuesAreRead() {
        assertThat(xml("<int> 5 </int>")).isEqualTo(5L);
        assertThat(xml("<i8>2147483648</i8>")).isEqualTo(2147483648L);
        assertThat(xml("<ex:i8 xmlns:ex=\"urn:x\">7</ex:i8>")).isEqualTo(7L);
        assertThat(xml("<double>-0.5</double>")).isEqualTo(-0.5);
        assertThat(xml("<boolean>1</boolean>")).isEqualTo(true);
        assertThat(xml("<nil/>")).isNull();
        assertThat(xml(" text &amp; &#233;<![CDATA[<]]> ")).isEqualTo(" text & é< ");
        assertThat(xml("<string/>")).isEqualTo("");
        assertThat(xml("")).isEqualTo("");
        assertThat(xml("<dateTime.iso8601>20260102T03:04:05</dateTime.iso8601>"))
                .isEqualTo("2026-01-02 03:04:05");
        assertThat(xml("<base64>\nSGVs\nbG8=\n</base64>")).isEqualTo("Hello");
        assertThat(xml("""
                                <struct>
                                <member><name>a</name><value><array><data>
                                <value><int>1</int></value><value/>
                                </data></array></value></member>
                                <member><name>b</name><value><struct></struct></value></member>
                                </struct>""")).isEqualTo(Map.of("a", List.of(1L, ""), "b", Map.of()));
    }

    @Test
    void xmlRpcIsReadInItsOwnEncoding() {
        String document =
                "<?xml version='1.0' encoding='iso-8859-1'?><methodCall><methodName>é</methodName></methodCall>";

        assertThat(XmlRpcReader.read(document.getBytes(ISO_8859_1)))
                .isEqualTo(new XmlRpcReader.Call("é", Collections.emptyList()));
    }

    @Test
    void whatIsNoXmlRpcFailsAsInPython() {
        fails("builtins.ValueError", "invalid literal for int() with base 10: 'x'", () -> xml("<int>x</int>"));
        fails("builtins.TypeError", "bad boolean value", () -> xml("<boolean>true</boolean>"));
        fails("xmlrpc.client.ResponseError", "ResponseError(\"unknown tag 'foo'\")", () -> xml("<foo>x</foo>"));
        fails("xmlrpc.client.ResponseError", "ResponseError()", () -> document("<methodCall/>"));
        fails("xml.parsers.expat.ExpatError", "no element found: line 2, column 3", () -> document("<a>\n<b>"));
        assertThatThrownBy(() -> document("<a>&nosuch;</a>"))
                .isInstanceOfSatisfying(
                        PythonException.class,
                        e -> assertThat(e.pythonName()).isEqualTo("xml.parsers.expat.ExpatError"));
    }

    @Test
    void aDocumentTypeIsRefused() {
        assertThatThrownBy(
                        () -> document(
                                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><methodCall><methodName>&e;</methodName></methodCall>"))
                .isInstanceOf(UnsupportedByFakeException.class)
                .hasMessageContaining("a document type");
    }

    private static @Nullable Object xml(String value) {
        XmlRpcReader.Call call = document("<methodCall><methodName>m</methodName><params><param><value>" + value
                + "</value></param></params></methodCall>");
        assertThat(call.method()).isEqualTo("m");
        assertThat(call.params()).hasSize(1);
        return call.params().get(0);
    }

    private static XmlRpcReader.Call document(String text) {
        return XmlRpcReader.read(text.getBytes(UTF_8));
    }

    @Test
    void xmlRpcIsWrittenAsPythonDoes() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("a<", List.of(1L, true, 0.1, "tab\t & <> \u0007\"'"));

        assertThat(XmlRpcWriter.value(map)).isEqualTo("""
                        <?xml version="1.0"?>
                        <methodResponse>
                        <params>
                        <param>
                        <value><struct>
                        <member>
                        <name>a&lt;</name>
                        <value><array><data>
                        <value><int>1</int></value>
                        <value><boolean>1</boolean></value>
                        <value><double>0.1</double></value>
                        <value><string>tab\t &amp; &lt;&gt; "'</string></value>
                        </data></array></value>
                        </member>
                        </struct></value>
                        </param>
                        </params>

                        </methodResponse>
                        """);
    }

    @Test
    void whatXmlRpcHasNoFormForFails() {
        String none = "cannot marshal None unless allow_none is enabled";
        isNotWritten("builtins.TypeError", none, "dumps", null);
        isNotWritten("builtins.TypeError", none, "dump_struct", Collections.singletonMap("a", null));
        isNotWritten("builtins.TypeError", none, "dump_array", Collections.singletonList(null));
        isNotWritten("builtins.OverflowError", "int exceeds XML-RPC limits", "dumps", 2147483648L);
        isNotWritten("builtins.TypeError", "dictionary key must be string", "dump_struct", Map.of(1L, "x"));
    }

    private static void isNotWritten(String name, String message, String function, @Nullable Object value) {
        assertThatThrownBy(() -> XmlRpcWriter.value(value))
                .isInstanceOfSatisfying(XmlRpcWriter.CannotMarshal.class, e -> {
                    assertThat(e.error().name()).isEqualTo(name);
                    assertThat(e.error().message()).isEqualTo(message);
                    assertThat(e.error().traceback()).contains("xmlrpc/client.py", "in " + function + "\n");
                });
    }

    private static void fails(String name, String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(PythonException.class, e -> {
            assertThat(e.pythonName()).isEqualTo(name);
            assertThat(e.text()).isEqualTo(message);
        });
    }
}
