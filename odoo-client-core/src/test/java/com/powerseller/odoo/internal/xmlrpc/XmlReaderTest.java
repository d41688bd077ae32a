package com.powerseller.odoo.internal.xmlrpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.internal.value.Shape;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
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
}
