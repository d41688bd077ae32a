package com.powerseller.odoo.internal.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.internal.value.Json;
import com.powerseller.odoo.internal.value.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.ref.WeakReference;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class XmlReaderTest {
    private static WeakReference<InputStream> readOne() throws Exception {
        String xml = "<methodResponse><params><param><value>x</value></param></params></methodResponse>";
        InputStream body = new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
        assertThat(XmlReader.read(body, Shape.any()).value()).isEqualTo("x");
        return new WeakReference<>(body);
    }

    @Test
    @Timeout(60)
    @SuppressWarnings("SystemGc")
    void anAnswerThatWasReadIsNotKept() throws Exception {
        WeakReference<InputStream> body = readOne();
        while (body.get() != null) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(body.get()).isNull();
    }

    @Test
    void valuesMayBeAsDeepAsOverTheOtherProtocols() throws Exception {
        assertThat(XmlReader.read(nested(Json.MAX_DEPTH), Shape.any()).value()).isInstanceOf(List.class);
        assertThatThrownBy(() -> XmlReader.read(nested(Json.MAX_DEPTH + 1), Shape.any()))
                .isInstanceOf(XMLStreamException.class)
                .hasMessageContaining("nested more than 200 levels deep");
    }

    private static InputStream nested(int levels) {
        String answer = "<methodResponse><params><param><value>"
                + "<array><data><value>".repeat(levels)
                + "<int>1</int>"
                + "</value></data></array>".repeat(levels)
                + "</value></param></params></methodResponse>";
        return new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNotUtf8IsNotReportedOnTheStandardError() {
        PrintStream original = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            byte[] answer = {'<', (byte) 0xc3, '('};
            assertThatThrownBy(() -> XmlReader.read(new ByteArrayInputStream(answer), Shape.any()))
                    .isInstanceOf(XMLStreamException.class)
                    .hasCauseInstanceOf(CharacterCodingException.class);
        } finally {
            System.setErr(original);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
