package com.powerseller.odoo.internal.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonTracebackTest {
    private static final String MARSHALLING = """
            Traceback (most recent call last):
              File "/usr/lib/python3/dist-packages/odoo/addons/rpc/controllers/xmlrpc.py", line 114, in dumps
                response = OdooMarshaller(allow_none=False).dumps(params)
              File "/usr/lib/python3.13/xmlrpc/client.py", line 488, in dumps
                dump(v, write)
                ~~~~^^^^^^^^^^
              File "/usr/lib/python3.13/xmlrpc/client.py", line 510, in __dump
                f(self, value, write)
                ~^^^^^^^^^^^^^^^^^^^^
            %s  File "/usr/lib/python3.13/xmlrpc/client.py", line 514, in dump_nil
                raise TypeError("cannot marshal None unless allow_none is enabled")
            TypeError: cannot marshal None unless allow_none is enabled
            """;

    private static String inside(String function) {
        return MARSHALLING.formatted("  File \"/usr/lib/python3.13/xmlrpc/client.py\", line 563, in " + function
                + "\n    dump(v, write)\n    ~~~~^^^^^^^^^^\n");
    }

    @Test
    void aResultThatIsNoneIsToldFromOneThatHoldsNone() {
        assertThat(PythonTraceback.parse(MARSHALLING.formatted("")).isOfNone()).isTrue();
        assertThat(PythonTraceback.parse(inside("dump_array")).isOfNone()).isFalse();
        assertThat(PythonTraceback.parse(inside("dump_struct")).isOfNone()).isFalse();
        assertThat(PythonTraceback.parse(inside("dump_array")).isOfMarshalling())
                .isTrue();
    }

    @Test
    void theMessageOfAKeyErrorIsTheBareKey() {
        String text = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    d['k']\nKeyError: 'k'\n";

        assertThat(PythonTraceback.parse(text).name()).isEqualTo("builtins.KeyError");
        assertThat(PythonTraceback.parse(text).message()).isEqualTo("k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a: ",
                ".",
                "\n",
                " \n",
                "[\n",
                "a\n",
                "Traceback (most recent call last):\n",
                "Traceback (most"
            })
    @Timeout(30)
    void aLongTextIsReadInOneGo(String unit) {
        String text = unit.repeat(1_000_000 / unit.length());
        for (String start : List.of("", "Traceback (most recent call last):\n", "TypeError: ", "KeyError: '")) {
            assertThat(PythonTraceback.parse(start + text + "!")).isNotNull();
        }
    }
}
